/** Characters from outside visible ASCII that people paste into records, and what they were meant to be. */

export type Oddity =
  /** Stands for `-`. */
  | "dash"
  /** Stands for `~`. */
  | "tilde"
  | "quote"
  /** Has no width: a byte order mark, a soft hyphen. */
  | "invisible"
  /** Looks like an ASCII character. */
  | "look-alike"
  /** An octet that is not UTF-8. */
  | "octet"
  | "control"
  | "other";

/** What a character is, and its ASCII reading: "" where it should go, null where there is none. */
export interface Odd {
  readonly kind: Oddity;
  readonly ascii: string | null;
}

/** Blanks of every sort but the space; the last is a no-break space that was not UTF-8. */
const BLANK = "\\t\\n\\v\\f\\r\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
export const oddBlanks = new RegExp(`(?:[${BLANK}]|(?<![\\ud800-\\udbff])\\udca0)+`, "g");

const oddBlank = new RegExp(`[${BLANK}]`);

/** Whether a blank of any sort stands there. */
export function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code > 0x20 && code < 0x7f) return false;
  if (code === 0x20) return true;
  if (code === 0xdca0) return !/[\ud800-\udbff]/.test(text.charAt(at - 1));
  return oddBlank.test(text.charAt(at));
}

const DASHES = /^[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u0096\u0097\udc96\udc97]$/;
const TILDES = /^[\u02dc\u02f7\u223c\uff5e]$/;
const QUOTES =
  /^[\u2018-\u201f\u2032\u2033\u00ab\u00bb\u2039\u203a\u00b4\u0091-\u0094\udc91-\udc94\uff02\uff07]$/;
const INVISIBLE = /^[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]$/;

const LOOK_ALIKE: Readonly<Record<string, string>> = {
  "\ua789": ":",
  "\u2236": ":",
  "\u2044": "/",
  "\u2215": "/",
  "\u3002": ".",
  "\uff61": ".",
  "\u00b7": ".",
  "\u201a": ",",
  "\u3001": ",",
  // Cyrillic and Greek letters that look like the Latin ones of mechanism names.
  а: "a",
  с: "c",
  ԁ: "d",
  е: "e",
  і: "i",
  ӏ: "l",
  м: "m",
  о: "o",
  р: "p",
  ѕ: "s",
  т: "t",
  х: "x",
  ο: "o",
  А: "A",
  С: "C",
  Е: "E",
  І: "I",
  М: "M",
  О: "O",
  Р: "P",
  Т: "T",
  Х: "X",
};

/** What a character (one code point, or half of a pair) is, or undefined for visible ASCII. */
export function oddCharacter(character: string): Odd | undefined {
  const code = character.codePointAt(0) as number;
  if (code > 0x20 && code < 0x7f) return undefined;
  if (DASHES.test(character)) return { kind: "dash", ascii: "-" };
  if (TILDES.test(character)) return { kind: "tilde", ascii: "~" };
  if (QUOTES.test(character)) return { kind: "quote", ascii: "" };
  if (INVISIBLE.test(character)) return { kind: "invisible", ascii: "" };
  if (code > 0xff00 && code < 0xff5f)
    return { kind: "look-alike", ascii: String.fromCharCode(code - 0xfee0) };
  const meant = LOOK_ALIKE[character];
  if (meant !== undefined) return { kind: "look-alike", ascii: meant };
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return { kind: "control", ascii: null };
  if (code >= 0xdc80 && code <= 0xdcff) return { kind: "octet", ascii: null };
  return { kind: "other", ascii: null };
}

/** Whether all of it is visible ASCII. */
export function isVisibleAscii(text: string): boolean {
  return /^[\x21-\x7e]*$/.test(text);
}

/** `U+00A0`; an octet that is not UTF-8 is named as such: `0xA0`. */
export function codeName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0xdc80 && code <= 0xdcff) return `0x${(code - 0xdc00).toString(16).toUpperCase()}`;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** The character that an offset lies in, and where it starts: two units where it is no letter of the usual alphabets. */
export function characterAt(text: string, offset: number): { start: number; character: string } {
  const isSecond = offset > 0 && (text.codePointAt(offset - 1) ?? 0) > 0xffff;
  const start = isSecond ? offset - 1 : offset;
  return { start, character: String.fromCodePoint(text.codePointAt(start) ?? 0) };
}
