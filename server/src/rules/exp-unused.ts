/** `exp-unused`: an explanation for a fail that the record never gives. */

import { messagesOf } from "../text/message.ts";
import { fixRemovingTerm } from "./fix.ts";
import { isIncludeOnly } from "./include-only.ts";
import { type Report, rule } from "./rule.ts";
import { evaluatedTerms, shownIn } from "./terms.ts";

export const expUnused = rule({
  name: "exp-unused",
  severity: "info",
  profile: "recommended",
  needs: "zone",
  about: ["exp"],
  sources: ["RFC 7208, 6.2"],
  messages: messagesOf("exp-unused", {
    unused:
      "{exp} explains a fail, and no mechanism of this record has the qualifier - that gives one, so nobody gets to see it. Remove it, or end the record with -all.",
    redirected:
      "{exp} explains a fail, and no mechanism of this record has the qualifier - that gives one: where the redirect leads to a fail, the explanation of its target is used. Remove it.",
    included:
      "{exp} is never used: the record is there for others to include, and of an included record no explanation counts. Write it in the records that include this one.",
    remove: "Remove {exp}",
  }),
  yieldsTo: ["no-terminator"],
  *check({ subject, record, names }, { zone }): Iterable<Report> {
    if (record.holes || !record.valid) return;
    const { messages } = expUnused;
    const terms = evaluatedTerms(record);
    const fails = terms.some((term) => term.kind === "directive" && term.qualifier === "-");
    if (fails && !isIncludeOnly(subject, names, zone)) return;
    const redirects = terms.some((term) => term.kind === "modifier" && term.known === "redirect");
    for (const term of terms) {
      if (term.kind !== "modifier" || term.known !== "exp") continue;
      const args = { exp: shownIn(record, term) };
      const unused = redirects ? messages.redirected : messages.unused;
      yield {
        message: fails ? messages.included(args) : unused(args),
        at: { subject, span: term.span },
        fixes: () => fixRemovingTerm("choice", messages.remove(args), subject, record, term),
        tag: "unnecessary",
      };
    }
  },
});
