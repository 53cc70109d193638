/** Sentences with texts of strangers in them: what is ours is told apart from what is quoted, which is made visible. */

import { visible } from "../../../server/src/text/visible.ts";

/** A stretch of a sentence of ours, or a quoted text. */
export type Piece = string | { readonly quoted: string };
export type Text = readonly Piece[];

/** No text in a panel is longer, in UTF-16 units; a record in DNS can have 64 kB. */
const LONGEST = 1000;

/** A text of strangers as it is shown. */
export function shown(text: string): string {
  return visible(text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`);
}

export function quoted(text: string): Piece {
  return { quoted: shown(text) };
}

/** The sentence with what stands for its `{0}`, `{1}` …; numbers and words of ours go in as they are. */
export function fill(sentence: string, ...args: readonly (Piece | number)[]): Text {
  const pieces: Piece[] = [];
  for (const [index, piece] of sentence.split(/\{(\d)\}/).entries()) {
    const filled = index % 2 === 0 ? piece : args[Number(piece)];
    if (filled === undefined || filled === "") continue;
    pieces.push(typeof filled === "number" ? String(filled) : filled);
  }
  return pieces;
}

/** The same as one string, for a name that is read aloud. */
export function spoken(text: Text): string {
  return text.map((piece) => (typeof piece === "string" ? piece : piece.quoted)).join("");
}
