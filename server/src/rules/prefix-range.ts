/** `prefix-range`: a prefix length that is too long. */

import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { argumentsOf, type FaultInput, placeOf, type Sentences, sentenceOf } from "./from-fault.ts";
import { type Fix, type Report, rule } from "./rule.ts";

const invalid = "The whole record is invalid (permerror).";

export const prefixRange = rule({
  name: "prefix-range",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["prefix-range"],
  sources: ["RFC 7208, 5.6", "RFC 7208, 12"],
  messages: messagesOf("prefix-range", {
    ip4: `An IPv4 prefix length is {limit} at the most, and this is {found}. ${invalid}`,
    ip6: `An IPv6 prefix length is {limit} at the most, and this is {found}. ${invalid}`,
    twoSlashes: "Write //{found}, which is an IPv6 prefix length (the record then takes effect)",
  } satisfies Sentences<"prefix-range", "twoSlashes">),
  *check(input): Iterable<Report> {
    const { subject, fault } = input;
    yield {
      message: sentenceOf(prefixRange.messages, subject, fault),
      at: placeOf(subject, fault),
      fixes: () => asIp6(input),
    };
  },
});

/** RFC 7208, 5.3: behind `a` and `mx`, an IPv6 prefix length follows two slashes. `mx/64` may mean one. */
function asIp6({ subject, fault }: FaultInput): Fix[] {
  const term = fault.term === null ? undefined : subject.record?.terms[fault.term];
  if (fault.detail !== "ip4" || term?.kind !== "directive" || Number(fault.data.found) > 128) return [];
  if ((term.name !== "a" && term.name !== "mx") || term.prefix6) return [];
  const at = { start: fault.span.start, end: fault.span.start };
  const title = prefixRange.messages.twoSlashes(argumentsOf(subject, fault));
  return fixText("choice", title, subject, [{ span: at, text: "/" }]);
}
