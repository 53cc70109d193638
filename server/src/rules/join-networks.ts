/** Networks of a record that can be written as one: neighbours with one qualifier, and nothing between them that matters. */

import type { Directive, Qualifier, SpfRecord } from "../spf/ast.ts";
import { type Deciding, decidingOf, type Literal } from "../spf/deciding.ts";
import { type Network, networkOf, sharesPrefix } from "../spf/ip.ts";
import { firstWhere } from "../text/sorted.ts";

export interface JoinedNetwork {
  readonly network: Network;
  /** The terms that make it up, apart from each other, in the order of the record; two at the least. */
  readonly parts: readonly Directive[];
}

/** A network as one of its addresses and the prefix length. */
type Block = Pick<Literal, "family" | "address" | "bits">;

/** The widest that can be made without an address more or less, in the order of their first terms. */
export function joinedNetworks(record: SpfRecord): JoinedNetwork[] {
  // RFC 4406, 3.2: in spf2.0 a modifier may belong to the mechanism before it.
  if (record.version.protocol !== "spf1") return [];
  const out: JoinedNetwork[] = [];
  const deciding = decidingOf(record);
  for (const run of runsOf(record, deciding)) {
    for (const own of run.values()) if (own.length > 1) out.push(...joinedIn(own, run, deciding));
  }
  return out.sort((a, b) => (a.parts[0]?.index ?? 0) - (b.parts[0]?.index ?? 0));
}

/** Networks between which nothing stands that asks DNS or is unknown, by their qualifiers. */
type Run = ReadonlyMap<Qualifier, Literal[]>;

/** In the order of their addresses; without those that have no effect. */
function runsOf({ terms }: SpfRecord, { literals, byAddress, isReached }: Deciding): Iterable<Run> {
  /** By literal which run it is in. */
  const runAt: number[] = [];
  let last = 0;
  for (const { index, kind } of terms) {
    if (literals[runAt.length]?.term.index === index) runAt.push(last);
    else if (kind !== "modifier") last++;
  }
  const runs = new Map<number, Map<Qualifier, Literal[]>>();
  for (const literal of byAddress) {
    if (!isReached(literal)) continue;
    const at = runAt[literal.index] as number;
    let run = runs.get(at);
    if (!run) runs.set(at, (run = new Map()));
    const { qualifier } = literal.term;
    const own = run.get(qualifier);
    if (own) own.push(literal);
    else run.set(qualifier, [literal]);
  }
  return runs.values();
}

interface Joined extends Block {
  readonly parts: readonly Literal[];
}

function isJoined(network: Literal | Joined): network is Joined {
  return "parts" in network;
}

function joinedIn(own: readonly Literal[], run: Run, deciding: Deciding): JoinedNetwork[] {
  const stack: (Literal | Joined)[] = [];
  for (const literal of outermost(own)) {
    let now: Literal | Joined = literal;
    for (let above = stack.at(-1); above && areHalves(above, now); above = stack.at(-1)) {
      stack.pop();
      const { family, address, bits } = above;
      const parts: readonly Literal[] = [above, now].flatMap((each) => (isJoined(each) ? each.parts : each));
      now = { family, address, bits: bits - 1, parts };
    }
    stack.push(now);
  }
  const others = [...run.values()].filter((each) => each !== own).map(outermost);
  return stack
    .filter(isJoined)
    .filter(
      (whole) =>
        !others.some((each) => meets(each, whole)) &&
        !whole.parts.some((part) => isWritten(whole, part, deciding)),
    )
    .map(({ address, bits, parts }) => ({
      network: networkOf(address, bits),
      parts: parts.map(({ term }) => term).sort((a, b) => a.index - b.index),
    }));
}

/** Without those that lie within another. */
function outermost(literals: readonly Literal[]): Literal[] {
  const out: Literal[] = [];
  for (const literal of literals) {
    const last = out.at(-1);
    if (!last || !holds(last, literal)) out.push(literal);
  }
  return out;
}

/** Whether one of networks that are in order and apart holds addresses of another. */
function meets(networks: readonly Block[], other: Block): boolean {
  const first = networks[firstWhere(networks, (each) => !isBefore(each, other))];
  return first !== undefined && (holds(first, other) || holds(other, first));
}

/** Whether all addresses of a network come before those of another. */
function isBefore(one: Block, other: Block): boolean {
  if (one.family !== other.family) return one.family < other.family;
  if (holds(one, other) || holds(other, one)) return false;
  const at = one.address.findIndex((octet, i) => octet !== other.address[i]);
  return (one.address[at] ?? 0) < (other.address[at] ?? 0);
}

/** Whether two networks, the second behind the first, are the halves of another; of all addresses there is none to write. */
function areHalves(left: Block, right: Block): boolean {
  const whole = left.bits - 1;
  if (left.family !== right.family || left.bits !== right.bits || whole < 1) return false;
  return sharesPrefix(left.address, right.address, whole);
}

/** Whether the whole stands behind the part: then the parts are too many, or the whole has no effect, and others say so. */
function isWritten(whole: Block, part: Literal, deciding: Deciding): boolean {
  const wider = deciding.coverAfter(part);
  return wider !== null && holds(wider, whole);
}

function holds(outer: Block, inner: Block): boolean {
  if (outer.family !== inner.family || outer.bits > inner.bits) return false;
  return sharesPrefix(outer.address, inner.address, outer.bits);
}
