/**
 * What is said of one file, as plain data: the shape of `--format json`, and what the text is made from.
 *
 * Keys are written in the order of the interfaces, so that two runs over the same files give the same octets.
 */

import type { Analysis, Finding, Fix, FixKind, Severity, Subject } from "../ide/index.ts";
import type { Document } from "../text/document.ts";
import type { MessageArguments } from "../text/message.ts";
import type { DocumentSpace, PartSpace, Span } from "../text/span.ts";
import type { Say } from "./language.ts";

/** Zero-based; `character` counts UTF-16 units, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A record, or a text that is nearly one, from the first to the last character of its text: quotes are outside. */
export interface RecordReport {
  /** The first of `owners`, or null where it can't be known. */
  readonly owner: string | null;
  /** Where there are several. */
  readonly owners?: readonly string[];
  readonly type: "TXT" | "SPF";
  readonly ttl?: number;
  readonly text: string;
  readonly holes: readonly Range[];
  readonly range: Range;
}

export interface EditReport {
  readonly path: string;
  readonly range: Range;
  readonly newText: string;
}

export interface FixReport {
  readonly kind: FixKind;
  readonly title: string;
  readonly edits: readonly EditReport[];
}

export interface FindingReport {
  readonly rule: string;
  readonly messageId: string;
  readonly args: MessageArguments;
  readonly severity: Severity;
  readonly message: string;
  /** From the first character to the last. */
  readonly range: Range;
  /** The stretches, where there are several: a term that lies in two strings. */
  readonly ranges?: readonly Range[];
  readonly owner?: string;
  readonly fixes: readonly FixReport[];
}

export interface FileReport {
  readonly path: string;
  /** The name of the host format. */
  readonly format: string;
  readonly records: readonly RecordReport[];
  readonly findings: readonly FindingReport[];
}

export interface Summary {
  files: number;
  records: number;
  error: number;
  warning: number;
  info: number;
  hint: number;
  fixed: number;
}

export function emptySummary(): Summary {
  return { files: 0, records: 0, error: 0, warning: 0, info: 0, hint: 0, fixed: 0 };
}

/** How documents are called in the output: their path, or a name such as `<stdin>`. */
export type Shown = (uri: string) => string;

/** What reports need beside the analysis: other documents, for edits that lie there, and words. */
export interface Telling {
  readonly say: Say;
  readonly shown: Shown;
  document(uri: string): Document | undefined;
}

export function recordReport(subject: Subject, analysis: Analysis): RecordReport {
  const { owners, type, ttl, decoded } = subject.found;
  const placed = (span: Span<PartSpace>) =>
    rangeOf(analysis.document, analysis.toDocument(subject.part, span));
  return {
    owner: owners?.[0] ?? null,
    ...(owners && owners.length > 1 ? { owners } : {}),
    type,
    ...(ttl === null ? {} : { ttl }),
    text: decoded.text,
    holes: decoded.holes.map((hole) => placed(decoded.sourceRange(hole))),
    range: placed(decoded.sourceRange({ start: 0, end: decoded.text.length })),
  };
}

export function findingReport(finding: Finding, analysis: Analysis, telling: Telling): FindingReport {
  const placed = (span: Span<PartSpace>) =>
    rangeOf(analysis.document, analysis.toDocument(finding.part, span));
  const owner = finding.subject?.found.owners?.[0];
  return {
    rule: finding.rule,
    messageId: finding.message.id,
    args: finding.message.args,
    severity: finding.severity,
    message: telling.say(finding.message),
    range: placed(finding.range),
    ...(finding.pieces.length > 1 ? { ranges: finding.pieces.map(placed) } : {}),
    ...(owner === undefined ? {} : { owner }),
    fixes: finding.fixes.map((fix) => fixReport(fix, analysis, telling)),
  };
}

function fixReport(fix: Fix, analysis: Analysis, telling: Telling): FixReport {
  const edits = fix.edits.map(({ part, span, text }): EditReport => {
    const uri = analysis.uriOf(part);
    const document = telling.document(uri) ?? analysis.document;
    return {
      path: telling.shown(uri),
      range: rangeOf(document, analysis.toDocument(part, span)),
      newText: text,
    };
  });
  return { kind: fix.kind, title: telling.say(fix.title), edits };
}

export function rangeOf(document: Document, { start, end }: Span<DocumentSpace>): Range {
  return { start: positionOf(document, start), end: positionOf(document, end) };
}

function positionOf(document: Document, offset: number): Position {
  const { line, column } = document.lineColumn(offset);
  return { line, character: column };
}
