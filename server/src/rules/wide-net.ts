/** `wide-net`: a network so wide that hosts of many others are in it. */

import type { Directive, PrefixLength } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { coveringTerms, isWide, literalNetworks } from "./everyone.ts";
import { isForInclusion } from "./include-only.ts";
import { grouped } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import type { Settings } from "./settings.ts";
import { specialUse } from "./special-addresses.ts";
import { type Telling, TermReport } from "./term-report.ts";
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
    const wide = wideIn(directives, settings);
    if (wide.length === 0 || isForInclusion(subject, names, zone)) return;
    // All of them together are `pass-all`'s.
    const mayHoldAll = isWide(directives);
    const passes = (family: 4 | 6) =>
      mayHoldAll && coveringTerms(directives, family, literalNetworks).length > 0;
    const everyone = { 4: passes(4), 6: passes(6) };
    let told: Directive | null = null;
    for (const each of wide) {
      if (everyone[each.family] || each.term === told) continue;
      told = each.term;
      yield new TermReport(telling, subject, record, told.span, each);
    }
  },
});

interface Wide {
  readonly term: Directive;
  readonly family: 4 | 6;
  readonly bits: number;
  /** The shortest prefix length that is not too wide. */
  readonly limit: number;
}

function wideIn(directives: readonly Directive[], { wideIp4, wideIp6 }: Settings): Wide[] {
  const out: Wide[] = [];
  for (const term of directives) {
    if (term.qualifier !== "+" || term.holes) continue;
    const { prefix4, prefix6 } = term;
    if (isTooWide(term, prefix4, wideIp4)) out.push({ term, family: 4, bits: prefix4.bits, limit: wideIp4 });
    if (isTooWide(term, prefix6, wideIp6)) out.push({ term, family: 6, bits: prefix6.bits, limit: wideIp6 });
  }
  return out;
}

/** A length of zero is `zero-prefix`'s, a network that nobody sends from `reserved-ip`'s. */
function isTooWide(term: Directive, prefix: PrefixLength | null, limit: number): prefix is PrefixLength {
  if (!prefix || prefix.bits === 0 || prefix.bits >= limit) return false;
  return !term.network || specialUse(term.network.address, prefix.bits) === null;
}

const telling: Telling<Wide> = {
  message({ record, about: { term, family, bits, limit } }) {
    const { ip4, hosts, ip6 } = wideNet.messages;
    const shown = shownIn(record, term);
    if (family === 6) return ip6({ term: shown, limit });
    return (term.network ? ip4 : hosts)({ term: shown, count: grouped(1n << BigInt(32 - bits)) });
  },
};
