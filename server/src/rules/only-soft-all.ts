/** `only-soft-all`: a record that lists no host and yet does not refuse mail. */

import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { isIncludeOnly } from "./include-only.ts";
import { type Report, rule } from "./rule.ts";
import { evaluatedTerms, shownIn } from "./terms.ts";

export const onlySoftAll = rule({
  name: "only-soft-all",
  severity: "info",
  profile: "recommended",
  needs: "zone",
  about: ["neutral", "soft-all"],
  sources: ["RFC 7208, 10.1.2", "RFC 7208, 5.1"],
  messages: messagesOf("only-soft-all", {
    soft: "No host may send as this domain, and {term} still lets forged mail go through with a mark. Write -all where no mail is sent; else list the hosts that send it.",
    neutral:
      "No host may send as this domain, and {term} says nothing against those who do. Write -all where no mail is sent; else list the hosts that send it.",
    fail: "Change {term} to -all (all mail fails)",
  }),
  yieldsTo: ["neutral-all"],
  *check({ subject, record, names }, { zone }): Iterable<Report> {
    if (record.version.protocol !== "spf1" || !record.valid || record.holes) return;
    const [all, ...others] = evaluatedTerms(record).filter((term) => term.kind === "directive");
    if (!all || others.length > 0 || all.name !== "all" || !all.qualifierSpan) return;
    if (all.qualifier === "-" || all.qualifier === "+" || isIncludeOnly(subject, names, zone)) return;
    const { messages } = onlySoftAll;
    const term = shownIn(record, all);
    const span = all.qualifierSpan;
    yield {
      message: all.qualifier === "~" ? messages.soft({ term }) : messages.neutral({ term }),
      at: { subject, span: all.span },
      fixes: () => fixText("choice", messages.fail({ term }), subject, [{ span, text: "-" }]),
    };
  },
});
