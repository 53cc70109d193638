/**
 * Faults that only the record as a whole shows.
 *
 * Reports: duplicate-modifier, mixed-version (both, in `spf2.0` records), rfc6652-values (without-ra, repeated); gathers
 * foreign-token; completes default-modifier.
 */

import type { Fault, Term, Version } from "./ast.ts";
import { fault } from "./faults.ts";
import { isForeignTag } from "./foreign.ts";
import { defaultQualifier } from "./modifier.ts";

export interface Whole {
  readonly text: string;
  readonly holes: boolean;
  readonly version: Version;
  readonly terms: readonly Term[];
}

/** The faults of the terms, with those of the record added and joined. */
export function judgeWhole(whole: Whole, faults: readonly Fault[]): readonly Fault[] {
  if (!whole.terms.some((term) => term.kind === "modifier")) return faults;
  const added = [...duplicates(whole, faults), ...reports(whole, faults)];
  const repeated = new Set(added.filter((each) => each.error).map((each) => each.term));
  // A term that is an error as a whole gets no remarks on its parts.
  const kept = faults.filter((each) => each.error || !repeated.has(each.term));
  return gatherForeign(whole, [...kept, ...added]).map((each) => complete(whole, each));
}

// RFC 7208, 6: redirect and exp MUST NOT appear in a record more than once each.
function duplicates(whole: Whole, faults: readonly Fault[]): Fault[] {
  const seen = new Set<string>();
  const broken = new Set(faults.filter((each) => each.error).map((each) => each.term));
  const out: Fault[] = [];
  for (const term of whole.terms) {
    if (term.kind !== "modifier" || !term.known) continue;
    const name = whole.text.slice(term.nameSpan.start, term.nameSpan.end);
    if (seen.has(term.name) && !broken.has(term.index)) {
      out.push(
        fault("duplicate-modifier", "repeated", term.span, { name }, { error: true, term: term.index }),
      );
    }
    seen.add(term.name);
  }
  return out;
}

/** RFC 6652, 3: rp and rr say nothing without ra, and each stands once. */
function reports(whole: Whole, faults: readonly Fault[]): Fault[] {
  const seen = new Set<string>();
  const address = whole.terms.some((term) => term.kind === "modifier" && term.name === "ra");
  // One thing at a time: a term whose value or case was remarked on gets nothing more.
  const faulted = new Set(
    faults
      .filter((each) => each.kind === "rfc6652-values" || each.kind === "letter-case")
      .map((each) => each.term),
  );
  const out: Fault[] = [];
  for (const term of whole.terms) {
    if (term.kind !== "modifier" || !/^r[apr]$/.test(term.name) || !term.valid) continue;
    const of = { error: false, term: term.index };
    const repeated = seen.has(term.name);
    seen.add(term.name);
    if (faulted.has(term.index)) continue;
    const { name, nameSpan } = term;
    if (repeated) out.push(fault("rfc6652-values", "repeated", nameSpan, { name }, of));
    else if (!address && !whole.holes)
      out.push(fault("rfc6652-values", "without-ra", nameSpan, { name }, of));
  }
  return out;
}

/** A DMARC or DKIM record that follows is one mistake: its tags join the fault of its version. */
function gatherForeign(whole: Whole, faults: readonly Fault[]): Fault[] {
  /** For each term that belongs to a foreign record, the term that the record begins with. */
  const owner = new Map<number, number>();
  const ends = new Map<number, number>();
  for (const each of faults) {
    if (each.kind !== "foreign-token" || each.detail !== "record" || each.term === null) continue;
    for (let i = each.term + 1; i < whole.terms.length; i++) {
      const term = whole.terms[i] as Term;
      if (term.kind !== "modifier" || !isForeignTag(term.name)) break;
      owner.set(i, each.term);
      ends.set(each.term, term.span.end);
    }
  }
  if (owner.size === 0) return [...faults];
  const out: Fault[] = [];
  for (const each of faults) {
    if (each.term !== null && owner.has(each.term) && !each.error) continue;
    const end = each.kind === "foreign-token" && each.term !== null ? ends.get(each.term) : undefined;
    out.push(end === undefined ? each : { ...each, span: { start: each.span.start, end } });
  }
  return out;
}

function complete(whole: Whole, each: Fault): Fault {
  if (each.kind === "default-modifier") return completeDefault(whole, each);
  if (each.kind !== "second-version" || whole.version.protocol !== "spf2.0") return each;
  // `v=spf1` within an `spf2.0` record is the other protocol, not a repetition.
  const { start, end } = whole.version.span;
  const data = { first: whole.text.slice(start, end), second: each.data["found"] ?? "" };
  return fault("mixed-version", "both", each.span, data, { error: each.error, term: each.term });
}

/** `default=fail` was `-all` once: that is clear where nothing else ends the record. */
function completeDefault(whole: Whole, found: Fault): Fault {
  if (whole.holes || found.term !== whole.terms.length - 1) return found;
  const ended = whole.terms.some(
    (term) =>
      (term.kind === "directive" && term.name === "all") ||
      (term.kind === "modifier" && term.known === "redirect"),
  );
  if (ended) return found;
  const qualifier = defaultQualifier(found.data["found"]?.split("=")[1] ?? "");
  return qualifier === null ? found : { ...found, suggestion: `${qualifier}all`, replaces: found.span };
}
