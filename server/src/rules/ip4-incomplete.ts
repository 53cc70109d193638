/** `ip4-incomplete`: an IPv4 address with fewer than four numbers. */

import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { argumentsOf, placeOf, type Sentences, sentenceOf } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const ip4Incomplete = rule({
  name: "ip4-incomplete",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["ip4-incomplete"],
  sources: ["RFC 7208, 5.6", "RFC 7208, 12"],
  messages: messagesOf("ip4-incomplete", {
    octets:
      "{found} has fewer than four numbers, so it is no IPv4 address. That makes the whole record invalid (permerror).",
    wildcard:
      "{found} stands for a network here, which SPF writes with a prefix length. That makes the whole record invalid (permerror).",
    short:
      "The network is written with fewer than four numbers: {found}. That makes the whole record invalid (permerror).",
    network: "Write {network} (the record then takes effect, and lets all of that network match)",
  } satisfies Sentences<"ip4-incomplete", "network">),
  *check({ subject, fault }): Iterable<Report> {
    const network = fault.data.network ?? "";
    yield {
      message: sentenceOf(ip4Incomplete.messages, subject, fault),
      at: placeOf(subject, fault),
      fixes: fixText("choice", ip4Incomplete.messages.network(argumentsOf(subject, fault)), subject, [
        { span: fault.replaces ?? fault.span, text: network },
      ]),
    };
  },
});
