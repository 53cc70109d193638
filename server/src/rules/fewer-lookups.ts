/** What can be done about the lookups of a record: terms go that nobody passes or fails by, others become networks. */

import type { Answerer } from "../dns/answers.ts";
import type { Directive, SpfRecord } from "../spf/ast.ts";
import type { ExpandedTerm, Expansion } from "../spf/expand.ts";
import type { Network } from "../spf/ip.ts";
import { type AddressSet, intersect, isEmpty, subtract, toNetworks } from "../spf/ip-set.ts";
import { messagesOf } from "../text/message.ts";
import { fixText, withBlankBefore } from "./fix.ts";
import { LOOKUP_LIMIT } from "./lookups.ts";
import { MOST_NETWORKS, matchedBy, writtenAs } from "./matched.ts";
import type { Fix } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { evaluatedTerms, onlyOwner, shownIn } from "./terms.ts";

/** More terms than these are not offered one by one. */
const MOST_OFFERED = 5;

/** A record with more terms with lookups than this needs another mind than ours. */
const MOST_PAID = 50;

export const fewerLookupsMessages = messagesOf("fewer-lookups", {
  remove:
    "Remove {terms}, which saves {saved} of {lookups} lookups (other terms give the same hosts the same result today)",
  enough:
    "Replace {terms} by the networks that they match today, {networks} in number, which leaves {left} lookups (later changes there do not count)",
  fewer:
    "Replace {terms} by the networks matched today, {networks} in number, which saves {saved} of {lookups} lookups (later changes there do not count)",
});

/** A term with lookups of which it is known whom it matches. */
interface Known {
  readonly term: Directive;
  readonly lookups: number;
  readonly networks: readonly Network[];
}

/** Best first: what changes nothing today, what is just enough, then single terms by what they save for their networks. */
export function fewerLookups(
  subject: Subject,
  record: SpfRecord,
  expansion: Expansion,
  answer: Answerer,
): Fix[] {
  const paid = expansion.terms.filter(({ lookups }) => lookups > 0);
  if (record.version.protocol !== "spf1" || paid.length > MOST_PAID) return [];
  const matched = matchedIn(subject, record, answer);
  const useless = uselessTerms(record, matched, paid);
  const known = paid.flatMap(({ term, lookups }): Known[] => {
    if (term.kind !== "directive" || !isReplaceable(term) || useless.has(term)) return [];
    const set = matched(term);
    const networks = set ? toNetworks(set) : [];
    return networks.length === 0 || networks.length > MOST_NETWORKS ? [] : [{ term, lookups, networks }];
  });
  const over = expansion.lookups - LOOKUP_LIMIT;
  const enough = expansion.exact && known.length > 1 ? fewestNetworks(known, over) : null;
  const single = known
    .filter((each) => enough?.length !== 1 || enough[0] !== each)
    .sort((a, b) => a.networks.length * b.lookups - b.networks.length * a.lookups)
    .slice(0, MOST_OFFERED);
  const replacing = (all: readonly Known[], title: "enough" | "fewer"): Fix[] => {
    const saved = sum(all, ({ lookups }) => lookups);
    const args = {
      terms: all.map(({ term }) => shownIn(record, term)).join(", "),
      networks: sum(all, ({ networks }) => networks.length),
      saved,
      lookups: expansion.lookups,
      left: expansion.lookups - saved,
    };
    const changes = all.map(({ term, networks }) => ({
      span: term.span,
      text: writtenAs(term.qualifier, networks),
    }));
    return fixText("choice", fewerLookupsMessages[title](args), subject, changes);
  };
  return [
    ...removing(useless, subject, record, expansion),
    ...(enough ? replacing(enough, "enough") : []),
    ...single.flatMap((each) => replacing([each], "fewer")),
  ];
}

type Matched = (term: Directive) => AddressSet | null;

/** Whom each term matches, asked once. */
function matchedIn(subject: Subject, record: SpfRecord, answer: Answerer): Matched {
  const owner = onlyOwner(subject) ?? "";
  const known = new Map<Directive, AddressSet | null>();
  return (term) => {
    const before = known.get(term);
    if (before !== undefined) return before;
    const set = term.holes ? null : matchedBy(record, term, owner, answer);
    known.set(term, set);
    return set;
  };
}

function isReplaceable({ name, holes }: Directive): boolean {
  return !holes && (name === "include" || name === "a" || name === "mx");
}

/** Terms with lookups that decide nothing which the terms that stay would not decide alike. */
function uselessTerms(
  record: SpfRecord,
  matched: Matched,
  paid: readonly ExpandedTerm[],
): ReadonlySet<Directive> {
  const gone = new Set<Directive>();
  // The last of two equal ones goes.
  for (const { term } of paid.toReversed()) {
    if (term.kind === "directive" && isReplaceable(term) && isUseless(record, term, matched, gone))
      gone.add(term);
  }
  return gone;
}

function isUseless(
  record: SpfRecord,
  term: Directive,
  matched: Matched,
  gone: ReadonlySet<Directive>,
): boolean {
  let left = matched(term);
  if (!left) return false;
  const others = evaluatedTerms(record).filter((each) => each !== term && !gone.has(each as Directive));
  for (const other of others) {
    if (isEmpty(left)) return true;
    if (other.kind === "modifier") {
      if (other.known === "redirect") return false;
      continue;
    }
    const set = matched(other);
    // What is decided before never comes to the term, whatever terms between them say.
    if (other.index < term.index) left = set ? subtract(left, set) : left;
    else if (!set) return false;
    else if (other.qualifier === term.qualifier) left = subtract(left, set);
    else if (!isEmpty(intersect(left, set))) return false;
  }
  return isEmpty(left);
}

function removing(
  useless: ReadonlySet<Directive>,
  subject: Subject,
  record: SpfRecord,
  { terms, lookups }: Expansion,
): Fix[] {
  const gone = terms.filter(({ term }) => useless.has(term as Directive));
  const args = {
    terms: gone.map(({ term }) => shownIn(record, term)).join(", "),
    saved: sum(gone, (each) => each.lookups),
    lookups,
  };
  const changes = gone.map(({ term }) => ({ span: withBlankBefore(record.text, term.span), text: "" }));
  return fixText("choice", fewerLookupsMessages.remove(args), subject, changes);
}

/** Of the sets of terms that save at least `over` lookups the one with the fewest networks, in the order of the record. */
function fewestNetworks(known: readonly Known[], over: number): readonly Known[] | null {
  /** By lookups saved, all that are more than enough in one. */
  let best = new Map<number, { readonly networks: number; readonly terms: readonly Known[] }>([
    [0, { networks: 0, terms: [] }],
  ]);
  for (const each of known) {
    const next = new Map(best);
    for (const [saved, { networks, terms }] of best) {
      const now = Math.min(over, saved + each.lookups);
      const count = networks + each.networks.length;
      const there = next.get(now);
      if (!there || count < there.networks) next.set(now, { networks: count, terms: [...terms, each] });
    }
    best = next;
  }
  const found = best.get(over);
  return found && found.networks <= MOST_NETWORKS ? found.terms : null;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
