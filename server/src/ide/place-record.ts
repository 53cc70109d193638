/** Finds where a record that an evaluation met is written, among the documents at hand. */

import { normalise } from "../dns/names.ts";
import type { Subject } from "../rules/subject.ts";
import type { SpfRecord } from "../spf/ast.ts";
import { cover, type DocumentSpace, type PartSpace, type RecordSpace, type Span } from "../text/span.ts";
import type { Analysis } from "./analysis.ts";
import type { Workspace } from "./workspace.ts";

/** A record in a document. */
export interface PlacedRecord {
  readonly analysis: Analysis;
  readonly subject: Subject;
}

/** Characters of a document. */
export interface DocumentPlace {
  readonly uri: string;
  readonly span: Span<DocumentSpace>;
}

/** The record of this text at a name, in the document `first`, else where answers are looked for next; or null. */
export function placeRecord(
  workspace: Workspace,
  first: string | null,
  domain: string,
  record: SpfRecord,
): PlacedRecord | null {
  const name = normalise(domain);
  for (const { uri, place } of workspace.answering(first, name)) {
    // What a document answers is quickly found; the rules are run over the one that has the record alone.
    if (place(name, "TXT").kind !== "ok") continue;
    const analysis = workspace.analyse(uri);
    const subject = analysis?.linted.at(name).find((each) => each.record?.text === record.text);
    if (analysis && subject) return { analysis, subject };
  }
  return null;
}

/** Where a span of a record is written: from its first to its last character. Null where the source has none of it. */
export function placeOf({ analysis, subject }: PlacedRecord, span: Span<RecordSpace>): DocumentPlace | null {
  const pieces = subject.found.decoded.toSource(span);
  const [first] = pieces;
  if (!first) return null;
  const whole = pieces.reduce<Span<PartSpace>>((all, piece) => cover(all, piece), first);
  return { uri: subject.uri, span: analysis.toDocument(subject.part, whole) };
}
