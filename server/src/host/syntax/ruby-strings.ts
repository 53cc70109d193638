/** How Ruby writes texts: in quotes of either kind, and behind a percent sign (Ruby, "Literals"). */

import type { Decoded, Encode } from "../../text/decoded.ts";
import { DecodedBuilder } from "../../text/decoded-builder.ts";
import type { Cursor } from "./cursor.ts";
import { opaque } from "./program-values.ts";
import type { TextValue, Value } from "./value.ts";

const NAMED: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  s: " ",
  r: "\r",
  e: "\x1b",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
  "\n": "",
  "\r\n": "",
};

const ESCAPE =
  /\\(?:u\{[ \t]*([0-9a-fA-F]{1,6})[ \t]*\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{1,2})|([0-7]{1,3})|(\r\n|[\s\S]))/g;

/** A variable within a text needs no braces; a `#$` that begins none is text. */
const VARIABLE = /#(?:@@?[A-Za-z_]\w*|\$(?:\w+|-\w|[~*$?!@/\\;,.=:<>&`'+]))/y;

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "<": ">" };

/** How a literal begins, and what ends it. */
interface Style {
  readonly open: string;
  readonly close: string;
  /** Whether expressions and escapes mean something in it. */
  readonly rich: boolean;
}

/** The style of the literal that begins here, which is passed over; null where none does. */
export function styleAt(cursor: Cursor): Style | null {
  const quote = cursor.take(/["']/y)?.[0];
  if (quote !== undefined) return { open: quote, close: quote, rich: quote === '"' };
  const percent = cursor.take(/%([qQ]?)([([{<|!/])/y);
  if (!percent) return null;
  const open = percent[2] as string;
  return { open, close: CLOSING[open] ?? open, rich: percent[1] !== "q" };
}

/** A text behind its sign; with expressions in it, which `expression` reads, it is put together from its pieces. */
export function readText(cursor: Cursor, start: number, style: Style, expression: () => Value): Value {
  const { source } = cursor;
  const pieces: Value[] = [];
  let from = cursor.at;
  let depth = 0;
  const tell = () => {
    const text = decodeRuby(source, from, cursor.at, style);
    pieces.push({ kind: "text", text, span: { start: from, end: cursor.at } });
  };
  for (; !cursor.isOver; ) {
    const character = source[cursor.at] as string;
    // A text of several lines is more likely one that lacks its quote.
    if (character === "\n") {
      return { kind: "unknown", span: cursor.from(start) };
    }
    if (character === "\\") cursor.at += 2;
    else if (character === style.close && depth === 0) break;
    else if (style.rich && (cursor.sees(/#\{/y) || cursor.sees(VARIABLE))) {
      tell();
      const hole = cursor.at;
      const value: Value = cursor.take(/#\{\s*/y)
        ? expression()
        : { kind: "unknown", span: cursor.from(hole) };
      cursor.take(/[ \t]*\}/y) ?? cursor.take(VARIABLE);
      pieces.push(value.kind === "unknown" ? { ...value, span: cursor.from(hole) } : value);
      from = cursor.at;
    } else {
      if (style.open !== style.close && character === style.open) depth++;
      else if (character === style.close) depth--;
      cursor.at++;
    }
  }
  cursor.at = Math.min(cursor.at, source.length);
  tell();
  cursor.at = Math.min(cursor.at + 1, source.length);
  const span = cursor.from(start);
  const [only, ...more] = pieces;
  return only?.kind === "text" && more.length === 0 ? { ...only, span } : opaque("`", span, pieces);
}

/** Words between brackets: `%w[a b]`. */
export function wordAt(source: string, from: number, to: number): TextValue {
  const style: Style = { open: "[", close: "]", rich: false };
  return { kind: "text", text: decodeRuby(source, from, to, style), span: { start: from, end: to } };
}

function decodeRuby(source: string, from: number, to: number, style: Style): Decoded {
  const builder = new DecodedBuilder(source, encoderOf(style));
  // An empty stretch marks where text can be put.
  if (from === to) builder.verbatim(from, to);
  let plain = from;
  for (const match of source.slice(from, to).matchAll(ESCAPE)) {
    const [written, point, unit, octet, octal, other] = match;
    const start = from + match.index;
    const code = point ?? unit ?? octet;
    let text = other === undefined ? "" : (NAMED[other] ?? other);
    if (code !== undefined) text = characterOf(Number.parseInt(code, 16));
    if (octal !== undefined) text = characterOf(Number.parseInt(octal, 8));
    // Without expressions only the backslash and the closing sign can be escaped.
    if (!style.rich) {
      const sign = written[1] as string;
      text = sign === "\\" || sign === style.close || sign === style.open ? sign : "";
      if (text === "") continue;
      if (plain < start) builder.verbatim(plain, start);
      plain = start + 2;
    } else {
      if (plain < start) builder.verbatim(plain, start);
      plain = start + written.length;
    }
    builder.replaced(start, plain, text);
  }
  if (plain < to) builder.verbatim(plain, to);
  return builder.build();
}

function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

const rich: Encode = (text, { before, after }) => {
  // `#{` would begin an expression, also where one of the two stands there already.
  if (before.endsWith("#") && /^[{$@]/.test(text)) return undefined;
  const whole = text.replace(/["\\]|#(?=[{$@])|[\0-\x1f\x7f]/g, (each) => {
    if (/["\\#]/.test(each)) return `\\${each}`;
    const named = { "\n": "\\n", "\r": "\\r", "\t": "\\t" }[each];
    return named ?? `\\x${each.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
  return /^[{$@]/.test(after) ? whole.replace(/#$/, "\\#") : whole;
};
const plainQuotes: Encode = (text) => (/[\n\r]/.test(text) ? undefined : text.replace(/['\\]/g, "\\$&"));
const percent: Encode = (text) => (/[\\()[\]{}<>|!/#\0-\x1f]/.test(text) ? undefined : text);

function encoderOf({ open }: Style): Encode {
  return open === '"' ? rich : open === "'" ? plainQuotes : percent;
}
