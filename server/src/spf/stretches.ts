/**
 * Who comes first to which addresses: ranges cut them into stretches, and each takes those that none before it took.
 * Sorting is all that takes, of ten thousand ranges as well.
 */

import type { Range } from "./ip.ts";
import type { AddressSet } from "./ip-set.ts";
import { setOf } from "./ip-set.ts";

/** Stretches of one family, from the least address to the greatest. */
export interface Stretches {
  /** Where each begins; the last border is where the last one ends. */
  readonly borders: readonly bigint[];
  /** The place in the list of the range that takes each, or -1 where no range is. */
  readonly owners: Int32Array;
  /** By range: from which stretch to before which it reaches. */
  readonly extents: readonly Extent[];
}

export interface Extent {
  readonly from: number;
  readonly to: number;
}

/** The stretches of ranges of one family, in the order in which they take. */
export function stretchesOf(ranges: readonly Range[]): Stretches {
  const ends: bigint[] = [];
  for (const { first, last } of ranges) ends.push(first, last + 1n);
  const ordered =
    ranges[0]?.family === 4 ? ordered4(ends) : ends.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  // Not a map of places: numbers that differ in their higher bits alone are all one to it.
  const borders = ordered.filter((border, i) => border !== ordered[i - 1]);
  const extents = ranges.map(({ first, last }) => {
    return { from: borderFrom(borders, first), to: borderFrom(borders, last + 1n) };
  });
  return { borders, owners: taken(extents, Math.max(0, borders.length - 1)), extents };
}

/** Addresses of IPv4 are sorted sooner as numbers. */
function ordered4(ends: readonly bigint[]): bigint[] {
  return Array.from(Float64Array.from(ends, Number).sort(), BigInt);
}

/** The first border that is not before an address. */
export function borderFrom(borders: readonly bigint[], address: bigint): number {
  let low = 0;
  let high = borders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((borders[middle] as bigint) < address) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Each takes what none before it took; stretches that are taken are passed over at once. */
function taken(extents: readonly Extent[], count: number): Int32Array {
  const owners = new Int32Array(count).fill(-1);
  /** For a stretch that is taken, one behind it that may be free. */
  const next = Int32Array.from({ length: count + 1 }, (_, i) => i);
  const free = (from: number): number => {
    let at = from;
    while (next[at] !== at) {
      next[at] = next[next[at] as number] as number;
      at = next[at] as number;
    }
    return at;
  };
  for (const [index, { from, to }] of extents.entries()) {
    for (let at = free(from); at < to; at = free(at)) {
      owners[at] = index;
      next[at] = at + 1;
    }
  }
  return owners;
}

/** Of each set what none before it holds. */
export function sharesOf(sets: readonly AddressSet[]): AddressSet[] {
  const shares = sets.map((): Range[] => []);
  for (const family of ["ip4", "ip6"] as const) {
    const ranges = sets.flatMap((set, of) => set[family].map((range) => ({ ...range, of })));
    const { borders, owners } = stretchesOf(ranges);
    for (const [at, owner] of owners.entries()) {
      const range = ranges[owner];
      if (!range) continue;
      const [first, end] = [borders[at] as bigint, borders[at + 1] as bigint];
      shares[range.of]?.push({ family: range.family, first, last: end - 1n });
    }
  }
  return shares.map((ranges) => setOf(ranges));
}
