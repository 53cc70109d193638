/** `a-with-ip`: an address where a domain belongs. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

const invalid = "The whole record is invalid (permerror).";

export const aWithIp = rule({
  name: "a-with-ip",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["a-with-ip"],
  sources: ["RFC 7208, 5.6", "RFC 7208, 7.1"],
  messages: messagesOf("a-with-ip", {
    ip4: `{name} takes a domain, and {address} is an IPv4 address, which belongs in ip4. ${invalid}`,
    ip6: `{name} takes a domain, and {address} is an IPv6 address, which belongs in ip6. ${invalid}`,
    mend: "Write {instead} (the record then takes effect)",
  } satisfies Sentences<"a-with-ip", "mend">),
  *check(input): Iterable<Report> {
    yield repairing(aWithIp.messages, input, aWithIp.messages.mend);
  },
});
