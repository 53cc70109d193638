/** `sender-chosen-target`: a target that whoever sends can put under a domain of their own. */

import type { MacroString, Term } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { type Report, rule } from "./rule.ts";
import { domainOf, evaluatedTerms, shownIn } from "./terms.ts";

export const senderChosenTarget = rule({
  name: "sender-chosen-target",
  severity: "error",
  profile: "recommended",
  needs: "record",
  about: ["macro"],
  sources: ["RFC 7208, 7.2", "RFC 7208, 11.1", "RFC 7208, 5.5"],
  messages: messagesOf("sender-chosen-target", {
    helo: "In {term} the target is up to {macro}, the name that the client gives itself in HELO: whoever sends chooses a domain of their own there, and passes. Use names of your own.",
    local:
      "In {term} the target is up to {macro}, the local part that the client gives in MAIL FROM: whoever sends chooses a domain of their own there, and passes. Use names of your own.",
    validated:
      "In {term} the target is up to {macro}, the name that the client's address has in DNS, which belongs to whoever sends: any host with a proper name passes. Use names of your own.",
  }),
  *check({ subject, record }): Iterable<Report> {
    if (subject.found.type !== "TXT") return;
    for (const term of evaluatedTerms(record)) {
      const domain = letsPass(term) ? domainOf(term) : null;
      const macro = domain && lastMacro(domain);
      if (!domain || !macro) continue;
      const { letter, span } = macro;
      const { messages } = senderChosenTarget;
      const message =
        letter === "h"
          ? messages.helo
          : letter === "l"
            ? messages.local
            : letter === "p"
              ? messages.validated
              : null;
      if (!message) continue;
      yield {
        message: message({ term: shownIn(record, term), macro: shownIn(record, span) }),
        at: { subject, span: domain.span },
      };
    }
  },
});

function letsPass(term: Term): boolean {
  return term.kind === "directive"
    ? term.qualifier === "+"
    : term.kind === "modifier" && term.known === "redirect";
}

/** The macro that decides under which registered domain the target lies; null where the text behind it does. */
function lastMacro({ parts }: MacroString) {
  const last = parts.findLastIndex(({ kind }) => kind === "expand");
  const macro = parts[last];
  const behind = parts.slice(last + 1).map((part) => (part.kind === "literal" ? part.text : "."));
  // What stands before the first dot belongs to the label that the macro begins.
  const labels = behind.join("").replace(/\.$/, "").split(".").slice(1);
  return macro?.kind === "expand" && labels.length < 2 ? macro : null;
}
