/** The tree of include and redirect below a record, and what each term costs (RFC 7208, 4.6.4). */

import { type Answerer, type Asking, ask } from "../dns/answers.ts";
import { driveSync } from "../dns/drive.ts";
import { isValidName, normalise } from "../dns/names.ts";
import type { MacroString, SpfRecord, Term, Version } from "./ast.ts";
import { expandKnown } from "./macro.ts";
import { type NoRecord, recordIn } from "./record-choice.ts";

/** Why the record behind a name is not in the tree. */
export type Missing =
  | NoRecord
  /** The name depends on the message (macros) or on a value that is not known. */
  | "macro"
  /** The name is already on the path from the root. */
  | "loop"
  /** A budget ended the walk. */
  | "stopped";

export interface ExpandedTerm {
  readonly term: Term;
  /** Lookups that this term costs by itself and all that it reaches; a lower bound unless `exact`. */
  readonly lookups: number;
  readonly exact: boolean;
  /** For include and redirect: the record behind it. */
  readonly target: Expansion | null;
}

/**
 * A record, where it was found, and its terms with what they cost in the worst case: all of them evaluated. The
 * same object stands wherever the same record is reached, so who walks a tree remembers where it has been.
 */
export interface Expansion {
  /** Lower case, without the final dot; "" where the owner is not known. */
  readonly domain: string;
  readonly record: SpfRecord | null;
  readonly missing: Missing | null;
  /**
   * Terms that are evaluated, in order: none after `all`, redirect only without `all`, and last. Of a target that is
   * invalid there are none; of the root they are those that could be read.
   */
  readonly terms: readonly ExpandedTerm[];
  /** Lookups of all terms together; a lower bound unless `exact`. */
  readonly lookups: number;
  readonly exact: boolean;
}

/** Budgets that end a walk; what lies beyond is `stopped`. */
export interface ExpandOptions {
  /** Includes within includes. */
  readonly maxDepth?: number;
  /** Names that are asked for. */
  readonly maxQueries?: number;
  /** Records in the tree, each occurrence counted. */
  readonly maxNodes?: number;
  /** Trees from earlier walks with the same answers, for the same version; what this one walks to the end is added. */
  readonly walked?: Walked;
}

/** Trees that were walked to the end, by name, with every name in them. */
export type Walked = Map<string, { readonly expansion: Expansion; readonly names: ReadonlySet<string> }>;

/**
 * The tree below a record that was found at `domain` ("" where that is not known). It asks for the TXT records of
 * each target once, however often it occurs; where the answer is unknown the costs are lower bounds.
 */
export function* expand(domain: string, record: SpfRecord, options: ExpandOptions = {}): Asking<Expansion> {
  const walk: Walk = {
    version: record.version,
    found: new Map(),
    // A Sender ID record reads others than `v=spf1` does, so the two share nothing.
    done: (record.version.protocol === "spf1" ? options.walked : undefined) ?? new Map(),
    path: [],
    maxDepth: options.maxDepth ?? 20,
    queries: options.maxQueries ?? 250,
    nodes: options.maxNodes ?? 5000,
  };
  return yield* expandRecord(walk, normalise(domain), record);
}

/** The tree of `expand` from answers that are there at once. */
export function expandNow(
  domain: string,
  record: SpfRecord,
  answer: Answerer,
  options: ExpandOptions = {},
): Expansion {
  return driveSync(expand(domain, record, options), answer);
}

/** What is known while walking; `queries` and `nodes` are what is left. */
interface Walk {
  readonly version: Version;
  /** Records by name. */
  readonly found: Map<string, SpfRecord | Missing>;
  readonly done: Walked;
  /** Names from the root to here. */
  readonly path: string[];
  readonly maxDepth: number;
  queries: number;
  nodes: number;
}

function* expandRecord(walk: Walk, domain: string, record: SpfRecord): Asking<Expansion> {
  walk.path.push(domain);
  const terms: ExpandedTerm[] = [];
  let lookups = 0;
  let exact = !record.holes;
  for (const term of evaluated(record)) {
    const target = targetOf(term);
    const known = target && targetNow(walk, domain, target);
    const expansion = typeof known === "string" ? yield* expandName(walk, known) : known;
    const expanded = expandedTerm(term, expansion);
    terms.push(expanded);
    lookups += expanded.lookups;
    exact &&= expanded.exact;
  }
  walk.path.pop();
  // A list that grew keeps room for more.
  return { domain, record, missing: null, terms: terms.slice(), lookups, exact };
}

