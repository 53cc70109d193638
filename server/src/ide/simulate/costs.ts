/** What the record of a simulation costs, as a tree of plain data with places. */

import type { Asking } from "../../dns/answers.ts";
import type { SpfRecord } from "../../spf/ast.ts";
import { type ExpandedTerm, type Expansion, expand } from "../../spf/expand.ts";
import { clientAddress } from "../../spf/identity.ts";
import { voidsOf } from "../../spf/voids.ts";
import type { RecordSpace, Span } from "../../text/span.ts";
import type { Locate } from "../check-report.ts";

/** A record at the root, a term below it; what a term reaches is below the term. */
export interface Cost<P> {
  /** The term, or the domain of the record at the root. */
  readonly label: string;
  /** In the worst case: all terms evaluated (RFC 7208, 4.6.4). */
  readonly lookups: number;
  readonly voids: number;
  /** False where a name that was not asked makes the numbers lower bounds. */
  readonly exact: boolean;
  readonly place: P | null;
  /** Terms that cost something. */
  readonly below: readonly Cost<P>[];
}

/** Names that are asked for beyond those of the evaluation itself: an honest record is far below. */
const MOST_NAMES = 100;
/** The same record can be reached many times, and each time counts; nobody reads more of them than this. */
const MOST_NODES = 1000;

/** The costs for a client of the family of `ip`. */
export function* costsOf<P>(
  domain: string,
  record: SpfRecord,
  ip: string,
  place: Locate<P>,
): Asking<Cost<P>> {
  const expansion = yield* expand(domain, record, { maxQueries: MOST_NAMES });
  const family = clientAddress(ip)?.length === 16 ? "ip6" : "ip4";
  // An include of nothing is no void lookup: a check ends there.
  const found = (yield* voidsOf(expansion)).filter((each) => each[family] && each.term.target === null);
  const voids = new Set(found.map(({ term }) => term));
  let room = MOST_NODES;

  const below = (at: Expansion): Cost<P>[] => {
    const paid = at.terms.filter(({ lookups, exact }) => lookups > 0 || !exact);
    const taken = paid.slice(0, Math.max(0, room));
    room -= taken.length;
    return taken.map((term) => costOf(term, at));
  };
  const costOf = (expanded: ExpandedTerm, at: Expansion): Cost<P> => {
    const { term, lookups, exact, target } = expanded;
    const reached = target ? below(target) : [];
    const { text } = at.record as SpfRecord;
    return {
      label: text.slice(term.span.start, term.span.end),
      lookups,
      voids: Number(voids.has(expanded)) + sum(reached),
      exact,
      place: place(at.domain, at.record as SpfRecord, term.span),
      below: reached,
    };
  };

  const terms = below(expansion);
  const whole: Span<RecordSpace> = { start: 0, end: record.text.length };
  return {
    label: domain,
    lookups: expansion.lookups,
    voids: sum(terms),
    exact: expansion.exact,
    place: place(domain, record, whole),
    below: terms,
  };
}

function sum(costs: readonly { readonly voids: number }[]): number {
  return costs.reduce((all, { voids }) => all + voids, 0);
}
