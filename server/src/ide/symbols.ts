/** The records of a document and their terms, as an outline. */

import type { Subject } from "../rules/subject.ts";
import type { Term } from "../spf/ast.ts";
import type { DocumentSpace, Span } from "../text/span.ts";
import { visible } from "../text/visible.ts";
import type { Analysis } from "./analysis.ts";

export interface DocumentSymbol {
  readonly kind: "record" | "directive" | "modifier" | "junk";
  readonly name: string;
  readonly detail: string;
  /** All of it, owner included. */
  readonly span: Span<DocumentSpace>;
  /** What is shown when it is chosen; within `span`. */
  readonly selection: Span<DocumentSpace>;
  readonly children: readonly DocumentSymbol[];
}

/** A list shows no more of a text than this, in UTF-16 units. */
const DETAIL_LENGTH = 100;

/** Every record and what resembles one, in order. */
export function symbols(analysis: Analysis): DocumentSymbol[] {
  return analysis.subjects.map((subject) => {
    const { found, part, record } = subject;
    return {
      kind: "record",
      name: found.owners?.map(visible).join(", ") ?? found.type,
      detail: shortened(found.decoded.text),
      span: analysis.toDocument(part, found.span),
      selection: analysis.toDocument(part, found.dataSpan),
      children: (record?.terms ?? []).map((term) => symbolOf(term, subject, analysis)),
    };
  });
}

function symbolOf(term: Term, subject: Subject, analysis: Analysis): DocumentSymbol {
  const { decoded } = subject.found;
  const span = analysis.toDocument(subject.part, decoded.sourceRange(term.span));
  const name = shortened(decoded.text.slice(term.span.start, term.span.end));
  return { kind: term.kind, name, detail: "", span, selection: span, children: [] };
}

function shortened(text: string): string {
  const whole = text.length <= DETAIL_LENGTH;
  return visible(whole ? text : `${text.slice(0, DETAIL_LENGTH)}…`);
}
