/** `dual-cidr`: prefix lengths with the wrong slashes. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const dualCidr = rule({
  name: "dual-cidr",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["dual-cidr"],
  sources: ["RFC 7208, 5.3", "RFC 7208, 12"],
  messages: messagesOf("dual-cidr", {
    "single-slash":
      "The IPv6 prefix length of a and mx follows two slashes, as in a/24//64. That makes the whole record invalid (permerror).",
    order:
      "The IPv4 prefix length comes first, as in a/24//64. That makes the whole record invalid (permerror).",
    "double-slash":
      "{mechanism} takes one prefix length after one slash. That makes the whole record invalid (permerror).",
    several:
      "There are more prefix lengths than a term can have. That makes the whole record invalid (permerror).",
    mend: "Write {instead} (the record then takes effect)",
  } satisfies Sentences<"dual-cidr", "mend">),
  *check(input): Iterable<Report> {
    yield repairing(dualCidr.messages, input, dualCidr.messages.mend);
  },
});
