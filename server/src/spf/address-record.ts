/** Evaluates records for classes of addresses (RFC 7208, 4.6): the terms from left to right, include and redirect. */

import type { Asking } from "../dns/answers.ts";
import { type Class, countLookup, divide, Ends, uncounted, verdicts } from "./address-classes.ts";
import { type Divided, matchClasses, networkSet, targetOf } from "./address-mechanisms.ts";
import type { Asked, Broken, Spot, Unsure, Walk } from "./address-walk.ts";
import type { Directive, MacroString, Modifier, SpfRecord, Term } from "./ast.ts";
import { qualifiers } from "./facts.ts";
import { isCheckable } from "./identity.ts";
import { networkOf, width } from "./ip.ts";

/** A record, and how it was reached. */
export interface Place {
  readonly family: 4 | 6;
  readonly domain: string;
  readonly record: SpfRecord;
  /** Domains from the root to this one. */
  readonly path: readonly string[];
}

const nothing: readonly Class[] = [];

/**
 * One call of check_host() (RFC 7208, 4): finds the record of a domain and evaluates it. `from` is the term that leads
 * there, whose record breaks or ends with what is found.
 */
export function* evaluateName(
  walk: Walk,
  family: 4 | 6,
  name: string,
  from: Spot,
  classes: readonly Class[],
): Asking<Ends> {
  const ends = new Ends();
  const asked = { name, type: "TXT" } as const;
  const all = (verdict: "none" | "permerror" | "temperror", why: Broken) => {
    walk.note(why, from, asked, classes);
    ends.add(verdict, classes);
    return ends;
  };
  // RFC 7208, 4.3
  if (!isCheckable(name)) return all("none", "malformed-domain");
  const found = (yield* walk.recordAt(name)) ?? "stopped";
  switch (found) {
    case "nxdomain":
      return all("none", "no-such-name");
    case "none":
      return all("none", "no-record");
    case "multiple":
      return all("permerror", "several-records");
    case "temperror":
      return all("temperror", "dns-error");
    case "unknown":
    case "stopped":
      return anything(walk, found === "unknown" ? "not-asked" : found, from, asked, classes);
  }
  const path = from.term ? [...from.path, name] : from.path;
  return yield* evaluateTerms(walk, { family, domain: name, record: found, path }, classes);
}

/** Evaluates the terms of a record from left to right (RFC 7208, 4.6.2). */
export function* evaluateTerms(walk: Walk, place: Place, classes: readonly Class[]): Asking<Ends> {
  const ends = new Ends();
  const { record, path } = place;
  // RFC 7208, 4.6: any syntax error anywhere is a permerror, without further evaluation.
  if (!record.valid) {
    walk.note("syntax", { path, record, term: null }, null, classes);
    ends.add("permerror", classes);
    return ends;
  }
  let rest = classes;
  let redirect: Modifier | null = null;
  for (const run of runsOf(record.terms)) {
    if (rest.length === 0) break;
    const term = run[0] as Term;
    // What stands for an unknown value may be several terms, so from there on all is open.
    if (term.holes) return open(walk, "hole", spotOf(place, term), rest, ends);
    if (!walk.spend(rest, run.length)) return open(walk, "stopped", spotOf(place, term), rest, ends);
    if (term.kind === "modifier" && term.known === "redirect") redirect = term;
    if (term.kind !== "directive") continue;
    const divided = isLiteral(term)
      ? divideByNetworks(place.family, run as readonly Directive[], rest)
      : yield* evaluateDirective(walk, place, term, rest, ends);
    ends.add(qualifiers[term.qualifier].result, divided.matched);
    rest = divided.rest;
  }
  // RFC 7208, 4.7
  if (redirect) yield* evaluateRedirect(walk, place, redirect, rest, ends);
  else ends.add("neutral", rest);
  return ends;
}

/** Terms one by one, but literal networks with the same qualifier together, since their order means nothing. */
function* runsOf(terms: readonly Term[]): Generator<readonly Term[]> {
  for (let start = 0; start < terms.length; ) {
    const first = terms[start] as Term;
    let end = start + 1;
    if (isLiteral(first)) while (end < terms.length && goesWith(first, terms[end] as Term)) end++;
    yield terms.slice(start, end);
    start = end;
  }
}

