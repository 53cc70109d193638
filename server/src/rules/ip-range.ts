/** `ip-range`: a range or a netmask in place of a prefix length. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const ipRange = rule({
  name: "ip-range",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["ip-range"],
  sources: ["RFC 7208, 5.6", "RFC 7208, 12"],
  messages: messagesOf("ip-range", {
    range:
      "SPF has no ranges: {first} to {last} is written as networks with prefix lengths. That makes the whole record invalid (permerror).",
    reversed:
      "SPF has no ranges, and this one runs backwards, from {first} to {last}. That makes the whole record invalid (permerror).",
    netmask:
      "SPF takes a prefix length after the slash, and {mask} is a netmask: /{bits} is meant. That makes the whole record invalid (permerror).",
    "netmask-invalid":
      "SPF takes a prefix length after the slash, and {mask} stands for none. That makes the whole record invalid (permerror).",
    mend: "Write {instead} (the record then takes effect)",
  } satisfies Sentences<"ip-range", "mend">),
  *check(input): Iterable<Report> {
    yield repairing(ipRange.messages, input, ipRange.messages.mend);
  },
});
