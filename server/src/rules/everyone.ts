/** All hosts of the internet, as sets of addresses, and whether the networks of a record hold them. */

import type { Directive, Term } from "../spf/ast.ts";
import { networkIn } from "../spf/deciding.ts";
import { type Network, networkOf, type Octets, parseIp6 } from "../spf/ip.ts";
import { type AddressSet, covers, everything, setOf, subtract, union } from "../spf/ip-set.ts";
import { sharesOf } from "../spf/stretches.ts";
import { specialNetworks } from "./special-addresses.ts";

/** Every IPv4 address that a host may send from. */
function publicIp4(): AddressSet {
  return subtract({ ip4: everything.ip4, ip6: [] }, setOf(specialNetworks(4)));
}

/** Every global unicast IPv6 address (RFC 4291, 2.4, as far as IANA gives them out). */
function publicIp6(): AddressSet {
  return setOf([networkOf(parseIp6("2000::") as Octets, 3)]);
}

/** Prefix lengths that nobody calls wide, whatever the settings say. */
export const NARROW = { 4: 24, 6: 48 } as const;

/** By prefix length which share of all addresses such a network is. */
const SHARES: readonly number[] = Array.from({ length: 129 }, (_, bits) => 2 ** -bits);

/** Whether the prefix lengths could make up a whole family: a quick look, since hardly any record's do. */
export function isWide(terms: Iterable<Term>): boolean {
  let share4 = 0;
  let share6 = 0;
  for (const term of terms) {
    if (term.kind !== "directive" || term.qualifier !== "+") continue;
    const { name, network, prefix4, prefix6 } = term;
    if (!(network || name === "a" || name === "mx")) continue;
    // A mechanism with hosts stands for ten of them at the most.
    const hosts = network ? 1 : 10;
    if (network?.family !== 6) share4 += hosts * (SHARES[prefix4?.bits ?? 32] ?? 0);
    if (network?.family !== 4) share6 += hosts * (SHARES[prefix6?.bits ?? 128] ?? 0);
  }
  return share4 > 0.8 || share6 >= 0.125;
}

/**
 * The passing terms whose networks, together and not before the last of them, hold every public address of a family;
 * none where they never do. What an earlier network decides otherwise is taken out.
 */
export function coveringTerms(
  directives: readonly Directive[],
  family: 4 | 6,
  networksOf: (term: Directive) => readonly Network[],
): readonly Directive[] {
  const target = family === 4 ? publicIp4() : publicIp6();
  const able = directives.flatMap((term) => {
    const networks = networksOf(term).filter((network) => network.family === family);
    return networks.length > 0 ? { term, set: setOf(networks) } : [];
  });
  const shares = sharesOf(able.map(({ set }) => set));
  const passing = able.flatMap(({ term }, i) => {
    return term.qualifier === "+" ? { term, share: shares[i] as AddressSet } : [];
  });
  const holds = (count: number) => covers(union(passing.slice(0, count).map(({ share }) => share)), target);
  if (!holds(passing.length)) return [];
  // What so many hold, more hold as well.
  let [low, high] = [0, passing.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return passing.slice(0, low).map(({ term }) => term);
}

/** What an ip4 or ip6 stands for; nothing for other mechanisms. */
export function literalNetworks(term: Directive): Network[] {
  const network = networkIn(term);
  return network ? [network] : [];
}
