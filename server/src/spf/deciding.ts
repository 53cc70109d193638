/**
 * Which of a record's own networks decides an address: the first that holds it (RFC 7208, 4.6.2).
 *
 * The networks take stretches of addresses (`stretches.ts`), so that of ten thousand it is soon known which come too late.
 */

import { keepingLast } from "../text/last.ts";
import { AddressRows } from "./address-rows.ts";
import type { Directive, SpfRecord } from "./ast.ts";
import { type Network, networkOf, type Octets, type Range, rangeOf, width } from "./ip.ts";
import { type Extents, stretchesOf } from "./stretches.ts";

/** A valid ip4 or ip6 that a check may come to. */
export interface Literal {
  /** Its place among the literals. */
  readonly index: number;
  readonly term: Directive;
  readonly family: 4 | 6;
  /** As it is written: bits behind the prefix may be set. */
  readonly address: Octets;
  /** The prefix length. */
  readonly bits: number;
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
  /** In the order of their addresses, IPv4 first; of those that begin alike the wider, then the earlier. */
  readonly byAddress: readonly Literal[];
  /** Whether an address gets as far as the literal, as far as the others tell. */
  isReached(literal: Literal): boolean;
  /** The first of the literals that are the same network. */
  firstOf(literal: Literal): Literal;
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

/** Of a record; made once, as long as nobody asks of another. */
export const decidingOf = keepingLast((record: SpfRecord): Deciding => decidingIn(literalsOf(record)));

/** The networks that stand before the first `all` (5.1), `most` of them at the most. */
export function literalsOf(record: SpfRecord, most = Number.POSITIVE_INFINITY): Literal[] {
  const out: Literal[] = [];
  for (const term of record.terms) {
    if (out.length === most) break;
    if (term.kind !== "directive" || !term.valid || term.holes) continue;
    if (term.name === "all") break;
    const literal = literalIn(term, out.length);
    if (literal) out.push(literal);
  }
  return out;
}

/** What an ip4 or ip6 is among literals; null for other mechanisms. */
export function literalIn(term: Directive, index: number): Literal | null {
  const { network, prefix4, prefix6 } = term;
  if (!network) return null;
  const { family, address } = network;
  return { index, term, family, address, bits: (family === 4 ? prefix4 : prefix6)?.bits ?? width(family) };
}

/** The network that an ip4 or ip6 stands for; null for other mechanisms. */
export function networkIn(term: Directive): Network | null {
  const literal = literalIn(term, 0);
  return literal && networkOf(literal.address, literal.bits);
}

/** The same of any networks in the order of evaluation. */
export function decidingIn(literals: readonly Literal[]): Deciding {
  const families = { 4: ofFamily(literals, 4), 6: ofFamily(literals, 6) };
  // Asked for what is at -1, an array looks for a property of that name, which is slow.
  const literalAt = (index: number) => (index < 0 ? null : (literals[index] ?? null));
  return {
    literals,
    byAddress: [...families[4].ordered, ...families[6].ordered],
    isReached: ({ index, family }) => families[family].reached[index] === 1,
    firstOf: (literal) => {
      const around = literalAt(families[literal.family].around[literal.index] as number);
      return around?.bits === literal.bits ? around : literal;
    },
    coverBefore: ({ index, family }) => {
      const { around } = families[family];
      let first = index;
      for (let at = around[index] as number; at >= 0; at = around[at] as number) first = Math.min(first, at);
      return first < index ? literalAt(first) : null;
    },
    coverAfter: ({ index, family }) => {
      const { around } = families[family];
      let first = -1;
      for (let at = around[index] as number; at >= 0; at = around[at] as number)
        if (at > index && (first < 0 || at < first)) first = at;
      return literalAt(first);
    },
    decidersOf: (network, most) => {
      const found = new Set<number>();
      for (const owner of ownersIn(families[network.family], rangeOf(network))) {
        if (owner >= 0) found.add(owner);
        if (found.size >= most) break;
      }
      return [...found].sort((a, b) => a - b).map((index) => literals[index] as Literal);
    },
    holdersOf: (network) => {
      const found = new Set(ownersIn(families[network.family], rangeOf(network)));
      return found.has(-1) ? null : [...found].map((index) => literals[index] as Literal);
    },
    stretches: (family) => decided(families[family]),
    isDecidedBefore: (range, term) => {
      for (const owner of ownersIn(families[range.family], range))
        if (owner < 0 || (literals[owner] as Literal).term.index >= term) return false;
      return true;
    },
  };
}

/** The stretches of the networks of one family, and what each network lies within. */
interface OfFamily {
  /** By their addresses. */
  readonly ordered: readonly Literal[];
  readonly borders: AddressRows;
  /** The literal that decides each stretch, or -1 where no network is. */
  readonly owners: Int32Array;
  /** By literal: 1 for those that decide anything. */
  readonly reached: Uint8Array;
  /** By literal: the narrowest wider one that holds it, or the first of those that are equal to it; -1 where there is none. */
  readonly around: Int32Array;
}

function ofFamily(literals: readonly Literal[], family: 4 | 6): OfFamily {
  const own = literals.filter((literal) => literal.family === family);
  const ends = new AddressRows(family, own.length * 2);
  for (const { address, bits } of own) ends.addNetwork(address, bits);
  const { borders, owners, extents } = stretchesOf(ends);
  const reached = new Uint8Array(literals.length);
  for (let at = 0; at < owners.length; at++) {
    const owner = owners[at] as number;
    if (owner < 0) continue;
    const { index } = own[owner] as Literal;
    owners[at] = index;
    reached[index] = 1;
  }
  const order = own.map((_, at) => at);
  const { from, to } = extents;
  order.sort(
    (a, b) => (from[a] as number) - (from[b] as number) || (to[b] as number) - (to[a] as number) || a - b,
  );
  const ordered = order.map((at) => own[at] as Literal);
  return { ordered, borders, owners, reached, around: nested(own, order, extents, literals.length) };
}

/** Two networks are apart, or one holds the other: from left to right, those that hold one are a stack. */
function nested(
  own: readonly Literal[],
  order: readonly number[],
  { from, to }: Extents,
  count: number,
): Int32Array {
  const around = new Int32Array(count).fill(-1);
  const stack: number[] = [];
  for (const at of order) {
    while (stack.length > 0 && (to[stack.at(-1) as number] as number) <= (from[at] as number)) stack.pop();
    const inner = stack.at(-1);
    if (inner !== undefined) around[(own[at] as Literal).index] = (own[inner] as Literal).index;
    // Of equal networks the first is enough, so that no stack is higher than an address has bits.
    if (inner === undefined || from[inner] !== from[at] || to[inner] !== to[at]) stack.push(at);
  }
  return around;
}

/** The literals that decide the addresses of a range, stretch by stretch; -1 for some that none decides. */
function* ownersIn({ borders, owners }: OfFamily, range: Range): Iterable<number> {
  const ends = new AddressRows(range.family, 2);
  ends.addRange(range);
  const first = borders.firstFrom(ends, 0);
  const end = borders.firstFrom(ends, 1);
  // The stretch that the range begins in, unless it begins with one.
  const isWithin = first === borders.length || borders.compare(first, ends, 0) > 0;
  const from = isWithin ? first - 1 : first;
  if (from < 0 || end === borders.length) yield -1;
  for (let at = Math.max(0, from); at < Math.min(end, owners.length); at++) yield owners[at] as number;
}

function* decided({ borders, owners }: OfFamily): Iterable<Stretch> {
  for (const [at, owner] of owners.entries()) {
    if (owner >= 0) yield { first: borders.value(at), last: borders.value(at + 1) - 1n, owner };
  }
}
