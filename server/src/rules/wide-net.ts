/** `wide-net`: a network so wide that hosts of many others are in it. */

import type { Directive, PrefixLength, SpfRecord } from "../spf/ast.ts";
import { type Message, messagesOf } from "../text/message.ts";
import { coveringTerms, isWide, literalNetworks } from "./everyone.ts";
import { isForInclusion } from "./include-only.ts";
import { grouped } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import { specialUse } from "./special-addresses.ts";
import { evaluatedTerms, shownIn } from "./terms.ts";

export const wideNet = rule({
  name: "wide-net",
  severity: "warning",
  profile: "recommended",
  needs: "zone",
  about: ["short-prefix"],
  sources: ["RFC 7208, 11.4", "RFC 7208, 5.6"],
  messages: messagesOf("wide-net", {
    ip4: "{term} lets {count} addresses send as this domain, and hosts of many others are among them. Name the networks that your mail leaves from.",
    hosts:
      "{term} lets {count} addresses around each of its hosts send as this domain, and hosts of many others are among them. Name the networks that your mail leaves from.",
    ip6: "{term} is wider than a /{limit} (a whole provider gets a /32 or so), so hosts of many others are in it, and may send as this domain. Name the networks that your mail leaves from.",
  }),
  yieldsTo: ["zero-prefix", "pass-all", "duplicate-term"],
  // Where the length is the slip, the bits behind it are right.
  silences: ["host-bits"],
  *check({ subject, record, names }, { zone, settings }): Iterable<Report> {
    const directives = evaluatedTerms(record).filter((term) => term.kind === "directive");
    const mayHoldAll = isWide(directives);
    const everyone = new Map<4 | 6, boolean>();
    let isIncluded: boolean | undefined;
    for (const term of directives) {
      if (term.qualifier !== "+" || term.holes) continue;
      for (const family of FAMILIES) {
        const prefix = family === 4 ? term.prefix4 : term.prefix6;
        const limit = family === 4 ? settings.wideIp4 : settings.wideIp6;
        if (!isTooWide(term, prefix, limit)) continue;
        isIncluded ??= isForInclusion(subject, names, zone);
        if (isIncluded) return;
        // All of them together are `pass-all`'s.
        let passes = everyone.get(family);
        passes ??= mayHoldAll && coveringTerms(directives, family, literalNetworks).length > 0;
        everyone.set(family, passes);
        if (passes) continue;
        yield { message: messageOf(record, term, family, prefix, limit), at: { subject, span: term.span } };
        break;
      }
    }
  },
});

const FAMILIES = [4, 6] as const;

/** A length of zero is `zero-prefix`'s, a network that nobody sends from `reserved-ip`'s. */
function isTooWide(term: Directive, prefix: PrefixLength | null, limit: number): prefix is PrefixLength {
  if (!prefix || prefix.bits === 0 || prefix.bits >= limit) return false;
  return !term.network || specialUse(term.network.address, prefix.bits) === null;
}

function messageOf(
  record: SpfRecord,
  term: Directive,
  family: 4 | 6,
  { bits }: PrefixLength,
  limit: number,
): Message {
  const { ip4, hosts, ip6 } = wideNet.messages;
  const shown = shownIn(record, term);
  if (family === 6) return ip6({ term: shown, limit });
  return (term.network ? ip4 : hosts)({ term: shown, count: grouped(1n << BigInt(32 - bits)) });
}
