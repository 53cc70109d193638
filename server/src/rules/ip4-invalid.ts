/** `ip4-invalid`: an `ip4` whose value is no IPv4 address. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

const invalid = "The whole record is invalid (permerror).";

export const ip4Invalid = rule({
  name: "ip4-invalid",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["ip4-invalid"],
  sources: ["RFC 7208, 5.6", "RFC 7208, 12"],
  messages: messagesOf("ip4-invalid", {
    octet: `{found} is over 255, so this is no IPv4 address. ${invalid}`,
    "too-many-octets": `{found} has more than four numbers, so it is no IPv4 address. ${invalid}`,
    port: `A port ({found}) can't follow an address: SPF looks at addresses alone. ${invalid}`,
    brackets: `An address in ip4 stands without brackets. ${invalid}`,
    "host-name": `{found} is a host name, and ip4 takes an address; a:{found} stands for the host's addresses, at the cost of one lookup. ${invalid}`,
    "not-an-address": `{found} is no IPv4 address; ip4 takes four numbers from 0 to 255, such as 203.0.113.7. ${invalid}`,
    mend: "Write {instead} (the record then takes effect)",
    drop: "Remove {text} (the record then takes effect)",
    host: "Write a:{found} (the record then takes effect)",
  } satisfies Sentences<"ip4-invalid", "mend" | "drop" | "host">),
  *check(input): Iterable<Report> {
    const { mend, drop, host } = ip4Invalid.messages;
    const { detail, suggestion } = input.fault;
    const title = detail === "host-name" ? host : suggestion === "" ? drop : mend;
    yield repairing(ip4Invalid.messages, input, title);
  },
});
