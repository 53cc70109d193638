// A host format that exists for these tests alone and has every trap of the real ones: escapes of one and of
// several units, raw octets, holes, gaps within strings, bare words, text that stands nowhere, and places where a
// character means something else because of its neighbour.

import type { Around, Decoded } from "../../../server/src/text/decoded.ts";
import { DecodedBuilder } from "../../../server/src/text/decoded-builder.ts";
import { rawOctet } from "../../../server/src/text/octets.ts";

const BARE = /[A-Za-z0-9:._-]/;
const BLANK = /\s/;
/** Between quotes; a bare word is never split here. */
const BORDER = '" "';

/**
 * Reads `"a\"b" ; comment`, bare words, and strings joined by a comma, which stands for a blank. Within quotes:
 * `\"`, `\u0041`, `\195` (an octet), `\t` (two characters, "<>"), `\` and a line end (one blank, with all blanks
 * that follow), `\z` (nothing, with all blanks that follow), `$$` (a dollar) and `${name}` (a hole).
 */
export function readToy(source: string): Decoded {
  const builder = new DecodedBuilder(source, encodeQuoted, BORDER);
  let previous: number | undefined;
  let comma: number | undefined;
  let at = 0;
  while (at < source.length) {
    const sign = source[at] as string;
    if (sign === ",") comma = at;
    if (sign === ";") {
      const end = source.indexOf("\n", at);
      at = end < 0 ? source.length : end;
    } else if (sign === '"' || BARE.test(sign)) {
      const from = sign === '"' ? at + 1 : at;
      if (previous !== undefined && comma !== undefined) builder.replaced(comma, comma, " ");
      else if (previous !== undefined) builder.boundary(previous, from);
      if (sign === '"') builder.encodeBy(encodeQuoted, BORDER);
      else builder.encodeBy(encodeBare);
      previous = sign === '"' ? readQuoted(source, from, builder) : readBare(source, from, builder);
      comma = undefined;
      at = sign === '"' ? previous + 1 : previous;
    } else at++;
  }
  return builder.build();
}

function readBare(source: string, from: number, builder: DecodedBuilder): number {
  let end = from;
  while (end < source.length && BARE.test(source[end] as string)) end++;
  builder.verbatim(from, end);
  return end;
}

/** Reads to the closing quote and returns where it is. */
function readQuoted(source: string, from: number, builder: DecodedBuilder): number {
  builder.verbatim(from, from);
  let at = from;
  while (at < source.length && source[at] !== '"') {
    const rest = source.slice(at, at + 40);
    const atom = /^(?:\\u[0-9a-f]{4}|\\\d{3}|\\(?:.|\n)|\$\$|\$\{\w*\})/.exec(rest)?.[0];
    if (atom === undefined) builder.verbatim(at, ++at);
    else if (atom.startsWith("${")) builder.hole(at, (at += atom.length));
    else if (atom === "\\z" || atom === "\\\n") {
      let end = at + 2;
      while (end < source.length && BLANK.test(source[end] as string)) end++;
      builder.replaced(at, end, atom === "\\z" ? "" : " ");
      at = end;
    } else builder.replaced(at, (at += atom.length), atomText(atom));
  }
  return at;
}

function atomText(atom: string): string {
  if (atom === "$$") return "$";
  if (/^\\u..../.test(atom)) return String.fromCharCode(Number.parseInt(atom.slice(2), 16));
  if (/^\\\d\d\d/.test(atom)) return rawOctet(Number(atom.slice(1)));
  return atom === "\\t" ? "<>" : atom.slice(1);
}

/** Writes text within quotes. */
export function encodeQuoted(text: string, { before, after }: Around): string | undefined {
  const dollar = (/\$*$/.exec(before)?.[0].length ?? 0) % 2 === 1 && !/\\\$$/.test(before);
  const eater = /(?<!\\)(?:\\\\)*\\[z\n]\s*$/.test(before);
  if (text === "") {
    return (dollar && /^[${]/.test(after)) || (eater && /^\s/.test(after)) ? undefined : "";
  }
  return [...text]
    .map((sign, index) => {
      const risky = index === 0 && ((dollar && sign === "{") || (eater && BLANK.test(sign)));
      if (risky) return `\\u00${sign.charCodeAt(0).toString(16).padStart(2, "0")}`;
      return sign === '"' || sign === "\\" || sign === "$" ? `\\${sign}` : sign;
    })
    .join("");
}

/** Writes a bare word, or refuses: a word of nothing would be no word. */
function encodeBare(text: string, { before, after }: Around): string | undefined {
  if (![...text].every((sign) => BARE.test(sign))) return undefined;
  const vanishes = text === "" && !BARE.test(before.slice(-1)) && !BARE.test(after.slice(0, 1));
  return vanishes ? undefined : text;
}
