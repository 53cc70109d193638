/** `redirect-ignored`: a redirect in a record that has `all`. */

import { messagesOf } from "../text/message.ts";
import { fixText, withBlankBefore } from "./fix.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import { allsOf, shownIn } from "./terms.ts";

export const redirectIgnored = rule({
  name: "redirect-ignored",
  severity: "warning",
  profile: "recommended",
  needs: "record",
  about: ["redirect"],
  sources: ["RFC 7208, 5.1", "RFC 7208, 6.1"],
  messages: messagesOf("redirect-ignored", {
    ignored:
      "{redirect} is ignored, because the record has {all}: hosts that only its target lists do not pass. Remove one of the two.",
    all: "This term makes every redirect ineffective, wherever it stands.",
    removeRedirect: "Remove {redirect}, which is ignored",
    removeAll: "Remove {all} (the policy of {target} starts to count)",
  }),
  *check({ subject, record }): Iterable<Report> {
    const alls = allsOf(record);
    const [all] = alls;
    if (!all) return;
    const { messages } = redirectIgnored;
    for (const term of record.terms) {
      if (term.kind !== "modifier" || term.known !== "redirect" || !term.valid) continue;
      const redirect = shownIn(record, term);
      const allText = shownIn(record, all);
      const without = (...terms: readonly (typeof term | typeof all)[]) =>
        terms.map(({ span }) => ({ span: withBlankBefore(record.text, span), text: "" }));
      yield {
        message: messages.ignored({ redirect, all: allText }),
        at: { subject, span: term.span },
        fixes: () => [
          ...fixText("choice", messages.removeRedirect({ redirect }), subject, without(term)),
          ...fixText(
            "choice",
            messages.removeAll({ all: allText, target: readable(term.value.text) }),
            subject,
            without(...alls),
          ),
        ],
        related: [{ subject, span: all.span, message: messages.all() }],
        tag: "unnecessary",
      };
    }
  },
});
