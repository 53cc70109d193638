/** `ip4-invalid`: an `ip4` whose value is no IPv4 address. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const ip4Invalid = rule({
  name: "ip4-invalid",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["ip4-invalid"],
  sources: ["RFC 7208, 5.6", "RFC 7208, 12"],
  messages: messagesOf("ip4-invalid", {
    octet:
      "{found} is over 255, so this is no IPv4 address. That makes the whole record invalid (permerror).",
    "too-many-octets":
      "{found} has more than four numbers, so it is no IPv4 address. That makes the whole record invalid (permerror).",
    port: "A port ({found}) can't follow an address here: SPF looks at the address alone. That makes the whole record invalid (permerror).",
    brackets: "An address in ip4 stands without brackets. That makes the whole record invalid (permerror).",
    "host-name":
      "{found} is a host name, and ip4 takes an address. Use a:{found} for the host's addresses, at the cost of one lookup. That makes the whole record invalid (permerror).",
    "not-an-address":
      "{found} is no IPv4 address; ip4 takes four numbers from 0 to 255, such as 203.0.113.7. That makes the whole record invalid (permerror).",
    mend: "Write {instead} (the record then takes effect)",
    drop: "Remove {text} (the record then takes effect)",
  } satisfies Sentences<"ip4-invalid", "mend" | "drop">),
  *check(input): Iterable<Report> {
    const { mend, drop } = ip4Invalid.messages;
    yield repairing(ip4Invalid.messages, input, input.fault.suggestion === "" ? drop : mend);
  },
});
