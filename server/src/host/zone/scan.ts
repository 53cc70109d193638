/**
 * The quick way through a zone file: lines of a plain form are read from octets, without an object for anything but a
 * TXT or SPF record. It stops where a line is not plain, and `entry.ts` reads that one exactly; what both can read
 * they read alike, by a test.
 */

import type { Ahead } from "./entry.ts";
import { continuesText, mayGoOn } from "./lines.ts";
import { fullName } from "./names.ts";
import { ZoneFound } from "./part.ts";
import type { Reader } from "./reader.ts";
import { looksLikeSpf } from "./spf-like.ts";
import { OTHER, SOA, SPF, type Treatment, TXT, treatmentOf, ttlOf } from "./types.ts";

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
const OPEN = 40;
const CLOSE = 41;
const SEMICOLON = 59;
const BACKSLASH = 92;

/** What must be read the exact way. */
const NOT_PLAIN = -1;

/** Characters that end a word or make it more than one. */
const ENDS_WORD = new Uint8Array(256);
for (const unit of [TAB, LF, CR, SPACE, QUOTE, OPEN, CLOSE, SEMICOLON, BACKSLASH]) ENDS_WORD[unit] = 1;

/** Characters that an escape in a text is worth a look for: digits, and what needs none. */
const NEEDS_LOOK = new Uint8Array(256);
for (const character of "0123456789_-.:=/~+?%\r\n") NEEDS_LOOK[character.charCodeAt(0)] = 1;
for (let letter = 65; letter <= 90; letter++) NEEDS_LOOK[letter] = NEEDS_LOOK[letter + 32] = 1;

/** The octets of one text at a time, in memory that is used again. */
export class Octets {
  #octets = new Uint8Array(1 << 14);
  readonly #encoder = new TextEncoder();

