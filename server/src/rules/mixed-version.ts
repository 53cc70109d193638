/** `mixed-version`: the versions of SPF and of Sender ID in one text. */

import { messagesOf } from "../text/message.ts";
import { fixText, withBlankBefore } from "./fix.ts";
import { argumentsOf, type FaultInput, placeOf, type Sentences, sentenceOf } from "./from-fault.ts";
import { type Fix, type Report, rule } from "./rule.ts";

export const mixedVersion = rule({
  name: "mixed-version",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["mixed-version"],
  sources: ["RFC 7208, 4.5", "RFC 4406, 3.1"],
  messages: messagesOf("mixed-version", {
    "v-before-sender-id":
      "{found} is neither SPF (v=spf1) nor Sender ID ({senderId}). Receivers do not take this text for a record, so the domain has no policy.",
    both: "{first} and {second} stand in one text, and a record has one version. Publish SPF as a record of its own; Sender ID is abandoned.",
    spf: "Write v=spf1 (SPF then takes effect)",
    senderId: "Write {senderId} (the few that still evaluate Sender ID then use it)",
    remove: "Remove {second} (all terms then belong to {first})",
  } satisfies Sentences<"mixed-version", "spf" | "senderId" | "remove">),
  *check(input): Iterable<Report> {
    const { subject, fault } = input;
    yield {
      message: sentenceOf(mixedVersion.messages, subject, fault),
      at: placeOf(subject, fault),
      fixes: () => fixesOf(input),
    };
  },
});

function fixesOf({ subject, fault }: FaultInput): Fix[] {
  const { spf, senderId, remove } = mixedVersion.messages;
  const args = argumentsOf(subject, fault);
  const { span } = fault;
  if (fault.detail === "both") {
    const whole = withBlankBefore(subject.found.decoded.text, span);
    return fixText("choice", remove(args), subject, [{ span: whole, text: "" }]);
  }
  return [
    ...fixText("choice", spf(), subject, [{ span, text: "v=spf1" }]),
    ...fixText("choice", senderId(args), subject, [{ span, text: fault.data.senderId ?? "" }]),
  ];
}
