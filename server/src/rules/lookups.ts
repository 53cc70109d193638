/** What the terms of a record cost in lookups, counted once for the three rules that speak about it. */

import type { ExpandedTerm, Expansion } from "../spf/expand.ts";
import { providerTarget } from "../spf/providers.ts";
import { type Message, messagesOf } from "../text/message.ts";
import type { RecordSpace, Span } from "../text/span.ts";
import type { Feature } from "./features.ts";
import type { Related } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { literalTarget, shownIn } from "./terms.ts";

/** Terms that cause DNS queries in one evaluation (RFC 7208, 4.6.4). */
export const LOOKUP_LIMIT = 10;

/** What a record has that takes any. */
export const withLookups: readonly Feature[] = ["include", "a", "mx", "ptr", "exists", "redirect"];

/** How many lookups a record takes in the worst case, and where they come from. */
export interface Count {
  readonly lookups: number;
  /** False where a target is not known here: there may be more. */
  readonly exact: boolean;
  /** The term at which the limit is passed, else the last that costs anything. */
  readonly span: Span<RecordSpace>;
  /** What each term costs. */
  readonly costs: () => readonly Related[];
}

/** The same with what providers' records took once, where nobody knows here what they take today. */
export interface RememberedCount extends Count {
  /** The oldest day that one of those numbers is of, YYYY-MM-DD. */
  readonly asOf: string;
}

export const lookupMessages = messagesOf("lookups", {
  one: "{term}: 1 lookup.",
  several: "{term}: {count} lookups.",
  oneOrMore: "{term}: 1 lookup, and those of its target, which is not known here.",
  atLeast: "{term}: {count} lookups at least.",
  remembered: "{term}: {count} lookups, as of {asOf}.",
});

/**
 * Null where the count is nothing to speak of: fewer lookups than `least`, none at all, a record that checkers refuse
 * or do not read, or one whose unknown parts could hold its end.
 */
export function countLookups(subject: Subject, expansion: Expansion, least: number): Count | null {
  if (expansion.lookups < least || !isCounted(subject, expansion)) return null;
  return countOf(subject, expansion, ({ lookups }) => lookups, costOf);
}

/**
 * Null where memory adds nothing that takes the record past the limit, where all of it is known, or where what is certain
 * uses up the limit.
 */
export function pastLimitOnceMore(subject: Subject, expansion: Expansion): RememberedCount | null {
  if (expansion.exact || expansion.lookups >= LOOKUP_LIMIT || !isCounted(subject, expansion)) return null;
  const memory = new Memory();
  if (expansion.lookups + memory.of(expansion) <= LOOKUP_LIMIT) return null;
  const lookups = (each: ExpandedTerm) => each.lookups + memory.ofTerm(each);
  const count = countOf(subject, expansion, lookups, (each, term) => {
    const { asOf } = memory;
    if (memory.ofTerm(each) === 0) return costOf(each, term);
    return lookupMessages.remembered({ term, count: lookups(each), asOf });
  });
  return count && { ...count, asOf: memory.asOf };
}

function isCounted({ found }: Subject, expansion: Expansion): boolean {
  return found.type === "TXT" && expansion.record?.valid === true && !hasHoles(expansion);
}

function countOf(
  subject: Subject,
  { record, terms, exact }: Expansion,
  lookupsOf: (each: ExpandedTerm) => number,
  cost: (each: ExpandedTerm, term: string) => Message,
): Count | null {
  const paid = terms.filter(({ lookups }) => lookups > 0);
  let lookups = 0;
  let over: ExpandedTerm | undefined;
  for (const each of paid) {
    lookups += lookupsOf(each);
    if (lookups > LOOKUP_LIMIT) over ??= each;
  }
  const marked = over ?? paid.at(-1);
  if (!marked || !record) return null;
  const costs = () =>
    paid.map((each) => {
      const { span } = each.term;
      return { subject, span, message: cost(each, shownIn(record, each.term)) };
    });
  return { lookups, exact, span: marked.term.span, costs };
}

/** What the targets that are not known here took beyond what is counted of them. */
class Memory {
  asOf = "";
  readonly #known = new Map<Expansion, number>();

  of(expansion: Expansion): number {
    const before = this.#known.get(expansion);
    if (before !== undefined) return before;
    // A loop adds nothing.
    this.#known.set(expansion, 0);
    let sum = 0;
    for (const each of expansion.terms) sum += this.ofTerm(each);
    this.#known.set(expansion, sum);
    return sum;
  }

  ofTerm({ term, lookups, exact, target }: ExpandedTerm): number {
    if (exact) return 0;
    if (target?.record) return this.of(target);
    const cost = providerTarget(literalTarget(term) ?? "")?.target.cost;
    if (!cost || cost.lookups <= lookups) return 0;
    if (this.asOf === "" || cost.asOf < this.asOf) this.asOf = cost.asOf;
    return cost.lookups - lookups;
  }
}

function costOf({ lookups, exact }: ExpandedTerm, term: string): Message {
  if (lookups === 1) return exact ? lookupMessages.one({ term }) : lookupMessages.oneOrMore({ term });
  const args = { term, count: lookups };
  return exact ? lookupMessages.several(args) : lookupMessages.atLeast(args);
}

/** Whether part of a record on the way is unknown, so that what follows there may never be evaluated. */
function hasHoles(root: Expansion): boolean {
  const seen = new Set([root]);
  for (const { record, terms } of seen) {
    if (record?.holes) return true;
    for (const { target } of terms) if (target) seen.add(target);
  }
  return false;
}
