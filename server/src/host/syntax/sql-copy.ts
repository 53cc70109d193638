/**
 * Rows that PostgreSQL's dumps give to `COPY table (columns) FROM stdin;`: a line each, with tabs between cells, up to a
 * line `\.` (its manual, COPY, "Text Format").
 */

import { type PartSpace, type Span, span } from "../../text/span.ts";

/** A line that ends in a semicolon ends a statement, within a string too where that was never closed. */
export const STATEMENT_END = /;[ \t]*\r?\n/;

export interface CopyBlock {
  readonly titles: readonly string[];
  /** Where the rows begin and end. */
  readonly rows: Span<PartSpace>;
}

/** Names of columns make no longer statements. */
const LONGEST_HEAD = 4000;
const HEAD = /^COPY[ \t]+["\w.]{1,200}[ \t]*\(([^();]{1,3500})\)[ \t]+FROM[ \t]+stdin[ \t]*;[ \t]*\r?\n$/im;

/** The titles of the statement that ends at `at`, behind its line end; null where rows of this kind follow none. */
export function copyTitles(text: string, at: number): string[] | null {
  const names = HEAD.exec(text.slice(Math.max(0, at - LONGEST_HEAD), at))?.[1];
  return names?.split(",").map((name) => name.trim().replace(/^"|"$/g, "").toLowerCase()) ?? null;
}

/** Where rows that begin at `at` end: where their last line does, or the text. */
export function copyEnd(text: string, at: number): number {
  const last = /^\\\.[ \t]*(?:\r?\n|$)/gm;
  last.lastIndex = at;
  return last.test(text) ? last.lastIndex : text.length;
}

/** The rows that a section ends with; null where it is another statement. */
export function copyIn(section: string): CopyBlock | null {
  const end = STATEMENT_END.exec(section);
  const start = end ? end.index + end[0].length : 0;
  const titles = copyTitles(section, start);
  return titles && { titles, rows: span(start, copyEnd(section, start)) };
}

/** The cells of each row, without what stands between them. */
export function* copyRows(
  section: string,
  { rows }: CopyBlock,
): Generator<{ cells: Span<PartSpace>[]; start: number; end: number; next: number }> {
  for (let start = rows.start; start < rows.end; ) {
    const lf = section.indexOf("\n", start);
    const next = lf < 0 ? rows.end : lf + 1;
    const line = section.slice(start, next).replace(/\r?\n$/, "");
    if (/^\\\.[ \t]*$/.test(line)) return;
    let at = start;
    const cells = line.split("\t").map(({ length }) => {
      const cell = span<PartSpace>(at, at + length);
      at += length + 1;
      return cell;
    });
    yield { cells, start, end: start + line.length, next };
    start = next;
  }
}