/** The terms that a checker comes to as long as nothing matches. */
function evaluated(record: SpfRecord): Term[] {
  const out: Term[] = [];
  let redirect: Term | null = null;
  for (const term of record.terms) {
    if (term.kind === "modifier" && term.known === "redirect") redirect ??= term;
    if (term.kind !== "directive") continue;
    out.push(term);
    // RFC 7208, 5.1: mechanisms after "all" will never be tested, and any redirect is ignored.
    if (term.name === "all") return out;
  }
  if (redirect) out.push(redirect);
  return out;
}

function expandedTerm(term: Term, target: Expansion | null): ExpandedTerm {
  return target
    ? { term, lookups: 1 + target.lookups, exact: target.exact, target }
    : { term, lookups: cost(term), exact: !term.holes, target };
}

const COSTING: ReadonlySet<string> = new Set(["include", "a", "mx", "ptr", "exists"]);

// RFC 7208, 4.6.4: "include", "a", "mx", "ptr", "exists" and "redirect" cost one lookup each.
function cost(term: Term): number {
  if (term.kind === "directive") return COSTING.has(term.name) ? 1 : 0;
  return term.kind === "modifier" && term.known === "redirect" ? 1 : 0;
}

function targetOf(term: Term): MacroString | null {
  if (term.kind === "directive") return term.name === "include" ? term.domain : null;
  return term.kind === "modifier" && term.known === "redirect" && term.value.text !== "" ? term.value : null;
}

/** What a target leads to where that is known without a question; else the name that the question is about. */
function targetNow(walk: Walk, from: string, target: MacroString): Expansion | string {
  const expanded = expandKnown(target, from);
  if (expanded === null) return missing(target.text, "macro");
  const name = normalise(expanded);
  // RFC 7208, 4.3: a malformed name or one of a single label has no record.
  if (!isValidName(name) || !name.includes(".")) return missing(name, "none");
  if (walk.path.includes(name)) return missing(name, "loop");
  const done = walk.done.get(name);
  if (done && !walk.path.some((each) => done.names.has(each))) return done.expansion;
  if (walk.nodes <= 0 || walk.path.length >= walk.maxDepth) return missing(name, "stopped");
  return name;
}

function* expandName(walk: Walk, name: string): Asking<Expansion> {
  walk.nodes--;
  const record = yield* recordAt(walk, name);
  if (record === "stopped") return missing(name, record);
  const expansion = yield* expandFound(walk, name, record);
  const names = namesIn(walk, name, expansion);
  if (names) walk.done.set(name, { expansion, names });
  return expansion;
}

function* expandFound(walk: Walk, name: string, record: SpfRecord | Missing): Asking<Expansion> {
  if (typeof record === "string") return missing(name, record);
  return record.valid ? yield* expandRecord(walk, name, record) : broken(name, record);
}

function missing(domain: string, why: Missing): Expansion {
  const exact = why === "none" || why === "nxdomain" || why === "multiple";
  return { domain, record: null, missing: why, terms: [], lookups: 0, exact };
}

/** RFC 7208, 4.6: a check ends before any of its terms. What they are meant to cost is not known. */
function broken(domain: string, record: SpfRecord): Expansion {
  return { domain, record, missing: null, terms: [], lookups: 0, exact: false };
}

/** Every name in a tree, or null where the tree depends on the path to it: a loop, or the end of a budget. */
function namesIn(walk: Walk, name: string, expansion: Expansion): ReadonlySet<string> | null {
  const names = new Set([name]);
  for (const { target } of expansion.terms) {
    if (!target) continue;
    if (target.missing === "loop" || target.missing === "stopped") return null;
    names.add(target.domain);
    if (target.missing !== null) continue;
    const below = walk.done.get(target.domain);
    if (below?.expansion !== target) return null;
    for (const each of below.names) names.add(each);
  }
  return names;
}

/** The record at a name, or why there is none. */
function* recordAt(walk: Walk, name: string): Asking<SpfRecord | Missing> {
  const known = walk.found.get(name);
  if (known !== undefined) return known;
  if (walk.queries <= 0) return "stopped";
  walk.queries--;
  const answer = yield* ask(name, "TXT");
  const found = recordIn(answer, walk.version);
  walk.found.set(name, found);
  return found;
}
