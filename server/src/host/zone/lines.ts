/**
 * What a line of a zone file looks like from its start: to tell where a new record begins when the one before it
 * is not complete, and which line goes on with a record that has ended.
 */

import { looksLikeTerm } from "./spf-like.ts";
import { classOf, treatmentOf, ttlOf } from "./types.ts";

/** A word: no blank, line end, comment, quote, parenthesis, unless escaped. */
const WORD = /(?:\\[^\r\n]|[^\s"();\\])+/y;
const BLANKS = /[ \t]*/y;
/** How many lines a quoted string may run on: a text for people to read, no limit of anything. */
const MOST_LINES = 64;

/** Whether the line at `at` clearly starts a record or a directive: a known type with something behind it. */
export function startsRecord(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  let from = at;
  if (first !== 32 && first !== 9) {
    const owner = wordAt(text, at);
    if (owner === "") return false;
    if (/^\$(TTL|ORIGIN|INCLUDE|GENERATE)$/i.test(owner)) return true;
    from += owner.length;
    if (skipBlanks(text, from) === from) return false;
  }
  for (let words = 0; words < 4; words++) {
    from = skipBlanks(text, from);
    const word = wordAt(text, from);
    if (word === "") return false;
    from += word.length;
    if (treatmentOf(word) !== undefined) {
      const next = skipBlanks(text, from);
      const unit = text.charCodeAt(next);
      return next > from && next < text.length && unit !== 10 && unit !== 13 && unit !== 59;
    }
    if (classOf(word) === undefined && ttlOf(word) === undefined) return false;
  }
  return false;
}

/** Whether a line that begins with this character may go on with the text before it. */
export function mayGoOn(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 34;
}

/**
 * Whether the line at `at` goes on with the TXT record before it, although no parenthesis is open: nothing but
 * strings, or what only SPF has. BIND refuses a zone with such a line.
 */
export function continuesText(text: string, at: number, spfLike: boolean): boolean {
  const from = skipBlanks(text, at);
  if (text.charCodeAt(from) === 34) return onlyStrings(text, from);
  if (from === at || !spfLike) return false;
  const word = wordAt(text, from);
  return word !== "" && treatmentOf(word) === undefined && looksLikeTerm(word);
}

/** Whether quoted strings are all there is in the line, or it starts with one that its end cuts off. */
function onlyStrings(text: string, at: number): boolean {
  let from = at;
  for (;;) {
    from = skipBlanks(text, from);
    const unit = text.charCodeAt(from);
    if (from >= text.length || unit === 10 || unit === 13 || unit === 59 || unit === 41) return true;
    if (unit !== 34) return false;
    let end = from + 1;
    while (end < text.length && text.charCodeAt(end) !== 34 && text.charCodeAt(end) !== 10) {
      end += text.charCodeAt(end) === 92 ? 2 : 1;
    }
    if (text.charCodeAt(end) !== 34) return true;
    from = end + 1;
  }
}

/**
 * The end of a quoted string that is cut off by the line end at `line` and closed in a later line: behind the
 * quote. 0 where no later line closes it, undefined where the text at hand does not say.
 */
export function runsOn(text: string, line: number, atEnd: boolean): number | undefined {
  let at = line + 1;
  for (let lines = 0; lines < MOST_LINES; lines++) {
    if (at >= text.length) return atEnd ? 0 : undefined;
    const lf = text.indexOf("\n", at);
    const end = lf < 0 ? text.length : lf;
    const content = text.slice(at, end);
    if (content.trim() === "" || /^\s*[;)]/.test(content) || startsRecord(text, at)) return 0;
    const quote = firstQuote(content);
    if (quote >= 0) return /^[ \t]*\)?[ \t\r]*(;|$)/.test(content.slice(quote + 1)) ? at + quote + 1 : 0;
    at = end + 1;
  }
  return 0;
}

function firstQuote(content: string): number {
  for (let i = 0; i < content.length; i++) {
    const unit = content.charCodeAt(i);
    if (unit === 92) i++;
    else if (unit === 34) return i;
  }
  return -1;
}

function wordAt(text: string, at: number): string {
  WORD.lastIndex = at;
  return WORD.exec(text)?.[0] ?? "";
}

function skipBlanks(text: string, at: number): number {
  BLANKS.lastIndex = at;
  BLANKS.exec(text);
  return BLANKS.lastIndex;
}
