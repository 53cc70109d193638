/**
 * Which of a record's own networks decides an address: the first that holds it (RFC 7208, 4.6.2).
 *
 * The networks take stretches of addresses (`stretches.ts`), so that of ten thousand it is soon known which come too late.
 */

import type { Directive, SpfRecord } from "./ast.ts";
import { type Network, networkOf, type Range, rangeOf } from "./ip.ts";
import { borderFrom, type Extent, stretchesOf } from "./stretches.ts";

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
  const families = { 4: ofFamily(literals, 4), 6: ofFamily(literals, 6) };
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

/** The stretches of the networks of one family, and what each network lies within. */
interface OfFamily {
  readonly borders: readonly bigint[];
  /** The literal that decides each, or -1 where no network is. */
  readonly owners: Int32Array;
  readonly reached: ReadonlySet<number>;
  /** For a literal the first one before it, and behind it, that holds it. */
  readonly before: ReadonlyMap<number, number>;
  readonly after: ReadonlyMap<number, number>;
}

interface Placed extends Extent {
  /** Of the literal. */
  readonly index: number;
}

function ofFamily(literals: readonly Literal[], family: 4 | 6): OfFamily {
  const own = literals.filter(({ network }) => network.family === family);
  const { borders, owners: takers, extents } = stretchesOf(own.map(({ network }) => rangeOf(network)));
  const owners = takers.map((at) => own[at]?.index ?? -1);
  const placed = extents.map((extent, i) => ({ ...extent, index: (own[i] as Literal).index }));
  return { borders, owners, reached: new Set(owners), ...nested(placed) };
}

/** Two networks are apart, or one holds the other: from left to right, those that hold one are a stack. */
function nested(extents: readonly Placed[]): Pick<OfFamily, "before" | "after"> {
  const before = new Map<number, number>();
  const after = new Map<number, number>();
  const ordered = [...extents].sort((a, b) => a.from - b.from || b.to - a.to || a.index - b.index);
  const around: Placed[] = [];
  for (const each of ordered) {
    while (around.length > 0 && (around.at(-1) as Placed).to <= each.from) around.pop();
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
function* stretchesIn({ borders, owners }: OfFamily, { first, last }: Range): Iterable<Stretch> {
  for (let at = Math.max(0, borderFrom(borders, first + 1n) - 1); at < owners.length; at++) {
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

function* decided({ borders, owners }: OfFamily): Iterable<Stretch> {
  for (const [at, owner] of owners.entries()) {
    if (owner >= 0) yield { first: borders[at] as bigint, last: (borders[at + 1] as bigint) - 1n, owner };
  }
}
