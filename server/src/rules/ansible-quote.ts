/** `ansible-quote`: a text that a module of Ansible hands over as it is, without the quotes that the service wants. */

import { messagesOf } from "../text/message.ts";
import { type HostSentences, hostReport, mending } from "./from-host-fault.ts";
import { type Report, rule } from "./rule.ts";

export const ansibleQuote = rule({
  name: "ansible-quote",
  severity: "error",
  profile: "recommended",
  needs: "hostFault",
  hostFaults: ["ansible-quote"],
  sources: ["RFC 1035, 5.1"],
  messages: messagesOf("ansible-quote", {
    bare: "The module hands this text over as it is, and without double quotes of its own it is refused or cut at its blanks. Put the quotes inside the value.",
    quote: "Put the double quotes inside the value",
  } satisfies HostSentences<"ansible-quote", "quote">),
  *check(input): Iterable<Report> {
    const { messages } = ansibleQuote;
    yield hostReport(messages, input, () => mending(input, "safe", messages.quote()));
  },
});
