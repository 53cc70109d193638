/** `ip6-invalid`: an `ip6` whose value is no IPv6 address. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const ip6Invalid = rule({
  name: "ip6-invalid",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["ip6-invalid"],
  sources: ["RFC 7208, 5.6", "RFC 4291, 2.2"],
  messages: messagesOf("ip6-invalid", {
    brackets: "An address in ip6 stands without brackets. That makes the whole record invalid (permerror).",
    "zone-id":
      "A zone ({found}) belongs to one machine and can't be published. That makes the whole record invalid (permerror).",
    port: "A port ({found}) can't follow an address here: SPF looks at the address alone. That makes the whole record invalid (permerror).",
    colons:
      "{found} begins or ends with a single colon; an address may begin or end with two. That makes the whole record invalid (permerror).",
    "several-double-colons":
      "{found} shortens zeros with :: more than once, so it may mean several addresses. That makes the whole record invalid (permerror).",
    "group-length":
      "{found} has more than four hexadecimal digits between colons. That makes the whole record invalid (permerror).",
    "too-few-groups":
      "{found} has fewer than eight groups and no :: in place of the missing ones. That makes the whole record invalid (permerror).",
    "too-many-groups": "{found} has more than eight groups. That makes the whole record invalid (permerror).",
    "host-name":
      "{found} is a host name, and ip6 takes an address. Use a:{found} for the host's addresses, at the cost of one lookup. That makes the whole record invalid (permerror).",
    "not-an-address":
      "{found} is no IPv6 address; ip6 takes an address such as 2001:db8::7. That makes the whole record invalid (permerror).",
    mend: "Write {instead} (the record then takes effect)",
    drop: "Remove {text} (the record then takes effect)",
  } satisfies Sentences<"ip6-invalid", "mend" | "drop">),
  *check(input): Iterable<Report> {
    const { mend, drop } = ip6Invalid.messages;
    yield repairing(ip6Invalid.messages, input, input.fault.suggestion === "" ? drop : mend);
  },
});
