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
  sources: ["RFC 7208, 5"],
  messages: messagesOf("mapped-ip6", {
    mapped:
      "{text} never matches: a client at {address} is compared as IPv4, and only ip4 lists IPv4 addresses. Its mail is not let pass by this term.",
    mend: "Write {instead} ({address} then matches)",
  } satisfies Sentences<"mapped-ip6", "mend">),
  *check(input): Iterable<Report> {
    yield repairing(mappedIp6.messages, input, mappedIp6.messages.mend);
  },
});
