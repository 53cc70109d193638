/** How JavaScript writes texts: in quotes and in templates (ECMAScript, 12.9.4 and 12.9.6). */

import type { Decoded, Encode } from "../../text/decoded.ts";
import { DecodedBuilder } from "../../text/decoded-builder.ts";

const SHORT: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\n": "",
  "\r": "",
  "\r\n": "",
  "\u2028": "",
  "\u2029": "",
};

/** An escape, the octal ones of old (Annex B) included. */
const ESCAPE =
  /\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-3][0-7]{0,2}|[4-7][0-7]?)|(\r\n|[\s\S]))/g;

/** A template has line ends of one kind; in quotes there are none. */
const TEMPLATE = new RegExp(`${ESCAPE.source}|(\\r\\n?)`, "g");

/** Where the text between quotes begins and ends; the closing quote may be missing. */
export function insideOf(source: string, { from, to }: { from: number; to: number }): [number, number] {
  const quote = source[from];
  let slashes = 0;
  while (source[to - 2 - slashes] === "\\") slashes++;
  const closed = to - 1 > from && source[to - 1] === quote && slashes % 2 === 0;
  if (closed || quote === "`") return [from + 1, closed ? to - 1 : to];
  // Without its quote, a text ends with its line.
  const newline = source.slice(from, to).search(/\r?\n/);
  return [from + 1, newline < 0 ? to : from + newline];
}

/** What the source between `from` and `to`, quotes not included, says. `quote` is the sign that stands before it. */
export function decodeText(source: string, from: number, to: number, quote: string): Decoded {
  const builder = new DecodedBuilder(source, encoders[quote] ?? refuse);
  // An empty stretch marks where text can be put.
  if (from === to) builder.verbatim(from, to);
  let plain = from;
  for (const match of source.slice(from, to).matchAll(quote === "`" ? TEMPLATE : ESCAPE)) {
    const at = from + match.index;
    if (plain < at) builder.verbatim(plain, at);
    plain = at + match[0].length;
    builder.replaced(at, plain, meaningOf(match));
  }
  if (plain < to) builder.verbatim(plain, to);
  return builder.build();
}

/** A template behind `String.raw`: backslashes stand for themselves. */
export function decodeRaw(source: string, from: number, to: number): Decoded {
  const builder = new DecodedBuilder(source, refuse);
  builder.verbatim(from, to);
  return builder.build();
}

function meaningOf([written, point, unit, octet, octal, other]: RegExpExecArray): string {
  if (point !== undefined) {
    const code = Number.parseInt(point, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : written;
  }
  const hex = unit ?? octet;
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
  return other === undefined ? "\n" : (SHORT[other] ?? other);
}

const refuse: Encode = () => undefined;

const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escaped(text: string): string {
  return text.replace(/[\0-\x1f\x7f\u2028\u2029]/g, (each) => {
    return NAMED[each] ?? `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

const encoders: Readonly<Record<string, Encode>> = {
  '"': (text) => escaped(text.replace(/["\\]/g, "\\$&")),
  "'": (text) => escaped(text.replace(/['\\]/g, "\\$&")),
  // `${` would begin an expression, also where the brace stands there already.
  "`": (text, { after }) => {
    const whole = escaped(text.replace(/[`\\]|\$\{/g, "\\$&"));
    return after.startsWith("{") ? whole.replace(/\$$/, "\\$") : whole;
  },
};
