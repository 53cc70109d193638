/** `default-modifier`: `default=`, which older drafts had where `all` is now. */

import { messagesOf } from "../text/message.ts";
import { fixText, withBlankBefore } from "./fix.ts";
import { argumentsOf, placeOf, type Sentences, sentenceOf, suggested } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const defaultModifier = rule({
  name: "default-modifier",
  severity: "info",
  profile: "recommended",
  needs: "fault",
  faults: ["default-modifier"],
  sources: ["RFC 7208, 4.7", "RFC 7208, 6"],
  messages: messagesOf("default-modifier", {
    default: "{found} comes from a draft of SPF and is ignored now; all says what becomes of other senders.",
    write: "Write {instead} (it then takes effect for all senders that nothing else matches)",
    remove: "Remove {found} (receivers ignore it)",
  } satisfies Sentences<"default-modifier", "write" | "remove">),
  *check({ subject, fault }): Iterable<Report> {
    const { messages } = defaultModifier;
    const args = argumentsOf(subject, fault);
    const span = withBlankBefore(subject.found.decoded.text, fault.span);
    yield {
      message: sentenceOf(messages, subject, fault),
      at: placeOf(subject, fault),
      // Where nothing else ends the record, all other senders get neutral.
      severity: fault.suggestion === undefined ? "info" : "warning",
      fixes: () => [
        ...suggested(subject, fault, "repair", messages.write(args)),
        ...fixText(fault.suggestion === undefined ? "repair" : "choice", messages.remove(args), subject, [
          { span, text: "" },
        ]),
      ],
      tag: "deprecated",
    };
  },
});
