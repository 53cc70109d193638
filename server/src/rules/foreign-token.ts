/** `foreign-token`: a verification token, or another protocol's record, within the SPF record. */

import { messagesOf } from "../text/message.ts";
import { fixText, withBlankBefore } from "./fix.ts";
import { argumentsOf, placeOf, type Sentences, sentenceOf } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const foreignToken = rule({
  name: "foreign-token",
  severity: "warning",
  profile: "recommended",
  needs: "fault",
  faults: ["foreign-token"],
  sources: ["RFC 7208, 6", "RFC 7208, 3"],
  messages: messagesOf("foreign-token", {
    verification:
      "{name}= is a token for another service, and nobody looks for it within an SPF record. Publish it in a TXT record of its own.",
    record:
      "A {protocol} record stands within the SPF record, where nobody looks for it. Publish it in a TXT record of its own, at its own name.",
    remove: "Remove {text} from this record (it then needs a record of its own)",
  } satisfies Sentences<"foreign-token", "remove">),
  *check({ subject, fault }): Iterable<Report> {
    const { messages } = foreignToken;
    const span = withBlankBefore(subject.found.decoded.text, fault.span);
    yield {
      message: sentenceOf(messages, subject, fault),
      at: placeOf(subject, fault),
      fixes: () =>
        fixText("choice", messages.remove(argumentsOf(subject, fault)), subject, [{ span, text: "" }]),
    };
  },
});
