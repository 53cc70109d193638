/**
 * Which of a record's own networks decides an address: the first that holds it (RFC 7208, 4.6.2).
 *
 * The networks cut the addresses of a family into stretches, and each network takes those that none before it took. So
 * it takes no more than sorting to know of ten thousand networks which come too late.
 */

import type { Directive, SpfRecord } from "./ast.ts";
import { type Network, networkOf, type Range, rangeOf } from "./ip.ts";

/** A valid ip4 or ip6 that a check may come to. */
export interface Literal {
  /** Its place among the literals. */
  readonly index: number;
  readonly term: Directive;
  readonly network: Network;
}

/** Addresses that one literal decides. */
export interface Stretch {
  readonly first: bigint;
  readonly last: bigint;
  /** The index of the literal. */
  readonly owner: number;
}

export interface Deciding {
  /** In the order of evaluation. */
  readonly literals: readonly Literal[];
  /** Whether an address gets as far as the literal, as far as the others tell. */
  isReached(literal: Literal): boolean;
  /** The first literal before this one that holds all of it. */
  coverBefore(literal: Literal): Literal | null;
  /** The first literal behind this one that is wider and holds all of it. */
  coverAfter(literal: Literal): Literal | null;
  /** The literals that decide addresses of a network, in order: `most` of them at the most. */
  decidersOf(network: Network, most: number): Literal[];
  /** The literals that decide the addresses of a network, each once; null where some are left to other terms. */
  holdersOf(network: Network): readonly Literal[] | null;
  /** The addresses of a family that literals decide, in stretches from the least to the greatest. */
  stretches(family: 4 | 6): Iterable<Stretch>;
  /** Whether every address of the range is decided by terms of the record before the one at `term`. */
  isDecidedBefore(range: Range, term: number): boolean;
}

const kept = new WeakMap<SpfRecord, Deciding>();

/** Made once for each record. */
export function decidingOf(record: SpfRecord): Deciding {
  const known = kept.get(record);
  if (known) return known;
  const made = decidingIn(literalsOf(record));
  kept.set(record, made);
  return made;
}

/** The networks that stand before the first `all` (5.1). */
function literalsOf(record: SpfRecord): Literal[] {
  const out: Literal[] = [];
  for (const term of record.terms) {
    if (term.kind !== "directive" || !term.valid || term.holes) continue;
    if (term.name === "all") break;
    const network = networkIn(term);
    if (network) out.push({ index: out.length, term, network });
  }
  return out;
}

/** The network that an ip4 or ip6 stands for; null for other mechanisms. */
export function networkIn({ network, prefix4, prefix6 }: Directive): Network | null {
  if (!network) return null;
  return networkOf(network.address, network.family === 4 ? (prefix4?.bits ?? 32) : (prefix6?.bits ?? 128));
}

/** The same of any networks in the order of evaluation. */
export function decidingIn(literals: readonly Literal[]): Deciding {
  const families = { 4: stretchesOf(literals, 4), 6: stretchesOf(literals, 6) };
  const cover = ({ index, network }: Literal, side: "before" | "after"): Literal | null =>
    literals[families[network.family][side].get(index) ?? -1] ?? null;
  return {
    literals,
    isReached: ({ index, network }) => families[network.family].reached.has(index),
    coverBefore: (literal) => cover(literal, "before"),
    coverAfter: (literal) => cover(literal, "after"),
    decidersOf: (network, most) => {
      const found = new Set<number>();
      for (const { owner } of stretchesIn(families[network.family], rangeOf(network))) {
        if (owner >= 0) found.add(owner);
        if (found.size >= most) break;
      }
      return [...found].sort((a, b) => a - b).map((index) => literals[index] as Literal);
    },
    holdersOf: (network) => {
      const range = rangeOf(network);
      const found = new Set<number>();
      let next = range.first;
      for (const { first, last, owner } of stretchesIn(families[network.family], range)) {
        if (first > next || owner < 0) return null;
        found.add(owner);
        next = last + 1n;
      }
      return next > range.last ? [...found].map((index) => literals[index] as Literal) : null;
    },
    stretches: (family) => decided(families[family]),
    isDecidedBefore: (range, term) => {
      let next = range.first;
      for (const { first, last, owner } of stretchesIn(families[range.family], range)) {
        if (first > next || owner < 0 || (literals[owner] as Literal).term.index >= term) return false;
        next = last + 1n;
      }
      return next > range.last;
    },
  };
}

