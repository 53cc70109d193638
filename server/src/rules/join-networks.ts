/** Networks of a record that can be written as one: neighbours with one qualifier, and nothing between them that matters. */

import type { Directive, Qualifier, SpfRecord } from "../spf/ast.ts";
import { type Deciding, decidingOf, type Literal } from "../spf/deciding.ts";
import { compareNetworks, containsNetwork, type Network, width } from "../spf/ip.ts";

export interface JoinedNetwork {
  readonly network: Network;
  /** The terms that make it up, apart from each other, in the order of the record; two at the least. */
  readonly parts: readonly Directive[];
}

/** The widest that can be made without an address more or less, in the order of their first terms. */
export function joinedNetworks(record: SpfRecord): JoinedNetwork[] {
  // RFC 4406, 3.2: in spf2.0 a modifier may belong to the mechanism before it.
  if (record.version.protocol !== "spf1") return [];
  const out: JoinedNetwork[] = [];
  const deciding = decidingOf(record);
  for (const run of literalRuns(record, deciding)) {
    if (run.length < 2) continue;
    for (const qualifier of new Set(run.map(({ term }) => term.qualifier)))
      out.push(...joinedIn(run, qualifier, deciding));
  }
  return out.sort((a, b) => (a.parts[0]?.index ?? 0) - (b.parts[0]?.index ?? 0));
}

/** Networks between which nothing stands that asks DNS or is unknown; without those that have no effect. */
function literalRuns(record: SpfRecord, { literals, isReached }: Deciding): Literal[][] {
  const byTerm = new Map(literals.map((literal) => [literal.term.index, literal]));
  const runs: Literal[][] = [[]];
  for (const { index, kind } of record.terms) {
    const known = byTerm.get(index);
    if (known && isReached(known)) runs.at(-1)?.push(known);
    else if (!known && kind !== "modifier") runs.push([]);
  }
  return runs;
}

interface Joining {
  readonly network: Network;
  readonly parts: readonly Literal[];
}

function joinedIn(run: readonly Literal[], qualifier: Qualifier, deciding: Deciding): JoinedNetwork[] {
  const own = run.filter(({ term }) => term.qualifier === qualifier);
  const others = run.filter(({ term }) => term.qualifier !== qualifier);
  const stack: Joining[] = [];
  for (const literal of outermost(own)) {
    let now: Joining = { network: literal.network, parts: [literal] };
    for (let above = stack.at(-1); above; above = stack.at(-1)) {
      const network = together(above.network, now.network);
      // All addresses of a family are no slip of the pen.
      if (!network || network.bits === 0) break;
      stack.pop();
      now = { network, parts: [...above.parts, ...now.parts] };
    }
    stack.push(now);
  }
  return stack
    .filter(
      ({ network, parts }) =>
        parts.length > 1 &&
        !others.some((each) => touches(each.network, network)) &&
        !parts.some((part) => isWritten(network, part, deciding)),
    )
    .map(({ network, parts }) => ({
      network,
      parts: parts.map(({ term }) => term).sort((a, b) => a.index - b.index),
    }));
}

/** In the order of their addresses, without those that lie within another. */
function outermost(literals: readonly Literal[]): Literal[] {
  const ordered = [...literals].sort((a, b) => compareNetworks(a.network, b.network));
  const out: Literal[] = [];
  for (const literal of ordered) {
    const last = out.at(-1);
    if (!last || !containsNetwork(last.network, literal.network)) out.push(literal);
  }
  return out;
}

/** The network that has these two as its halves; null where there is none. */
function together(left: Network, right: Network): Network | null {
  if (left.family !== right.family || left.bits !== right.bits || left.bits === 0) return null;
  const half = 1n << BigInt(width(left.family) - left.bits);
  const aligned = (left.first & half) === 0n && left.first + half === right.first;
  return aligned ? { family: left.family, first: left.first, bits: left.bits - 1 } : null;
}

/** Whether the whole stands behind the part: then the parts are too many, or the whole has no effect, and others say so. */
function isWritten(network: Network, part: Literal, deciding: Deciding): boolean {
  const wider = deciding.coverAfter(part);
  return wider !== null && containsNetwork(wider.network, network);
}

function touches(a: Network, b: Network): boolean {
  return containsNetwork(a, b) || containsNetwork(b, a);
}
