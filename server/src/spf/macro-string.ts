/**
 * Reads a macro-string (RFC 7208, 7.1) into its parts, and finds what is wrong with its macros.
 *
 * Reports: macro-syntax, macro-exp-only.
 */

import type { MacroPart, MacroString, TokenKind } from "./ast.ts";
import { characterAt } from "./characters.ts";
import { type Mend, type Reading, report, writeToken } from "./reading.ts";
import { spanIn, type Word } from "./word.ts";

const ESCAPES: Readonly<Record<string, "%" | " " | "%20">> = { "%": "%", _: " ", "-": "%20" };

/**
 * Reads the part of the word from `from` to `to`, writes its tokens (text that stands for itself as `literal`) and
 * reports bad macros. What is no macro is taken literally.
 */
export function readMacroString(
  reading: Reading,
  word: Word,
  from: number,
  to: number,
  literal: TokenKind,
): MacroString {
  const { text } = word;
  if (reading.holes.size === 0 && !text.includes("%", from))
    return readLiteral(reading, word, from, to, literal);
  const parts: MacroPart[] = [];
  let start = from;
  const flush = (end: number) => {
    if (end <= start) return;
    const span = spanIn(word, start, end);
    parts.push({ kind: "literal", span, text: text.slice(start, end) });
    reading.tokens.add(literal, span);
  };
  for (let i = from; i < to; ) {
    if (reading.holes.size > 0 && reading.holes.has(spanIn(word, i, i + 1).start)) {
      flush(i);
      const span = spanIn(word, i, i + 1);
      parts.push({ kind: "hole", span });
      reading.tokens.add("hole", span);
      start = ++i;
      continue;
    }
    if (text[i] !== "%") {
      i++;
      continue;
    }
    const part = readMacro(reading, word, i, to);
    if (part.macro) {
      flush(i);
      parts.push(part.macro);
      writeTokens(reading, word, i, part.macro);
      start = part.end;
    }
    i = part.end;
  }
  flush(to);
  return {
    span: spanIn(word, from, to),
    text: text.slice(from, to),
    parts,
    literal: parts.every((part) => part.kind === "literal"),
  };
}

/** What nearly every macro-string is: text that stands for itself. */
function readLiteral(reading: Reading, word: Word, from: number, to: number, kind: TokenKind): MacroString {
  const span = spanIn(word, from, to);
  const text = word.text.slice(from, to);
  if (text === "") return { span, text, parts: [], literal: true };
  reading.tokens.add(kind, span);
  return { span, text, parts: [{ kind: "literal", span, text }], literal: true };
}

interface Macro {
  readonly macro: MacroPart | null;
  readonly end: number;
}

/** Reads what begins with the percent sign at `at`, or reports why it is no macro. */
function readMacro(reading: Reading, word: Word, at: number, to: number): Macro {
  const next = at + 1 < to ? characterAt(word.text, at + 1).character : "";
  const escaped = ESCAPES[next];
  if (escaped !== undefined) {
    return { macro: { kind: "escape", span: spanIn(word, at, at + 2), text: escaped }, end: at + 2 };
  }
  if (next === "{") return readExpand(reading, word, at, to);
  if (reading.holes.has(spanIn(word, at + 1, at + 1).start)) return { macro: null, end: at + 1 };
  // RFC 7208, 7.3: a percent sign followed by anything else is a syntax error.
  if (next === "(") {
    const inner = /^[^)]*(?=\))/.exec(word.text.slice(at + 2, Math.min(to, at + 20)))?.[0];
    const mend = inner === undefined ? null : { from: at, to: at + 3 + inner.length, text: `%{${inner}}` };
    report(reading, word, "macro-syntax", "parenthesis", at, at + 2, { found: "%(" }, mend);
    return { macro: null, end: at + 2 };
  }
  report(
    reading,
    word,
    "macro-syntax",
    "percent",
    at,
    at + 1,
    { found: `%${next}` },
    {
      from: at,
      to: at + 1,
      text: "%%",
    },
  );
  return { macro: null, end: at + 1 };
}