function isLiteral(term: Term): term is Directive {
  return term.kind === "directive" && (term.name === "ip4" || term.name === "ip6") && !term.holes;
}

function goesWith(first: Directive, term: Term): boolean {
  return isLiteral(term) && term.qualifier === first.qualifier;
}

/** RFC 7208, 5.6 */
function divideByNetworks(family: 4 | 6, terms: readonly Directive[], classes: readonly Class[]): Divided {
  const networks = terms.flatMap(({ network, prefix4, prefix6 }) => {
    if (network?.family !== family) return [];
    const bits = (family === 4 ? prefix4 : prefix6)?.bits ?? width(family);
    return [networkOf(network.address, bits)];
  });
  if (networks.length === 0) return { matched: nothing, rest: classes };
  const { inside, outside } = divide(classes, networkSet(networks));
  return { matched: inside, rest: outside };
}

function* evaluateDirective(
  walk: Walk,
  place: Place,
  term: Directive,
  classes: readonly Class[],
  ends: Ends,
): Asking<Divided> {
  if (term.name === "all") return { matched: classes, rest: nothing };
  const spot = spotOf(place, term);
  const counted = counting(walk, spot, classes, ends);
  if (counted.length === 0) return { matched: nothing, rest: nothing };
  if (term.name !== "include" || !term.domain) {
    const { family, domain } = place;
    const at = { walk, family, spot, ends, voidInTerm: false, hostsKnown: false };
    return yield* matchClasses(at, domain, counted);
  }
  const nested = yield* evaluateTarget(walk, place, spot, term.domain, counted);
  // RFC 7208, 5.2: what the result of the included record makes of the mechanism.
  ends.add("permerror", nested.classes("permerror", "none"));
  ends.add("temperror", nested.classes("temperror"));
  return { matched: nested.classes("pass"), rest: nested.classes("fail", "softfail", "neutral") };
}

function* evaluateRedirect(
  walk: Walk,
  place: Place,
  term: Modifier,
  classes: readonly Class[],
  ends: Ends,
): Asking<void> {
  const spot = spotOf(place, term);
  const counted = counting(walk, spot, classes, ends);
  if (counted.length === 0) return;
  const nested = yield* evaluateTarget(walk, place, spot, term.value, counted);
  // RFC 7208, 6.1: the result is that of the target, but a target without a record is a permerror.
  for (const verdict of verdicts) {
    ends.add(verdict === "none" ? "permerror" : verdict, nested.classes(verdict));
  }
}

/** Evaluates the record behind an include or a redirect. */
function* evaluateTarget(
  walk: Walk,
  place: Place,
  spot: Spot,
  domainSpec: MacroString,
  classes: readonly Class[],
): Asking<Ends> {
  const target = targetOf(domainSpec, place.domain, place.family);
  if (typeof target !== "string") return anything(walk, target.unsure, spot, null, classes);
  return yield* evaluateName(walk, place.family, target, spot, classes);
}

/** RFC 7208, 4.6.4: more than ten terms with a lookup are a permerror. */
function counting(walk: Walk, spot: Spot, classes: readonly Class[], ends: Ends): readonly Class[] {
  const { within, beyond, lost } = countLookup(classes, walk.options.limits);
  walk.note("too-many-lookups", spot, null, lost);
  ends.add("permerror", beyond);
  return within;
}

/** A record that can't be looked at: it may give every result, and may count as many lookups as are left. */
function anything(walk: Walk, why: Unsure, from: Spot, asked: Asked | null, classes: readonly Class[]): Ends {
  walk.note(why, from, asked, classes);
  const ends = new Ends();
  const uncertain = uncounted(classes, walk.options.limits);
  for (const verdict of verdicts) ends.add(verdict, uncertain);
  return ends;
}

/** From this term on the record may do anything, but it is there, and its syntax is right. */
function open(walk: Walk, why: Unsure, spot: Spot, classes: readonly Class[], ends: Ends): Ends {
  walk.note(why, spot, null, classes);
  const uncertain = uncounted(classes, walk.options.limits);
  for (const verdict of verdicts) if (verdict !== "none") ends.add(verdict, uncertain);
  return ends;
}

function spotOf<T extends Term>({ path, record }: Place, term: T): Spot & { readonly term: T } {
  return { path, record, term };
}
