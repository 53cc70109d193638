/** `dual-cidr`: prefix lengths with the wrong slashes. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

const invalid = "The whole record is invalid (permerror).";

export const dualCidr = rule({
  name: "dual-cidr",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["dual-cidr"],
  sources: ["RFC 7208, 5.3", "RFC 7208, 12"],
  messages: messagesOf("dual-cidr", {
    "single-slash": `Two slashes stand before an IPv6 prefix length, as in a/24//64. ${invalid}`,
    order: `The IPv4 prefix length comes first, as in a/24//64. ${invalid}`,
    "double-slash": `In {mechanism}, a prefix length follows a single slash. ${invalid}`,
    several: `There are more prefix lengths than a term can have. ${invalid}`,
    mend: "Write {instead} (the record then takes effect)",
  } satisfies Sentences<"dual-cidr", "mend">),
  *check(input): Iterable<Report> {
    yield repairing(dualCidr.messages, input, dualCidr.messages.mend);
  },
});
