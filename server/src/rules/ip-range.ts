/** `ip-range`: a range or a netmask in place of a prefix length. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

const invalid = "The whole record is invalid (permerror).";

export const ipRange = rule({
  name: "ip-range",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["ip-range"],
  sources: ["RFC 7208, 5.6", "RFC 7208, 12"],
  messages: messagesOf("ip-range", {
    range: `SPF has no ranges: the addresses from {first} to {last} are written as networks with prefix lengths. ${invalid}`,
    reversed: `SPF has no ranges, and this one runs backwards, from {first} to {last}. ${invalid}`,
    netmask: `A prefix length follows the slash, and {mask} is a netmask: it stands for /{bits}. ${invalid}`,
    "netmask-invalid": `A prefix length follows the slash, and {mask} is no netmask that stands for one. ${invalid}`,
    mend: "Write {instead} (the record then takes effect)",
    length: "Write /{bits} (the record then takes effect)",
  } satisfies Sentences<"ip-range", "mend" | "length">),
  *check(input): Iterable<Report> {
    const { mend, length } = ipRange.messages;
    yield repairing(ipRange.messages, input, input.fault.detail === "netmask" ? length : mend);
  },
});
