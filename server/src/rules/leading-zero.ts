/** `leading-zero`: a number with a zero in front. */

import { type Message, type MessageArguments, messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { argumentsOf, type FaultInput, placeOf, repairing, type Sentences } from "./from-fault.ts";
import { type Fix, type Report, rule } from "./rule.ts";

const invalid = "The whole record is invalid (permerror).";

export const leadingZero = rule({
  name: "leading-zero",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["leading-zero"],
  sources: ["RFC 7208, 5.6", "RFC 7208, 12"],
  messages: messagesOf("leading-zero", {
    octet: `{found}: a number of an address has no zero in front. ${invalid}`,
    eitherBase: `{found} may be meant as decimal or as octal, and a number of an address has no zero in front. ${invalid}`,
    "prefix-length": `{found}: a prefix length has no zero in front. ${invalid}`,
    mend: "Write {instead} (the record then takes effect)",
    decimal: "Write {decimal}, which is {found} as decimal (the record then takes effect)",
    octal: "Write {octal}, which is {found} as octal (the record then takes effect)",
  } satisfies Sentences<"leading-zero", "eitherBase" | "mend" | "decimal" | "octal">),
  *check(input): Iterable<Report> {
    const { mend, eitherBase, decimal, octal } = leadingZero.messages;
    const { subject, fault } = input;
    const { decimal: asDecimal, octal: asOctal } = fault.data;
    if (!asDecimal || !asOctal) {
      yield repairing(leadingZero.messages, input, mend);
      return;
    }
    yield {
      message: eitherBase(argumentsOf(subject, fault)),
      at: placeOf(subject, fault),
      fixes: () => [...choice(input, asDecimal, decimal), ...choice(input, asOctal, octal)],
    };
  },
});

/** Some programs take such numbers for octal, so nobody knows which address was meant. */
function choice(
  { subject, fault }: FaultInput,
  text: string,
  title: (args: MessageArguments) => Message,
): Fix[] {
  return fixText("choice", title(argumentsOf(subject, fault)), subject, [{ span: fault.span, text }]);
}
