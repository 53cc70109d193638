/** How Python writes texts: prefixes, quotes and escapes (The Python Language Reference, 2.4.1). */

import type { Decoded, Encode } from "../../text/decoded.ts";
import { DecodedBuilder } from "../../text/decoded-builder.ts";

/** What stands round the characters of a literal. */
export interface Literal {
  /** The letters before its quotes, in lower case. */
  readonly prefix: string;
  /** One sign, or three. */
  readonly quote: string;
  /** Where the characters begin and end; the closing quotes may be missing. */
  readonly from: number;
  readonly to: number;
  /** Behind the closing quotes. */
  readonly end: number;
}

export function literalAt(source: string, { from, to }: { from: number; to: number }): Literal {
  const [, letters = "", quote = '"'] =
    /^([a-zA-Z]*)("""|'''|["'])?/.exec(source.slice(from, from + 8)) ?? [];
  const start = Math.min(to, from + letters.length + quote.length);
  const prefix = letters.toLowerCase();
  const closed = to - quote.length >= start && source.startsWith(quote, to - quote.length);
  if (closed && !isEscaped(source, start, to - quote.length))
    return { prefix, quote, from: start, to: to - quote.length, end: to };
  // Without its quote, a text ends with its line.
  const newline = quote.length === 1 ? source.slice(start, to).search(/(?<!\\)\r?\n/) : -1;
  const end = newline < 0 ? start + source.slice(start, to).replace(/\r$/, "").length : start + newline;
  return { prefix, quote, from: start, to: end, end };
}

/** Whether a backslash stands before this place that is none itself. */
function isEscaped(source: string, start: number, at: number): boolean {
  let slashes = 0;
  while (at - 1 - slashes >= start && source[at - 1 - slashes] === "\\") slashes++;
  return slashes % 2 === 1;
}

const SHORT: Readonly<Record<string, string>> = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\n": "",
  "\r": "",
  "\r\n": "",
};

/** What stands for something else: escapes, doubled braces, and line ends of any kind. */
const ESCAPE =
  /\\(?:N(\{[^{}]*\})|U([0-9a-fA-F]{8})|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|(\r\n|[^{}]))|(\{\{|\}\})|\r\n?/g;

/** The same where backslashes stand for themselves. */
const RAW = /()()()()()()(\{\{|\}\})|\r\n?/g;

/** What the source between `from` and `to` says, as a stretch of this literal. */
export function decodePython(source: string, from: number, to: number, literal: Literal): Decoded {
  const { prefix } = literal;
  const [raw, format, octets] = [prefix.includes("r"), prefix.includes("f"), prefix.includes("b")];
  const builder = new DecodedBuilder(source, encoderOf(literal));
  // An empty stretch marks where text can be put.
  if (from === to) builder.verbatim(from, to);
  let plain = from;
  for (const match of source.slice(from, to).matchAll(raw ? RAW : ESCAPE)) {
    const [written, named, long, unit, octet, octal, other, braces] = match;
    const start = from + match.index;
    const end = start + written.length;
    const code = long ?? unit;
    let text: string | null = null;
    if (braces !== undefined) text = format ? (braces[0] as string) : written;
    else if (written.startsWith("\r")) text = "\n";
    else if (octets && (named ?? code) !== undefined) text = written;
    else if (code !== undefined) text = characterOf(Number.parseInt(code, 16)) ?? written;
    else if (octet !== undefined) text = String.fromCharCode(Number.parseInt(octet, 16));
    else if (octal !== undefined) text = String.fromCharCode(Number.parseInt(octal, 8));
    else if (other !== undefined) text = SHORT[other] ?? written;
    if (text === written) continue;
    if (plain < start) builder.verbatim(plain, start);
    plain = end;
    // Which character has a name, nobody knows here.
    if (text === null) builder.hole(start, end);
    else builder.replaced(start, end, text);
  }
  if (plain < to) builder.verbatim(plain, to);
  return builder.build();
}

function characterOf(code: number): string | null {
  return code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

const encoders = new Map<string, Encode>();

/** One function for each way of writing, so that what is written alike joins. */
function encoderOf({ prefix, quote }: Literal): Encode {
  const key = `${/[bru]*f[bru]*/.test(prefix) ? "f" : ""}${prefix.includes("r") ? "r" : ""}${quote}`;
  const known = encoders.get(key);
  if (known) return known;
  const made: Encode = (text) => {
    const braces = key.startsWith("f") ? text.replace(/[{}]/g, "$&$&") : text;
    if (!prefix.includes("r")) return escaped(braces, quote);
    return /[\\'"\0-\x1f\x7f]/.test(text) ? undefined : braces;
  };
  encoders.set(key, made);
  return made;
}

const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escaped(text: string, quote: string): string {
  const sign = quote[0] as string;
  return text.replace(/[\\'"\0-\x1f\x7f]/g, (each) => {
    if (each === "\\" || each === sign) return `\\${each}`;
    if (/['"]/.test(each)) return each;
    return NAMED[each] ?? `\\x${each.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
}