/** Reads `%{…}`. */
function readExpand(reading: Reading, word: Word, at: number, to: number): Macro {
  const close = /[}%]/.exec(word.text.slice(at + 2, to));
  const end = close ? at + 2 + close.index : to;
  const hole = holeWithin(reading, word, at + 2, end);
  if (hole >= 0) return { macro: null, end: hole };
  if (close?.[0] !== "}") {
    report(reading, word, "macro-syntax", "unclosed", at, at + 2, { found: word.text.slice(at, end) });
    return { macro: null, end };
  }
  const inner = word.text.slice(at + 2, end);
  const match = /^([slodiphcrtv])(\d*)(r?)([.\-+,/_=]*)$/i.exec(inner);
  if (!match || /^0+$/.test(match[2] as string)) {
    reportInner(reading, word, at, inner);
    return { macro: null, end: end + 1 };
  }
  const letter = (match[1] as string).toLowerCase();
  // RFC 7208, 7.2: c, r and t are allowed only in "exp" text.
  if (/[crt]/.test(letter)) {
    report(reading, word, "macro-exp-only", "letter", at + 2, at + 3, { letter: inner.charAt(0) });
  }
  const macro: MacroPart = {
    kind: "expand",
    span: spanIn(word, at, end + 1),
    letter,
    letterSpan: spanIn(word, at + 2, at + 3),
    urlEscape: letter !== match[1],
    keep: match[2] ? Number(match[2]) : null,
    reverse: match[3] !== "",
    delimiters: match[4] as string,
  };
  return { macro, end: end + 1 };
}

/** Says what is wrong between the braces of `%{…}`. */
function reportInner(reading: Reading, word: Word, at: number, inner: string): void {
  const from = at + 2;
  const found = `%{${inner}}`;
  if (inner === "") {
    report(reading, word, "macro-syntax", "empty", at, at + 3, { found });
    return;
  }
  const name = /^[a-z]+/i.exec(inner)?.[0] ?? "";
  if (!/^[slodiphcrtv](?:$|[^a-z]|r(?![a-z]))/i.test(inner)) {
    const letter = name || characterAt(inner, 0).character;
    report(reading, word, "macro-syntax", "letter", from, from + letter.length, { letter });
    return;
  }
  const digits = /^\d+/.exec(inner.slice(1))?.[0] ?? "";
  // RFC 7208, 7.3: if a DIGIT is specified, the value MUST be nonzero.
  if (/^0+$/.test(digits)) {
    report(reading, word, "macro-syntax", "zero", from + 1, from + 1 + digits.length, { found });
    return;
  }
  const order = /^(.)r(\d+)([.\-+,/_=]*)$/i.exec(inner);
  if (order) {
    const mend: Mend = { from, to: from + inner.length, text: `${order[1]}${order[2]}r${order[3]}` };
    report(
      reading,
      word,
      "macro-syntax",
      "order",
      from + 1,
      from + 2 + (order[2] as string).length,
      { found },
      mend,
    );
    return;
  }
  const head = /^.\d*r?[.\-+,/_=]*/i.exec(inner)?.[0].length ?? 0;
  const { character } = characterAt(inner, head);
  const spot = from + head;
  report(reading, word, "macro-syntax", "delimiter", spot, spot + character.length, { character });
}

function holeWithin(reading: Reading, word: Word, from: number, to: number): number {
  if (reading.holes.size === 0) return -1;
  for (let i = from; i < to; i++) if (reading.holes.has(spanIn(word, i, i + 1).start)) return i;
  return -1;
}

function writeTokens(reading: Reading, word: Word, at: number, macro: MacroPart): void {
  if (macro.kind === "expand") {
    writeToken(reading, word, "macro", at, at + 2);
    reading.tokens.add("macro-letter", macro.letterSpan);
    reading.tokens.add("macro-transformer", { start: macro.letterSpan.end, end: macro.span.end - 1 });
  }
  reading.tokens.add("macro", macro.span);
}
