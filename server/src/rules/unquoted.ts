/** `unquoted`: the words of a record without quotes around them. */

import { messagesOf } from "../text/message.ts";
import { type HostSentences, hostReport, mending } from "./from-host-fault.ts";
import { type Report, rule } from "./rule.ts";

export const unquoted = rule({
  name: "unquoted",
  severity: "error",
  profile: "recommended",
  needs: "hostFault",
  hostFaults: ["unquoted"],
  sources: ["RFC 1035, 5.1", "RFC 7208, 3.3"],
  messages: messagesOf("unquoted", {
    words:
      "Each word that is not within quotes is a string of its own, and strings are joined without a space: this is published as {text}. Put quotes around the whole text.",
    generate:
      "$GENERATE takes the quotes off, and each word is then a string of its own: this is published as {text}. Put escaped quotes within the quotes.",
    quote: "Put quotes around the text (its terms then count)",
    quoteInside: 'Write \\" within the quotes, too (the terms then count)',
  } satisfies HostSentences<"unquoted", "quote" | "quoteInside">),
  *check(input): Iterable<Report> {
    const { quote, quoteInside } = unquoted.messages;
    const title = input.fault.detail === "generate" ? quoteInside() : quote();
    yield { ...hostReport(unquoted.messages, input, mending(input, "repair", title)), spoilsText: true };
  },
});
