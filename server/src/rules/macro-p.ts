/** `macro-p`: the macro that should not be published. */

import type { Term } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { fixText, withBlankBefore } from "./fix.ts";
import { type Report, rule } from "./rule.ts";
import { domainOf, shownIn } from "./terms.ts";

export const macroP = rule({
  name: "macro-p",
  severity: "warning",
  profile: "recommended",
  needs: "record",
  about: ["macro"],
  sources: ["RFC 7208, 7.3", "RFC 7208, 5.5"],
  messages: messagesOf("macro-p", {
    macro:
      "{macro} should not be published: each check has to find and prove the name of the sender's address, which is slow, fails often and then gives unknown. Use another macro, or list the hosts.",
    remove: "Remove {term} (senders that only it lets pass no longer pass)",
    removeOther: "Remove {term}",
  }),
  yieldsTo: ["sender-chosen-target"],
  *check({ subject, record }): Iterable<Report> {
    for (const term of record.terms) {
      if (!term.valid) continue;
      for (const part of domainOf(term)?.parts ?? []) {
        if (part.kind !== "expand" || part.letter !== "p") continue;
        const text = shownIn(record, term);
        const title = passes(term) ? macroP.messages.remove : macroP.messages.removeOther;
        const removal = { span: withBlankBefore(record.text, term.span), text: "" };
        yield {
          message: macroP.messages.macro({ macro: shownIn(record, part.span) }),
          at: { subject, span: part.span },
          fixes: () => (isRedirect(term) ? [] : fixText("choice", title({ term: text }), subject, [removal])),
        };
      }
    }
  },
});

function passes(term: Term): boolean {
  return term.kind === "directive" && term.qualifier === "+";
}

/** Without it the record would end in the air. */
function isRedirect(term: Term): boolean {
  return term.kind === "modifier" && term.known === "redirect";
}
