/**
 * One entry of a zone file as words: everything from the start of a line to the line end that closes it, over
 * several lines where parentheses say so.
 *
 * This is the exact way; `scan.ts` skips through plain lines and calls this where a line is not plain. Words are
 * kept as numbers in lists that are used again for the next entry, since nobody keeps the words themselves.
 */

import { runsOn, startsRecord } from "./lines.ts";
import { classOf, SOA, treatmentOf, ttlOf } from "./types.ts";
import { bareEnd, cutWord, lineEnd, quotedEnd } from "./words.ts";

/** How a word is written. */
export const BARE = 0;
export const QUOTED = 1;
/** A quoted word that the line's end cuts off. */
export const UNBALANCED = 2;
/** A quoted word whose other quote stands in a later line. */
export const FOLDED = 3;
export type WordKind = typeof BARE | typeof QUOTED | typeof UNBALANCED | typeof FOLDED;

/** What may be known about the text behind the one at hand. */
export interface Ahead {
  /** Whether the text at hand ends where the file ends. */
  readonly atEnd: boolean;
  /**
   * Whether parentheses, `depth` of them open where the line at `at` starts, are ever closed. Undefined where that
   * is not worked out yet; `ask` works it out.
   */
  closes(at: number, depth: number): boolean | undefined;
  ask(at: number, depth: number): boolean;
}

/** For a text that is all there is. */
export const WHOLE: Ahead = { atEnd: true, closes: () => undefined, ask: () => false };

export class Entry {
  text = "";
  start = 0;
  /** Where the next entry begins. */
  end = 0;
  /** Whether it begins with a blank, so that its owner is inherited. RFC 1035, 5.1 */
  inherits = false;
  count = 0;
  readonly kinds: WordKind[] = [];
  readonly starts: number[] = [];
  /** Ends of words, quotes included. */
  readonly ends: number[] = [];
  /** Starts and ends of comments, by turns: from their sign to the end of the line. */
  readonly comments: number[] = [];
  /** Parentheses that close nothing. */
  readonly strays: number[] = [];
  /** The parenthesis that is never closed, or -1. */
  unclosed = -1;
  /** How many parentheses are open at the end. */
  depth = 0;
  /** Whether it ends where the next one seems to start, and not where it says itself. */
  broken = false;
  /** Words that begin a line although no parenthesis is open. */
  readonly continued: number[] = [];
  /** Whether its folded word, if any, stands within parentheses. */
  foldedInside = false;

  /** Word number `index` as it is written. */
  word(index: number): string {
    return this.text.slice(this.starts[index], this.ends[index]);
  }

  /** Word number `index` if it is bare, else "". */
  bare(index: number): string {
    return index < this.count && this.kinds[index] === BARE ? this.word(index) : "";
  }

  /** Where the last word ends. */
  get wordsEnd(): number {
    return this.count > 0 ? (this.ends[this.count - 1] as number) : this.start;
  }

  push(kind: WordKind, start: number, end: number): void {
    this.kinds[this.count] = kind;
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.count++;
  }

  /** Empties it for the entry that begins at `start`. */
  begin(text: string, start: number): void {
    this.text = text;
    this.start = start;
    this.end = start;
    this.count = 0;
    this.comments.length = 0;
    this.strays.length = 0;
    this.continued.length = 0;
    this.unclosed = -1;
    this.depth = 0;
    const first = text.charCodeAt(start);
    this.inherits = first === 32 || first === 9;
  }
}

/**
 * Reads the entry that starts at `start`, and all that belongs to it. Returns false where the text at hand ends
 * before the entry does: then more text must be given.
 */
export function readEntry(entry: Entry, text: string, start: number, ahead: Ahead): boolean {
  entry.begin(text, start);
  return readLines(entry, start, ahead, -1);
}

/** Adds the line at `entry.end` to an entry that is complete already: a line that lacks its parentheses. */
export function readContinuation(entry: Entry, text: string, ahead: Ahead): boolean {
  const { count } = entry;
  const comments = entry.comments.length;
  const strays = entry.strays.length;
  entry.text = text;
  if (readLines(entry, entry.end, ahead, -1)) {
    entry.continued.push(count);
    return true;
  }
  entry.count = count;
  entry.comments.length = comments;
  entry.strays.length = strays;
  return false;
}

