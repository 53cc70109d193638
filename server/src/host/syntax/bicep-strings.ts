/** How Bicep writes texts: in quotes, and over several lines as they are (Bicep, "Data types", strings). */

import { Decoded, type Encode } from "../../text/decoded.ts";
import { DecodedBuilder } from "../../text/decoded-builder.ts";
import type { Cursor } from "./cursor.ts";
import { opaque } from "./program-values.ts";
import type { TextValue, Value } from "./value.ts";

const NAMED: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "\\": "\\", "'": "'", $: "$" };

const ESCAPE = /\\(?:u\{([0-9a-fA-F]{1,6})\}|([nrt\\'$]))/g;

/** What the source between `from` and `to` says, without its quotes and its expressions. */
function decodeBicep(source: string, from: number, to: number): Decoded {
  const builder = new DecodedBuilder(source, encode);
  // An empty stretch marks where text can be put.
  if (from === to) builder.verbatim(from, to);
  let plain = from;
  for (const match of source.slice(from, to).matchAll(ESCAPE)) {
    const [written, point, letter] = match;
    const code = Number.parseInt(point ?? "0", 16);
    const start = from + match.index;
    if (plain < start) builder.verbatim(plain, start);
    plain = start + written.length;
    const character = code <= 0x10ffff ? String.fromCodePoint(code) : written;
    builder.replaced(start, plain, letter === undefined ? character : (NAMED[letter] as string));
  }
  if (plain < to) builder.verbatim(plain, to);
  return builder.build();
}

const encode: Encode = (text, { after }) => {
  const whole = text.replace(/[\\']|\$(?=\{)|[\0-\x1f\x7f]/g, (each) => {
    if (/[\\'$]/.test(each)) return `\\${each}`;
    const letter = { "\n": "n", "\r": "r", "\t": "t" }[each];
    return letter ? `\\${letter}` : `\\u{${each.charCodeAt(0).toString(16)}}`;
  });
  // `${` would begin an expression, also where the brace stands there already.
  return after.startsWith("{") ? whole.replace(/\$$/, "\\$") : whole;
};

/** A text over several lines: nothing in it stands for anything else. */
function decodeLines(source: string, from: number, to: number): Decoded {
  return Decoded.verbatim(source, from, to, (text) => (text.includes("'") ? undefined : text));
}

/** A text that begins here; with expressions in it, which `expression` reads, it is put together from its pieces. */
export function readText(cursor: Cursor, expression: () => Value): Value {
  const { source, at: start } = cursor;
  const lines = cursor.take(/(\$*)'''(\r?\n)?/y);
  if (lines) {
    const from = cursor.at;
    const end = source.indexOf("'''", from);
    // More quotes than three are part of it.
    const extra = end < 0 ? 0 : (/^'*/.exec(source.slice(end + 3, end + 5))?.[0].length ?? 0);
    const to = end < 0 ? source.length : end + extra;
    cursor.at = Math.min(source.length, to + 3);
    const span = cursor.from(start);
    // With a dollar sign it has expressions as well.
    if (lines[1] !== "") return { kind: "unknown", span };
    return { kind: "text", text: decodeLines(source, from, to), span };
  }
  cursor.take(/\$?'/y);
  const pieces: Value[] = [];
  for (;;) {
    const from = cursor.at;
    cursor.take(/(?:\\.|\$(?!\{)|[^'\\$\n\r])*/y);
    pieces.push(textAt(source, from, cursor.at));
    const hole = cursor.at;
    if (!cursor.take(/\$\{[ \t]*/y)) break;
    const value = expression();
    cursor.take(/[ \t]*\}/y);
    pieces.push(value.kind === "unknown" ? { ...value, span: cursor.from(hole) } : value);
  }
  // Without its quote, a text ends with its line.
  cursor.take(/'/y);
  const span = cursor.from(start);
  const [only, ...more] = pieces;
  return only?.kind === "text" && more.length === 0 ? { ...only, span } : opaque("`", span, pieces);
}

export function textAt(source: string, start: number, end: number): TextValue {
  return { kind: "text", text: decodeBicep(source, start, end), span: { start, end } };
}
