/** The octets of a zone file's lines, and what can be told from them alone. */

import { OTHER, type Treatment, TXT, treatmentOf } from "./types.ts";

export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const SPACE = 32;
export const QUOTE = 34;
const OPEN = 40;
const CLOSE = 41;
export const SEMICOLON = 59;
const BACKSLASH = 92;

/** What must be read the exact way. */
const NOT_PLAIN = -1;

/** Characters that end a word or make it more than one. */
export const ENDS_WORD = new Uint8Array(256);
for (const unit of [TAB, LF, CR, SPACE, QUOTE, OPEN, CLOSE, SEMICOLON, BACKSLASH]) ENDS_WORD[unit] = 1;

/** Characters that an escape in a text is worth a look for: digits, and what needs none. */
const NEEDS_LOOK = new Uint8Array(256);
for (const character of "0123456789_-.:=/~+?%\r\n") NEEDS_LOOK[character.charCodeAt(0)] = 1;
for (let letter = 65; letter <= 90; letter++) NEEDS_LOOK[letter] = NEEDS_LOOK[letter + 32] = 1;

/** The octets of one text at a time, in memory that is used again. */
export class Octets {
  #octets = new Uint8Array(0);
  readonly #encoder = new TextEncoder();

  /** One octet for each UTF-16 unit, 255 for all that is not ASCII, and a line end behind the last. */
  of(text: string): Uint8Array {
    const { length } = text;
    if (this.#octets.length <= length) this.#octets = new Uint8Array(2 * length + 1);
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

/** Whether two octets are IN, in any case. */
export function isIn(octets: Uint8Array, at: number): boolean {
  return ((octets[at] as number) | 32) === 105 && ((octets[at + 1] as number) | 32) === 110;
}

/** How a record of the type that is written there is treated. The frequent types are told by their letters. */
export function treatmentAt(
  octets: Uint8Array,
  start: number,
  end: number,
  text: string,
): Treatment | undefined {
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
export function endOfStrings(octets: Uint8Array, from: number): number {
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
export function restOf(octets: Uint8Array, from: number, length: number, comments: number[]): number {
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
export function dataEnd(octets: Uint8Array, from: number, length: number, comments: number[]): number {
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
