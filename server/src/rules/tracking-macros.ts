/** `tracking-macros`: macros that put who writes, and from where, into DNS queries. */

import type { MacroExpand, Term } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { misnamed } from "./misnamed.ts";
import { type Report, rule } from "./rule.ts";
import { domainOf, evaluatedTerms, shownIn } from "./terms.ts";

const seen =
  "and no answer serves for other mail. If the sender doesn't matter, %{i} alone tells nothing of it.";

export const trackingMacros = rule({
  name: "tracking-macros",
  severity: "info",
  profile: "recommended",
  needs: "record",
  about: ["macro"],
  sources: ["RFC 7208, 7.3", "RFC 7208, 11.6", "RFC 7208, 4.8"],
  messages: messagesOf("tracking-macros", {
    sender: `{macro} puts the sender's address into DNS queries: whoever runs the name, and every resolver on the way, sees who writes to whom, ${seen} A local part may also have more than the 63 octets of a label, and what receivers make of that is not defined.`,
    domain: `{macro} puts the sender's domain into DNS queries: whoever runs the name, and every resolver on the way, sees who writes to whom, ${seen}`,
    helo: `{macro} puts the name that the client gives itself into DNS queries: whoever runs the name, and every resolver on the way, sees which host writes to whom, ${seen}`,
  }),
  yieldsTo: [...misnamed, "sender-chosen-target"],
  *check({ subject, record }): Iterable<Report> {
    if (subject.found.type !== "TXT") return;
    const { messages } = trackingMacros;
    for (const term of evaluatedTerms(record)) {
      const macro = tellingMacro(term);
      if (!macro) continue;
      const message = { s: messages.sender, l: messages.sender, o: messages.domain, h: messages.helo };
      yield {
        message: message[macro.letter]({ macro: shownIn(record, macro.span) }),
        at: { subject, span: macro.span },
      };
    }
  },
});

/** The one that tells most of a term's; the explanation, which is fetched for mail that fails, is meant to speak of it. */
function tellingMacro(term: Term): (MacroExpand & { readonly letter: "s" | "l" | "o" | "h" }) | null {
  if (term.kind === "modifier" && term.known !== "redirect") return null;
  const macros = domainOf(term)?.parts.filter((part) => part.kind === "expand") ?? [];
  for (const letter of ["s", "l", "o", "h"] as const) {
    const macro = macros.find((each) => each.letter === letter);
    if (macro) return { ...macro, letter };
  }
  return null;
}
