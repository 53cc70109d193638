/** `ip6-invalid`: an `ip6` whose value is no IPv6 address. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

const invalid = "The whole record is invalid (permerror).";

export const ip6Invalid = rule({
  name: "ip6-invalid",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["ip6-invalid"],
  sources: ["RFC 7208, 5.6", "RFC 4291, 2.2"],
  messages: messagesOf("ip6-invalid", {
    brackets: `An address in ip6 stands without brackets. ${invalid}`,
    "zone-id": `A zone ({found}) has a meaning on one machine alone and is no part of an address. ${invalid}`,
    port: `A port ({found}) can't follow an address: SPF looks at addresses alone. ${invalid}`,
    colons: `{found} begins or ends with a single colon; an address may begin or end with two. ${invalid}`,
    "several-double-colons": `{found} has :: more than once, so it may mean several addresses. ${invalid}`,
    "group-length": `{found} has more than four hexadecimal digits. ${invalid}`,
    "too-few-groups": `{found} has fewer than eight groups and no :: in place of the missing ones. ${invalid}`,
    "too-many-groups": `{found} has more groups than an address can have. ${invalid}`,
    "host-name": `{found} is a host name, and ip6 takes an address; a:{found} stands for the host's addresses, at the cost of one lookup. ${invalid}`,
    "not-an-address": `{found} is no IPv6 address; ip6 takes an address such as 2001:db8::7. ${invalid}`,
    mend: "Write {instead} (the record then takes effect)",
    drop: "Remove {text} (the record then takes effect)",
    host: "Write a:{found} (the record then takes effect)",
  } satisfies Sentences<"ip6-invalid", "mend" | "drop" | "host">),
  *check(input): Iterable<Report> {
    const { mend, drop, host } = ip6Invalid.messages;
    const { detail, suggestion } = input.fault;
    const title = detail === "host-name" ? host : suggestion === "" ? drop : mend;
    yield repairing(ip6Invalid.messages, input, title);
  },
});
