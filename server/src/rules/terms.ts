/** Questions about the terms of a record that several rules ask. */

import type { Directive, MacroString, Modifier, SpfRecord, Term } from "../spf/ast.ts";
import type { Octets } from "../spf/ip.ts";
import { keepingLast } from "../text/last.ts";
import type { RecordSpace, Span } from "../text/span.ts";
import { readable } from "./readable.ts";
import type { Subject } from "./subject.ts";

/** The text of a term, or of any other span of a record. */
export function textOf(record: SpfRecord, at: Term | Span<RecordSpace>): string {
  const { start, end } = "span" in at ? at.span : at;
  return record.text.slice(start, end);
}

/** The same as it may stand in a sentence. */
export function shownIn(record: SpfRecord, at: Term | Span<RecordSpace>): string {
  return readable(textOf(record, at));
}

/** Every valid `all`, in order. */
export function allsOf(record: SpfRecord): Directive[] {
  return record.terms.filter(isAll);
}

function isAll(term: Term): term is Directive {
  return term.kind === "directive" && term.name === "all" && term.valid;
}

/** The first `all`: the one that counts. */
export function firstAll(record: SpfRecord): Directive | null {
  return record.terms.find(isAll) ?? null;
}

/** Valid terms that a checker may come to, in order: no mechanism after `all`, no redirect where there is one. */
export const evaluatedTerms = keepingLast((record: SpfRecord): readonly (Directive | Modifier)[] => {
  const all = firstAll(record);
  const out: (Directive | Modifier)[] = [];
  for (const term of record.terms) {
    if (term.kind === "junk" || !term.valid) continue;
    // RFC 7208, 5.1: what is listed after "all" is ignored, and redirect wherever it stands.
    if (all && (term.kind === "directive" ? term.index > all.index : term.known === "redirect")) continue;
    out.push(term);
  }
  return out;
});

/** The domain-spec of a mechanism, of redirect or of exp; null where there is none. */
export function domainOf(term: Term): MacroString | null {
  if (term.kind === "directive") return term.domain;
  return term.kind === "modifier" && term.known ? term.value : null;
}

/** The name that a term is about, in lower case and without its final dot; null where it is not written out. */
export function literalTarget(term: Term): string | null {
  const domain = domainOf(term);
  if (!domain?.literal) return null;
  const name = domain.text.toLowerCase();
  return name.endsWith(".") ? name.slice(0, -1) : name;
}

/** The one name that a record stands at, in lower case; null where there are several, none known, or a wildcard. */
export function onlyOwner(subject: Pick<Subject, "found">): string | null {
  const owners = subject.found.owners;
  const owner = owners?.length === 1 ? (owners[0] as string).toLowerCase() : null;
  return owner === null || owner.startsWith("*") ? null : owner;
}

/**
 * Equal for mechanisms that match the same hosts, however they are written, qualifier aside: `A/32` and `a`, a
 * network with and without host bits, and `a:example.com` in the record of that name, its `owner`.
 */
export function mechanismKey(term: Directive, owner: string | null): string {
  const { name, network, prefix4, prefix6 } = term;
  if (network) {
    const bits = network.family === 4 ? (prefix4?.bits ?? 32) : (prefix6?.bits ?? 128);
    return `${name}:${networkKey(network.address, bits)}`;
  }
  return `${name}:${nameKey(term, owner)}/${prefix4?.bits ?? 32}//${prefix6?.bits ?? 128}`;
}

function asksForHosts(term: Term): term is Directive {
  return term.kind === "directive" && !term.holes && !term.network && term.name !== "all";
}

/** A mechanism that asks for hosts, where one before it matches the same. */
export interface Repeated {
  readonly term: Directive;
  readonly first: Directive;
  /** The first with the same qualifier; null where there is none. */
  readonly alike: Directive | null;
}

/** Those that are evaluated, in order: no networks, no `all`, nothing unknown. */
export const repeatedHosts = keepingLast((subject: Subject, record: SpfRecord): readonly Repeated[] => {
  const owner = onlyOwner(subject);
  const asking = evaluatedTerms(record).filter(asksForHosts);
  // Hardly any two ask for one name, and a look at these takes a fraction of what making the keys does.
  const names = new Set<string>();
  const twice = new Set<string>();
  for (const term of asking) {
    const name = nameKey(term, owner);
    if (names.has(name)) twice.add(name);
    else names.add(name);
  }
  if (twice.size === 0) return [];
  const firsts = new Map<string, Directive>();
  /** Those that have another qualifier than the first, by that as well. */
  const others = new Map<string, Directive>();
  const out: Repeated[] = [];
  for (const term of asking) {
    if (!twice.has(nameKey(term, owner))) continue;
    const key = mechanismKey(term, owner);
    const first = firsts.get(key);
    if (!first) firsts.set(key, term);
    else if (first.qualifier === term.qualifier) out.push({ term, first, alike: first });
    else {
      const alike = others.get(term.qualifier + key) ?? null;
      if (!alike) others.set(term.qualifier + key, term);
      out.push({ term, first, alike });
    }
  }
  return out;
});

/** The octets with those bits cleared that don't count, two a character: printing thousands of networks takes longer. */
function networkKey(address: Octets, bits: number): string {
  let key = `${bits}:`;
  for (let at = 0; at < address.length; at += 2) {
    const pair = ((address[at] as number) << 8) | (address[at + 1] as number);
    const kept = Math.min(16, Math.max(0, bits - at * 8));
    key += String.fromCharCode(pair & (0xffff << (16 - kept)));
  }
  return key;
}

/** The same of the name that a mechanism asks for; "" for the own one. */
function nameKey(term: Directive, owner: string | null): string {
  const { domain } = term;
  if (!domain) return "";
  const key = domain.literal ? domain.text.toLowerCase() : macroKey(domain);
  // The final dot of an included name shows in %{d} there, so it may matter.
  const name = term.name !== "include" && key.endsWith(".") ? key.slice(0, -1) : key;
  const isOwn = domain.literal && owner !== null && name === owner;
  return isOwn || key === "%{d}" ? "" : name;
}

function macroKey(domain: MacroString): string {
  const parts = domain.parts.map((part) => {
    const text = domain.text.slice(part.span.start - domain.span.start, part.span.end - domain.span.start);
    // RFC 7208, 7.3: the case of a macro letter says whether its value is escaped.
    return part.kind === "literal" ? text.toLowerCase() : text;
  });
  return parts.join("");
}
