/** `bare-ip`: an address without `ip4:` or `ip6:`. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

const invalid = "The whole record is invalid (permerror).";

export const bareIp = rule({
  name: "bare-ip",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["bare-ip"],
  sources: ["RFC 7208, 4.6.1", "RFC 7208, 5.6"],
  messages: messagesOf("bare-ip", {
    ip4: `{address} stands without "ip4:" in front. ${invalid}`,
    ip6: `{address} stands without "ip6:" in front. ${invalid}`,
    mend: 'Put "{instead}" in front (the record then takes effect)',
  } satisfies Sentences<"bare-ip", "mend">),
  *check(input): Iterable<Report> {
    yield repairing(bareIp.messages, input, bareIp.messages.mend);
  },
});
