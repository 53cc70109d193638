/**
 * Cuts a record into words, and joins words between which a blank should not be.
 *
 * Reports: whitespace, missing-value (blank-after), bad-qualifier (blank), wrong-separator (blank, blank-before,
 * blank-prefix).
 */

import type { RecordSpace, Span } from "../text/span.ts";
import type { Fault } from "./ast.ts";
import { codeName, isBlank, oddBlanks } from "./characters.ts";
import { fault } from "./faults.ts";
import { isTerm } from "./grammar.ts";
import { mendWord } from "./mend.ts";
import { meantBy } from "./names.ts";
import { firstHole, type Reading } from "./reading.ts";
import { joinedWord, mendedWord, placesOf, type Word, wordAt } from "./word.ts";

/** The words of a record. Each is made when it is asked for: thousands of them that all wait to be read are a burden. */
export class Words {
  readonly #text: string;
  /** Where each starts, and where it ends. */
  readonly #borders: number[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  get length(): number {
    return this.#borders.length >> 1;
  }

  add(start: number, end: number): void {
    this.#borders.push(start, end);
  }

  /** Whether the word begins with this character, without making it. */
  beginsWith(index: number, character: string): boolean {
    return index < this.length && this.#text[this.#borders[2 * index] as number] === character;
  }

  at(index: number): Word | undefined {
    if (index >= this.length) return undefined;
    return wordAt(this.#text, this.#borders[2 * index] as number, this.#borders[2 * index + 1] as number);
  }
}

/** The words after `from`, and what is wrong with the blanks between them. */
export function cutWords(reading: Reading, from: number): Words {
  const { text } = reading;
  const words = new Words(text);
  for (let at = from; at < text.length; ) {
    const start = at;
    while (at < text.length && !isBlank(text, at)) at++;
    if (at > start) words.add(start, at);
    const end = at;
    while (at < text.length && isBlank(text, at)) at++;
    // One space within the record is all that most blanks are.
    if (at - end !== 1 || at === text.length || text.charCodeAt(end) !== 0x20) {
      if (at > end) reportBlank(reading, { start: end, end: at });
    }
  }
  return words;
}

// RFC 7208, 12: terms are separated by one or more SP; some may trail.
function reportBlank(reading: Reading, blank: Span<RecordSpace>): void {
  const text = reading.text.slice(blank.start, blank.end);
  const trailing = blank.end === reading.text.length;
  const count = String(text.length);
  const odd = [...text.matchAll(oddBlanks)];
  const first = odd[0];
  if (!first) {
    if (trailing) {
      const of = { error: false, suggestion: { replaces: blank, text: "" } };
      reading.faults.push(fault("whitespace", "trailing", blank, { count }, of));
    } else if (text.length > 1) {
      const more = { start: blank.start + 1, end: blank.end };
      const of = { error: false, suggestion: { replaces: more, text: "" } };
      reading.faults.push(fault("whitespace", "repeated", more, { count }, of));
    }
    return;
  }
  const last = odd.at(-1) ?? first;
  const span = { start: blank.start + first.index, end: blank.start + last.index + last[0].length };
  const of = { error: true, suggestion: { replaces: blank, text: trailing ? "" : " " } };
  const code = codeName(first[0].charAt(0));
  reading.faults.push(fault("whitespace", blankKind(first[0].charAt(0)), span, { code }, of));
}

function blankKind(character: string): "tab" | "newline" | "nbsp" | "other" {
  if (character === "\t") return "tab";
  if (/[\n\r\u0085\u2028\u2029]/.test(character)) return "newline";
  return /[\u00a0\udca0\u202f]/.test(character) ? "nbsp" : "other";
}

/** A word ready to be read, the faults of its characters, and the fault of a blank that it was joined over. */
export interface ReadyWord {
  readonly word: Word;
  readonly faults: readonly Fault[];
  readonly joint: Fault | null;
  /** How many of the cut words it took. */
  readonly taken: number;
}

/**
 * Whether a word is read as it stands: a checker takes it, it neither waits for a value nor holds quotes, and no slash
 * begins the word behind it.
 */
export function isSettled(word: Word, words: Words, index: number): boolean {
  return (
    word.good && !word.text.endsWith("=") && !word.text.includes('"') && !words.beginsWith(index + 1, "/")
  );
}

/** The next word to read: mended, and joined with the one behind it where that is what was meant. */
export function nextWord(reading: Reading, words: Words, index: number): ReadyWord {
  const raw = words.at(index) as Word;
  const template = joinTemplate(reading, words, index);
  if (template) return template;
  const cut = joinPrefix(reading, words, index);
  if (cut) return cut;
  const first = mendWord(reading, raw);
  const alone = { word: first.word, faults: first.faults, joint: null, taken: 1 };
  const next = words.at(index + 1);
  if (!next || !mayJoin(first.word.text) || firstHole(reading, first.word) >= 0) return alone;
  const hole = firstHole(reading, next);
  if (hole === 0) {
    const join = joinHole(reading, first.word, next);
    return join ? { word: join.word, faults: first.faults, joint: join.fault, taken: 2 } : alone;
  }
  if (hole > 0) return alone;
  const second = mendWord(reading, next);
  const join = joinWords(reading, first.word, second.word);
  if (!join) return alone;
  return { word: join.word, faults: [...first.faults, ...second.faults], joint: join.fault, taken: 2 };
}

/** Whether a word is one that a blank may have torn apart: `~`, `include:`, `ipv4:`, `redirect=`, `include`. */
function mayJoin(text: string): boolean {
  return (
    text.length < 24 &&
    /^[+\-?~]?(?:[a-z0-9]+[:=]?)?$/i.test(text) &&
    !/^[+\-?~]?(?:a|mx|ptr|all)$/i.test(text)
  );
}

