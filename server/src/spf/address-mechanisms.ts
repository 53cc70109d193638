/** Which addresses a mechanism that asks DNS matches (RFC 7208, 5), for all addresses of a family at once. */

import type { Asking, Empty } from "../dns/answers.ts";
import { isValidName } from "../dns/names.ts";
import { type Class, countVoids, divide, type Ends, merge, type VoidCount } from "./address-classes.ts";
import type { Asked, Spot, Unsure, Walk } from "./address-walk.ts";
import type { Directive, MacroString } from "./ast.ts";
import { mappedIp4, type Network, networkOf, toOctets, width } from "./ip.ts";
import { type AddressSet, setOf } from "./ip-set.ts";
import { expandKnown } from "./macro.ts";

/** Classes that the mechanism matches, and those that go on. What is not known may do both. */
export interface Divided {
  readonly matched: readonly Class[];
  readonly rest: readonly Class[];
}

/** One term while it is evaluated. */
export interface Evaluated {
  readonly walk: Walk;
  readonly family: 4 | 6;
  readonly spot: Spot & { readonly term: Directive };
  /** Where errors go. */
  readonly ends: Ends;
  /** Whether the term has had a void lookup, or may have had one. */
  voidInTerm: boolean;
  /** Whether the hosts of an `mx` are known; as long as they are not, there may be too many of them. */
  hostsKnown: boolean;
}

const nothing: readonly Class[] = [];

/** Divides the classes by an a, mx, ptr or exists of the record at `domain`; the term itself is counted already. */
export function* matchClasses(at: Evaluated, domain: string, classes: readonly Class[]): Asking<Divided> {
  const { term } = at.spot;
  const target = targetOf(term.domain, domain, at.family);
  if (typeof target !== "string") return opaque(at, target.unsure, null, classes);
  if (!isValidName(target)) {
    // RFC 7208, 4.8: some let such a name match nothing, others return permerror.
    if (at.walk.options.readings.malformedTarget === "no-match") return { matched: nothing, rest: classes };
    at.walk.note("malformed-domain", at.spot, { name: target, type: null }, classes);
    at.ends.add("permerror", classes);
    return { matched: nothing, rest: nothing };
  }
  switch (term.name) {
    case "mx":
      return yield* matchMx(at, target, classes);
    case "ptr":
      return opaque(at, "address", { name: target, type: null }, classes);
    case "exists":
      return yield* matchExists(at, target, classes);
    default:
      return yield* matchAddress(at, target, classes);
  }
}

/** The target-name of a domain-spec that is the same for all messages and all addresses of the family, or why not. */
export function targetOf(
  domainSpec: MacroString | null,
  domain: string,
  family: 4 | 6,
): string | { readonly unsure: Unsure } {
  if (!domainSpec) return domain === "" ? { unsure: "domain" } : domain;
  const known = expandKnown(domainSpec, domain, family);
  if (known !== null) return known;
  const letters = domainSpec.parts.flatMap((part) => (part.kind === "expand" ? [part.letter] : []));
  if (letters.some((letter) => /[sloh]/.test(letter))) return { unsure: "message" };
  return { unsure: letters.some((letter) => /[ip]/.test(letter)) ? "address" : "domain" };
}

/** The set of a network; none where it lies within ::ffff:0:0/96, from which no IPv6 client comes (RFC 7208, 5). */
export function networkSet(networks: readonly Network[]): AddressSet {
  return setOf(
    networks.filter(({ family, first }) => family === 4 || mappedIp4(toOctets(first, 6)) === null),
  );
}

// RFC 7208, 5.3: A or AAAA, as the client connects.
function* matchAddress(at: Evaluated, name: string, classes: readonly Class[]): Asking<Divided> {
  const type = at.family === 4 ? "A" : "AAAA";
  const answer = yield* at.walk.lookUp(name, type);
  if (answer?.kind !== "ok") return unanswered(at, { name, type }, answer, classes);
  const { prefix4, prefix6 } = at.spot.term;
  const bits = (at.family === 4 ? prefix4 : prefix6)?.bits ?? width(at.family);
  const set = networkSet(answer.records.map((address) => networkOf(address, bits)));
  at.walk.spend(classes, answer.records.length);
  const { inside, outside } = divide(classes, set);
  return { matched: inside, rest: outside };
}

