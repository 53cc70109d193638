/** `ip-list`: several addresses in one `ip4` or `ip6`. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const ipList = rule({
  name: "ip-list",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["ip-list"],
  sources: ["RFC 7208, 5.6", "RFC 7208, 12"],
  messages: messagesOf("ip-list", {
    list: "{count} addresses stand in one term, and a term takes one. The whole record is invalid (permerror).",
    mend: "Write a term for each address (the record then takes effect)",
  } satisfies Sentences<"ip-list", "mend">),
  *check(input): Iterable<Report> {
    yield repairing(ipList.messages, input, ipList.messages.mend);
  },
});
