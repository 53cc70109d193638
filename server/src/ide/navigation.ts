/** From a name in a record to the records that answer for it, and back to the terms that lead there. */

import type { DocumentSpace, Span } from "../text/span.ts";
import type { Analysis } from "./analysis.ts";
import { type Asked, nameAt, recordsNamed, termsNaming } from "./named.ts";
import type { DocumentPlace } from "./place-record.ts";
import type { Workspace } from "./workspace.ts";

export interface Definition {
  /** What was pointed at. */
  readonly from: Span<DocumentSpace>;
  readonly uri: string;
  /** All of the record. */
  readonly span: Span<DocumentSpace>;
  /** Its data. */
  readonly selection: Span<DocumentSpace>;
}

/** A list that is longer nobody reads. */
const MOST_PLACES = 1000;

/** The records that answer for the name at an offset: those of the first document that knows any, as an evaluation has it. */
export function definitions(workspace: Workspace, analysis: Analysis, offset: number): Definition[] {
  const named = nameAt(analysis, offset);
  if (!named?.asks) return [];
  return answering(workspace, analysis, named.name, named.asks).map((found) => ({
    from: named.span,
    ...found,
  }));
}

function answering(workspace: Workspace, analysis: Analysis, name: string, types: readonly Asked[]) {
  const { uri: first } = analysis.reading.document;
  for (const { uri } of workspace.answering(first, name)) {
    const reading = uri === first ? analysis.reading : workspace.analyse(uri)?.reading;
    const found = reading ? [...recordsNamed(reading, name, types)] : [];
    if (found.length > 0) return found.slice(0, MOST_PLACES);
  }
  return [];
}

/** Where terms write the name at an offset, in all documents at hand; `declared` adds the records that answer for it. */
export function references(
  workspace: Workspace,
  analysis: Analysis,
  offset: number,
  declared: boolean,
): DocumentPlace[] {
  const named = nameAt(analysis, offset);
  if (!named) return [];
  const { name, asks } = named;
  const out: DocumentPlace[] = declared ? answering(workspace, analysis, name, asks ?? ["TXT"]) : [];
  for (const reading of workspace.readings()) {
    for (const each of termsNaming(reading, name)) {
      if (out.length >= MOST_PLACES) return out;
      out.push(each);
    }
  }
  return out;
}

export interface Highlight {
  readonly span: Span<DocumentSpace>;
  /** Whether the record of the name stands there, and not a term that leads to it. */
  readonly isRecord: boolean;
}

/** Everything in the same document that has to do with the name at an offset. */
export function highlights(analysis: Analysis, offset: number): Highlight[] {
  const named = nameAt(analysis, offset);
  if (!named) return [];
  const { name, asks } = named;
  const { reading } = analysis;
  const uri = analysis.document.uri;
  const records = [...recordsNamed(reading, name, asks ?? ["TXT"])];
  return [
    ...records.map(({ uri, selection }) => ({ uri, span: selection, isRecord: true })),
    ...[...termsNaming(reading, name)].map((each) => ({ ...each, isRecord: false })),
  ]
    .filter((each) => each.uri === uri)
    .map(({ span, isRecord }) => ({ span, isRecord }))
    .sort((a, b) => a.span.start - b.span.start)
    .slice(0, MOST_PLACES);
}
