/** `multiple-all`: a second `all`, which can't be reached. */

import { messagesOf } from "../text/message.ts";
import { fixText, withBlankBefore } from "./fix.ts";
import { type Report, rule } from "./rule.ts";
import { allsOf, shownIn } from "./terms.ts";

export const multipleAll = rule({
  name: "multiple-all",
  severity: "warning",
  profile: "recommended",
  needs: "record",
  about: ["behind-all"],
  sources: ["RFC 7208, 5.1"],
  messages: messagesOf("multiple-all", {
    ignored:
      "{term} is ignored: {first} before it matches every host already. Keep the one that says what you want.",
    first: "This one counts.",
    remove: "Remove {term}, which is ignored",
    keep: "Remove {first} (hosts that nothing else lists get the result of {term})",
  }),
  *check({ subject, record }): Iterable<Report> {
    const [first, ...others] = allsOf(record);
    if (!first) return;
    const { messages } = multipleAll;
    const firstText = shownIn(record, first);
    for (const term of others) {
      const text = shownIn(record, term);
      const without = ({ span }: typeof term) => [{ span: withBlankBefore(record.text, span), text: "" }];
      const keep =
        term.qualifier === first.qualifier || others.length > 1
          ? []
          : fixText("choice", messages.keep({ first: firstText, term: text }), subject, without(first));
      yield {
        message: messages.ignored({ term: text, first: firstText }),
        at: { subject, span: term.span },
        fixes: () => [...fixText("choice", messages.remove({ term: text }), subject, without(term)), ...keep],
        related: [{ subject, span: first.span, message: messages.first() }],
        tag: "unnecessary",
      };
    }
  },
});
