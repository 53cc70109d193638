/**
 * Which addresses pass, fail or have another result with a record (RFC 7208, 4.6), all of them at once.
 *
 * The walk evaluates a record as `check` does, but for classes of addresses in place of one: each term divides them,
 * and those that counted as many lookups and voids go on together. Where a term can't be evaluated without a message or
 * an answer, its addresses take every way from there, so that what holds on all of them is certain.
 */

import type { Answerer, Asking } from "../dns/answers.ts";
import { driveSync } from "../dns/drive.ts";
import { addressesOf, type Class, type Ends, type Verdict, verdicts } from "./address-classes.ts";
import { evaluateName, evaluateTerms } from "./address-record.ts";
import { type AddressReason, Walk } from "./address-walk.ts";
import type { SpfRecord } from "./ast.ts";
import { type Limits, type Readings, standardLimits, standardReadings } from "./evaluation.ts";
import { type AddressSet, everything, isEmpty, subtract, union } from "./ip-set.ts";

export { type Verdict, verdicts } from "./address-classes.ts";
export type { AddressReason, Unsure } from "./address-walk.ts";

/** The addresses of one result. Where everything is known, the three are the same. */
export interface Bounds {
  /** Have this result with every message and every answer that is still open. */
  readonly certain: AddressSet;
  /** Have this result, unless a term before can't be evaluated and gives an error. Of errors, the certain ones. */
  readonly unlessError: AddressSet;
  /** May have this result. */
  readonly possible: AddressSet;
}

export interface Addresses {
  /**
   * By result. Addresses within ::ffff:0:0/96 are IPv4 clients (RFC 7208, 5): what the IPv6 sets say of them means
   * nothing.
   */
  readonly results: Readonly<Record<Verdict, Bounds>>;
  /** Whether every address has exactly one result. */
  readonly exact: boolean;
  /** Why addresses have no result, or an error, in the order of evaluation. */
  readonly reasons: readonly AddressReason[];
}

export interface AddressOptions {
  readonly limits?: Partial<Limits>;
  readonly readings?: Partial<Readings>;
  /** Questions that are asked, each once; 1,000 by default. What they leave open is `stopped`. */
  readonly maxQueries?: number;
  /** Comparisons of ranges of addresses; twenty million by default, which take a second or two. */
  readonly maxSteps?: number;
}

/**
 * The addresses of each result, for IPv4 and IPv6. `domain` is where the record stands, or would; "" where that is not
 * known. Without a record it asks for the one that is published there.
 */
export function* addresses(
  domain: string,
  record: SpfRecord | null,
  options: AddressOptions = {},
): Asking<Addresses> {
  const walk = new Walk({
    limits: { ...standardLimits, ...options.limits },
    readings: { ...standardReadings, ...options.readings },
    version: record?.version,
    maxQueries: options.maxQueries ?? 1000,
    maxSteps: options.maxSteps ?? 20_000_000,
  });
  const ends: Ends[] = [];
  for (const family of [4, 6] as const) {
    const start = [{ set: wholeOf(family), lookups: 0, mostLookups: 0, voids: 0, mostVoids: 0 }];
    if (record) ends.push(yield* evaluateTerms(walk, { family, domain, record, path: [domain] }, start));
    else {
      const spot = { path: [domain], record: null, term: null };
      ends.push(yield* evaluateName(walk, family, domain, spot, start));
    }
  }
  const results = boundsOf(ends);
  return { results, exact: verdicts.every((each) => isExact(results[each])), reasons: walk.reasons() };
}

/** The same from answers that are there at once. */
export function addressesNow(domain: string, record: SpfRecord | null, answer: Answerer): Addresses {
  return driveSync(addresses(domain, record), answer);
}

function wholeOf(family: 4 | 6): AddressSet {
  return family === 4 ? { ip4: everything.ip4, ip6: [] } : { ip4: [], ip6: everything.ip6 };
}

const errors: ReadonlySet<Verdict> = new Set(["permerror", "temperror"]);

function boundsOf(ends: readonly Ends[]): Record<Verdict, Bounds> {
  const possible = {} as Record<Verdict, AddressSet>;
  for (const verdict of verdicts) {
    possible[verdict] = addressesOf(ends.flatMap((each): Class[] => each.classes(verdict)));
  }
  const results = {} as Record<Verdict, Bounds>;
  for (const verdict of verdicts) {
    const others = verdicts.filter((each) => each !== verdict);
    const rest = without(
      possible[verdict],
      others.filter((each) => !errors.has(each)).map((each) => possible[each]),
    );
    const certain = without(
      rest,
      others.filter((each) => errors.has(each)).map((each) => possible[each]),
    );
    const unlessError = errors.has(verdict) ? certain : rest;
    results[verdict] = { certain, unlessError, possible: possible[verdict] };
  }
  return results;
}

function without(set: AddressSet, others: readonly AddressSet[]): AddressSet {
  return subtract(set, union(others));
}

function isExact({ certain, possible }: Bounds): boolean {
  return isEmpty(subtract(possible, certain));
}