  /** One octet for each UTF-16 unit, 255 for all that is not ASCII, and a line end behind the last. */
  of(text: string): Uint8Array {
    const { length } = text;
    if (this.#octets.length <= length) this.#octets = new Uint8Array(2 * length);
    const octets = this.#octets;
    const { read, written } = this.#encoder.encodeInto(text, octets);
    if (read !== length || written !== length) {
      for (let i = 0; i < length; i++) {
        const unit = text.charCodeAt(i);
        octets[i] = unit < 128 ? unit : 255;
      }
    }
    octets[length] = LF;
    return octets;
  }
}

/**
 * Reads plain lines from `from` on. Returns where the first line starts that is not plain, or the length of the text.
 * @param octets those of the first `length` characters of `text`
 * @param next the first character behind the text at hand, or NaN
 */
export function scan(
  reader: Reader,
  text: string,
  octets: Uint8Array,
  length: number,
  from: number,
  ahead: Ahead,
  next: number,
): number {
  const { comments, origin, others } = reader;
  // The owner's place; it becomes a name where one is asked for.
  let ownerStart = -1;
  let ownerEnd = -1;
  let line = from;
  reader.openText = null;
  for (; line < length; ) {
    let at = line;
    let start = line;
    let unit = octets[at] as number;
    if (unit === SPACE || unit === TAB) {
      do unit = octets[++at] as number;
      while (unit === SPACE || unit === TAB);
      if (unit === LF || unit === CR || unit === SEMICOLON) {
        at = restOf(octets, at, length, comments);
        if (at < 0) break;
        line = at;
        continue;
      }
      start = at;
      if (ownerEnd < 0 && reader.owner === null) break;
    } else {
      if (unit === LF || unit === CR || unit === SEMICOLON) {
        at = restOf(octets, at, length, comments);
        if (at < 0) break;
        line = at;
        continue;
      }
      // Directives, and owners in quotes, parentheses or escapes.
      if (unit === 36) break;
      while (ENDS_WORD[unit] === 0) unit = octets[++at] as number;
      if (unit !== SPACE && unit !== TAB) break;
    }
    const wordEnd = at;
    // TTL and class, each once, in either order.
    let ttl = -1;
    let hasClass = false;
    let treatment: Treatment | undefined;
    let typeStart = 0;
    for (;;) {
      while (unit === SPACE || unit === TAB) unit = octets[++at] as number;
      typeStart = at;
      if (unit >= 48 && unit <= 57 && ttl < 0) {
        let value = 0;
        do {
          value = value * 10 + unit - 48;
          unit = octets[++at] as number;
        } while (unit >= 48 && unit <= 57);
        if (ENDS_WORD[unit] === 0 || value > 0xffffffff) {
          while (ENDS_WORD[unit] === 0) unit = octets[++at] as number;
          value = ttlOf(text.slice(typeStart, at)) ?? -1;
          if (value < 0) break;
        }
        ttl = value;
        continue;
      }
      while (ENDS_WORD[unit] === 0) unit = octets[++at] as number;
      if (at - typeStart === 2 && !hasClass && isIn(octets, typeStart)) {
        hasClass = true;
        continue;
      }
      treatment = treatmentAt(octets, typeStart, at, text);
      break;
    }
    if (treatment === undefined || treatment === SOA || (treatment === OTHER && others)) break;
    if (unit !== SPACE && unit !== TAB) break;
    let end: number;
    if ((treatment === TXT || treatment === SPF) && !others) {
      const typeEnd = at;
      while (unit === SPACE || unit === TAB) unit = octets[++at] as number;
      const dataStart = at;
      const stringsEnd = endOfStrings(octets, at);
      if (stringsEnd < 0 || (!hasClass && !reader.internet)) break;
      const before = comments.length;
      end = restOf(octets, stringsEnd, length, comments);
      if (end < 0) break;
      const stated = ttl < 0 ? (reader.defaultTtl ?? reader.lastTtl) : ttl;
      const found = new ZoneFound(text, treatment === TXT ? "TXT" : "SPF", stated);
      found.start = start;
      found.typeStart = typeStart;
      found.typeEnd = typeEnd;
      found.dataStart = dataStart;
      found.dataEnd = stringsEnd;
      if (goesOn(text, octets, end, length, next, found)) {
        comments.length = before;
        break;
      }
      if (start === line) {
        ownerStart = line;
        ownerEnd = wordEnd;
      }
      if (ownerEnd >= 0) found.ownBy(ownerStart, ownerEnd, origin);
      else found.names = [reader.owner as string];
      // A TTL that is new here holds for what follows, where there is no `$TTL`.
      const keepsTtl = ttl < 0 || ttl === reader.lastTtl || reader.defaultTtl !== null;
      if (keepsTtl) found.mayGo(line, end, ahead.atEnd);
      reader.found.push(found);
      // Whether it goes on in the next chunk is looked at from there.
      reader.openText = end >= length ? found : null;
    } else {
      end = dataEnd(octets, at, length, comments);
      if (end < 0) break;
      reader.openText = null;
      if (start === line) {
        ownerStart = line;
        ownerEnd = wordEnd;
      }
    }
    if (ttl >= 0) reader.lastTtl = ttl;
    line = end;
  }
  if (ownerEnd >= 0) reader.owner = fullName(text.slice(ownerStart, ownerEnd), origin);
  return line;
}

/** Whether two octets are IN, in any case. */
function isIn(octets: Uint8Array, at: number): boolean {
  return ((octets[at] as number) | 32) === 105 && ((octets[at + 1] as number) | 32) === 110;
}

/** How a record of the type that is written there is treated. The frequent types are told by their letters. */
function treatmentAt(octets: Uint8Array, start: number, end: number, text: string): Treatment | undefined {
  const a = (octets[start] as number) & 0xdf;
  const b = (octets[start + 1] as number) & 0xdf;
  switch (end - start) {
    case 1:
      if (a === 65) return OTHER;
      break;
    case 2:
      if ((a === 77 && b === 88) || (a === 78 && b === 83)) return OTHER;
      break;
    case 3:
      if (a === 84 && b === 88 && ((octets[start + 2] as number) & 0xdf) === 84) return TXT;
      break;
    case 4:
      if (a === 65 && b === 65 && (octets[start + 2] as number) === (octets[start] as number)) {
        if (octets[start + 3] === octets[start]) return OTHER;
      }
      break;
  }
  return end - start > 12 ? undefined : treatmentOf(text.slice(start, end));
}

/** Where the quoted strings from `from` on end; -1 where anything else, or an escape to be looked at, is among them. */
function endOfStrings(octets: Uint8Array, from: number): number {
  let at = from;
  let end = NOT_PLAIN;
  while (octets[at] === QUOTE) {
    let unit = octets[++at] as number;
    while (unit !== QUOTE) {
      if (unit === LF) return NOT_PLAIN;
      if (unit === BACKSLASH) {
        at++;
        if (NEEDS_LOOK[octets[at] as number] === 1) return NOT_PLAIN;
      }
      unit = octets[++at] as number;
    }
    end = ++at;
    while (octets[at] === SPACE || octets[at] === TAB) at++;
  }
  return end;
}

/** The next line, where a line has nothing from `from` on but blanks and a comment; else -1. */
function restOf(octets: Uint8Array, from: number, length: number, comments: number[]): number {
  let at = from;
  while (octets[at] === SPACE || octets[at] === TAB) at++;
  let unit = octets[at];
  if (unit === SEMICOLON) {
    const sign = at;
    while (unit !== LF) unit = octets[++at];
    comments.push(sign, octets[at - 1] === CR ? at - 1 : at);
  } else if (unit === CR) unit = octets[++at];
  if (unit !== LF) return NOT_PLAIN;
  return at < length ? at + 1 : length;
}

/** The next line behind data that nobody reads; -1 where its parentheses or quotes are not closed, or close nothing. */
function dataEnd(octets: Uint8Array, from: number, length: number, comments: number[]): number {
  const before = comments.length;
  let depth = 0;
  for (let at = from; ; at++) {
    let unit = octets[at] as number;
    while (ENDS_WORD[unit] === 0) unit = octets[++at] as number;
    switch (unit) {
      case LF:
        if (depth === 0) return at < length ? at + 1 : length;
        if (at < length) break;
        comments.length = before;
        return NOT_PLAIN;
      case CR:
        if (depth > 0 || octets[at + 1] === LF) break;
        comments.length = before;
        return NOT_PLAIN;
      case SEMICOLON: {
        const sign = at;
        while (octets[at + 1] !== LF) at++;
        comments.push(sign, octets[at] === CR ? at : at + 1);
        break;
      }
      case QUOTE:
        do {
          if (octets[at] === BACKSLASH) at++;
          at++;
        } while (octets[at] !== QUOTE && octets[at] !== LF && octets[at - 1] !== LF);
        if (octets[at] === QUOTE) break;
        comments.length = before;
        return NOT_PLAIN;
      case BACKSLASH:
        if (octets[at + 1] !== LF && octets[at + 1] !== CR) at++;
        break;
      case OPEN:
        depth++;
        break;
      case CLOSE:
        if (--depth >= 0) break;
        comments.length = before;
        return NOT_PLAIN;
    }
  }
}

/** Whether the line at `end` goes on with the text before it, although nothing says so. */
function goesOn(
  text: string,
  octets: Uint8Array,
  end: number,
  length: number,
  next: number,
  found: ZoneFound,
): boolean {
  if (end >= length) return mayGoOn(next);
  let unit = octets[end] as number;
  if (!mayGoOn(unit)) return false;
  let at = end;
  while (unit === SPACE || unit === TAB) unit = octets[++at] as number;
  if (unit === LF || unit === CR || unit === SEMICOLON || (unit >= 48 && unit <= 57)) return false;
  const start = at;
  while (ENDS_WORD[unit] === 0) unit = octets[++at] as number;
  if (at - start === 2 && isIn(octets, start)) return false;
  return continuesText(text, end, looksLikeSpf(found.decoded.text));
}
