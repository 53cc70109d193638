/** `tf-quote-google`: a text for Cloud DNS without the quotes that keep its words together. */

import { messagesOf } from "../text/message.ts";
import { type HostSentences, hostReport, mending } from "./from-host-fault.ts";
import { type Report, rule } from "./rule.ts";

export const tfQuoteGoogle = rule({
  name: "tf-quote-google",
  severity: "error",
  profile: "recommended",
  needs: "hostFault",
  hostFaults: ["tf-quote-google"],
  sources: ["RFC 1035, 5.1", "RFC 7208, 3.3"],
  messages: messagesOf("tf-quote-google", {
    bare: "Cloud DNS splits a TXT value without double quotes at its blanks, and the pieces are joined without them: nobody finds an SPF record here. Put the quotes inside the value.",
    quote: "Put the double quotes inside the value",
  } satisfies HostSentences<"tf-quote-google", "quote">),
  *check(input): Iterable<Report> {
    const { messages } = tfQuoteGoogle;
    yield { ...hostReport(messages, input, mending(input, "repair", messages.quote())), spoilsText: true };
  },
});