/** The addresses of a family between the borders of networks, ascending. */
interface Stretches {
  /** Where each begins; the last border is where the last one ends. */
  readonly borders: readonly bigint[];
  /** The literal that decides each, or -1 where no network is. */
  readonly owners: Int32Array;
  readonly reached: ReadonlySet<number>;
  /** For a literal the first one before it, and behind it, that holds it. */
  readonly before: ReadonlyMap<number, number>;
  readonly after: ReadonlyMap<number, number>;
}

/** A literal as stretches: from the first to before the last. */
interface Extent {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

function stretchesOf(literals: readonly Literal[], family: 4 | 6): Stretches {
  const own = literals.filter(({ network }) => network.family === family);
  const ranges = own.map(({ network }) => rangeOf(network));
  // Not a map of places: numbers that differ in their higher bits alone are all one to it.
  const ends = ranges.flatMap(({ first, last }) => [first, last + 1n]).sort((a, b) => (a < b ? -1 : 1));
  const borders = ends.filter((border, i) => border !== ends[i - 1]);
  const extents = ranges.map(({ first, last }, i): Extent => {
    return {
      index: (own[i] as Literal).index,
      from: placeOf(borders, first),
      to: placeOf(borders, last + 1n),
    };
  });
  const { owners, reached } = taken(extents, Math.max(0, borders.length - 1));
  return { borders, owners, reached, ...nested(extents) };
}

/** The first border that is not before an address. */
function placeOf(borders: readonly bigint[], address: bigint): number {
  let low = 0;
  let high = borders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((borders[middle] as bigint) < address) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Each literal takes what none before it took; stretches that are taken are passed over at once. */
function taken(extents: readonly Extent[], count: number): Pick<Stretches, "owners" | "reached"> {
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
  const reached = new Set<number>();
  for (const { index, from, to } of extents) {
    for (let at = free(from); at < to; at = free(at)) {
      owners[at] = index;
      next[at] = at + 1;
      reached.add(index);
    }
  }
  return { owners, reached };
}

/** Two networks are apart, or one holds the other: from left to right, those that hold one are a stack. */
function nested(extents: readonly Extent[]): Pick<Stretches, "before" | "after"> {
  const before = new Map<number, number>();
  const after = new Map<number, number>();
  const ordered = [...extents].sort((a, b) => a.from - b.from || b.to - a.to || a.index - b.index);
  const around: Extent[] = [];
  for (const each of ordered) {
    while (around.length > 0 && (around.at(-1) as Extent).to <= each.from) around.pop();
    for (const { index } of around) {
      const side = index < each.index ? before : after;
      side.set(each.index, Math.min(index, side.get(each.index) ?? index));
    }
    const inner = around.at(-1);
    // Of equal networks the first is enough, so that no stack is higher than an address has bits.
    if (inner?.from !== each.from || inner.to !== each.to) around.push(each);
  }
  return { before, after };
}

/** The stretches that lie in a range, cut to it. */
function* stretchesIn({ borders, owners }: Stretches, { first, last }: Range): Iterable<Stretch> {
  for (let at = Math.max(0, placeOf(borders, first + 1n) - 1); at < owners.length; at++) {
    const [from, end] = [borders[at] as bigint, borders[at + 1] as bigint];
    if (from > last) return;
    if (end <= first) continue;
    yield {
      first: from > first ? from : first,
      last: end - 1n < last ? end - 1n : last,
      owner: owners[at] as number,
    };
  }
}

function* decided({ borders, owners }: Stretches): Iterable<Stretch> {
  for (const [at, owner] of owners.entries()) {
    if (owner >= 0) yield { first: borders[at] as bigint, last: (borders[at + 1] as bigint) - 1n, owner };
  }
}
