/**
 * Mends the characters of a word before it is read: what is not visible ASCII, and quote marks. The faults are kept
 * apart until the word has been read, since a fault that says more may cover them.
 *
 * Reports: bad-qualifier (look-alike), literal-quotes, non-ascii, syntax (control-character).
 */

import type { RecordSpace, Span } from "../text/span.ts";
import type { Fault } from "./ast.ts";
import { codeName, isVisibleAscii, oddCharacter } from "./characters.ts";
import { fault } from "./faults.ts";
import { toAsciiLabel } from "./idn.ts";
import { firstHole, type Reading } from "./reading.ts";
import { LONGEST, mendedWord, spanIn, type Word } from "./word.ts";

export interface Mended {
  readonly word: Word;
  readonly faults: readonly Fault[];
}

/** The word as it was meant, and the faults of its characters. */
export function mendWord(reading: Reading, word: Word): Mended {
  // With a hole in it, the word may be a modifier that no checker knows, and those may hold quotes.
  const quotes =
    (/"/.test(word.text) || /^['`]|['`](?:$|\/)/.test(word.text)) && firstHole(reading, word) < 0;
  if ((isVisibleAscii(word.text) && !quotes) || word.text.length > LONGEST) return { word, faults: [] };
  const writer = new MendWriter(reading, word, quotes);
  if (quotes && word.good) return { word, faults: isOtherModifier(word.text) ? [] : writer.quotesOfGood() };
  return writer.mend();
}

/** Whether the word is a modifier that no checker knows: its value may hold quotes. */
function isOtherModifier(text: string): boolean {
  return /^(?!(?:redirect|exp)=)[a-z][a-z0-9._-]*=/i.test(text);
}

/** Builds the mended text and its faults from left to right. */
class MendWriter {
  readonly #reading: Reading;
  readonly #word: Word;
  readonly #places: Span<RecordSpace>[] = [];
  readonly #faults: Fault[] = [];
  /** Whether quote marks are wrong in this word. */
  readonly #quotes: boolean;
  #text = "";

  constructor(reading: Reading, word: Word, quotes: boolean) {
    this.#reading = reading;
    this.#word = word;
    this.#quotes = quotes;
  }

  mend(): Mended {
    const { text } = this.#word;
    for (let i = 0; i < text.length; ) i = this.#step(i);
    const mended = mendedWord(this.#word, this.#text, this.#places);
    if (this.#faults.length === 0) return { word: this.#word, faults: [] };
    return { word: mended, faults: this.#faults };
  }

  /** Quotes in a word that a checker takes as it is: `include:"example".net`. */
  quotesOfGood(): readonly Fault[] {
    for (const match of this.#word.text.matchAll(/"/g)) this.#quote(match.index, match.index + 1, false);
    return this.#faults;
  }

  /** Deals with what stands at `at`; returns where to go on. */
  #step(at: number): number {
    const { text } = this.#word;
    if (this.#reading.holes.has(spanIn(this.#word, at, at + 1).start)) return this.#keep(at, at + 1);
    const pair = this.#quotes ? this.#pairAt(at) : "";
    if (pair !== "" && isVisibleAscii(pair)) return this.#pair(at, pair);
    const quotes = this.#quotes ? this.#quotesAt(at) : at;
    if (quotes > at) {
      this.#quote(at, quotes, true);
      return quotes;
    }
    // A byte order mark whose octets were read as Latin-1.
    if (text.startsWith("\u00ef\u00bb\u00bf", at)) {
      this.#report(at, at + 3, "\ufeff", "invisible");
      return at + 3;
    }
    const character = String.fromCodePoint(text.codePointAt(at) as number);
    const odd = oddCharacter(character);
    if (!odd) return this.#keep(at, at + 1);
    if (odd.kind === "other" || odd.kind === "look-alike") {
      const end = this.#label(at);
      if (end > at) return end;
    }
    let end = at + character.length;
    while (end < text.length && oddCharacter(this.#at(end))?.kind === odd.kind && odd.kind !== "look-alike") {
      end += this.#at(end).length;
    }
    this.#report(at, end, character, odd.kind);
    if (odd.ascii === null) return this.#keep(at, end);
    for (let i = at; i < end; i += this.#at(i).length) {
      const ascii = oddCharacter(this.#at(i))?.ascii ?? "";
      for (const unit of ascii) this.#put(unit, i, i + this.#at(i).length);
    }
    return end;
  }

  #at(index: number): string {
    return String.fromCodePoint(this.#word.text.codePointAt(index) as number);
  }

  #keep(from: number, to: number): number {
    for (let i = from; i < to; i++) this.#put(this.#word.text[i] as string, i, i + 1);
    return to;
  }

  #put(unit: string, from: number, to: number): void {
    this.#text += unit;
    this.#places.push(spanIn(this.#word, from, to));
  }

  /** Where a run of quote marks that starts at `at` ends; `at` where there is none. */
  #quotesAt(at: number): number {
    const { text } = this.#word;
    const match = /^\\?"+(?:\\?"+)*/.exec(text.slice(at, at + 16));
    if (match) return at + match[0].length;
    const edge = at === 0 || at === text.length - 1;
    return edge && /['`]/.test(text.charAt(at)) && text.length > 1 ? at + 1 : at;
  }

  /** A stretch between quotes that starts at `at`; "" where there is none. */
  #pairAt(at: number): string {
    const { text } = this.#word;
    const ahead = text.slice(at, at + 300);
    // A single quote is a character of names, so only those round a whole term or value are meant as quotes.
    const starts = at === 0 || /[:=]/.test(text.charAt(at - 1));
    const pair = /^"[^"\\]+"/.exec(ahead) ?? (starts && /^(['`])[^'"`\\]+\1(?=$|\/)/.exec(ahead));
    return pair ? pair[0] : "";
  }

  #quote(from: number, to: number, error: boolean): void {
    const span = spanIn(this.#word, from, to);
    const found = this.#word.text.slice(from, to);
    const of = { error, term: this.#reading.terms.length, suggestion: { replaces: span, text: "" } };
    this.#faults.push(fault("literal-quotes", "mark", span, { found }, of));
  }

  /** Quotes around a stretch of plain text are one mistake. */
  #pair(at: number, found: string): number {
    const end = at + found.length;
    const span = spanIn(this.#word, at, end);
    const text = found.slice(1, -1);
    const of = { error: true, term: this.#reading.terms.length, suggestion: { replaces: span, text } };
    this.#faults.push(fault("literal-quotes", "pair", span, { found }, of));
    this.#keep(at + 1, end - 1);
    return end;
  }

  /** Where a label of a domain that holds the place starts and ends; null where it is none of a domain. */
  #labelAround(at: number): Span<RecordSpace> | null {
    const { text } = this.#word;
    if (!/[:=]/.test(text.slice(0, at)) && !/^[^:=]*\./.test(text)) return null;
    const limit = /[.:=/@,;%{}\u3002\uff0e\uff61]/;
    let start = at;
    let end = at;
    while (start > 0 && at - start < 64 && !limit.test(text[start - 1] as string)) start--;
    while (end < text.length && end - at < 64 && !limit.test(text[end] as string)) end++;
    return { start, end };
  }

  /** Puts the A-label in place of an internationalised label; returns where that ends, or `at` if it is none. */
  #label(at: number): number {
    const around = this.#labelAround(at);
    if (!around) return at;
    const label = this.#word.text.slice(around.start, around.end);
    const ascii = hasLetters(label) ? toAsciiLabel(label) : null;
    // What stands before `at` in the label has been kept unit by unit, or the label holds something else odd.
    const kept = this.#word.text.slice(around.start, at);
    if (ascii === null || !this.#text.endsWith(kept)) return at;
    this.#text = this.#text.slice(0, this.#text.length - kept.length);
    this.#places.length = this.#text.length;
    for (const unit of ascii) this.#put(unit, around.start, around.end);
    const span = spanIn(this.#word, around.start, around.end);
    const of = { error: true, term: this.#reading.terms.length, suggestion: { replaces: span, text: ascii } };
    this.#faults.push(fault("non-ascii", "u-label", span, { label }, of));
    return around.end;
  }

  #report(from: number, to: number, character: string, kind: string): void {
    const span = spanIn(this.#word, from, to);
    const code = codeName(character);
    const term = this.#reading.terms.length;
    const ascii = oddCharacter(character)?.ascii ?? null;
    const of =
      ascii === null
        ? { error: true, term }
        : { error: true, term, suggestion: { replaces: span, text: ascii } };
    const leading = this.#text === "" && to < this.#word.text.length;
    if (leading && (kind === "dash" || kind === "tilde")) {
      const meant = kind === "dash" ? "-" : "~";
      const one = { error: true, term, suggestion: { replaces: span, text: meant } };
      this.#faults.push(fault("bad-qualifier", "look-alike", span, { found: character, meant }, one));
    } else if (kind === "control") {
      this.#faults.push(fault("syntax", "control-character", span, { code }, of));
    } else if (kind === "octet") {
      this.#faults.push(fault("non-ascii", "octet", span, { code }, of));
    } else if (kind === "look-alike" || kind === "tilde") {
      this.#faults.push(fault("non-ascii", "look-alike", span, { character, code, meant: ascii ?? "" }, of));
    } else if (kind === "dash" || kind === "quote" || kind === "invisible") {
      this.#faults.push(fault("non-ascii", kind, span, { character, code }, of));
    } else this.#faults.push(fault("non-ascii", "other", span, { character, code }, of));
  }
}

/** Whether there are letters from outside ASCII that are not merely look-alikes among ASCII ones. */
function hasLetters(label: string): boolean {
  return [...label].some((character) => oddCharacter(character)?.kind === "other");
}