interface Join {
  readonly word: Word;
  readonly fault: Fault;
}

/** `ip4: ${ip}`: a name that must have a value, and what can be one. */
function joinHole(reading: Reading, first: Word, second: Word): Join | null {
  const name = /^[+\-?~]?(include|exists|ip4|ip6)(?=:$)|^(?:redirect|exp)(?==$)/i.exec(first.text);
  if (!name) return null;
  const blank = { start: spanEnd(first), end: second.at };
  return { word: joinedWord(first, second), fault: cutOff(reading, blank, name[1] ?? name[0]) };
}

/** `include: x`. */
function cutOff(reading: Reading, blank: Span<RecordSpace>, name: string): Fault {
  const of = { error: true, term: reading.terms.length, suggestion: { replaces: blank, text: "" } };
  return fault("missing-value", "blank-after", blank, { name }, of);
}

function joinWords(reading: Reading, first: Word, second: Word): Join | null {
  const blank = { start: spanEnd(first), end: second.at };
  const head = first.text;
  const term = reading.terms.length;
  if (/^[+\-?~]$/.test(head)) {
    // `~ all`: a qualifier and what it qualifies.
    if (second.head?.from !== 0) return null;
    const of = { error: true, term, suggestion: { replaces: blank, text: "" } };
    return {
      word: joinedWord(first, second),
      fault: fault("bad-qualifier", "blank", blank, { found: head }, of),
    };
  }
  if (isTerm(second.text) || isForeign(second.text)) return null;
  const name = /[a-z0-9]+/i.exec(head)?.[0] ?? "";
  const known = knownName(name, second.text);
  if (!known) return null;
  const separator = known === "redirect" || known === "exp" ? "=" : ":";
  if (/[:=]$/.test(head)) {
    // `include: x`
    if (!isValue(known, second.text)) return null;
    return { word: joinedWord(first, second), fault: cutOff(reading, blank, name) };
  }
  if (/^[:=]/.test(second.text) && second.text.length > 1) {
    // `include :x`
    const of = { error: true, term, suggestion: { replaces: blank, text: "" } };
    const word = joinedWord(first, second);
    return { word, fault: fault("wrong-separator", "blank-before", blank, { name, separator }, of) };
  }
  // `include x`
  if (!isTerm(`${head}${separator}${second.text}`)) return null;
  const places = [...placesOf(first), blank, ...placesOf(second)];
  const word = mendedWord(first, `${head}${separator}${second.text}`, places);
  const of = { error: true, term, suggestion: { replaces: blank, text: separator } };
  return { word, fault: fault("wrong-separator", "blank", blank, { name, separator }, of) };
}

/** `ip4:x /24`, `ip4:x/ 24`, `ip4:x / 24`: what makes a term together is one. */
function joinPrefix(reading: Reading, words: Words, index: number): ReadyWord | null {
  const first = words.at(index) as Word;
  if (!words.beginsWith(index + 1, "/") && !first.text.endsWith("/")) return null;
  const parts = [first];
  for (const next of [words.at(index + 1), words.at(index + 2)]) {
    if (!next || !/^\/{0,2}\d*(?:\/\/\d+)?$/.test(next.text) || firstHole(reading, next) >= 0) return null;
    parts.push(next);
    const word = parts.reduce(joinedWord);
    if (!isTerm(word.text)) continue;
    const name = first.text.replace(/\/+$/, "");
    const found = word.text.slice(name.length);
    const replaces = { start: first.at + name.length, end: next.at + next.text.length };
    const of = { error: true, term: reading.terms.length, suggestion: { replaces, text: found } };
    const blank = { start: spanEnd(first), end: next.at };
    const joint = fault("wrong-separator", "blank-prefix", blank, { name, found }, of);
    return { word, faults: [], joint, taken: parts.length };
  }
  return null;
}

function spanEnd(word: Word): number {
  return word.places ? (word.places.at(-1)?.end ?? word.at) : word.at + word.text.length;
}

/** The name that takes a value which this one is or stands for. */
function knownName(name: string, value: string): string | null {
  const lower = name.toLowerCase();
  if (/^(?:include|exists|a|mx|ptr|ip4|ip6|redirect|exp)$/.test(lower)) return lower;
  const meant = meantBy(lower, value);
  return meant.length === 1 && meant[0] !== "all" && meant[0] !== "ptr" ? (meant[0] as string) : null;
}

/** Whether a word can be the value that a name waits for. */
function isValue(name: string, text: string): boolean {
  if (name === "ip4") return /^\[?\d{1,3}\./.test(text);
  if (name === "ip6") return /^\[?[0-9a-f]{0,4}:/i.test(text);
  return /\.|%\{/.test(text) && !/^[+\-?~]/.test(text);
}

function isForeign(text: string): boolean {
  return /^[a-z][a-z0-9_.-]*=/i.test(text);
}

/** `{{ spf_host }}`, `<your domain>`: a template with blanks in it is one word. */
function joinTemplate(reading: Reading, words: Words, index: number): ReadyWord | null {
  const first = words.at(index) as Word;
  const open = /\{\{|<(?=[a-z]*$)/i.exec(first.text)?.[0];
  if (!open) return null;
  const close = open === "{{" ? "}}" : ">";
  if (first.text.includes(close)) return null;
  for (let i = index + 1; i < Math.min(words.length, index + 6); i++) {
    const last = words.at(i) as Word;
    if (!last.text.includes(close)) continue;
    const word = wordAt(reading.text, first.at, last.at + last.text.length);
    return { word: { ...word, good: false }, faults: [], joint: null, taken: i - index + 1 };
  }
  return null;
}
