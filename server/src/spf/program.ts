/**
 * What a record does, without how it is written: which networks decide, and between them the terms that ask, in order.
 *
 * Networks that are written out are sets of addresses, and nothing else about them counts. All other terms are black
 * boxes: they may match, not match, fail, and count lookups and voids, as they like; only that equal ones at equal places
 * do the same is certain.
 */

import type { Directive, MacroString, Modifier, Qualifier, SpfRecord, Term } from "./ast.ts";
import { type Deciding, decidingIn, type Literal, literalIn, networkIn } from "./deciding.ts";
import type { Range } from "./ip.ts";

export interface Program {
  /** The terms that are black boxes, in order: equal texts are equal terms. */
  readonly boxes: readonly string[];
  readonly deciding: Deciding;
  /** Of each network how many boxes stand before it, and its qualifier. */
  readonly labels: readonly string[];
  /** Modifiers that are about the whole record. */
  readonly globals: readonly string[];
}

/**
 * Whether the records that a name leads to, in lower case and without its final dot, are the same with the dot: `%{d}` in
 * them would show it (RFC 7208, 7.3).
 */
export type IsPlain = (name: string) => boolean;

export function programOf({ text, terms, version, holes }: SpfRecord, isPlain: IsPlain): Program {
  const boxes: string[] = [];
  const literals: Literal[] = [];
  const labels: string[] = [];
  const globals: string[] = [];
  // RFC 4406, 3.2: in spf2.0 a modifier may belong to the mechanism before it. What is unknown may be anything.
  const isPositional = (term: Term | undefined): boolean =>
    term?.kind === "modifier" && (holes || (version.protocol === "spf2.0" && term.known === null));
  for (const term of terms) {
    const literal = literalOf(term, literals.length);
    if (literal && !isPositional(terms[term.index + 1])) {
      literals.push(literal);
      labels.push(labelOf(boxes.length, literal.term.qualifier));
    } else if (term.kind === "modifier" && !isPositional(term)) globals.push(...globalKey(term, isPlain));
    else boxes.push(boxKey(text, term, isPlain));
  }
  // Where redirect and exp stand has no meaning (RFC 7208, 6); of others nobody knows.
  return { boxes, deciding: decidingIn(literals), labels, globals: globals.sort(byName) };
}

function literalOf(term: Term, index: number): Literal | null {
  return term.kind === "directive" && term.valid && !term.holes ? literalIn(term, index) : null;
}

function labelOf(boxes: number, qualifier: Qualifier): string {
  return `${boxes}${qualifier}`;
}

/** A second `v=spf1` is a modifier that nobody knows, whatever it was meant to be. */
function globalKey({ name, known, value }: Modifier, isPlain: IsPlain): string[] {
  if (name === "v" && value.text.toLowerCase() === "spf1") return [];
  if (!known) return [`1 ${name}=${value.text}`];
  return [`0 ${name}=${known === "exp" ? undotted(value) : plainly(value, isPlain)}`];
}

/** Those that are known before the others, which stay in their order: sorting is stable. */
function byName(a: string, b: string): number {
  if (a.charAt(0) === "1" && b.charAt(0) === "1") return 0;
  return a < b ? -1 : a > b ? 1 : 0;
}

function boxKey(text: string, term: Term, isPlain: IsPlain): string {
  if (term.kind !== "directive" || !term.valid || term.holes)
    return text.slice(term.span.start, term.span.end);
  const { qualifier, name, domain, prefix4, prefix6 } = term;
  const network = networkIn(term);
  const value = network
    ? `${network.first}/${network.bits}`
    : domain
      ? `:${targetKey(term, domain, isPlain)}`
      : "";
  return `${qualifier}${name}${value}/${prefix4?.bits ?? 32}//${prefix6?.bits ?? 128}`;
}

/** Where no other record is evaluated, a name is only looked up. */
function targetKey({ name }: Directive, domain: MacroString, isPlain: IsPlain): string {
  return name === "include" ? plainly(domain, isPlain) : undotted(domain);
}

function plainly(domain: MacroString, isPlain: IsPlain): string {
  const name = undotted(domain);
  return domain.literal && isPlain(name.toLowerCase()) ? name : domain.text;
}

/** Without the final dot, where that ends a label that is written out. */
function undotted({ text, parts }: MacroString): string {
  const last = parts.at(-1);
  return last?.kind === "literal" && /[^.]\.$/.test(last.text) ? text.slice(0, -1) : text;
}

/** The addresses that the networks of two programs do not decide alike; null where the boxes or modifiers differ. */
export function differences(a: Program, b: Program): Range[] | null {
  if (!isSameList(a.boxes, b.boxes) || !isSameList(a.globals, b.globals)) return null;
  return ([4, 6] as const).flatMap((family) => differencesIn(a, b, family));
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i]);
}

/** Walks through the stretches of both, border by border. */
function differencesIn(a: Program, b: Program, family: 4 | 6): Range[] {
  const [left, right] = [[...a.deciding.stretches(family)], [...b.deciding.stretches(family)]];
  const out: Range[] = [];
  let [i, j] = [0, 0];
  let at = 0n;
  while (i < left.length || j < right.length) {
    const [one, other] = [left[i], right[j]];
    const inOne = one !== undefined && one.first <= at;
    const inOther = other !== undefined && other.first <= at;
    const ends = [one, other].flatMap((each) =>
      each ? [each.first <= at ? each.last : each.first - 1n] : [],
    );
    const last = ends.reduce((least, end) => (end < least ? end : least));
    const labels = [inOne ? a.labels[one.owner] : null, inOther ? b.labels[other.owner] : null];
    if (labels[0] !== labels[1]) out.push({ family, first: at, last });
    at = last + 1n;
    if (one && one.last < at) i++;
    if (other && other.last < at) j++;
  }
  return out;
}
