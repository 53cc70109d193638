/** `leading-zero`: a number with a zero in front. */

import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { argumentsOf, type FaultInput, placeOf, type Sentences, sentenceOf } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const leadingZero = rule({
  name: "leading-zero",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["leading-zero"],
  sources: ["RFC 7208, 5.6", "RFC 7208, 12"],
  messages: messagesOf("leading-zero", {
    octet:
      "A number of an address has no zero in front, and {found} may be meant as decimal or as octal. That makes the whole record invalid (permerror).",
    "prefix-length": "A prefix length has no zero in front. That makes the whole record invalid (permerror).",
    decimal: "Write {number}: {found} is decimal (the record then takes effect)",
    octal: "Write {number}: {found} is octal (the record then takes effect)",
  } satisfies Sentences<"leading-zero", "decimal" | "octal">),
  *check(input): Iterable<Report> {
    const { subject, fault } = input;
    const { decimal, octal } = fault.data;
    yield {
      message: sentenceOf(leadingZero.messages, subject, fault),
      at: placeOf(subject, fault),
      fixes: [...reading(input, "decimal", decimal), ...reading(input, "octal", octal)],
    };
  },
});

/** The fix that takes the digits for decimal, or for octal; none where they can't be that. */
function reading({ subject, fault }: FaultInput, base: "decimal" | "octal", number: string | undefined) {
  if (!number) return [];
  const title = leadingZero.messages[base]({ ...argumentsOf(subject, fault), number });
  return fixText("choice", title, subject, [{ span: fault.span, text: number }]);
}
