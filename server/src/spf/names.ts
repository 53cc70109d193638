/** Which name was meant by one that nobody knows. */

import type { MechanismName } from "./ast.ts";
import { parseIp4, parseIp6 } from "./ip.ts";

export const mechanismNames: readonly MechanismName[] = [
  "all",
  "include",
  "a",
  "mx",
  "ptr",
  "ip4",
  "ip6",
  "exists",
];

/** The modifiers of RFC 7208, 6 and of RFC 6652. */
export const modifierNames = ["redirect", "exp", "ra", "rp", "rr"] as const;

/** Names that people write for others. Several mean that the value, or nobody, decides. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  ip: ["ip4", "ip6"],
  ipv4: ["ip4", "ip6"],
  ipv6: ["ip6", "ip4"],
  ip4v: ["ip4"],
  ip6v: ["ip6"],
  ipaddr: ["ip4", "ip6"],
  ipaddress: ["ip4", "ip6"],
  address: ["ip4", "ip6"],
  addr: ["ip4", "ip6"],
  cidr: ["ip4", "ip6"],
  net: ["ip4", "ip6"],
  ip4net: ["ip4"],
  allow: ["ip4", "ip6"],
  inc: ["include"],
  incl: ["include"],
  includes: ["include"],
  included: ["include"],
  import: ["include"],
  spf: ["include"],
  domain: ["include", "a"],
  host: ["a"],
  hostname: ["a"],
  aaaa: ["a"],
  exist: ["exists"],
  redir: ["redirect"],
  redirects: ["redirect"],
  redirection: ["redirect"],
  explain: ["exp"],
  explanation: ["exp"],
};

/** Names that a misspelt name may be compared with, and how many slips still point to them. */
const SLIPS: Readonly<Record<string, number>> = {
  include: 2,
  exists: 2,
  redirect: 2,
  ip4: 1,
  ip6: 1,
  ptr: 1,
  all: 1,
};

/**
 * Names that were probably meant, best first; none where nothing is near. `value` is what follows the separator
 * and decides between the two address families.
 */
export function meantBy(name: string, value: string): readonly string[] {
  const lower = name.toLowerCase();
  const alias = ALIASES[lower];
  if (alias) return byFamily(alias, value);
  let best: string[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const [known, limit] of Object.entries(SLIPS)) {
    if (Math.abs(known.length - lower.length) > limit || lower.length < 2) continue;
    const slips = distance(lower, known);
    if (slips > limit || slips > least) continue;
    if (slips < least) best = [];
    least = slips;
    best.push(known);
  }
  return byFamily(best, value);
}

function byFamily(names: readonly string[], value: string): readonly string[] {
  if (!names.includes("ip4") && !names.includes("ip6")) return names;
  const address = value.replace(/\/\d+$/, "");
  if (parseIp4(address)) return ["ip4"];
  if (parseIp6(address)) return ["ip6"];
  return names;
}

/** Slips between two words: a letter missing, added, replaced, or two swapped (optimal string alignment). */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(replaced, (above[j] as number) + 1, (row[j - 1] as number) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] as number) + 1);
      }
      row.push(least);
    }
    before = above;
    above = row;
  }
  return above[b.length] as number;
}

/** The scopes of RFC 4406, 3.1. */
export const scopeNames = ["mfrom", "pra"] as const;
