/** How trees of any depth and width are cut down to what can be shown and read. */

import type { Row } from "./display.ts";
import { fill, quoted, shown, spoken, type Text } from "./text.ts";
import type { Words } from "./words.ts";

/** A record in DNS may have thousands of terms, and nobody reads more rows than this below one. */
const MOST_ROWS = 200;

/** The first rows and the last, where the result was decided, with one that counts those between them. */
export function bounded(parent: string, rows: readonly Row[], words: Words): readonly Row[] {
  if (rows.length <= MOST_ROWS) return rows;
  const head = rows.slice(0, MOST_ROWS / 2);
  const tail = rows.slice(-MOST_ROWS / 2);
  const label = fill(words.leftOut, rows.length - MOST_ROWS);
  const more: Row = { ...plain, key: `${parent}/…`, mark: "more", label, spoken: spoken(label) };
  return [...head, more, ...tail];
}

const plain: Row = {
  key: "",
  mark: "more",
  label: [],
  detail: [],
  tags: [],
  bar: null,
  spoken: "",
  reveals: false,
  decides: false,
  open: false,
  rows: [],
};

/** Gives each child of a row a key made of what it says, so that a row keeps its key when others come and go. */
export function keysBelow(parent: string): (name: string) => string {
  const seen = new Map<string, number>();
  return (text) => {
    const name = shown(text);
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    return `${parent}/${name}${times === 0 ? "" : ` ${times}`}`;
  };
}

/** Texts one after the other, as in a list. */
export function listed(texts: readonly string[]): Text {
  return texts.flatMap((text, index) => (index === 0 ? [quoted(text)] : [", ", quoted(text)]));
}
