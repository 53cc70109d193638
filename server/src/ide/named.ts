/** Which name a place of a document means, and where names are written: what navigation goes by. */

import { normalise } from "../dns/names.ts";
import type { Placed, Reading } from "../host/host.ts";
import { domainOf, literalTarget, onlyOwner } from "../rules/terms.ts";
import type { SpfRecord, Term } from "../spf/ast.ts";
import { select } from "../spf/select.ts";
import { type DocumentSpace, type PartSpace, place, type RecordSpace, type Span } from "../text/span.ts";
import type { Analysis } from "./analysis.ts";
import { headAt, locate } from "./locate.ts";
import type { DocumentPlace } from "./place-record.ts";

/** Types of records that answer for a name. */
export type Asked = "TXT" | "A" | "AAAA" | "MX";

export interface NamedPlace {
  /** Lower case, without the final dot. */
  readonly name: string;
  /** What a term asks for there; null for the name of a record itself. */
  readonly asks: readonly Asked[] | null;
  /** What was pointed at, around the offset: the term, or the head of the record. */
  readonly span: Span<DocumentSpace>;
}

/** The name that stands at an offset: that of a term, or of the record whose owner or type it is. */
export function nameAt(analysis: Analysis, offset: number): NamedPlace | null {
  const located = locate(analysis, offset);
  if (!located) return null;
  const { subject, source, at } = located;
  const { found, record } = subject;
  const own = onlyOwner(subject);
  if (at === null) {
    const span = analysis.toDocument(subject.part, headAt(subject, source));
    return own === null ? null : { name: normalise(own), asks: null, span };
  }
  const term = record?.terms.find(({ span }) => span.start <= at && at <= span.end);
  const name = term && record ? (literalTarget(term) ?? ownName(term, own)) : null;
  const asks = term ? asked(term) : null;
  if (!term || name === null || !asks) return null;
  // The name alone is nicer to mark, but an editor lets go of a link that its pointer is not on.
  const spans = [domainOf(term)?.span ?? term.span, term.span].map((each) => found.decoded.sourceRange(each));
  const around = spans.find(({ start, end }) => start <= source && source <= end);
  return around ? { name, asks, span: analysis.toDocument(subject.part, around) } : null;
}

/** `a` and `mx` alone ask for the record's own name. */
function ownName(term: Term, own: string | null): string | null {
  return term.kind === "directive" && (term.name === "a" || term.name === "mx") && term.domain === null
    ? own
    : null;
}

function asked(term: Term): readonly Asked[] | null {
  if (term.kind === "junk" || !term.valid) return null;
  if (term.kind === "modifier") return term.known ? ["TXT"] : null;
  switch (term.name) {
    case "include":
      return ["TXT"];
    case "a":
      return ["A", "AAAA"];
    case "exists":
      return ["A"];
    case "mx":
      return ["MX"];
    default:
      return null;
  }
}

/** Where a record of one of the types stands at the name; aliases lead there, too. */
export function* recordsNamed(
  { placed }: Reading,
  name: string,
  types: readonly string[],
): Iterable<DocumentPlace & { readonly selection: Span<DocumentSpace> }> {
  const wanted = new Set([...types, "CNAME"]);
  for (const each of placed) {
    const { part, uri, at } = each;
    if (wanted.has("TXT")) {
      for (const { type, owners, span, dataSpan } of part.found) {
        if (type !== "TXT" || !owners?.some((owner) => normalise(owner) === name)) continue;
        yield { uri, span: place(at, span), selection: place(at, dataSpan) };
      }
    }
    for (const other of part.others()) {
      if (!wanted.has(other.type) || normalise(other.name) !== name) continue;
      yield { uri, span: place(at, other.span), selection: place(at, other.span) };
    }
  }
}

/** Where terms write the name. Only texts that hold it are read. */
export function* termsNaming({ placed }: Reading, name: string): Iterable<DocumentPlace> {
  for (const each of placed) {
    for (const { decoded, type } of each.part.found) {
      if (type !== "TXT" || !decoded.text.toLowerCase().includes(name)) continue;
      const selected = select(decoded.text, decoded.holes);
      if (selected.kind !== "record") continue;
      for (const span of spansNaming(selected.record, name)) yield placedAt(each, decoded.sourceRange(span));
    }
  }
}

function* spansNaming({ terms }: SpfRecord, name: string): Iterable<Span<RecordSpace>> {
  for (const term of terms) {
    const domain = domainOf(term);
    if (domain && literalTarget(term) === name) yield domain.span;
  }
}

function placedAt({ uri, at }: Placed, span: Span<PartSpace>): DocumentPlace {
  return { uri, span: place(at, span) };
}
