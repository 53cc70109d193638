/**
 * A word: what is read as one term, and where each of its characters stands in the record.
 *
 * Most words stand in the record just as they are read. Others are mended first, so that one mistake does not hide
 * the rest of the term: a dash that was meant as a minus, a blank after a colon. Whoever reads a word counts in its
 * own text; only `spanIn` knows the record.
 */

import type { RecordSpace, Span } from "../text/span.ts";
import { type DirectiveHead, directiveHead, isDirective, isModifier } from "./grammar.ts";

export interface Word {
  readonly text: string;
  /** Where it starts in the record. */
  readonly at: number;
  /** For each unit of `text`, where its source stands. Null where the word stands as it is. */
  readonly places: readonly Span<RecordSpace>[] | null;
  /** Whether it is all that stands between two blanks, just as it is read. */
  readonly intact: boolean;
  /** Whether it is intact and a term that a checker takes. */
  readonly good: boolean;
  /** Of a directive, or null where it does not begin with a mechanism's name. */
  readonly head: DirectiveHead | null;
  /** Offset in `text` at which a blank of the record was left out, or -1. */
  readonly joint: number;
}

/** A word longer than this is read only if a checker takes it; otherwise it is one piece of junk. */
export const LONGEST = 4000;

/** What stands between two blanks, as it is. */
export function wordAt(text: string, start: number, end: number): Word {
  const word = text.slice(start, end);
  const head = directiveHead(word);
  const good = head ? isDirective(word, head) : isModifier(word);
  return { text: word, at: start, places: null, intact: true, good, head, joint: -1 };
}

/** Where a part of the word stands in the record. An empty part stands before the character at `from`, or at the end. */
export function spanIn(word: Word, from: number, to: number): Span<RecordSpace> {
  if (!word.places) return { start: word.at + from, end: word.at + to };
  const first = word.places[from];
  if (from === to) {
    const at = first ? first.start : (word.places[from - 1]?.end ?? word.at);
    return { start: at, end: at };
  }
  return { start: first?.start ?? word.at, end: word.places[to - 1]?.end ?? word.at };
}

/** Where all of it stands. */
export function wholeSpan(word: Word): Span<RecordSpace> {
  return spanIn(word, 0, word.text.length);
}

/** A part of a word, to be read as a word. */
export function partOf(word: Word, from: number, to: number): Word {
  const text = word.text.slice(from, to);
  return {
    text,
    at: spanIn(word, from, from).start,
    places: word.places?.slice(from, to) ?? null,
    intact: false,
    good: false,
    head: directiveHead(text),
    joint: word.joint > from && word.joint < to ? word.joint - from : -1,
  };
}

/** The word with another text, whose units stand where `places` says. */
export function mendedWord(word: Word, text: string, places: readonly Span<RecordSpace>[]): Word {
  return { text, at: word.at, places, intact: false, good: false, head: directiveHead(text), joint: -1 };
}

/** Two words read as one: the blank between them is left out. */
export function joinedWord(first: Word, second: Word): Word {
  const text = first.text + second.text;
  return {
    text,
    at: first.at,
    places: [...placesOf(first), ...placesOf(second)],
    intact: false,
    good: false,
    head: directiveHead(text),
    joint: first.text.length,
  };
}

/** Where each unit of the word stands. */
export function placesOf(word: Word): readonly Span<RecordSpace>[] {
  if (word.places) return word.places;
  const out: Span<RecordSpace>[] = [];
  for (let i = 0; i < word.text.length; i++) out.push({ start: word.at + i, end: word.at + i + 1 });
  return out;
}
