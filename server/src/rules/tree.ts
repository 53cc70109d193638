/** Walks the tree of a record: what its terms reach, and which of that is told at another record of the same file. */

import type { Term } from "../spf/ast.ts";
import type { ExpandedTerm, Expansion } from "../spf/expand.ts";
import { keepingLast } from "../text/last.ts";
import type { Message } from "../text/message.ts";
import type { RecordSpace, Span } from "../text/span.ts";
import type { Names } from "./names.ts";
import { readable } from "./readable.ts";
import type { Related } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { domainOf } from "./terms.ts";

/** A term that costs a lookup, in the record itself or in one that it leads to. */
export interface Reached {
  readonly term: ExpandedTerm;
  /** The record that holds it. */
  readonly at: Expansion;
  /** The term of the root that leads there: `term` itself where it is the root's own. */
  readonly root: ExpandedTerm;
  /** The records that lead there, from the target of `root` to `at`; empty where the term is the root's own. */
  readonly path: readonly Expansion[];
}

const nowhere: readonly Expansion[] = [];

/** An include or a redirect of the record itself that can be evaluated, and what is behind it. */
export interface Aimed {
  readonly term: ExpandedTerm["term"];
  readonly target: Expansion;
  /** Where the target is written. */
  readonly span: Span<RecordSpace>;
}

/** Type SPF is not read by anybody (RFC 7208, 3.1), so what it leads to is no matter. */
export function aimedTerms(subject: Subject, { terms }: Expansion): readonly Aimed[] {
  const out: Aimed[] = [];
  if (subject.found.type !== "TXT") return out;
  for (const { term, target } of terms) {
    const domain = domainOf(term);
    if (target && domain && term.valid) out.push({ term, target, span: domain.span });
  }
  return out;
}

/**
 * Records that include each other several times over have more ways through them than anybody could walk, and a check
 * has ended in permerror long before this many terms.
 */
const MOST_REACHED = 1000;

/**
 * All terms with lookups in the order in which a check that nothing matches comes to them, the first of them where there
 * are too many; each occurrence counts. Of a record that is partly unknown nothing is told: what stands in its place
 * may be its end.
 */
export const reachedTerms = keepingLast((root: Expansion): readonly Reached[] => {
  const out: Reached[] = [];
  for (const reached of everyReached(root)) if (out.push(reached) === MOST_REACHED) break;
  return out;
});

function* everyReached(root: Expansion): Iterable<Reached> {
  for (const term of root.terms) {
    if (term.lookups === 0) continue;
    yield { term, at: root, root: term, path: nowhere };
    if (term.target) yield* below(term.target, term, nowhere);
  }
}

function* below(at: Expansion, root: ExpandedTerm, before: readonly Expansion[]): Iterable<Reached> {
  if (at.terms.length === 0 || at.record?.holes) return;
  const path = [...before, at];
  for (const term of at.terms) {
    if (term.lookups === 0) continue;
    yield { term, at, root, path };
    if (term.target) yield* below(term.target, root, path);
  }
}

/**
 * Of what the record reaches, the first that `wanted` picks for each of its own terms. What a record of the same
 * file leads to is told there.
 */
export function* firstReached(
  root: Expansion,
  names: Names,
  wanted: (reached: Reached) => boolean,
): Iterable<Reached> {
  let told: ExpandedTerm | null = null;
  for (const reached of reachedTerms(root)) {
    if (reached.root === told || !wanted(reached) || isToldElsewhere(reached, names)) continue;
    told = reached.root;
    yield reached;
  }
}

/** Whether a record of the same file leads there, which has findings of its own. */
export function isToldElsewhere({ path }: Reached, names: Names): boolean {
  return path.some(({ domain }) => isInFile(domain, names));
}

/** More aliases in a row than this are a loop or as good as one. */
const MOST_ALIASES = 8;

/** Whether the file has a record at the name, or one of the name that it is an alias of. */
export function isInFile(domain: string, names: Names): boolean {
  let name = domain;
  for (let hop = 0; hop <= MOST_ALIASES; hop++) {
    if (names.records(name).length > 0) return true;
    const alias = names.others(name).find(({ type }) => type === "CNAME");
    if (!alias) return false;
    name = alias.data.toLowerCase();
  }
  return false;
}

/** Longer ways are cut in the middle. */
const MOST_STEPS = 6;

/** The names on the way, as they may stand in a sentence. */
export function shownPath(domains: readonly string[]): string {
  const names = domains.map(readable);
  const more = names.length - MOST_STEPS;
  if (more > 0) names.splice(MOST_STEPS / 2, more, "…");
  return names.join(" → ");
}

/** A term of another record of the same file, to point at; an empty list where the record is in no file at hand. */
export function relatedTerm(at: Expansion, term: Term, names: Names, message: Message): Related[] {
  const { record } = at;
  const subject = names
    .records(at.domain)
    .find(({ found }) => found.type === "TXT" && found.decoded.text === record?.text);
  return subject ? [{ subject, span: term.span, message }] : [];
}

/** The way to what the term leads to: the records in between and its own target. */
export function pathTo({ path, term }: Reached): string {
  const domains = path.map(({ domain }) => domain);
  return shownPath(term.target ? [...domains, term.target.domain] : domains);
}
