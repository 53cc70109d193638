/** Colours, where a person looks at a terminal that has them. */

import type { Machine } from "./ports.ts";

/** Each function gives the text back in the colour of a thing, or as it is. */
export interface Paint {
  error(text: string): string;
  warning(text: string): string;
  info(text: string): string;
  hint(text: string): string;
  good(text: string): string;
  strong(text: string): string;
  dim(text: string): string;
  caret(text: string): string;
  /** What stands for a character that can't be shown. */
  odd(text: string): string;
}

const same = (text: string) => text;

export const plain: Paint = {
  error: same,
  warning: same,
  info: same,
  hint: same,
  good: same,
  strong: same,
  dim: same,
  caret: same,
  odd: same,
};

const coloured: Paint = {
  error: sgr("1;31", "22;39"),
  warning: sgr("1;33", "22;39"),
  info: sgr("1;34", "22;39"),
  hint: sgr("1;36", "22;39"),
  good: sgr("1;32", "22;39"),
  strong: sgr("1", "22"),
  dim: sgr("2", "22"),
  caret: sgr("31", "39"),
  odd: sgr("7", "27"),
};

/** FORCE_COLOR decides where it is set, then NO_COLOR (no-color.org), then whether there is a terminal. */
export function paintFor(environment: Machine["environment"], isTerminal: boolean): Paint {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: term } = environment;
  if (force !== undefined) return force === "0" || force === "false" ? plain : coloured;
  if (no) return plain;
  return isTerminal && term !== "dumb" ? coloured : plain;
}

/** ECMA-48, 8.3.117: select graphic rendition. */
function sgr(on: string, off: string): (text: string) => string {
  return (text) => (text === "" ? "" : `\x1b[${on}m${text}\x1b[${off}m`);
}
