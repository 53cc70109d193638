/** Small zones for the tests of the IDE's features. */

import type { Analysis } from "../../../server/src/ide/analysis.ts";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import type { Rule } from "../../../server/src/rules/rule.ts";
import { defaultSettings, type Settings } from "../../../server/src/rules/settings.ts";
import { Document } from "../../../server/src/text/document.ts";
import { applyEdits, type Edit } from "../../../server/src/text/edit.ts";
import type { DocumentSpace, Span } from "../../../server/src/text/span.ts";

export const uri = "file:///zones/db.example.com";

export interface Analysed {
  readonly workspace: Workspace;
  readonly analysis: Analysis;
  /** The text without the cursor. */
  readonly text: string;
  /** Where `|` stood, or 0. */
  readonly cursor: number;
}

export interface Options {
  readonly settings?: Partial<Settings>;
  /** Other files by uri. */
  readonly files?: Readonly<Record<string, string>>;
  readonly rules?: readonly Rule[];
}

/** The analysis of a zone on the 24th of November 2026. The first `|` is the cursor and not part of the text. */
export function analysed(marked: string, { settings, files = {}, rules }: Options = {}): Analysed {
  const cursor = Math.max(0, marked.indexOf("|"));
  const text = marked.replace("|", "");
  const workspace = new Workspace({ today: () => "2026-11-24", ...(rules ? { rules } : {}) });
  workspace.configure({ ...defaultSettings, ...settings });
  workspace.open(Document.of(uri, text, "dns-zone", 1));
  for (const [file, content] of Object.entries(files)) workspace.load(file, Document.of(file, content));
  for (const want of workspace.wants(uri)) workspace.load(want, null);
  const analysis = workspace.analyse(uri);
  if (!analysis) throw new Error("no host takes this");
  return { workspace, analysis, text, cursor };
}

/** A zone of one record with the head that zones have: TTL of an hour, serial 2026010101. */
export function zoneOf(...lines: readonly string[]): string {
  const head = ["$ORIGIN example.com.", "$TTL 1h", "@ IN SOA ns1 hostmaster ( 2026010101 2h 1h 2w 1h )"];
  return [...head, ...lines, ""].join("\n");
}

export function spanOf(text: string, what: string): Span<DocumentSpace> {
  const start = text.indexOf(what);
  if (start < 0) throw new Error(`"${what}" is not there`);
  return { start, end: start + what.length };
}

/** The text after the edits of one document, which may come in any order. */
export function edited(text: string, edits: readonly Edit<DocumentSpace>[] = []): string {
  return applyEdits(
    text,
    [...edits].sort((a, b) => a.span.start - b.span.start),
  );
}
