/** `ip4-incomplete`: an IPv4 address with fewer than four numbers. */

import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { argumentsOf, type FaultInput, placeOf, type Sentences, sentenceOf } from "./from-fault.ts";
import { type Fix, type Report, rule } from "./rule.ts";

const invalid = "The whole record is invalid (permerror).";

export const ip4Incomplete = rule({
  name: "ip4-incomplete",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["ip4-incomplete"],
  sources: ["RFC 7208, 5.6", "RFC 7208, 12"],
  messages: messagesOf("ip4-incomplete", {
    octets: `{found} has fewer than four numbers, so it is no IPv4 address. ${invalid}`,
    wildcard: `{found} seems to stand for a network, which SPF writes with a prefix length. ${invalid}`,
    short: `{found} has fewer than four numbers; a network is written with all four. ${invalid}`,
    network: "Write {network} (the record then takes effect, and all of that network matches)",
  } satisfies Sentences<"ip4-incomplete", "network">),
  *check(input): Iterable<Report> {
    const { subject, fault } = input;
    yield {
      message: sentenceOf(ip4Incomplete.messages, subject, fault),
      at: placeOf(subject, fault),
      fixes: () => asNetwork(input),
    };
  },
});

/** A choice unless a prefix length says already which network is meant. */
function asNetwork({ subject, fault }: FaultInput): Fix[] {
  const text = fault.data.network;
  const term = fault.term === null ? undefined : subject.record?.terms[fault.term];
  if (!text || !term) return [];
  const kind = fault.suggestion === undefined ? "choice" : "repair";
  const title = ip4Incomplete.messages.network(argumentsOf(subject, fault));
  return fixText(kind, title, subject, [{ span: { start: fault.span.start, end: term.span.end }, text }]);
}
