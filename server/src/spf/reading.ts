/** What one reading of one record gathers, and how a fault in a word becomes a fault of the record. */

import type { RecordSpace, Span } from "../text/span.ts";
import type { Fault, FaultKind, Term, TokenKind } from "./ast.ts";
import { type DataOf, type DetailOf, fault, type Suggestion } from "./faults.ts";
import { isTerm } from "./grammar.ts";
import type { TokenSink } from "./tokens.ts";
import { spanIn, type Word } from "./word.ts";

export interface Reading {
  readonly text: string;
  /** Offsets of holes in `text`. */
  readonly holes: ReadonlySet<number>;
  readonly tokens: TokenSink;
  readonly terms: Term[];
  readonly faults: Fault[];
}

/** Text to put in place of a part of a word. */
export interface Mend {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * Reports a fault in a part of a word. It is an error unless the word is a term that a checker takes. The mend is
 * offered only if it leaves nothing but terms that a checker takes.
 */
export function report<K extends FaultKind, D extends DetailOf<K>>(
  reading: Reading,
  word: Word,
  kind: K,
  detail: D,
  from: number,
  to: number,
  data: DataOf<K, D>,
  mend?: Mend | null,
): void {
  const error = !word.good;
  // What is missing is marked at the character that it is missing behind, so that there is something to see.
  const at = from < to ? { from, to } : { from: Math.max(0, from - 1), to: Math.max(1, to) };
  const suggestion = mend && mends(word, mend) ? suggestionIn(word, mend) : undefined;
  reading.faults.push(
    fault(kind, detail, spanIn(word, at.from, at.to), data, {
      error,
      term: reading.terms.length,
      suggestion,
    }),
  );
}

/** Whether a word with this mend is one or more terms, or nothing. */
function mends(word: Word, mend: Mend): boolean {
  const text = word.text.slice(0, mend.from) + mend.text + word.text.slice(mend.to);
  return text.split(" ").every((part) => part === "" || isTerm(part));
}

/** The mend in the record. Where a blank was left out of the word, the mend goes as far as to take it out, too. */
export function suggestionIn(word: Word, mend: Mend): Suggestion {
  const { joint } = word;
  if (joint < 0) return { replaces: spanIn(word, mend.from, mend.to), text: mend.text };
  const from = Math.min(mend.from, joint);
  const to = Math.max(mend.to, joint);
  const text = word.text.slice(from, mend.from) + mend.text + word.text.slice(mend.to, to);
  const start = from === joint ? spanIn(word, joint - 1, joint).end : spanIn(word, from, from).start;
  const end = to === joint ? spanIn(word, joint, joint).start : spanIn(word, to - 1, to).end;
  return { replaces: { start, end }, text };
}

/** Adds a suggestion to the fault reported last. */
export function suggest(
  reading: Reading,
  suggestion: Required<Pick<Fault, "suggestion" | "replaces">>,
): void {
  const last = reading.faults.pop();
  if (last) reading.faults.push({ ...last, ...suggestion });
}

/** Where the last fault suggests to take a word out, the blank before it goes, too. */
export function takeBlankToo(reading: Reading): void {
  const { suggestion, replaces } = reading.faults.at(-1) ?? {};
  if (suggestion !== "" || !replaces) return;
  let start = replaces.start;
  while (reading.text[start - 1] === " ") start--;
  suggest(reading, { suggestion, replaces: { start, end: replaces.end } });
}

/** Writes the token of a part of a word. */
export function writeToken(reading: Reading, word: Word, kind: TokenKind, from: number, to: number): void {
  if (word.places) reading.tokens.add(kind, spanIn(word, from, to));
  else reading.tokens.put(kind, word.at + from, word.at + to);
}

/** Whether an error has been reported since there were `count` faults. */
export function errorSince(reading: Reading, count: number): boolean {
  for (let i = count; i < reading.faults.length; i++) if (reading.faults[i]?.error) return true;
  return false;
}

/** Whether the term that is being read has an error already. */
export function isFaulted(reading: Reading): boolean {
  const last = reading.faults.at(-1);
  return last?.error === true && last.term === reading.terms.length;
}

/** Offset in the word of its first hole, or -1. */
export function firstHole(reading: Reading, word: Word): number {
  if (reading.holes.size === 0) return -1;
  for (let i = 0; i < word.text.length; i++) if (isHole(reading, spanIn(word, i, i + 1))) return i;
  return -1;
}

function isHole(reading: Reading, span: Span<RecordSpace>): boolean {
  return reading.holes.has(span.start);
}
