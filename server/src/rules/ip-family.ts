/** `ip-family`: an IPv6 address in `ip4`, or an IPv4 address in `ip6`. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const ipFamily = rule({
  name: "ip-family",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["ip-family"],
  sources: ["RFC 7208, 5.6", "RFC 7208, 12"],
  messages: messagesOf("ip-family", {
    "ip6-in-ip4":
      "{address} is an IPv6 address, and this is ip4. That makes the whole record invalid (permerror).",
    "ip4-in-ip6":
      "{address} is an IPv4 address, and this is ip6. That makes the whole record invalid (permerror).",
    "mapped-in-ip4":
      "{address} is an IPv4 address in the form of an IPv6 one, and ip4 takes the plain form. That makes the whole record invalid (permerror).",
    mend: "Write {instead} (the record then takes effect)",
  } satisfies Sentences<"ip-family", "mend">),
  *check(input): Iterable<Report> {
    yield repairing(ipFamily.messages, input, ipFamily.messages.mend);
  },
});
