/** `zero-prefix`: a network of length zero, which is every address there is. */

import type { PrefixLength } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { type Report, rule } from "./rule.ts";
import { evaluatedTerms, shownIn } from "./terms.ts";

export const zeroPrefix = rule({
  name: "zero-prefix",
  severity: "error",
  profile: "recommended",
  needs: "record",
  about: ["zero-prefix"],
  sources: ["RFC 7208, 5", "RFC 7208, 5.6"],
  messages: messagesOf("zero-prefix", {
    zero: "{term} matches every {family} address, because a prefix length of 0 compares no bits: any host may send as this domain. Give the length of the network you mean.",
  }),
  *check({ subject, record }): Iterable<Report> {
    for (const term of evaluatedTerms(record)) {
      if (term.kind !== "directive" || term.qualifier !== "+" || term.holes) continue;
      const { prefix4, prefix6 } = term;
      const zeros: [PrefixLength | null, string, number][] = [
        [prefix4, "IPv4", 1],
        [prefix6, "IPv6", term.name === "ip6" ? 1 : 2],
      ];
      for (const [prefix, family, slashes] of zeros) {
        if (prefix?.bits !== 0) continue;
        yield {
          message: zeroPrefix.messages.zero({ term: shownIn(record, term), family }),
          at: { subject, span: { start: prefix.span.start - slashes, end: prefix.span.end } },
        };
      }
    }
  },
});
