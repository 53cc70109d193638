/** `mapped-ip6`: an IPv4 address written as an IPv6 one. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const mappedIp6 = rule({
  name: "mapped-ip6",
  severity: "warning",
  profile: "recommended",
  needs: "fault",
  faults: ["mapped-ip6"],
  sources: ["RFC 7208, 5", "RFC 4291, 2.5.5.2"],
  messages: messagesOf("mapped-ip6", {
    mapped:
      "This term never matches: {text} stands for the IPv4 address {address}, and a client with an IPv4 address is compared with ip4 alone.",
    mend: "Write {instead} (it then matches)",
  } satisfies Sentences<"mapped-ip6", "mend">),
  *check(input): Iterable<Report> {
    yield repairing(mappedIp6.messages, input, mappedIp6.messages.mend);
  },
});
