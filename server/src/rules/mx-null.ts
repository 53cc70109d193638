/** `mx-null`: an mx about a domain that says it has no mail servers. */

import { messagesOf } from "../text/message.ts";
import { mailAt } from "./at-name.ts";
import { fixRemovingTerm } from "./fix.ts";
import { type Report, rule } from "./rule.ts";
import { evaluatedTerms, literalTarget, onlyOwner, shownIn } from "./terms.ts";

export const mxNull = rule({
  name: "mx-null",
  severity: "warning",
  profile: "recommended",
  needs: "zone",
  about: ["mx"],
  sources: ["RFC 7505, 3", "RFC 7208, 5.4"],
  messages: messagesOf("mx-null", {
    null: "{name} has a null MX record, which says that it has no mail servers: {term} matches nobody, and costs a lookup. Remove it.",
    remove: "Remove {term} (it matches nobody)",
  }),
  yieldsTo: ["duplicate-term"],
  silences: ["mx-use"],
  *check({ subject, record, names }): Iterable<Report> {
    const owner = onlyOwner(subject);
    for (const term of evaluatedTerms(record)) {
      if (term.kind !== "directive" || term.name !== "mx" || term.holes) continue;
      const name = term.domain ? literalTarget(term) : owner;
      if (name === null || mailAt(name, names) !== "none") continue;
      const args = { term: shownIn(record, term), name };
      const { messages } = mxNull;
      yield {
        message: messages.null(args),
        at: { subject, span: term.span },
        fixes: () => fixRemovingTerm("repair", messages.remove(args), subject, record, term),
      };
    }
  },
});
