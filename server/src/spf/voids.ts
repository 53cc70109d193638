/**
 * Terms of a record's tree whose lookups are void, for a client of each address family (RFC 7208, 4.6.4 and 5.3).
 *
 * An `a` or `mx` asks for addresses of the client's own family, so a host without AAAA is void for every IPv6 client.
 */

import { type Answer, type Answerer, type Asking, ask, isVoid, type Query } from "../dns/answers.ts";
import { driveSync } from "../dns/drive.ts";
import { isValidName, normalise } from "../dns/names.ts";
import type { Mx } from "../dns/rr.ts";
import type { Term } from "./ast.ts";
import type { ExpandedTerm, Expansion } from "./expand.ts";
import { expandKnown } from "./macro.ts";

/** Whether a term's lookup is void for a client of a family; null where that is not known. */
export interface TermVoid {
  readonly ip4: boolean | null;
  readonly ip6: boolean | null;
  /** What was asked, and answered. */
  readonly answers: readonly { readonly query: Query; readonly answer: Answer }[];
}

/** A term of the tree, the record it stands in, and the term of the root that leads to it. */
export interface VoidTerm extends TermVoid {
  readonly term: ExpandedTerm;
  readonly at: Expansion;
  readonly root: ExpandedTerm;
}

/** RFC 7208, 4.6.4: more MX hosts than these are a permerror, before any of them is asked for. */
export const MOST_HOSTS = 10;
/** A tree that goes on longer is not looked at to its end. */
const MOST_TERMS = 500;

/**
 * The terms with lookups in the order in which a check would come to them, all of them evaluated; each occurrence
 * counts, since a check pays for each. A term counts as one void at the most.
 */
export function* voidsOf(expansion: Expansion): Asking<readonly VoidTerm[]> {
  const out: VoidTerm[] = [];
  for (const root of expansion.terms) yield* walk(expansion, root, root, out);
  return out;
}

/** The same from answers that are there at once. */
export function voidsNow(expansion: Expansion, answer: Answerer): readonly VoidTerm[] {
  return driveSync(voidsOf(expansion), answer);
}

function* walk(at: Expansion, term: ExpandedTerm, root: ExpandedTerm, out: VoidTerm[]): Asking<void> {
  if (out.length >= MOST_TERMS) return;
  const found = yield* voidOf(term, at.domain);
  if (found) out.push({ ...found, term, at, root });
  for (const below of term.target?.terms ?? []) yield* walk(term.target as Expansion, below, root, out);
}

/** What `voidOf` gives, from answers that are there at once. */
export function voidNow(term: ExpandedTerm, domain: string, answer: Answerer): TermVoid | null {
  return driveSync(voidOf(term, domain), answer);
}

/** Null for a term without a lookup, and where its name depends on the message. */
export function* voidOf({ term, target }: ExpandedTerm, domain: string): Asking<TermVoid | null> {
  if (target) {
    if (target.missing === "macro" || target.missing === "loop" || !isValidName(target.domain)) return null;
    return yield* ofBoth(target.domain, "TXT");
  }
  const name = nameAsked(term, domain);
  if (name === null || term.kind !== "directive") return null;
  switch (term.name) {
    case "a":
      return yield* ofHosts([name]);
    case "mx":
      return yield* ofMx(name);
    default:
      // RFC 7208, 5.7: A is asked for, whatever the family of the client.
      return yield* ofBoth(name, "A");
  }
}

/**
 * The name that an a, mx or exists of the record at `domain` ("" where that is not known) asks for. Null where it depends
 * on the message, where DNS can't have it, and for other terms: a `ptr` asks for the name of the client.
 */
export function nameAsked(term: Term, domain: string): string | null {
  if (term.kind !== "directive") return null;
  if (term.name !== "a" && term.name !== "mx" && term.name !== "exists") return null;
  const name = term.domain ? expandKnown(term.domain, domain) : domain;
  return name !== null && isValidName(name) ? normalise(name) : null;
}

/** One question for clients of both families. */
function* ofBoth(name: string, type: "TXT" | "A"): Asking<TermVoid> {
  const answer: Answer = yield* ask<"TXT" | "A">(name, type);
  const isEmpty = emptiness([answer]);
  return { ip4: isEmpty, ip6: isEmpty, answers: [{ query: { name, type }, answer }] };
}

function* ofMx(name: string): Asking<TermVoid> {
  const query: Query = { name, type: "MX" };
  const answer = yield* ask(name, "MX");
  const first = { query, answer: answer as Answer };
  if (answer.kind !== "ok") {
    const isEmpty = emptiness([answer as Answer]);
    return { ip4: isEmpty, ip6: isEmpty, answers: [first] };
  }
  const hosts = answer.records.length > MOST_HOSTS ? [] : mxHosts(answer.records);
  const found = yield* ofHosts(hosts);
  return { ...found, answers: [first, ...found.answers] };
}

/** The hosts that are asked for. RFC 7505, 3: the root in place of a host means that there is none. */
export function mxHosts(records: readonly Mx[]): string[] {
  const names = records.map(({ exchange }) => normalise(exchange));
  return names.filter((name) => name !== "." && isValidName(name));
}

/** RFC 7505, 3: a single MX record with the root in place of a host says that no mail is taken. */
export function isNullMx(records: readonly Mx[]): boolean {
  return records.length > 0 && records.every(({ exchange }) => normalise(exchange) === ".");
}

/** RFC 7208, 5.3: the addresses of hosts, A for an IPv4 client and AAAA for an IPv6 client. */
function* ofHosts(hosts: readonly string[]): Asking<TermVoid> {
  const answers: { query: Query; answer: Answer }[] = [];
  const voids: Record<"A" | "AAAA", boolean | null> = { A: false, AAAA: false };
  for (const type of ["A", "AAAA"] as const) {
    const of: Answer[] = [];
    for (const name of hosts) {
      const answer: Answer = yield* ask(name, type);
      answers.push({ query: { name, type }, answer });
      of.push(answer);
    }
    voids[type] = emptiness(of);
  }
  return { ip4: voids.A, ip6: voids.AAAA, answers };
}

/** Whether one of the answers is void; null where none is but one is not known. */
function emptiness(answers: readonly Answer[]): boolean | null {
  if (answers.some(isVoid)) return true;
  return answers.some(({ kind }) => kind !== "ok") ? null : false;
}
