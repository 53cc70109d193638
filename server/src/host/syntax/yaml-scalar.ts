/** The text of a YAML scalar, with the source of every character (YAML 1.2, 7.3 and 8.1). */

import type { Scalar } from "yaml";
import type { Decoded, Encode } from "../../text/decoded.ts";
import { DecodedBuilder } from "../../text/decoded-builder.ts";
import type { PartSpace, Span } from "../../text/span.ts";

/** Null where what the library reads is not what we work out: then nothing is claimed about its characters. */
export function decodeScalar(source: string, node: Scalar, { start, end }: Span<PartSpace>): Decoded | null {
  const value = typeof node.value === "string" ? node.value : String(node.value ?? "");
  const decoded = read(source, start, end, node, value);
  return decoded.text === value ? decoded : atom(source, start, end, value);
}

/** One piece that can be seen and not be edited. */
function atom(source: string, start: number, end: number, value: string): Decoded {
  const builder = new DecodedBuilder(source, () => undefined);
  builder.replaced(start, end, value);
  return builder.build();
}

function read(source: string, start: number, end: number, node: Scalar, value: string): Decoded {
  switch (node.type) {
    case "QUOTE_DOUBLE":
      return readFlow(source, start + 1, closed(source, start, end, '"'), encodeDouble, true);
    case "QUOTE_SINGLE":
      return readFlow(source, start + 1, closed(source, start, end, "'"), encodeSingle, false);
    case "BLOCK_FOLDED":
    case "BLOCK_LITERAL":
      return readBlock(source, start, end, value);
    default:
      return readFlow(source, start, end, encodePlain, false);
  }
}

/** Before the closing quote, or where the scalar ends without one. */
function closed(source: string, start: number, end: number, quote: string): number {
  return end > start + 1 && source[end - 1] === quote ? end - 1 : end;
}

/** Blanks, and the line breaks among them. */
const BREAK = /[ \t]*(?:\r?\n[ \t]*)*/y;

/** Scalars in flow style: line breaks are folded, and quoted ones have escapes. */
function readFlow(source: string, from: number, to: number, encode: Encode, escapes: boolean): Decoded {
  const builder = new DecodedBuilder(source, encode);
  const single = encode === encodeSingle;
  let plain = from;
  let at = from;
  const flush = () => {
    if (plain < at) builder.verbatim(plain, at);
  };
  if (from === to) builder.verbatim(from, to);
  while (at < to) {
    if (isBlank(source.charCodeAt(at))) {
      BREAK.lastIndex = at;
      const fold = BREAK.exec(source)?.[0] ?? "";
      // No blank is looked at twice: those of a run that is no fold are what they are, all of them.
      if (!fold.includes("\n")) at += Math.max(1, fold.length);
      else if (at + fold.length > to) at = to;
      else {
        flush();
        const empty = fold.split("\n").length - 2;
        builder.replaced(at, at + fold.length, empty > 0 ? "\n".repeat(empty) : " ");
        at += fold.length;
        plain = at;
      }
      at = Math.min(at, to);
      continue;
    }
    if (escapes && source[at] === "\\") {
      flush();
      const { length, text } = escapeAt(source, at);
      builder.replaced(at, at + length, text);
      at += length;
      plain = at;
      continue;
    }
    if (single && source.startsWith("''", at)) {
      flush();
      builder.replaced(at, at + 2, "'");
      at += 2;
      plain = at;
      continue;
    }
    at++;
  }
  flush();
  return builder.build();
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 10 || unit === 13;
}

const SHORT: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  t: "\t",
  "\t": "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\x1b",
  " ": " ",
  '"': '"',
  "/": "/",
  "\\": "\\",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
};
const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function escapeAt(source: string, at: number): { length: number; text: string } {
  const letter = source[at + 1] ?? "";
  // A break that is escaped joins the lines without a blank.
  const line = /^\\\r?\n[ \t]*/.exec(source.slice(at, at + 2000));
  if (line) return { length: line[0].length, text: "" };
  const digits = DIGITS[letter];
  if (digits) {
    const hex = source.slice(at + 2, at + 2 + digits);
    const code = /^[0-9a-fA-F]+$/.test(hex) && hex.length === digits ? Number.parseInt(hex, 16) : -1;
    if (code >= 0 && code <= 0x10ffff) return { length: 2 + digits, text: String.fromCodePoint(code) };
    return { length: 2, text: `\\${letter}` };
  }
  return { length: 2, text: SHORT[letter] ?? `\\${letter}` };
}

/**
 * Block scalars: what stands in each line stands for itself, and what the library makes of the line ends and the
 * indentation between two lines stands for all of that.
 */
function readBlock(source: string, start: number, end: number, value: string): Decoded {
  const builder = new DecodedBuilder(source, encodeLine);
  let at = source.indexOf("\n", start) + 1;
  let from = at > 0 ? at : end;
  let told = 0;
  while (at > 0 && at < end) {
    const newline = source.indexOf("\n", at);
    const next = newline < 0 || newline >= end ? end : newline + 1;
    const line = source.slice(at, next).replace(/\r?\n$/, "");
    const text = line.trimStart();
    if (text !== "") {
      const begin = value.indexOf(text, told);
      if (begin < 0) break;
      const lineStart = at + line.length - text.length;
      builder.replaced(from, lineStart, value.slice(told, begin));
      builder.verbatim(lineStart, lineStart + text.length);
      from = lineStart + text.length;
      told = begin + text.length;
    }
    at = next;
  }
  builder.replaced(from, Math.max(from, end), value.slice(told));
  return builder.build();
}

const encodeDouble: Encode = (text, { before, after }) => {
  if (atFold(text, before, after)) return undefined;
  return text.replace(/["\\]|[\0-\x1f\x7f\x85\xa0\u2028\u2029\ufeff]/g, (each) =>
    each === '"' || each === "\\" ? `\\${each}` : `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
};

/** Writes text between single quotes. */
export const encodeSingle: Encode = (text, { before, after }) =>
  atFold(text, before, after) || /[\0-\x08\x0a-\x1f\x7f]/.test(text) ? undefined : text.replace(/'/g, "''");

/** Whether plain text means something else depends on its surroundings, which the host proves by reading it again. */
const encodePlain: Encode = (text, { before, after }) =>
  atFold(text, before, after) ||
  /[\0-\x1f\x7f]/.test(text) ||
  /:(?:\s|$)|(?:\s|^)#/.test(before.slice(-1) + text + after.slice(0, 2))
    ? undefined
    : text;

const encodeLine: Encode = (text) => (/[\0-\x08\x0a-\x1f\x7f]/.test(text) ? undefined : text);

/** Blanks beside a line break are folded away. */
function atFold(text: string, before: string, after: string): boolean {
  return (
    (/^[ \t]/.test(text) && /\n[ \t]*$/.test(before)) || (/[ \t]$/.test(text) && /^[ \t]*\r?\n/.test(after))
  );
}
