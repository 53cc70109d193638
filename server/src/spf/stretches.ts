/**
 * Who comes first to which addresses: ranges cut them into stretches, and each takes those that none before it took.
 * Sorting is all that takes, of ten thousand ranges as well.
 */

import { AddressRows } from "./address-rows.ts";
import type { Range } from "./ip.ts";
import { type AddressSet, setOf } from "./ip-set.ts";

/** Stretches of one family, from the least address to the greatest. */
export interface Stretches {
  /** Where each begins; the last border is where the last one ends. */
  readonly borders: AddressRows;
  /** The place in the list of the range that takes each, or -1 where no range is. */
  readonly owners: Int32Array;
  /** By range: from which stretch to before which it reaches. */
  readonly extents: Extents;
}

export interface Extents {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** The stretches of ranges of one family, in the order in which they take: of each its first address and its end. */
export function stretchesOf(ends: AddressRows): Stretches {
  const borders = new AddressRows(ends.family, ends.length);
  const from = new Int32Array(ends.length >> 1);
  const to = new Int32Array(ends.length >> 1);
  let before = -1;
  for (const row of ends.inOrder()) {
    if (before < 0 || ends.compare(before, ends, row) !== 0) borders.addRow(ends, row);
    (row & 1 ? to : from)[row >> 1] = borders.length - 1;
    before = row;
  }
  const extents = { from, to };
  return { borders, owners: taken(extents, Math.max(0, borders.length - 1)), extents };
}

/** Each takes what none before it took; stretches that are taken are passed over at once. */
function taken({ from, to }: Extents, count: number): Int32Array {
  const owners = new Int32Array(count).fill(-1);
  /** For a stretch that is taken, one behind it that may be free. */
  const next = new Int32Array(count + 1);
  for (let at = 0; at <= count; at++) next[at] = at;
  const free = (start: number): number => {
    let at = start;
    while (next[at] !== at) {
      next[at] = next[next[at] as number] as number;
      at = next[at] as number;
    }
    return at;
  };
  for (let index = 0; index < from.length; index++) {
    const end = to[index] as number;
    for (let at = free(from[index] as number); at < end; at = free(at)) {
      owners[at] = index;
      next[at] = at + 1;
    }
  }
  return owners;
}

/** Of each set what none before it holds. */
export function sharesOf(sets: readonly AddressSet[]): AddressSet[] {
  const shares = sets.map((): Range[] => []);
  for (const family of [4, 6] as const) {
    const ranges = sets.flatMap((set, of) =>
      (family === 4 ? set.ip4 : set.ip6).map((range) => ({ ...range, of })),
    );
    const ends = new AddressRows(family, ranges.length * 2);
    for (const range of ranges) ends.addRange(range);
    const { borders, owners } = stretchesOf(ends);
    for (const [at, owner] of owners.entries()) {
      const range = owner < 0 ? undefined : ranges[owner];
      if (!range) continue;
      shares[range.of]?.push({ family, first: borders.value(at), last: borders.value(at + 1) - 1n });
    }
  }
  return shares.map((ranges) => setOf(ranges));
}
