/** `neutral-all`: a record that says nothing of the hosts it does not list. */

import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { isForInclusion } from "./include-only.ts";
import { type Report, rule } from "./rule.ts";
import { firstAll, shownIn } from "./terms.ts";

export const neutralAll = rule({
  name: "neutral-all",
  severity: "warning",
  profile: "recommended",
  needs: "zone",
  about: ["neutral"],
  sources: ["RFC 7208, 8.2", "RFC 7208, 5.2"],
  messages: messagesOf("neutral-all", {
    neutral:
      "{term} makes mail from every host that is not listed neutral, and receivers must treat that like no SPF at all: forged mail is not stopped. Use ~all or -all.",
    softfail: "Change {term} to ~all (mail from other hosts softfails)",
    fail: "Change {term} to -all (mail from other hosts fails)",
  }),
  *check({ subject, record, names }, { zone }): Iterable<Report> {
    const all = firstAll(record);
    if (record.version.protocol !== "spf1" || all?.qualifier !== "?" || !all.qualifierSpan) return;
    if (isForInclusion(subject, names, zone)) return;
    const { messages } = neutralAll;
    const term = shownIn(record, all);
    const span = all.qualifierSpan;
    yield {
      message: messages.neutral({ term }),
      at: { subject, span: all.span },
      fixes: () => [
        ...fixText("choice", messages.softfail({ term }), subject, [{ span, text: "~" }]),
        ...fixText("choice", messages.fail({ term }), subject, [{ span, text: "-" }]),
      ],
    };
  },
});