// RFC 7208, 5.4
function* matchMx(at: Evaluated, target: string, classes: readonly Class[]): Asking<Divided> {
  const asked = { name: target, type: "MX" } as const;
  const answer = yield* at.walk.lookUp(target, "MX");
  if (answer?.kind !== "ok") return unanswered(at, asked, answer, classes);
  // RFC 7208, 4.6.4: more than ten are a permerror, whatever the first ten would give.
  if (answer.records.length > at.walk.options.limits.mx) {
    at.walk.note("too-many-mx", at.spot, asked, classes);
    at.ends.add("permerror", classes);
    return { matched: nothing, rest: nothing };
  }
  at.hostsKnown = true;
  const matched: Class[] = [];
  let rest = classes;
  const hosts = [...answer.records].sort((a, b) => a.preference - b.preference);
  for (const { exchange } of hosts) {
    // RFC 7505, 3: the root in place of a host means that there is none.
    if (exchange === "." || exchange === "" || !isValidName(exchange)) continue;
    const divided = yield* matchAddress(at, exchange, rest);
    matched.push(...divided.matched);
    rest = divided.rest;
  }
  return { matched: merge(matched), rest };
}

// RFC 7208, 5.7: the lookup type is A even when the client connects by IPv6.
function* matchExists(at: Evaluated, target: string, classes: readonly Class[]): Asking<Divided> {
  const answer = yield* at.walk.lookUp(target, "A");
  if (answer?.kind === "ok") return { matched: classes, rest: nothing };
  return unanswered(at, { name: target, type: "A" }, answer, classes);
}

/** What an answer without records makes of the classes, or none at all. */
function unanswered(at: Evaluated, asked: Asked, answer: Empty | null, classes: readonly Class[]): Divided {
  switch (answer?.kind) {
    case "nodata":
    case "nxdomain":
      return { matched: nothing, rest: voided(at, asked, classes, { least: 1, most: 1 }) };
    case "servfail":
    case "timeout":
      at.walk.note("dns-error", at.spot, asked, classes);
      at.ends.add("temperror", classes);
      return { matched: nothing, rest: nothing };
    default:
      return opaque(at, answer ? "not-asked" : "stopped", asked, classes);
  }
}

/** A mechanism that nobody can evaluate beforehand: all of the classes may match, go on, or end with an error. */
function opaque(at: Evaluated, why: Unsure, asked: Asked | null, classes: readonly Class[]): Divided {
  const { name } = at.spot.term;
  const { limits, readings } = at.walk.options;
  at.walk.note(why, at.spot, asked, classes);
  // RFC 7208, 5.5: a DNS error while looking up PTR makes the mechanism fail to match.
  if (name !== "ptr") at.ends.add("temperror", classes);
  const anyHosts = name === "mx" && !at.hostsKnown;
  if (anyHosts || (asked === null && readings.malformedTarget === "permerror")) {
    at.ends.add("permerror", classes);
  }
  const names = asksNames(at.spot.term) ? limits.ptr : 0;
  const most = readings.voids === "answer" ? 1 + names : 1;
  return { matched: classes, rest: voided(at, asked, classes, { least: 0, most }) };
}

/** Whether the names of the client are looked up for a term, each of which may lead nowhere (RFC 7208, 5.5). */
function asksNames({ name, domain }: Directive): boolean {
  return (
    name === "ptr" || (domain?.parts ?? []).some((part) => part.kind === "expand" && part.letter === "p")
  );
}

/** Counts void lookups, or what may be ones (RFC 7208, 4.6.4); those beyond the limit are a permerror. */
function voided(
  at: Evaluated,
  asked: Asked | null,
  classes: readonly Class[],
  count: VoidCount,
): readonly Class[] {
  const { limits, readings } = at.walk.options;
  if (at.voidInTerm && readings.voids === "term") return classes;
  at.voidInTerm = true;
  const { within, beyond, lost } = countVoids(classes, limits, count);
  at.ends.add("permerror", beyond);
  at.walk.note("too-many-voids", at.spot, asked, lost);
  return within;
}
