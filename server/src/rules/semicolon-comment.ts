/** `semicolon-comment`: a semicolon outside of quotes, which cuts the record off. */

import { messagesOf } from "../text/message.ts";
import { type HostSentences, hostReport, mending } from "./from-host-fault.ts";
import { type Report, rule } from "./rule.ts";

export const semicolonComment = rule({
  name: "semicolon-comment",
  severity: "error",
  profile: "recommended",
  needs: "hostFault",
  hostFaults: ["semicolon-comment"],
  sources: ["RFC 1035, 5.1"],
  messages: messagesOf("semicolon-comment", {
    cut: "Outside of quotes a semicolon begins a comment, so the record ends here and is published as {text}. Put quotes around the whole text.",
    quote: "Put quotes around the text, without semicolons (its terms then count)",
  } satisfies HostSentences<"semicolon-comment", "quote">),
  *check(input): Iterable<Report> {
    const { messages } = semicolonComment;
    yield { ...hostReport(messages, input, mending(input, "repair", messages.quote())), spoilsText: true };
  },
});
