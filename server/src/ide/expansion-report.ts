/**
 * What a record reaches and costs, and which addresses it gives which result, as plain data: what `expand` answers.
 *
 * `P` is how the rim names a place in a file.
 */

import { type Answer, type Asking, ask, type Resolver } from "../dns/answers.ts";
import { type Budget, driveWithin } from "../dns/drive.ts";
import { addresses } from "../spf/addresses.ts";
import type { SpfRecord } from "../spf/ast.ts";
import { queryStep, standardLimits } from "../spf/evaluation.ts";
import { type ExpandedTerm, type Expansion, expand, type Missing } from "../spf/expand.ts";
import { parse } from "../spf/parse.ts";
import { type NoRecord, recordIn } from "../spf/record-choice.ts";
import type { QueryStep } from "../spf/trace.ts";
import { type VoidTerm, voidsOf } from "../spf/voids.ts";
import type { RecordSpace, Span } from "../text/span.ts";
import { type AddressReport, addressReport } from "./address-report.ts";
import type { Locate } from "./check-report.ts";

/** How many lookups, or voids, in the worst case: no term matches before the last one. */
export interface Cost {
  readonly count: number;
  /** False where a target that is not known makes it a lower bound. */
  readonly exact: boolean;
  /** RFC 7208, 4.6.4 */
  readonly limit: number;
}

export interface ReportedBranch<P> {
  readonly text: string;
  /** In UTF-16 units of the record's text. */
  readonly span: { readonly start: number; readonly end: number };
  readonly place: P | null;
  /** Of this term and all that it reaches. */
  readonly lookups: number;
  readonly exact: boolean;
  /** The lookups that came before it in the worst case. */
  readonly before: number;
  /** Whether its own lookup finds nothing, for a client of each family; null where that is not known. */
  readonly void: { readonly ip4: boolean | null; readonly ip6: boolean | null };
  /** What was asked for the term itself. */
  readonly queries: readonly QueryStep[];
  /** For include and redirect. */
  readonly target: ReportedTree<P> | null;
}

export interface ReportedTree<P> {
  readonly domain: string;
  readonly text: string | null;
  readonly place: P | null;
  readonly missing: Missing | null;
  /** False where the record has a syntax error. */
  readonly valid: boolean;
  /** Present where the same record stands above, with its terms. */
  readonly above?: true;
  /** Those that are evaluated, in order. */
  readonly terms: readonly ReportedBranch<P>[];
}

export interface ExpansionReport<P> {
  readonly domain: string;
  readonly lookups: Cost;
  readonly voids: { readonly ip4: Cost; readonly ip6: Cost };
  /** The domains of each circle of includes, from the first one to the one that comes again. */
  readonly loops: readonly (readonly string[])[];
  /** The questions for the record itself. */
  readonly queries: readonly QueryStep[];
  readonly tree: ReportedTree<P>;
  /** What nobody was asked, and would have to be. */
  readonly notAsked: readonly { readonly name: string; readonly type: string }[];
  readonly addresses: AddressReport;
}

/**
 * Expands the record of a domain, or a text in its place; "" is a domain that nobody knows. Asks for everything that the
 * record can lead to, whatever the client.
 */
export function* expansionReport<P>(
  domain: string,
  text: string | null,
  locate: Locate<P>,
): Asking<ExpansionReport<P>> {
  const queries: QueryStep[] = [];
  const record = text === null ? yield* published(domain, queries) : parse(text);
  const root = typeof record === "string" ? nothing(domain, record) : yield* expand(domain, record);
  const voids = yield* voidsOf(root);
  const found = yield* addresses(domain, typeof record === "string" ? null : record);
  const reported = addressReport(found);
  const report = new Reporter(voids, locate);
  const tree = report.tree(root, [domain], 0);
  return {
    domain,
    lookups: { count: root.lookups, exact: root.exact, limit: standardLimits.lookups },
    voids: { ip4: voidCost(root, voids, "ip4"), ip6: voidCost(root, voids, "ip6") },
    loops: report.loops,
    queries,
    tree,
    notAsked: [...notAsked(queries, voids, reported)],
    addresses: reported,
  };
}

