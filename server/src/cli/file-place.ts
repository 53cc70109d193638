/** Where a term of a record is written, among the files that were named. */

import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Locate } from "../ide/check-report.ts";
import type { Workspace } from "../ide/index.ts";
import { type PlacedRecord, placeOf, placeRecord } from "../ide/place-record.ts";
import type { Machine } from "./ports.ts";
import { type Range, rangeOf } from "./report.ts";
import { shownPath } from "./walk.ts";

/** A place in a file, as JSON gives it. */
export interface FilePlace {
  readonly path: string;
  readonly range: Range;
}

/** Finds where records are written, each of them once. */
export function locatorIn(workspace: Workspace, machine: Machine): Locate<FilePlace> {
  const known = new Map<string, PlacedRecord | null>();
  return (domain, record, span) => {
    const key = `${domain} ${record.text}`;
    let placed = known.get(key);
    if (placed === undefined) {
      placed = placeRecord(workspace, null, domain, record);
      known.set(key, placed);
    }
    const place = placed && placeOf(placed, span);
    const document = place && workspace.document(place.uri);
    if (!place || !document) return null;
    const file = path.resolve(fileURLToPath(place.uri));
    return { path: shownPath(file, machine.currentFolder), range: rangeOf(document, place.span) };
  };
}

/** `db.example.com:3:14`, as terminals and editors jump to. */
export function shownPlace({ path: file, range }: FilePlace): string {
  return `${file}:${range.start.line + 1}:${range.start.character + 1}`;
}
