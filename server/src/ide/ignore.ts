/** Writes the comment that makes the linter leave a finding out: a new line, or one more name in a comment that is there. */

import type { Host } from "../host/host.ts";
import { hostsOf } from "../host/index.ts";
import type { Finding } from "../rules/finding.ts";
import type { Subject } from "../rules/subject.ts";
import type { Edit } from "../text/edit.ts";
import { contains, type DocumentSpace, emptySpan } from "../text/span.ts";
import type { Analysis } from "./analysis.ts";

/**
 * The edit that ignores a finding's rule for its record or for its file; null where the format has no comments, or
 * where the finding is the linter's own and can't be ignored. The reason is left for the author to write.
 */
export function ignoreEdit(
  finding: Finding,
  scope: "record" | "file",
  analysis: Analysis,
): Edit<DocumentSpace> | null {
  const { document } = analysis;
  if (analysis.rules.run.has(finding.rule)) return null;
  const place = finding.subject ? finding.subject.found.span.start : finding.range.start;
  const line = document.lineColumn(analysis.at(finding.part) + place).line;
  const there = existing(scope, line, analysis);
  if (there !== null) return { span: emptySpan(there), text: `, ${finding.rule}` };
  const comment = `spf-ignore${scope === "file" ? "-file" : ""} ${finding.rule}: `;
  if (scope === "file") return commentLine(analysis, 0, comment);
  if (finding.subject) return lineAbove(analysis, finding.subject, comment);
  const inner = finding.part.inner?.find(({ span }) => contains(span, finding.range));
  return commentAbove(analysis, analysis.at(finding.part) + place, inner?.format, comment);
}

/** The edit that puts a comment above a record; null where the format has none. */
export function lineAbove(
  analysis: Analysis,
  { part, found }: Subject,
  text: string,
): Edit<DocumentSpace> | null {
  if (found.uncommented) return null;
  return commentAbove(analysis, analysis.at(part) + found.span.start, found.format, text);
}

/** A comment in the format of what stands at a place, where that is not the format of the document. */
function commentAbove(
  analysis: Analysis,
  at: number,
  format: string | undefined,
  text: string,
): Edit<DocumentSpace> | null {
  const { document, host } = analysis;
  const { line, column } = document.lineColumn(at);
  const inner = hostWithin(format, host);
  if (!inner) return commentLine(analysis, line, text);
  const comment = inner.comment(text);
  // A line of the inner text is indented as its neighbour is, and there must be lines.
  const before = document.line(line).slice(0, column);
  if (comment === null || before.trim() !== "") return null;
  const start = document.offset({ line, column: 0 });
  return { span: emptySpan(start), text: `${before}${comment}${lineEnd(analysis)}` };
}

/** The host of the text that a record stands in, where that lies in a text of another host. */
function hostWithin(format: string | undefined, { format: own, formats }: Host): Host | null {
  if (format === undefined || format === own || formats?.includes(format)) return null;
  return hostsOf(format)[0] ?? null;
}

function commentLine(analysis: Analysis, line: number, text: string): Edit<DocumentSpace> | null {
  const { document, host } = analysis;
  const comment = host.comment(text);
  if (comment === null) return null;
  const start = document.offset({ line, column: 0 });
  // A byte order mark stays the first character of the file.
  const at = start === 0 && document.line(line).startsWith("\uFEFF") ? 1 : start;
  return { span: emptySpan(at), text: `${comment}${lineEnd(analysis)}` };
}

/** The end of the last name in a comment that already reaches the record or the file. */
function existing(scope: "record" | "file", line: number, analysis: Analysis): number | null {
  for (const each of analysis.suppressions) {
    const last = each.names.at(-1);
    if (each.scope !== scope || !last || each.until !== null) continue;
    const own = analysis.document.lineColumn(analysis.at(each.part) + each.comment.span.start).line;
    const reaches = own === line || (each.comment.alone && own === line - 1);
    if (scope === "file" || reaches) return analysis.toDocument(each.part, last.span).end;
  }
  return null;
}

/** The line end that the document uses. */
export function lineEnd(analysis: Analysis): string {
  const { document } = analysis;
  if (document.lineCount < 2) return "\n";
  const second = document.offset({ line: 1, column: 0 });
  const end = document.slice({ start: Math.max(0, second - 2), end: second });
  return end === "\r\n" ? "\r\n" : end.endsWith("\r") ? "\r" : "\n";
}