/** The same with answers that take time, and no more than the budget; what is not answered by then is left open. */
export function reportExpansion<P>(
  domain: string,
  text: string | null,
  { locate, resolve, budget }: Expanding<P>,
): Promise<ExpansionReport<P>> {
  return driveWithin(expansionReport(domain, text, locate), resolve, budget);
}

export interface Expanding<P> {
  readonly locate: Locate<P>;
  readonly resolve: Resolver;
  readonly budget: Budget;
}

function* published(domain: string, queries: QueryStep[]): Asking<SpfRecord | NoRecord> {
  const answer = yield* ask(domain, "TXT");
  queries.push(queryStep({ name: domain, type: "TXT" }, answer as Answer));
  return recordIn(answer);
}

function nothing(domain: string, missing: Missing): Expansion {
  return { domain, record: null, missing, terms: [], lookups: 0, exact: missing !== "unknown" };
}

function voidCost(root: Expansion, voids: readonly VoidTerm[], family: "ip4" | "ip6"): Cost {
  // A term whose name depends on the message is in the tree, but not among those that were asked.
  const all = root.exact && voids.length === root.lookups && voids.every((each) => each[family] !== null);
  return { count: voids.filter((each) => each[family]).length, exact: all, limit: standardLimits.voids };
}

function notAsked(
  queries: readonly QueryStep[],
  voids: readonly VoidTerm[],
  { reasons }: AddressReport,
): Iterable<{ readonly name: string; readonly type: string }> {
  const out = new Map<string, { readonly name: string; readonly type: string }>();
  const add = (name: string, type: string) => out.set(`${type} ${name}`, { name, type });
  for (const { name, type, answer } of queries) if (answer === "unknown") add(name, type);
  for (const { answers } of voids) {
    for (const { query, answer } of answers) if (answer.kind === "unknown") add(query.name, query.type);
  }
  for (const { why, target, type } of reasons) if (why === "not-asked" && target && type) add(target, type);
  return out.values();
}

/** Reports each record once; where it is reached again it stands above. */
class Reporter<P> {
  readonly loops: (readonly string[])[] = [];
  readonly #voids: ReadonlyMap<ExpandedTerm, VoidTerm>;
  readonly #locate: Locate<P>;
  readonly #seen = new Set<string>();

  constructor(voids: readonly VoidTerm[], locate: Locate<P>) {
    this.#voids = new Map(voids.map((each) => [each.term, each]));
    this.#locate = locate;
  }

  /** `path` leads from the first domain to this one; `before` counts the lookups that come before its terms. */
  tree(
    { domain, record, missing, terms }: Expansion,
    path: readonly string[],
    before: number,
  ): ReportedTree<P> {
    const key = `${domain} ${record?.text}`;
    const above = record !== null && this.#seen.has(key);
    this.#seen.add(key);
    const branches: ReportedBranch<P>[] = [];
    let counted = before;
    if (record && !above) {
      for (const term of terms) {
        branches.push(this.#branch(domain, record, term, path, counted));
        counted += term.lookups;
      }
    }
    return {
      domain,
      text: record?.text ?? null,
      place: record && this.#locate(domain, record, wholeOf(record)),
      missing,
      valid: record?.valid ?? true,
      ...(above ? { above } : {}),
      terms: branches,
    };
  }

  #branch(
    domain: string,
    record: SpfRecord,
    expanded: ExpandedTerm,
    path: readonly string[],
    before: number,
  ): ReportedBranch<P> {
    const { term, lookups, exact, target } = expanded;
    const { start, end } = term.span;
    const found = this.#voids.get(expanded);
    const on = target ? [...path, target.domain] : path;
    if (target?.missing === "loop") this.loops.push(on);
    return {
      text: record.text.slice(start, end),
      span: { start, end },
      place: this.#locate(domain, record, term.span),
      lookups,
      exact,
      before,
      void: found ? { ip4: found.ip4, ip6: found.ip6 } : lookups > 0 ? unknown : never,
      queries: (found?.answers ?? []).map(({ query, answer }) => queryStep(query, answer)),
      target: target && this.tree(target, on, before + 1),
    };
  }
}

const unknown = { ip4: null, ip6: null };
const never = { ip4: false, ip6: false };

function wholeOf({ text }: SpfRecord): Span<RecordSpace> {
  return { start: 0, end: text.length };
}
