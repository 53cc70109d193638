/** How Go writes texts: in quotes, and raw between backticks (Go, "String literals"). */

import { Decoded, type Encode } from "../../text/decoded.ts";
import { DecodedBuilder } from "../../text/decoded-builder.ts";
import type { TextValue } from "./value.ts";

const NAMED: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  '"': '"',
};

const ESCAPE = /\\(?:U([0-9a-fA-F]{8})|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{3})|([abfnrtv\\"]))/g;

/** A text from here to there, its quotes included; the closing one may be missing. */
export function textOf(
  source: string,
  { from, to }: { readonly from: number; readonly to: number },
): TextValue {
  const quote = source[from];
  const inner = source.slice(from + 1, to);
  if (quote === "`") {
    const end = inner.endsWith("`") ? to - 1 : to;
    return { kind: "text", text: rawText(source, from + 1, end), span: { start: from, end: to } };
  }
  // Without its quote, a text ends with its line.
  const length = /^(?:\\[^\n]|[^"\\\n\r])*/.exec(inner)?.[0].length ?? 0;
  const end = from + 1 + length;
  const closed = source[end] === '"';
  return {
    kind: "text",
    text: quotedText(source, from + 1, end),
    span: { start: from, end: closed ? end + 1 : end },
  };
}

function quotedText(source: string, from: number, to: number): Decoded {
  const builder = new DecodedBuilder(source, encode);
  // An empty stretch marks where text can be put.
  if (from === to) builder.verbatim(from, to);
  let plain = from;
  for (const match of source.slice(from, to).matchAll(ESCAPE)) {
    const [written, long, unit, octet, octal, other] = match;
    const start = from + match.index;
    if (plain < start) builder.verbatim(plain, start);
    plain = start + written.length;
    const point = Number.parseInt(long ?? unit ?? "0", 16);
    const byte = octet === undefined ? Number.parseInt(octal ?? "0", 8) : Number.parseInt(octet, 16);
    // An octet beyond ASCII is a part of a character.
    if (byte > 0x7f || point > 0x10ffff) builder.hole(start, plain);
    else
      builder.replaced(
        start,
        plain,
        other === undefined ? String.fromCodePoint(point || byte) : (NAMED[other] as string),
      );
  }
  if (plain < to) builder.verbatim(plain, to);
  return builder.build();
}

/** Everything stands for itself, but for carriage returns, which are not there. */
function rawText(source: string, from: number, to: number): Decoded {
  const refused: Encode = (text) => (/[`\r]/.test(text) ? undefined : text);
  if (!source.slice(from, to).includes("\r")) return Decoded.verbatim(source, from, to, refused);
  const builder = new DecodedBuilder(source, refused);
  let plain = from;
  for (const { index } of source.slice(from, to).matchAll(/\r/g)) {
    builder.verbatim(plain, from + index);
    plain = from + index + 1;
  }
  builder.verbatim(plain, to);
  return builder.build();
}

const encode: Encode = (text) =>
  text.replace(/["\\]|[\0-\x1f\x7f]/g, (each) => {
    if (/["\\]/.test(each)) return `\\${each}`;
    const named = { "\n": "\\n", "\r": "\\r", "\t": "\\t" }[each];
    return named ?? `\\x${each.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
