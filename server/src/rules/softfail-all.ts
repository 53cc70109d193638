/** `softfail-all`: a record that ends in `~all`, for those whose policy wants `-all`. */

import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { isIncludeOnly } from "./include-only.ts";
import { type Report, rule } from "./rule.ts";
import { firstAll, shownIn } from "./terms.ts";

export const softfailAll = rule({
  name: "softfail-all",
  severity: "warning",
  profile: null,
  needs: "zone",
  about: ["soft-all"],
  sources: ["RFC 7208, 8.5", "RFC 7208, 5.2"],
  messages: messagesOf("softfail-all", {
    soft: "{term} asks receivers to take mail from hosts that are not listed, with a mark; your policy is that it fails. Write -all.",
    fail: "Change {term} to -all (mail from other hosts fails)",
  }),
  yieldsTo: ["only-soft-all"],
  *check({ subject, record, names }, { zone }): Iterable<Report> {
    const all = firstAll(record);
    if (record.version.protocol !== "spf1" || all?.qualifier !== "~" || !all.qualifierSpan) return;
    if (isIncludeOnly(subject, names, zone)) return;
    const term = shownIn(record, all);
    const span = all.qualifierSpan;
    yield {
      message: softfailAll.messages.soft({ term }),
      at: { subject, span: all.span },
      fixes: () => fixText("choice", softfailAll.messages.fail({ term }), subject, [{ span, text: "-" }]),
    };
  },
});
