/** What stands at a place of a document: the part, the record, the character of the record. */

import type { Placed } from "../host/host.ts";
import type { Subject } from "../rules/subject.ts";
import { contains, type DocumentSpace, type PartSpace, place, type Span } from "../text/span.ts";
import type { Analysis } from "./analysis.ts";

/** A record that covers a place, and where in its text the place is. */
export interface Located {
  readonly subject: Subject;
  /** The place in the part. */
  readonly source: number;
  /** Offset in the record's text; null beside it: on its owner or type, or where the source gives no text. */
  readonly at: number | null;
}

/** The part that holds an offset; the end of the document belongs to the last one. */
export function partAt(analysis: Analysis, offset: number): Placed | null {
  const found = analysis.placed[indexAt(analysis, offset)];
  return found && found.at <= offset && offset <= found.at + found.part.length ? found : null;
}

/** The index of the last part that begins at an offset or before it, or 0. */
function indexAt({ placed }: Analysis, offset: number): number {
  let low = 0;
  let high = placed.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((placed[middle] as Placed).at <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The record at an offset, with its owner and type but without the blank before its data. */
export function locate(analysis: Analysis, offset: number): Located | null {
  const placed = partAt(analysis, offset);
  if (!placed) return null;
  const source = offset - placed.at;
  for (const subject of analysis.linted.subjectsOf(placed.part)) {
    const { span, dataSpan, typeSpan, decoded } = subject.found;
    if (source < span.start || source > span.end) continue;
    if (source < dataSpan.start) {
      const onHead = typeSpan ? source <= typeSpan.end : true;
      return onHead ? { subject, source, at: null } : null;
    }
    return { subject, source, at: decoded.toDecoded(source) ?? null };
  }
  return null;
}

/**
 * What a place of a record is about that is none of its text: the owner and the type, where it stands on these; else all
 * of the record. Many formats write the type elsewhere, and have nothing before the data.
 */
export function headAt({ found }: Subject, source: number): Span<PartSpace> {
  const { span, dataSpan, typeSpan } = found;
  const end = typeSpan && contains(span, typeSpan) ? typeSpan.end : dataSpan.start;
  return source <= end ? { start: span.start, end } : span;
}

/** Records whose source shares a character with a span, or touches it; only the parts around the span are looked at. */
export function subjectsIn(analysis: Analysis, span: Span<DocumentSpace>): Subject[] {
  const { placed, linted } = analysis;
  const out: Subject[] = [];
  // A record that ends where the span begins may stand in the part before.
  for (let i = Math.max(0, indexAt(analysis, span.start) - 1); i < placed.length; i++) {
    const { part, at } = placed[i] as Placed;
    if (at > span.end) break;
    for (const subject of linted.subjectsOf(part)) {
      const own = place(at, subject.found.span);
      if (own.start <= span.end && span.start <= own.end) out.push(subject);
    }
  }
  return out;
}

/** Whether a span of a part touches a span of the document. */
export function touches(
  analysis: Analysis,
  at: Placed["part"],
  part: Span<PartSpace>,
  span: Span<DocumentSpace>,
): boolean {
  const own = analysis.toDocument(at, part);
  return own.start <= span.end && span.start <= own.end;
}
