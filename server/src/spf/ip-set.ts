/** Sets of addresses, exact: sorted ranges that neither touch nor overlap, one list a family. */

import { type Network, networksOf, type Range, rangeOf, width } from "./ip.ts";

/** Ranges of each family, ascending, with at least one address between neighbours. */
export interface AddressSet {
  readonly ip4: readonly Range[];
  readonly ip6: readonly Range[];
}

export const emptySet: AddressSet = { ip4: [], ip6: [] };

/** Every address of both families. */
export const everything: AddressSet = { ip4: [whole(4)], ip6: [whole(6)] };

function whole(family: 4 | 6): Range {
  return { family, first: 0n, last: (1n << BigInt(width(family))) - 1n };
}

/** The set of the addresses of networks and ranges, in any order. */
export function setOf(parts: Iterable<Network | Range>): AddressSet {
  const ip4: Range[] = [];
  const ip6: Range[] = [];
  for (const part of parts) (part.family === 4 ? ip4 : ip6).push("bits" in part ? rangeOf(part) : part);
  return { ip4: normalise(ip4), ip6: normalise(ip6) };
}

export function union(sets: readonly AddressSet[]): AddressSet {
  return {
    ip4: normalise(sets.flatMap(({ ip4 }) => ip4)),
    ip6: normalise(sets.flatMap(({ ip6 }) => ip6)),
  };
}

/** Addresses of `a` that are not in `b`. */
export function subtract(a: AddressSet, b: AddressSet): AddressSet {
  return { ip4: subtractRanges(a.ip4, b.ip4), ip6: subtractRanges(a.ip6, b.ip6) };
}

export function intersect(a: AddressSet, b: AddressSet): AddressSet {
  return { ip4: intersectRanges(a.ip4, b.ip4), ip6: intersectRanges(a.ip6, b.ip6) };
}

export function isEmpty(set: AddressSet): boolean {
  return set.ip4.length === 0 && set.ip6.length === 0;
}

/** Whether every address of `inner` is in `outer`. */
export function covers(outer: AddressSet, inner: AddressSet): boolean {
  return isEmpty(subtract(inner, outer));
}

/** Whether the set holds every address of the family. */
export function isWhole(set: AddressSet, family: 4 | 6): boolean {
  const ranges = family === 4 ? set.ip4 : set.ip6;
  const all = whole(family);
  return ranges.length === 1 && ranges[0]?.first === all.first && ranges[0].last === all.last;
}

/** How many addresses of the family it holds. */
export function size(set: AddressSet, family: 4 | 6): bigint {
  let count = 0n;
  for (const range of family === 4 ? set.ip4 : set.ip6) count += range.last - range.first + 1n;
  return count;
}

export function has(set: AddressSet, family: 4 | 6, address: bigint): boolean {
  const ranges = family === 4 ? set.ip4 : set.ip6;
  const found = ranges[indexFrom(ranges, address)];
  return found !== undefined && found.first <= address;
}

/** The fewest networks that hold exactly the set, IPv4 first. */
export function toNetworks(set: AddressSet): Network[] {
  return [...set.ip4, ...set.ip6].flatMap(networksOf);
}

/** Sorts and joins what overlaps or touches. */
function normalise(ranges: readonly Range[]): Range[] {
  const sorted = [...ranges].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const out: Range[] = [];
  for (const range of sorted) {
    const last = out.at(-1);
    if (!last || range.first > last.last + 1n) out.push(range);
    else if (range.last > last.last) out[out.length - 1] = { ...last, last: range.last };
  }
  return out;
}

/** The index of the first range that ends at or behind an address. */
function indexFrom(ranges: readonly Range[], address: bigint): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle] as Range).last < address) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Both sorted and apart, as in a set. */
function subtractRanges(a: readonly Range[], b: readonly Range[]): readonly Range[] {
  if (a.length === 0 || b.length === 0) return a;
  // A large set mostly meets a few networks: what lies before and behind them is copied as it is.
  let at = indexFrom(a, (b[0] as Range).first);
  const out = a.slice(0, at);
  let next = 0;
  for (; at < a.length && next < b.length; at++) {
    const range = a[at] as Range;
    let { first } = range;
    while (next < b.length && (b[next] as Range).last < first) next++;
    for (let i = next; i < b.length && first <= range.last; i++) {
      const cut = b[i] as Range;
      if (cut.first > range.last) break;
      if (cut.first > first) out.push({ family: range.family, first, last: cut.first - 1n });
      first = cut.last + 1n;
    }
    if (first === range.first) out.push(range);
    else if (first <= range.last) out.push({ family: range.family, first, last: range.last });
  }
  for (; at < a.length; at++) out.push(a[at] as Range);
  return out;
}

/** Both sorted and apart, as in a set. */
function intersectRanges(a: readonly Range[], b: readonly Range[]): Range[] {
  const out: Range[] = [];
  if (a.length === 0 || b.length === 0) return out;
  let i = indexFrom(a, (b[0] as Range).first);
  let j = indexFrom(b, (a[0] as Range).first);
  while (i < a.length && j < b.length) {
    const [one, other] = [a[i] as Range, b[j] as Range];
    const first = one.first > other.first ? one.first : other.first;
    const last = one.last < other.last ? one.last : other.last;
    if (first <= last) out.push({ family: one.family, first, last });
    if (one.last < other.last) i++;
    else j++;
  }
  return out;
}
