/** `prefix-range`: a prefix length that is too long. */

import { messagesOf } from "../text/message.ts";
import { placeOf, type Sentences, sentenceOf } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const prefixRange = rule({
  name: "prefix-range",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["prefix-range"],
  sources: ["RFC 7208, 5.6", "RFC 7208, 12"],
  messages: messagesOf("prefix-range", {
    ip4: "An IPv4 prefix length is {limit} at the most, and this is {found}. That makes the whole record invalid (permerror).",
    ip6: "An IPv6 prefix length is {limit} at the most, and this is {found}. That makes the whole record invalid (permerror).",
  } satisfies Sentences<"prefix-range">),
  *check({ subject, fault }): Iterable<Report> {
    yield { message: sentenceOf(prefixRange.messages, subject, fault), at: placeOf(subject, fault) };
  },
});
