/**
 * The character-strings of a TXT record, from how a zone file writes them to what is published, with the source of
 * every character.
 */

import { Decoded, type Encode } from "../../text/decoded.ts";
import { DecodedBuilder } from "../../text/decoded-builder.ts";
import { firstCharacter } from "../../text/octets.ts";
import { BARE, type Entry, FOLDED, QUOTED, type WordKind } from "./entry.ts";
import { decimal } from "./names.ts";
import { quotedEnd } from "./words.ts";

/** Writes text between quotes. What is not ASCII stands for itself; BIND reads it octet by octet. */
export const encodeQuoted: Encode = (text, { before }) =>
  completesEscape(before, text) ? undefined : text.replace(/["\\]|[\0-\x1f\x7f]/g, escaped);

/** Writes text as part of a bare word, which can't be empty. */
export const encodeBare: Encode = (text, { before, after }) => {
  if (text === "" && /(^|[\s()";])$/.test(before) && /^($|[\s()";])/.test(after)) return undefined;
  return completesEscape(before, text) ? undefined : text.replace(/["\\();]|[\0-\x20\x7f]/g, escaped);
};

/** What ends a string and starts the next one: between quotes, and between bare words. */
export const QUOTED_BORDER = '" "';
export const BARE_BORDER = " ";

/** The same for Route 53, where the digits of an escape are octal ("DNS domain name format"). */
export const encodeOctal: Encode = (text, { before }) =>
  completesEscape(before, text)
    ? undefined
    : text.replace(/["\\]|[\0-\x1f\x7f]/g, (character) => {
        const code = character.charCodeAt(0);
        return code < 32 || code === 127 ? `\\${code.toString(8).padStart(3, "0")}` : `\\${character}`;
      });

/** Whether digits would become part of an escape that has too few of them. */
function completesEscape(before: string, text: string): boolean {
  return /^\d/.test(text) && /\\\d{1,2}$/.test(before);
}

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  return code <= 32 || code === 127 ? `\\${String(code).padStart(3, "0")}` : `\\${character}`;
}

/** What the three digits of an escape say: the octet, or -1. */
type Digits = (text: string, at: number) => number;

/** Three octal digits. */
function octal(text: string, at: number): number {
  const digits = text.slice(at, at + 3);
  return /^[0-3][0-7]{2}$/.test(digits) ? Number.parseInt(digits, 8) : -1;
}

/** Decodes quoted strings as Route 53 reads them. */
export function decodeOctalStrings(text: string): Decoded {
  return decodeStrings(text, 0, text.length, encodeOctal, octal);
}

/** Decodes what Route 53 gets in quotes that are not written: `""` within it ends a string and begins the next. */
export function decodeOctalInside(text: string): Decoded {
  const builder = new DecodedBuilder(text, encodeOctal, '""');
  let start = 0;
  for (const { index, 0: found } of text.matchAll(/\\[\s\S]|"[ \t]*"/g)) {
    if (found.startsWith("\\")) continue;
    readString(builder, text, start, index, false, octal);
    start = index + found.length;
    builder.boundary(index, start);
  }
  readString(builder, text, start, text.length, false, octal);
  return builder.build();
}

/** Decodes quoted strings, and nothing else, from `start` to `end`. */
export function decodeStrings(
  text: string,
  start: number,
  end: number,
  encode: Encode = encodeQuoted,
  digits: Digits = decimal,
): Decoded {
  if (isOneString(text, start, end)) return Decoded.verbatim(text, start + 1, end - 1, encode, QUOTED_BORDER);
  const builder = new DecodedBuilder(text, encode, QUOTED_BORDER);
  let last = -1;
  for (let at = start; at < end; ) {
    if (text.charCodeAt(at) !== 34) {
      at++;
      continue;
    }
    if (last >= 0) builder.boundary(last, at + 1);
    const close = quotedEnd(text, at);
    last = (close > 0 ? close : end) - 1;
    readString(builder, text, at + 1, last, false, digits);
    at = last + 1;
  }
  return builder.build();
}

/** Whether it is one string without an escape. */
export function isOneString(text: string, start: number, end: number): boolean {
  for (let at = start + 1; at < end - 1; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 34 || unit === 92) return false;
  }
  return true;
}

/** Decodes the words of an entry from number `first` on. RFC 1035, 5.1 */
export function decodeWords(entry: Entry, first: number): Decoded {
  const { text } = entry;
  const builder = new DecodedBuilder(text, encodeQuoted, QUOTED_BORDER);
  let last = -1;
  for (let index = first; index < entry.count; index++) {
    const kind = entry.kinds[index] as WordKind;
    const start = (entry.starts[index] as number) + (kind === BARE ? 0 : 1);
    const end = (entry.ends[index] as number) - (kind === QUOTED || kind === FOLDED ? 1 : 0);
    if (last >= 0) builder.boundary(last, start);
    if (kind === BARE) builder.encodeBy(encodeBare, BARE_BORDER);
    else builder.encodeBy(encodeQuoted, QUOTED_BORDER);
    readString(builder, text, start, end, kind === FOLDED);
    last = end;
  }
  return builder.build();
}

/** Decodes a quoted string that lacks its opening quote: the text from `start` to `end`. */
export function decodeHalf(text: string, start: number, end: number): Decoded {
  const builder = new DecodedBuilder(text, encodeQuoted, QUOTED_BORDER);
  readString(builder, text, start, end, false);
  return builder.build();
}

/** Reads the inside of one string. Where `folds`, a line end in it stands for the blank that was meant. */
function readString(
  builder: DecodedBuilder,
  text: string,
  start: number,
  end: number,
  folds: boolean,
  digits: Digits = decimal,
): void {
  let from = start;
  if (start >= end) builder.verbatim(start, start);
  for (let at = start; at < end; ) {
    const unit = text.charCodeAt(at);
    if (unit === 92 && at + 1 < end) {
      if (at > from) builder.verbatim(from, at);
      at = readEscape(builder, text, at, end, digits);
      from = at;
    } else if (folds && (unit === 10 || unit === 13)) {
      const [before, after] = aroundFold(text, from, at, end);
      if (before > from) builder.verbatim(from, before);
      // Nothing is meant by a line end before the quote.
      if (after < end) builder.replaced(before, after, " ");
      at = after;
      from = at;
    } else at++;
  }
  if (end > from) builder.verbatim(from, end);
}

/** The line end at `at` with the blanks around it. */
function aroundFold(text: string, from: number, at: number, end: number): [number, number] {
  let before = at;
  while (before > from && isBlank(text.charCodeAt(before - 1))) before--;
  let after = at;
  while (
    after < end &&
    (isBlank(text.charCodeAt(after)) || text.charCodeAt(after) === 10 || text.charCodeAt(after) === 13)
  )
    after++;
  return [before, after];
}

/**
 * Reads `\DDD` or `\X` at `at`, and returns where it ends. Octets that are one character are read together. A number that
 * is no octet loses its backslash.
 */
function readEscape(builder: DecodedBuilder, text: string, at: number, end: number, digits: Digits): number {
  const octetAt = (from: number) =>
    from + 4 <= end && text.charCodeAt(from) === 92 ? digits(text, from + 1) : -1;
  const octets = [octetAt(at)];
  if ((octets[0] as number) >= 0) {
    for (let next = at + 4; octetAt(next) > 127 && octets.length < 4; next += 4) octets.push(octetAt(next));
    const { text: character, count } = firstCharacter(octets);
    builder.replaced(at, at + 4 * count, character);
    return at + 4 * count;
  }
  const to = Math.min(end, at + 1 + ((text.codePointAt(at + 1) as number) > 0xffff ? 2 : 1));
  builder.replaced(at, to, text.slice(at + 1, to));
  return to;
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9;
}
