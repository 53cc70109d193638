/**
 * Addresses that went the same way through an evaluation: the classes that `addresses.ts` walks with.
 *
 * A class knows how many lookups and voids brought it where it is. Where a term could not be evaluated, the counts have
 * a lower and an upper end, and a class stands for each evaluation between them.
 */

import type { Limits } from "./evaluation.ts";
import { type AddressSet, intersect, isEmpty, setOf, subtract } from "./ip-set.ts";
import type { Result } from "./trace.ts";

/** What check_host() may give for an address once every answer is there (RFC 7208, 2.6). */
export type Verdict = Exclude<Result, "undetermined">;

export const verdicts: readonly Verdict[] = [
  "pass",
  "fail",
  "softfail",
  "neutral",
  "none",
  "permerror",
  "temperror",
];

export interface Class {
  readonly set: AddressSet;
  /** Terms with a lookup so far (RFC 7208, 4.6.4), at the least and at the most. */
  readonly lookups: number;
  readonly mostLookups: number;
  /** The same of void lookups. */
  readonly voids: number;
  readonly mostVoids: number;
}

/** How evaluations ended, and for which addresses. One address may have several ends where a term is not known. */
export class Ends {
  readonly #ends: (readonly [Verdict, Class])[] = [];

  add(verdict: Verdict, classes: readonly Class[]): void {
    for (const each of classes) this.#ends.push([verdict, each]);
  }

  /** What ended with one of the verdicts, each way once. */
  classes(...wanted: readonly Verdict[]): Class[] {
    return merge(this.#ends.filter(([verdict]) => wanted.includes(verdict)).map(([, each]) => each));
  }
}

/** What a count makes of classes. Where the count is not certain, a class may both go on and go beyond the limit. */
export interface Counted {
  readonly within: Class[];
  readonly beyond: Class[];
  /** Of those beyond, the ones of which no evaluation goes on. */
  readonly lost: Class[];
}

/** One more lookup. RFC 7208, 4.6.4: more than ten are a permerror. */
export function countLookup(classes: readonly Class[], limits: Limits): Counted {
  const [within, beyond, lost]: [Class[], Class[], Class[]] = [[], [], []];
  for (const each of classes) {
    const lookups = each.lookups + 1;
    const mostLookups = each.mostLookups + 1;
    if (mostLookups > limits.lookups) beyond.push(each);
    if (lookups > limits.lookups) lost.push(each);
    else within.push({ ...each, lookups, mostLookups: Math.min(mostLookups, limits.lookups) });
  }
  return { within: merge(within), beyond, lost };
}

/** How many void lookups a term adds. */
export interface VoidCount {
  readonly least: number;
  readonly most: number;
}

/** More void lookups. RFC 7208, 4.6.4: more than two are a permerror. */
export function countVoids(classes: readonly Class[], limits: Limits, count: VoidCount): Counted {
  const [within, beyond, lost]: [Class[], Class[], Class[]] = [[], [], []];
  for (const each of classes) {
    const voids = each.voids + count.least;
    const mostVoids = each.mostVoids + count.most;
    if (mostVoids > limits.voids) beyond.push(each);
    if (voids > limits.voids) lost.push(each);
    else within.push({ ...each, voids, mostVoids: Math.min(mostVoids, limits.voids) });
  }
  return { within: merge(within), beyond, lost };
}

/** The same addresses behind something that may have counted any number of lookups and voids. */
export function uncounted(classes: readonly Class[], limits: Limits): Class[] {
  return merge(classes.map((each) => ({ ...each, mostLookups: limits.lookups, mostVoids: limits.voids })));
}

/** The part of each class that lies within a set, and the part that does not. */
export function divide(classes: readonly Class[], set: AddressSet): { inside: Class[]; outside: Class[] } {
  const inside: Class[] = [];
  const outside: Class[] = [];
  for (const each of classes) {
    push(inside, { ...each, set: intersect(each.set, set) });
    push(outside, { ...each, set: subtract(each.set, set) });
  }
  return { inside, outside };
}

/** All addresses of the classes. */
export function addressesOf(classes: readonly Class[]): AddressSet {
  if (classes.length === 1) return (classes[0] as Class).set;
  return setOf(classes.flatMap(({ set }) => [...set.ip4, ...set.ip6]));
}

/** Joins classes with the same counts. */
export function merge(classes: readonly Class[]): Class[] {
  if (classes.length < 2) return [...classes];
  const groups = new Map<string, Class[]>();
  for (const each of classes) {
    const key = `${each.lookups} ${each.mostLookups} ${each.voids} ${each.mostVoids}`;
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return [...groups.values()].map((group) => ({ ...(group[0] as Class), set: addressesOf(group) }));
}

function push(classes: Class[], each: Class): void {
  if (!isEmpty(each.set)) classes.push(each);
}
