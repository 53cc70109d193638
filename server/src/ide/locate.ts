/** What stands at a place of a document: the part, the record, the character of the record. */

import type { Placed } from "../host/host.ts";
import type { Subject } from "../rules/rule.ts";
import type { DocumentSpace, PartSpace, Span } from "../text/span.ts";
import type { Analysis } from "./workspace.ts";

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
  const { placed } = analysis;
  let low = 0;
  let high = placed.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((placed[middle] as Placed).at <= offset) low = middle;
    else high = middle - 1;
  }
  const found = placed[low];
  return found && found.at <= offset && offset <= found.at + found.part.length ? found : null;
}

/** The record at an offset, with its owner and type but without the blank before its data. */
export function locate(analysis: Analysis, offset: number): Located | null {
  const placed = partAt(analysis, offset);
  if (!placed) return null;
  const source = offset - placed.at;
  for (const subject of subjectsOf(analysis, placed)) {
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

/** Records whose source shares a character with a span, or touches it where the span is empty. */
export function subjectsIn(analysis: Analysis, span: Span<DocumentSpace>): Subject[] {
  return analysis.subjects.filter((subject) => {
    const own = analysis.toDocument(subject.part, subject.found.span);
    return own.start <= span.end && span.start <= own.end;
  });
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

/** Subjects of one part, found among all by their order. */
function subjectsOf(analysis: Analysis, placed: Placed): Subject[] {
  const { subjects } = analysis;
  let low = 0;
  let high = subjects.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (analysis.at((subjects[middle] as Subject).part) < placed.at) low = middle + 1;
    else high = middle;
  }
  const out: Subject[] = [];
  for (let i = low; i < subjects.length && (subjects[i] as Subject).part === placed.part; i++) {
    out.push(subjects[i] as Subject);
  }
  return out;
}
