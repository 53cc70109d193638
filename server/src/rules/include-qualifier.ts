/** `include-qualifier`: an include whose hosts are not to pass. */

import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import { evaluatedTerms, shownIn } from "./terms.ts";

export const includeQualifier = rule({
  name: "include-qualifier",
  severity: "info",
  profile: "recommended",
  needs: "record",
  about: ["other-include"],
  sources: ["RFC 7208, 5.2", "RFC 7208, 4.6.2"],
  messages: messagesOf("include-qualifier", {
    fail: "{term} makes mail from the hosts that pass at {target} fail, and does nothing to hosts that fail there. Write include:{target} if these hosts may send.",
    softfail:
      "{term} makes mail from the hosts that pass at {target} softfail, and does nothing to hosts that softfail there. Write include:{target} if these hosts may send.",
    neutral:
      "{term} makes mail from the hosts that pass at {target} neutral, as if there were no SPF. That is of use where others send from the same hosts, too; else write include:{target}.",
    pass: "Remove {qualifier} (the hosts that pass at {target} then pass)",
  }),
  *check({ subject, record }): Iterable<Report> {
    const { messages } = includeQualifier;
    for (const term of evaluatedTerms(record)) {
      if (term.kind !== "directive" || term.name !== "include" || !term.qualifierSpan || !term.domain)
        continue;
      const { qualifier, qualifierSpan: span } = term;
      if (qualifier === "+") continue;
      const args = { term: shownIn(record, term), target: readable(term.domain.text), qualifier };
      yield {
        message: messages[sentenceFor[qualifier]](args),
        at: { subject, span },
        // What may be meant is no more than a hint.
        severity: qualifier === "?" ? "hint" : "info",
        fixes: () => fixText("choice", messages.pass(args), subject, [{ span, text: "" }]),
      };
    }
  },
});

const sentenceFor = { "-": "fail", "~": "softfail", "?": "neutral" } as const;
