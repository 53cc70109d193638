/** What the terms of a record cost in lookups, counted once for the three rules that speak about it. */

import type { ExpandedTerm, Expansion } from "../spf/expand.ts";
import { type Message, messagesOf } from "../text/message.ts";
import type { RecordSpace, Span } from "../text/span.ts";
import type { Feature } from "./features.ts";
import type { Related } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { shownIn } from "./terms.ts";

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

export const lookupMessages = messagesOf("lookups", {
  one: "{term}: 1 lookup.",
  several: "{term}: {count} lookups.",
  oneOrMore: "{term}: 1 lookup, and those of its target, which is not known here.",
  atLeast: "{term}: {count} lookups at least.",
});

/**
 * Null where the count is nothing to speak of: fewer lookups than `least`, none at all, a record that checkers refuse
 * or do not read, or one whose unknown parts could hold its end.
 */
export function countLookups(subject: Subject, expansion: Expansion, least: number): Count | null {
  const { record } = expansion;
  if (expansion.lookups < least) return null;
  if (subject.found.type !== "TXT" || !record?.valid || hasHoles(expansion)) return null;
  const paid = expansion.terms.filter(({ lookups }) => lookups > 0);
  let sum = 0;
  const over = paid.find(({ lookups }) => (sum += lookups) > LOOKUP_LIMIT);
  const marked = over ?? paid.at(-1);
  if (!marked) return null;
  const costs = () =>
    paid.map((each) => {
      const message = costOf(each, shownIn(record, each.term));
      return { subject, span: each.term.span, message };
    });
  return { lookups: expansion.lookups, exact: expansion.exact, span: marked.term.span, costs };
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
