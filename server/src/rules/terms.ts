/** Questions about the terms of a record that several rules ask. */

import type { Directive, Modifier, SpfRecord, Term } from "../spf/ast.ts";
import type { RecordSpace, Span } from "../text/span.ts";

/** The text of a term, or of any other span of a record. */
export function textOf(record: SpfRecord, at: Term | Span<RecordSpace>): string {
  const { start, end } = "span" in at ? at.span : at;
  return record.text.slice(start, end);
}

/** The first `all`: the one that counts. */
export function firstAll(record: SpfRecord): Directive | null {
  const all = record.terms.find((term) => isAll(term));
  return (all as Directive | undefined) ?? null;
}

export function isAll(term: Term): boolean {
  return term.kind === "directive" && term.name === "all" && term.valid;
}

/** Valid terms that a checker may come to, in order: no mechanism after `all`, no redirect where there is one. */
export function evaluatedTerms(record: SpfRecord): (Directive | Modifier)[] {
  const all = firstAll(record);
  const out: (Directive | Modifier)[] = [];
  for (const term of record.terms) {
    if (term.kind === "junk" || !term.valid) continue;
    // RFC 7208, 5.1: what is listed after "all" is ignored, and redirect wherever it stands.
    if (all && (term.kind === "directive" ? term.index > all.index : term.known === "redirect")) continue;
    out.push(term);
  }
  return out;
}

/** The name that a term is about, in lower case and without its final dot; null where it is not written out. */
export function literalTarget(term: Directive | Modifier): string | null {
  const domain = term.kind === "directive" ? term.domain : term.value;
  if (!domain?.literal) return null;
  return domain.text.toLowerCase().replace(/\.$/, "");
}
