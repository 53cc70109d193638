/** How text takes its place on a terminal: what each character is shown as, and how many columns it takes. */

import { eastAsianWidth } from "get-east-asian-width";
import { visible } from "../text/visible.ts";

/** What a person sees as one character. */
export interface Cell {
  /** Where it stands in the text it was made from, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly shown: string;
  readonly width: number;
  /** Whether something else is shown than what is written: a control character, an octet that is no text. */
  readonly replaced: boolean;
}

const TAB_STOP = 8;
const PLAIN = /^[\x20-\x7e]*$/;
const PLAIN_OR_TAB = /^[\t\x20-\x7e]*$/;

/**
 * The characters of one line. Tabs reach to the next stop; what shows nothing, turns the direction of text or
 * speaks to the terminal is shown by its number.
 */
export function cellsOf(line: string): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  if (PLAIN_OR_TAB.test(line)) {
    // Most lines are such, and the rules of Unicode take a while to load.
    for (let start = 0; start < line.length; start++) {
      const isTab = line[start] === "\t";
      const width = isTab ? TAB_STOP - (column % TAB_STOP) : 1;
      const shown = isTab ? " ".repeat(width) : (line[start] as string);
      cells.push({ start, end: start + 1, shown, width, replaced: false });
      column += width;
    }
    return cells;
  }
  for (const { segment, index } of new Intl.Segmenter().segment(line)) {
    for (const cell of cellsOfCluster(segment, index, column)) {
      cells.push(cell);
      column += cell.width;
    }
  }
  return cells;
}

/** How many columns a text takes, control characters not counted in. */
export function columnsOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  return cellsOf(text).reduce((sum, cell) => sum + cell.width, 0);
}

/** Fills a text up to a number of columns. */
export function padTo(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - columnsOf(text)));
}

function* cellsOfCluster(cluster: string, start: number, column: number): Generator<Cell> {
  if (cluster === "\t") {
    const width = TAB_STOP - (column % TAB_STOP);
    yield { start, end: start + 1, shown: " ".repeat(width), width, replaced: false };
    return;
  }
  if (visible(cluster) === cluster) {
    yield { start, end: start + cluster.length, shown: cluster, width: widthOf(cluster), replaced: false };
    return;
  }
  // One that can't be shown is shown by number, and so is each of its neighbours in a cluster, lest they join up.
  let at = start;
  for (const character of cluster) {
    const shown = visible(character);
    yield {
      start: at,
      end: at + character.length,
      shown,
      width: shown.length,
      replaced: shown !== character,
    };
    at += character.length;
  }
}

/** Columns of a cluster: those of its base; marks that stand on it take none. */
function widthOf(cluster: string): number {
  let width = 0;
  for (const character of cluster) {
    if (/^\p{M}$/u.test(character)) continue;
    width = Math.max(width, eastAsianWidth(character.codePointAt(0) as number));
  }
  return width;
}
