/** The cells of rows in SQL: what literals say, each character with its place. */

import type { Decoded, Encode } from "../../text/decoded.ts";
import { DecodedBuilder } from "../../text/decoded-builder.ts";
import type { Cell } from "../columns.ts";
import type { SqlToken } from "../syntax/sql-tokens.ts";

/** What may stand behind a literal and leaves it what it is: the name of its column, or PostgreSQL's name of its type. */
const BEHIND = /^(?:(?:\s+AS)?\s+["`]?\w+["`]?|\s*::\s*\w+)?$/i;

/** What the tokens of one value say: a literal; of anything else nothing is known. */
export function cellOf(text: string, tokens: readonly SqlToken[], end: number, mysql: boolean): Cell {
  const [first] = tokens;
  const whole = first ? { start: first.start, end: (tokens.at(-1) as SqlToken).end } : { start: end, end };
  const behind = first ? text.slice(first.end, whole.end) : "";
  if (!first || !BEHIND.test(behind)) return { text: null, span: whole };
  const span = { start: first.start, end: first.end };
  if (first.kind === "string") return { text: stringOf(text, first, mysql), span };
  const isPlain = first.kind === "number" || /^(?:true|false)$/i.test(text.slice(first.start, first.end));
  if (!isPlain) return { text: null, span };
  const builder = new DecodedBuilder(text, () => undefined);
  builder.verbatim(first.start, first.end);
  return { text: builder.build(), span };
}

/** The text of a cell of `COPY`; null for NULL, and where a number stands for a character. */
export function copiedText(text: string, { start, end }: Cell["span"]): Decoded | null {
  const written = text.slice(start, end);
  if (written === "\\N" || /\\[0-7x]/.test(written)) return null;
  const builder = new DecodedBuilder(text, copied);
  let plain = start;
  for (const { index, 0: pair } of written.matchAll(/\\[\s\S]/g)) {
    const at = start + index;
    if (plain < at) builder.verbatim(plain, at);
    builder.replaced(at, at + 2, ESCAPES[pair.charAt(1)] ?? pair.charAt(1));
    plain = at + 2;
  }
  if (plain < end || start === end) builder.verbatim(plain, end);
  return builder.build();
}

const copied: Encode = (written) =>
  /[\0-\x1f\x7f]/.test(written) ? undefined : written.replaceAll("\\", "\\\\");

/** What a backslash and a letter stand for, in MySQL, in PostgreSQL's `E'…'` and in its dumps. */
const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  "0": "\0",
  Z: "\x1a",
};

function stringOf(text: string, { start, end }: SqlToken, mysql: boolean): Decoded | null {
  const from = text.slice(start, end).search(/['"]/) + start + 1;
  const quote = text.charAt(from - 1);
  if (end - 1 < from || text[end - 1] !== quote) return null;
  const escapes = mysql || from > start + 1;
  const builder = new DecodedBuilder(text, writing(quote, escapes));
  let plain = from;
  const flush = (to: number) => {
    if (plain < to) builder.verbatim(plain, to);
  };
  for (let at = from; at < end - 1; ) {
    const doubled = text.startsWith(quote + quote, at);
    const escaped = escapes && text[at] === "\\";
    if (!doubled && !escaped) {
      at++;
      continue;
    }
    const letter = text.charAt(at + 1);
    // Numbers of characters, in PostgreSQL: one piece of which nobody needs to know more.
    if (escaped && !mysql && /[xuU0-7]/.test(letter)) return null;
    flush(at);
    builder.replaced(at, at + 2, doubled ? quote : (ESCAPES[letter] ?? letter));
    at += 2;
    plain = at;
  }
  flush(end - 1);
  if (from === end - 1) builder.verbatim(from, from);
  return builder.build();
}

function writing(quote: string, escapes: boolean): Encode {
  return (written) => {
    if (/[\0-\x1f\x7f]/.test(written)) return undefined;
    const doubled = written.replaceAll(quote, quote + quote);
    return escapes ? doubled.replaceAll("\\", "\\\\") : doubled;
  };
}
