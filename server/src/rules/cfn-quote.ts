/** `cfn-quote`: a text for Route 53 that lacks the quotes which it must bring. */

import { messagesOf } from "../text/message.ts";
import { type HostSentences, hostReport, mending } from "./from-host-fault.ts";
import { type Report, rule } from "./rule.ts";

export const cfnQuote = rule({
  name: "cfn-quote",
  severity: "error",
  profile: "recommended",
  needs: "hostFault",
  hostFaults: ["cfn-quote"],
  sources: ["RFC 1035, 5.1"],
  messages: messagesOf("cfn-quote", {
    bare: "Route 53 takes a TXT value only in double quotes and refuses this one (InvalidTXTRDATA), so nothing is deployed. Put the quotes inside the value.",
    quote: "Put the double quotes inside the value",
  } satisfies HostSentences<"cfn-quote", "quote">),
  *check(input): Iterable<Report> {
    const { messages } = cfnQuote;
    yield hostReport(messages, input, () => mending(input, "safe", messages.quote()));
  },
});
