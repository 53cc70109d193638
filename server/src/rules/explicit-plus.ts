/** `explicit-plus`: the qualifier that every mechanism has without one. */

import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { type Report, rule } from "./rule.ts";
import { shownIn, textOf } from "./terms.ts";

export const explicitPlus = rule({
  name: "explicit-plus",
  severity: "hint",
  profile: "recommended",
  needs: "record",
  about: ["plus"],
  sources: ["RFC 7208, 4.6.2"],
  messages: messagesOf("explicit-plus", {
    plus: "{term} means the same without its +, which every mechanism has that has no other qualifier.",
    remove: "Write {instead}",
  }),
  *check({ subject, record }): Iterable<Report> {
    for (const term of record.terms) {
      if (term.kind !== "directive" || !term.valid || term.qualifier !== "+" || !term.qualifierSpan) continue;
      // Of an all that lets everybody pass the qualifier is the least that is wrong.
      if (term.name === "all") continue;
      const span = term.qualifierSpan;
      const { messages } = explicitPlus;
      const instead = shownIn(record, { start: span.end, end: term.span.end });
      yield {
        message: messages.plus({ term: shownIn(record, term) }),
        at: { subject, span },
        fixes: () =>
          fixText("safe", messages.remove({ instead }), subject, [
            { span: term.span, text: textOf(record, { start: span.end, end: term.span.end }) },
          ]),
        tag: "unnecessary",
      };
    }
  },
});
