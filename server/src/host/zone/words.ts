/** Where words end: bare, quoted, and quoted ones that a line's end cuts off. */

import { looksLikeSpf } from "./spf-like.ts";

/** The end of the bare word at `at`: the same characters end it as in BIND's lexer. */
export function bareEnd(text: string, at: number): number {
  let i = at;
  for (; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 92: {
        const next = text.charCodeAt(i + 1);
        if (next !== 10 && next !== 13) i++;
        break;
      }
      case 9:
      case 10:
      case 13:
      case 32:
      case 34:
      case 40:
      case 41:
      case 59:
        return i;
    }
  }
  return Math.min(i, text.length);
}

/** The end of the quoted word at `at`, quote included; -1 where its line ends first, 0 where the text does. */
export function quotedEnd(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 34) return i + 1;
    if (unit === 10) return -1;
    // An escaped line end is part of the text, for BIND.
    if (unit === 92) i++;
  }
  return 0;
}

/** Where the line end of the line that holds `at` is. */
export function lineEnd(text: string, at: number): number {
  const lf = text.indexOf("\n", at);
  return lf < 0 ? text.length : lf;
}

/** What is meant by a quoted word that its line's end cuts off. */
export interface CutWord {
  readonly end: number;
  /** Where the comment behind it starts and ends; empty where there is none. */
  readonly comment: { readonly start: number; readonly end: number };
  /** Whether a parenthesis is closed at the end of its line. */
  readonly closes: boolean;
}

/** Reads the quoted word at `at` up to the line end at `line`. `inside`: a parenthesis is open. */
export function cutWord(text: string, at: number, line: number, inside: boolean): CutWord {
  let end = trimmed(text, at + 1, line);
  const closes = inside && text.charCodeAt(end - 1) === 41;
  if (closes) end = trimmed(text, at + 1, end - 1);
  // SPF holds no semicolon, so one with a blank before it was meant to start a comment.
  const sign = looksLikeSpf(text.slice(at, Math.min(end, at + 16))) ? /\s;/.exec(text.slice(at, end)) : null;
  if (!sign) return { end, comment: { start: end, end }, closes };
  const start = at + sign.index + 1;
  return { end: trimmed(text, at + 1, start), comment: { start, end }, closes };
}

function trimmed(text: string, from: number, to: number): number {
  let end = to;
  while (end > from) {
    const unit = text.charCodeAt(end - 1);
    if (unit !== 32 && unit !== 9 && unit !== 13) break;
    end--;
  }
  return end;
}
