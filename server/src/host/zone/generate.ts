/**
 * `$GENERATE`: one line that stands for many records. BIND's Administrator Reference Manual, 3.5.2.4
 *
 * BIND reads the data twice: as one word of the directive, then, with the numbers filled in, as the data of a
 * record. So a quoted text loses its quotes on the way and must be written `"\"v=spf1 …\""`.
 */

import type { Decoded, Encode } from "../../text/decoded.ts";
import { DecodedBuilder } from "../../text/decoded-builder.ts";
import { BARE, Entry, QUOTED, readEntry, WHOLE } from "./entry.ts";
import { decodeWords } from "./strings.ts";

/** More names than this are not made of one directive. */
export const MOST_OF_ONE = 65_536;
/** Nor are more than this made of all directives of a reading. */
export const MOST_OF_ALL = 262_144;

export interface Range {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/** `1-10` or `1-10/2`; undefined where it is neither. */
export function rangeOf(word: string): Range | undefined {
  const match = /^(\d{1,10})-(\d{1,10})(?:\/(\d{1,10}))?$/.exec(word);
  if (!match) return undefined;
  const start = Number(match[1]);
  const stop = Number(match[2]);
  const step = Number(match[3] ?? 1);
  if (stop < start || step === 0 || stop > 0xffffffff) return undefined;
  return { start, step, count: Math.floor((stop - start) / step) + 1 };
}

/** A stretch of a template: as it is, or a number to fill in. */
type Stretch =
  | { readonly from: number; readonly to: number; readonly text: string }
  | {
      readonly from: number;
      readonly to: number;
      readonly delta: number;
      readonly width: number;
      readonly mode: string;
    };

export class Template {
  private constructor(
    readonly text: string,
    readonly stretches: readonly Stretch[],
  ) {}

  /** Undefined where BIND would refuse what stands in `${…}`. */
  static of(text: string): Template | undefined {
    const stretches: Stretch[] = [];
    // BIND keeps an offset for the signs that follow in the same word.
    let delta = 0;
    for (let at = 0; at < text.length; ) {
      const next = text.slice(at).search(/[$\\]/);
      const from = next < 0 ? text.length : at + next;
      if (from > at) stretches.push({ from: at, to: from, text: text.slice(at, from) });
      at = from;
      if (at >= text.length) break;
      if (text[at] === "\\") {
        stretches.push({ from: at, to: at + 2, text: text.slice(at, at + 2) });
        at += 2;
      } else if (text[at + 1] === "$") {
        stretches.push({ from: at, to: at + 2, text: "$" });
        at += 2;
      } else if (text[at + 1] === "{") {
        const match = /^\$\{([-+]?\d{1,9})(?:,(\d{1,3})(?:,([doxXnN]))?)?\}/.exec(text.slice(at, at + 40));
        if (!match || Number(match[2] ?? 0) > 127) return undefined;
        delta = Number(match[1]);
        const to = at + match[0].length;
        stretches.push({ from: at, to, delta, width: Number(match[2] ?? 0), mode: match[3] ?? "d" });
        at = to;
      } else {
        stretches.push({ from: at, to: at + 1, delta, width: 0, mode: "d" });
        at += 1;
      }
    }
    return new Template(text, stretches);
  }

  /** Whether every number gives the same text. */
  get isConstant(): boolean {
    return this.stretches.every((stretch) => "text" in stretch);
  }

  fill(value: number): string {
    return this.stretches
      .map((stretch) => ("text" in stretch ? stretch.text : written(stretch, value)))
      .join("");
  }

  /** What `fill` gives, with the source of each character. */
  decode(value: number): Decoded {
    const builder = new DecodedBuilder(this.text, encodeInTemplate);
    for (const stretch of this.stretches) {
      const text = "text" in stretch ? stretch.text : written(stretch, value);
      if ("text" in stretch && text.length === stretch.to - stretch.from)
        builder.verbatim(stretch.from, stretch.to);
      else builder.replaced(stretch.from, stretch.to, text);
    }
    return builder.build();
  }
}

function written(stretch: { delta: number; width: number; mode: string }, value: number): string {
  const { width, mode } = stretch;
  const number = value + stretch.delta;
  if (mode === "n" || mode === "N") return nibbles(number, width, mode === "N");
  if (mode === "d")
    return number < 0 ? `-${String(-number).padStart(width - 1, "0")}` : String(number).padStart(width, "0");
  const digits = (number >>> 0).toString(mode === "o" ? 8 : 16).padStart(width, "0");
  return mode === "X" ? digits.toUpperCase() : digits;
}

/** Hexadecimal digits, lowest first, with dots between: names of ip6.arpa. */
function nibbles(value: number, width: number, upper: boolean): string {
  let out = "";
  let rest = value >>> 0;
  let left = width;
  do {
    out += (rest & 15).toString(16);
    rest >>>= 4;
    if (left > 0) left--;
    if (left > 0 || rest !== 0) {
      out += ".";
      if (left > 0) left--;
    }
  } while (rest !== 0 || left > 0);
  return upper ? out.toUpperCase() : out;
}

const encodeInTemplate: Encode = (text) => text.replaceAll("$", "$$$$");

/** Writes text inside a quoted word of the directive, where a backslash stays and only `\"` is undone. */
const encodeInQuoted: Encode = (text) => {
  if (/\\"|[\n\r]/.test(text) || /(?<!\\)(\\\\)*\\$/.test(text)) return undefined;
  return text.replaceAll('"', '\\"');
};

/** A bare word can't take what would end it. */
const encodeInBare: Encode = (text) => (/[\s"();]/.test(text) ? undefined : text);

const verbatimOnly: Encode = (text) => (/[\n\r]/.test(text) ? undefined : text);

/** The data of the directive as BIND's lexer gives it: word number `index`, or all the rest where there is more. */
export function dataOf(entry: Entry, index: number): Decoded | undefined {
  const { text } = entry;
  const kind = entry.kinds[index];
  const start = entry.starts[index] as number;
  const end = entry.ends[index] as number;
  if (index < entry.count - 1) {
    // BIND refuses more than one word, others take all of the line.
    if (/[\n();]/.test(text.slice(start, entry.wordsEnd))) return undefined;
    const builder = new DecodedBuilder(text, verbatimOnly);
    builder.verbatim(start, entry.wordsEnd);
    return builder.build();
  }
  if (kind === BARE) {
    const builder = new DecodedBuilder(text, encodeInBare);
    builder.verbatim(start, end);
    return builder.build();
  }
  if (kind !== QUOTED) return undefined;
  const builder = new DecodedBuilder(text, encodeInQuoted);
  let from = start + 1;
  for (let at = from; at < end - 1; at++) {
    if (text[at] !== "\\") continue;
    if (text[at + 1] === '"') {
      if (at > from) builder.verbatim(from, at);
      builder.replaced(at, at + 2, '"');
      from = at + 2;
    }
    at++;
  }
  builder.verbatim(from, end - 1);
  return builder.build();
}

/** The words of a record's data that is the whole of `text`. */
export function wordsOf(text: string): Entry {
  const entry = new Entry();
  readEntry(entry, text, 0, WHOLE);
  return entry;
}

/** The published text for one number, down to the source of the directive; undefined where there is none. */
export function textFor(data: Decoded, template: Template, value: number): Decoded | undefined {
  const filled = template.decode(value);
  const words = wordsOf(filled.text);
  if (words.count === 0) return undefined;
  return decodeWords(words, 0).through(filled.through(data));
}
