/** Breaks long texts into lines, where a reader of their language would. */

import { cellsOf, columnsOf } from "./width.ts";

/** A stretch of text and how it is painted. Whoever makes it has made strange text visible. */
export type Piece = readonly [text: string, paint: (text: string) => string];

/** A piece that is not painted. */
export function plain(text: string): Piece {
  return [text, (same) => same];
}

/**
 * The pieces on lines of so many columns, broken at blanks, between the characters of scripts that have none, and within
 * a word that no line can hold. Every line but the first begins with the margin.
 */
export function broken(pieces: readonly Piece[], columns: number, margin = ""): string[] {
  const lines: string[] = [];
  let line = "";
  let width = 0;
  const end = () => {
    lines.push(line);
    line = margin;
    width = margin.length;
  };
  for (const [text, paint] of pieces) {
    for (const word of text.match(WORDS) ?? []) {
      const blank = word.startsWith(" ");
      const room = columnsOf(word);
      if (width + room <= columns) {
        line += blank ? word : paint(word);
        width += room;
        continue;
      }
      if (blank) continue;
      if (width > margin.length) end();
      for (const part of cut(word, columns - margin.length)) {
        if (width > margin.length) end();
        line += paint(part);
        width += columnsOf(part);
      }
    }
  }
  if (width > margin.length || lines.length === 0) end();
  return lines.map((each) => each.trimEnd());
}

/**
 * Blanks; a character of a script without blanks, with the brackets that open before it and what ends a clause behind
 * it; any other word.
 */
const WORDS =
  / +|[（「『]*[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uff10-\uff5a][。、）」』ーぁぃぅぇぉっゃゅょァィゥェォッャュョ？！：]*|[（「『]*[^ （「『\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uff10-\uff5a]+|./gu;

function cut(word: string, columns: number): string[] {
  const parts: string[] = [];
  let start = 0;
  let width = 0;
  for (const cell of cellsOf(word)) {
    if (width > 0 && width + cell.width > columns) {
      parts.push(word.slice(start, cell.start));
      start = cell.start;
      width = 0;
    }
    width += cell.width;
  }
  return [...parts, word.slice(start)];
}
