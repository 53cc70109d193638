/** `ip-family`: an IPv6 address in `ip4`, or an IPv4 address in `ip6`. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

const invalid = "The whole record is invalid (permerror).";

export const ipFamily = rule({
  name: "ip-family",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["ip-family"],
  sources: ["RFC 7208, 5.6", "RFC 7208, 12"],
  messages: messagesOf("ip-family", {
    "ip6-in-ip4": `{address} is an IPv6 address, which belongs in ip6 and not in ip4. ${invalid}`,
    "ip4-in-ip6": `{address} is an IPv4 address, which belongs in ip4 and not in ip6. ${invalid}`,
    "mapped-in-ip4": `{address} is an IPv4 address in the form of an IPv6 one, and ip4 takes the plain form. ${invalid}`,
    mend: "Write {instead} (the record then takes effect)",
  } satisfies Sentences<"ip-family", "mend">),
  *check(input): Iterable<Report> {
    yield repairing(ipFamily.messages, input, ipFamily.messages.mend);
  },
});