/** @param lost the line at which a parenthesis is open that is known never to be closed, or -1 */
function readLines(entry: Entry, from: number, ahead: Ahead, lost: number): boolean {
  const { text } = entry;
  const length = text.length;
  // Where this parenthesis was opened, and the first line end in it: the place to ask whether it is ever closed.
  let opened = -1;
  let asked = -1;
  let askedDepth = 0;
  // Whether the entry can't be read as it is written, so that it ends where the next one clearly starts.
  let broken = false;
  let depth = 0;
  let at = from;
  // Asked before anything else makes the entry end early, so that the answer does not hang on what was asked before.
  const isLost = (): boolean =>
    depth > 0 &&
    asked >= 0 &&
    asked !== lost &&
    ahead.closes(asked, askedDepth) === undefined &&
    !ahead.ask(asked, askedDepth);
  for (;;) {
    if (at >= length) {
      if (!broken && isLost()) return reread(entry, from, ahead, asked);
      if (!ahead.atEnd) {
        const whole = depth === 0 && at > from && text.charCodeAt(at - 1) === 10;
        if (!whole) return false;
      }
      return finish(entry, length, depth, opened, broken);
    }
    const unit = text.charCodeAt(at);
    switch (unit) {
      case 32:
      case 9:
        at++;
        break;
      case 13:
        // BIND ends a line at a lone CR, too.
        at++;
        if (depth > 0) break;
        if (text.charCodeAt(at) === 10) at++;
        return finish(entry, at, 0, -1, broken);
      case 10: {
        at++;
        if (depth === 0) return finish(entry, at, 0, -1, broken);
        if (asked < 0) {
          asked = at;
          askedDepth = depth;
          if (!broken && (at === lost || ahead.closes(at, depth) === false)) broken = true;
        }
        // The numbers of an SOA record leave no room for what looks like a record.
        if (broken || inNumbers(entry)) {
          if (at >= length && !ahead.atEnd) return false;
          if (isEmptyLine(text, at) ? broken : startsRecord(text, at)) {
            if (!broken && isLost()) return reread(entry, from, ahead, asked);
            return finish(entry, at, depth, opened, true);
          }
        }
        break;
      }
      case 59: {
        const lf = text.indexOf("\n", at);
        const end = lf < 0 ? length : lf;
        entry.comments.push(at, end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end);
        at = end;
        break;
      }
      case 40:
        if (depth === 0) {
          opened = at;
          asked = -1;
        }
        depth++;
        at++;
        break;
      case 41:
        if (depth === 0) entry.strays.push(at);
        else depth--;
        at++;
        break;
      case 34: {
        const end = quotedEnd(text, at);
        if (end > 0) {
          entry.push(QUOTED, at, end);
          at = end;
          break;
        }
        if (end === 0 && !ahead.atEnd) return false;
        const line = lineEnd(text, at);
        if (line >= length - 1 && !ahead.atEnd) return false;
        if (!broken && isLost()) return reread(entry, from, ahead, asked);
        broken = true;
        const folded = runsOn(text, line, ahead.atEnd);
        if (folded === undefined) return false;
        if (folded > 0) {
          entry.push(FOLDED, at, folded);
          entry.foldedInside = depth > 0;
          at = folded;
          break;
        }
        const cut = cutWord(text, at, line, depth > 0);
        entry.push(UNBALANCED, at, cut.end);
        if (cut.comment.start < cut.comment.end) entry.comments.push(cut.comment.start, cut.comment.end);
        if (cut.closes) depth--;
        at = line;
        break;
      }
      default: {
        const end = bareEnd(text, at);
        entry.push(BARE, at, end);
        at = end;
      }
    }
  }
}

/** Reads the same lines again, now that the answer to what was asked is known. */
function reread(entry: Entry, from: number, ahead: Ahead, lost: number): boolean {
  let count = 0;
  while (count < entry.count && (entry.starts[count] as number) < from) count++;
  entry.count = count;
  entry.comments.length = dropFrom(entry.comments, from);
  entry.strays.length = dropFrom(entry.strays, from);
  return readLines(entry, from, ahead, lost);
}

function dropFrom(values: readonly number[], from: number): number {
  const index = values.findIndex((value) => value >= from);
  return index < 0 ? values.length : index;
}

function finish(entry: Entry, end: number, depth: number, opened: number, broken: boolean): true {
  entry.end = end;
  entry.broken = broken;
  entry.depth = depth;
  entry.unclosed = depth > 0 ? opened : -1;
  return true;
}

/** Whether the words so far are an SOA record up to where only numbers can follow. RFC 1035, 3.3.13 */
function inNumbers(entry: Entry): boolean {
  let index = entry.inherits ? 0 : 1;
  for (let skipped = 0; skipped < 3 && index < entry.count; skipped++, index++) {
    const word = entry.bare(index);
    if (ttlOf(word) === undefined && classOf(word) === undefined) break;
  }
  return entry.count > index + 2 && treatmentOf(entry.bare(index)) === SOA;
}

function isEmptyLine(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 10 || (unit === 13 && text.charCodeAt(at + 1) === 10);
}
