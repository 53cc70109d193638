/** How Nix writes texts: in quotes, and in two apostrophes with their indentation taken away (Nix manual, "String literal"). */

import type { Decoded, Encode } from "../../text/decoded.ts";
import { DecodedBuilder } from "../../text/decoded-builder.ts";
import type { Cursor } from "./cursor.ts";
import { opaque } from "./program-values.ts";
import type { TextValue, Value } from "./value.ts";

const NAMED: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** A stretch of a text between two expressions. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Its stretches, and the expressions between them. */
interface Parts {
  readonly stretches: Stretch[];
  readonly holes: Value[];
}

/** What may stand in a text before its end, or before an expression. */
const QUOTED = /(?:\\[\s\S]|\$(?!\{)\$?|\$\$|[^"\\$])*/y;
const INDENTED = /(?:''(?:\$|'|\\[\s\S])|\$(?!\{)\$?|\$\$|'(?!')|[^'$])*/y;

/** A text that begins here; with expressions in it, which `expression` reads, it is put together from its pieces. */
export function readText(cursor: Cursor, expression: () => Value): Value {
  const { source, at: start } = cursor;
  const indented = cursor.take(/''(?: *\n)?/y) !== null;
  if (!indented) cursor.take(/"/y);
  const parts: Parts = { stretches: [], holes: [] };
  const limit = indented ? source.length : endOf(source, cursor.at);
  for (;;) {
    const from = cursor.at;
    cursor.take(indented ? INDENTED : QUOTED);
    if (cursor.at > limit) cursor.at = Math.max(from, limit);
    parts.stretches.push({ from, to: cursor.at });
    const hole = cursor.at;
    if (cursor.at >= limit || !cursor.take(/\$\{/y)) break;
    const value = expression();
    cursor.take(/\s*\}/y);
    // A hole is all that stands for it, signs included.
    parts.holes.push(value.kind === "unknown" ? Object.assign(value, { span: cursor.from(hole) }) : value);
  }
  cursor.take(indented ? /''/y : /"/y);
  const span = cursor.from(start);
  const texts = indented
    ? decodeIndented(source, parts)
    : parts.stretches.map((each) => decodeQuoted(source, each));
  const pieces = texts.flatMap((text, i): Value[] => {
    const { from, to } = parts.stretches[i] as Stretch;
    const piece: TextValue = { kind: "text", text, span: { start: from, end: to } };
    return i === 0 ? [piece] : [parts.holes[i - 1] as Value, piece];
  });
  const [only, ...more] = pieces;
  return only?.kind === "text" && more.length === 0 ? { ...only, span } : opaque("`", span, pieces);
}

/**
 * Where a text in quotes ends at the latest. It may have several lines; but where its closing quote seems to open another
 * text, its own is missing, and it ends with its line.
 */
function endOf(source: string, from: number): number {
  const inner = /(?:\\[\s\S]|[^"\\])*/y;
  inner.lastIndex = from;
  const line = /^[^\n]*(?=\n)/.exec(inner.exec(source)?.[0] ?? "")?.[0];
  if (line === undefined || line.includes("${")) return source.length;
  const [newline, closing] = [from + line.length, inner.lastIndex];
  const opens = /[\s[(=]/.test(source[closing - 1] ?? "") && /[\w.~?+@$%-]/.test(source[closing + 1] ?? "");
  return closing < source.length && !opens ? source.length : newline;
}

function decodeQuoted(source: string, { from, to }: Stretch): Decoded {
  const builder = new DecodedBuilder(source, encodeQuoted);
  // An empty stretch marks where text can be put.
  if (from === to) builder.verbatim(from, to);
  let plain = from;
  for (const match of source.slice(from, to).matchAll(/\\([\s\S])|\r\n?/g)) {
    const start = from + match.index;
    if (plain < start) builder.verbatim(plain, start);
    plain = start + match[0].length;
    const sign = match[1];
    builder.replaced(start, plain, sign === undefined ? "\n" : (NAMED[sign] ?? sign));
  }
  if (plain < to) builder.verbatim(plain, to);
  return builder.build();
}

const encodeQuoted: Encode = (text, { before, after }) => {
  // `${` would begin an expression, also where one of the two stands there already.
  if (before.endsWith("$") && text.startsWith("{")) return undefined;
  const whole = text.replace(/["\\]|\$(?=\{)|[\n\r\t]/g, (each) => {
    return { "\n": "\\n", "\r": "\\r", "\t": "\\t" }[each] ?? `\\${each}`;
  });
  return after.startsWith("{") ? whole.replace(/\$$/, "\\$") : whole;
};

const encodeIndented: Encode = (text, { before, after }) => {
  if (/['\n\r]/.test(text) || (before.endsWith("$") && text.startsWith("{"))) return undefined;
  const whole = text.replace(/\$(?=\{)/g, "''$");
  return after.startsWith("{") ? whole.replace(/\$$/, "''$") : whole;
};

/** The blanks that all lines begin with, lines of blanks aside, are not part of the text, nor are those of a last line. */
function decodeIndented(source: string, { stretches }: Parts): Decoded[] {
  const indentation = indentationOf(source, stretches);
  let atStart = true;
  let dropped = 0;
  return stretches.map(({ from, to }, i) => {
    const builder = new DecodedBuilder(source, encodeIndented);
    if (i > 0) atStart = false;
    const last = i === stretches.length - 1 ? lastLineOf(source.slice(from, to), from, atStart) : to;
    if (from === to) builder.verbatim(from, to);
    for (let at = from; at < to; ) {
      const [written, sign] = /^''(?:(\$|'|\\[\s\S]))/.exec(source.slice(at, at + 4)) ?? [];
      if (atStart && source[at] === " " && dropped < indentation) {
        dropped++;
        at++;
        continue;
      }
      if (at >= last) break;
      if (written !== undefined && sign !== undefined) {
        builder.replaced(
          at,
          at + written.length,
          sign === "'" ? "''" : sign === "$" ? "$" : (NAMED[sign[1] as string] ?? (sign[1] as string)),
        );
        at += written.length;
        // Blanks behind a line end that is written as an escape go as well.
        atStart = sign === "\\n";
        dropped = 0;
        continue;
      }
      builder.verbatim(at, at + 1);
      if (source[at] === "\n") {
        atStart = true;
        dropped = 0;
      } else if (source[at] !== " ") atStart = false;
      at++;
    }
    return builder.build();
  });
}

/** Where the last line begins, if it is nothing but blanks; the end if not. */
function lastLineOf(text: string, from: number, atStart: boolean): number {
  const newline = text.lastIndexOf("\n");
  const blank = /^ *$/.test(text.slice(newline + 1));
  return blank && newline >= 0
    ? from + newline + 1
    : atStart && newline < 0 && blank
      ? from + text.length
      : from + text.length;
}

function indentationOf(source: string, stretches: readonly Stretch[]): number {
  let [least, own, atStart] = [Number.POSITIVE_INFINITY, 0, true];
  const content = () => {
    if (atStart) least = Math.min(least, own);
    atStart = false;
  };
  stretches.forEach(({ from, to }, i) => {
    if (i > 0) content();
    for (let at = from; at < to; at++) {
      if (source.startsWith("''", at)) {
        content();
        at += source[at + 2] === "\\" ? 3 : 2;
      } else if (source[at] === "\n") [atStart, own] = [true, 0];
      else if (source[at] !== " ") content();
      else if (atStart) own++;
    }
  });
  return Number.isFinite(least) ? least : Number.POSITIVE_INFINITY;
}
