/** The code frame under a finding: the lines it stands in, with carets under the exact characters. */

import type { Document, LineColumn } from "../text/document.ts";
import type { Paint } from "./paint.ts";
import { type Cell, cellsOf } from "./width.ts";

/** A stretch of a document to mark; `end` is behind its last character. */
export interface Mark {
  readonly start: LineColumn;
  readonly end: LineColumn;
}

/** Lines shown of one finding; a record over more of them is known by its first ones. */
const MAX_LINES = 4;

/** Characters looked at on each side of what is marked: lines can be megabytes long. */
const REACH = 600;

export interface Frame {
  /** Without line ends. */
  readonly lines: readonly string[];
  /** Marked lines that are not shown. */
  readonly more: number;
}

/** @param columns how wide the whole may be */
export function frameOf(document: Document, marks: readonly Mark[], columns: number, paint: Paint): Frame {
  const rows = rowsOf(document, marks);
  const shown = rows.slice(0, MAX_LINES);
  const gutter = String((shown.at(-1)?.line ?? 0) + 1).length;
  const lines: string[] = [];
  for (const row of shown) {
    const { text, carets } = drawn(row, Math.max(20, columns - gutter - 4), paint);
    const number = String(row.line + 1).padStart(gutter);
    lines.push(`${paint.dim(` ${number} |`)} ${text}`.trimEnd());
    lines.push(`${paint.dim(` ${" ".repeat(gutter)} |`)} ${carets}`);
  }
  return { lines, more: rows.length - shown.length };
}

interface Row {
  readonly line: number;
  readonly text: string;
  /** Stretches of the text; an empty one marks a place between two characters. */
  readonly marks: { readonly start: number; readonly end: number }[];
}

/** Marks by line. A stretch over several lines marks the whole of those between, but not their line ends. */
function rowsOf(document: Document, marks: readonly Mark[]): Row[] {
  const rows = new Map<number, Row>();
  for (const { start, end } of marks) {
    for (let line = start.line; line <= end.line; line++) {
      if (line > start.line && line === end.line && end.column === 0) break;
      const text = rows.get(line)?.text ?? document.line(line);
      const from = line === start.line ? start.column : text.length - text.trimStart().length;
      const to = line === end.line ? end.column : text.length;
      const row = rows.get(line);
      if (row) row.marks.push({ start: from, end: to });
      else rows.set(line, { line, text, marks: [{ start: from, end: to }] });
      if (rows.size > MAX_LINES * 50) break;
    }
  }
  return [...rows.values()].sort((a, b) => a.line - b.line);
}

function drawn(row: Row, columns: number, paint: Paint): { text: string; carets: string } {
  const first = Math.min(...row.marks.map((mark) => mark.start));
  const last = Math.max(...row.marks.map((mark) => mark.end));
  const from = wholeCharacter(row.text, Math.max(0, first - REACH));
  const to = wholeCharacter(
    row.text,
    Math.min(row.text.length, Math.max(first + REACH, Math.min(last, first + REACH) + REACH)),
  );
  const cells = cellsOf(row.text.slice(from, to));
  const moved = row.marks.map((mark) => ({ start: mark.start - from, end: mark.end - from }));
  const window = windowOf(cells, moved, columns, { before: from > 0, after: to < row.text.length });
  let text = window.before ? paint.dim("…") : "";
  let carets = window.before ? " " : "";
  for (const cell of window.cells) {
    text += cell.replaced ? paint.odd(cell.shown) : cell.shown;
    carets += (isMarked(cell, moved) ? "^" : " ").repeat(cell.width);
  }
  if (window.after) text += paint.dim("…");
  // A place behind the last character, or behind the last one shown, has its caret there.
  if (!carets.includes("^")) carets += "^";
  return { text, carets: paint.caret(carets.trimEnd()) };
}

function isMarked(cell: Cell, marks: Row["marks"]): boolean {
  return marks.some(({ start, end }) =>
    start === end ? cell.start <= start && start < cell.end : cell.start < end && start < cell.end,
  );
}

/** The cells that fit: all of them, or those around the first mark, with room for an ellipsis where some are cut. */
function windowOf(
  cells: readonly Cell[],
  marks: Row["marks"],
  columns: number,
  cut: { before: boolean; after: boolean },
) {
  const total = cells.reduce((sum, cell) => sum + cell.width, 0);
  if (total <= columns && !cut.before && !cut.after) return { cells, before: false, after: false };
  const start = Math.min(...marks.map((mark) => mark.start));
  const end = Math.max(...marks.map((mark) => mark.end));
  const anchor = cells.findIndex((cell) => cell.end > start);
  let left = anchor < 0 ? cells.length : anchor;
  let right = left;
  let used = 0;
  const room = columns - 2;
  const take = (index: number) => {
    const width = cells[index]?.width;
    if (width === undefined || used + width > room) return false;
    used += width;
    return true;
  };
  // First what is marked, then a third of what is left before it, then as much as fits behind, then before.
  while (right < cells.length && (cells[right] as Cell).start < end && take(right)) right++;
  const before = used + Math.floor((room - used) / 3);
  while (left > 0 && used + (cells[left - 1] as Cell).width <= before && take(left - 1)) left--;
  while (take(right)) right++;
  while (left > 0 && take(left - 1)) left--;
  return {
    cells: cells.slice(left, right),
    before: cut.before || left > 0,
    after: cut.after || right < cells.length,
  };
}

/** The offset itself, or the one before it within a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff && (text.codePointAt(at - 1) ?? 0) > 0xffff ? at - 1 : at;
}
