/**
 * Reads one word as a term, or as the terms it was meant to be.
 *
 * Reports: stray-punctuation, bad-qualifier (doubled, several, character, behind, alone), glued-terms (terms),
 * second-version and mixed-version, and through `directive.ts`, `modifier.ts` and `unknown.ts` the rest.
 */

import { readDirective, startsDirective } from "./directive.ts";
import { gluedAll, unglue } from "./glue.ts";
import { isTerm } from "./grammar.ts";
import { readModifier, reportVersion, startsModifier } from "./modifier.ts";
import { firstHole, type Reading, report, suggest, takeBlankToo, writeToken } from "./reading.ts";
import { readUnknown } from "./unknown.ts";
import { LONGEST, mendedWord, partOf, placesOf, spanIn, type Word, wholeSpan } from "./word.ts";

/** Reads the word, adds one term or more, and reports an error unless a checker takes it. */
export function readWord(reading: Reading, word: Word): void {
  if (word.text === "") return;
  if (firstHole(reading, word) >= 0) {
    readOpenWord(reading, word);
    return;
  }
  if (word.good || isTerm(word.text)) {
    readTerm(reading, word);
    return;
  }
  const { text } = word;
  if (text.length > LONGEST) {
    addJunk(reading, word);
    return;
  }
  if (/^(?:v[=:]?spf\d?|spf2\.\d)/i.test(text)) {
    reportVersion(reading, word);
    addJunk(reading, word);
    return;
  }
  if (readPunctuation(reading, word) || readQualifiers(reading, word) || readGlue(reading, word)) return;
  readTerm(reading, word);
}

/** Reads a word that is, or begins like, one term. */
function readTerm(reading: Reading, word: Word): void {
  if (word.head) readDirective(reading, word);
  else if (startsModifier(word.text)) readModifier(reading, word);
  else if (!readUnknown(reading, word)) addJunk(reading, word);
}

/** Adds the word as a term that means nothing. */
export function addJunk(reading: Reading, word: Word, holes = false): void {
  const span = wholeSpan(word);
  reading.tokens.add("junk", span);
  const valid = holes && word.intact;
  reading.terms.push({ kind: "junk", span, index: reading.terms.length, valid, holes, text: word.text });
}

/** ASCII punctuation but `%`, `+`, `-`, `=`, `?` and `~`, which the grammar gives a meaning. */
const MARK = "[!-$&-*,./:;<>@\\[-`{-}]";
const MARKS_ALONE = new RegExp(`^${MARK}+$`);
const MARKS_BEHIND = new RegExp(`${MARK}+$`);

/** Punctuation around a word and between words: `-all.`, `~all]`, `a,mx`, `;`. */
function readPunctuation(reading: Reading, word: Word): boolean {
  const { text } = word;
  const end = text.length;
  if (MARKS_ALONE.test(text)) {
    report(
      reading,
      word,
      "stray-punctuation",
      "alone",
      0,
      end,
      { found: text },
      { from: 0, to: end, text: "" },
    );
    takeBlankToo(reading);
    addJunk(reading, word);
    return true;
  }
  const tail = MARKS_BEHIND.exec(text);
  if (tail && tail.index > 0 && isLoose(text, tail.index, tail[0])) {
    const found = tail[0];
    report(
      reading,
      word,
      "stray-punctuation",
      "after",
      tail.index,
      end,
      { found },
      { from: tail.index, to: end, text: "" },
    );
    readWord(reading, partOf(word, 0, tail.index));
    return true;
  }
  const head = /^[,;.:|)(\]['`\\*]+/.exec(text);
  if (head && isTerm(text.slice(head[0].length))) {
    const to = head[0].length;
    report(
      reading,
      word,
      "stray-punctuation",
      "before",
      0,
      to,
      { found: head[0] },
      { from: 0, to, text: "" },
    );
    readWord(reading, partOf(word, to, end));
    return true;
  }
  return readSeparated(reading, word);
}

/** Whether what stands at the end of a word is not part of it: the rest is a term, or nothing else can end so. */
function isLoose(text: string, at: number, tail: string): boolean {
  const rest = text.slice(0, at);
  if (text.includes("](")) return false;
  // `a:museum.`, `include:example.net/`, `a:`, `a/`, `exists:%{d`: these say more about themselves.
  if (isTerm(rest)) return !/^(?:[:/]+|\/)$/.test(tail) || /^[+\-?~]?all$/i.test(rest);
  return /^[,;|]+$/.test(tail) && /[a-z0-9}]$/i.test(rest);
}

/** `a,mx,-all`: terms that commas separate where blanks should. */
function readSeparated(reading: Reading, word: Word): boolean {
  const { text } = word;
  if (!/[,;|]/.test(text)) return false;
  const pieces: [number, number][] = [];
  for (const match of text.matchAll(/[^,;|\\]+/g)) pieces.push([match.index, match.index + match[0].length]);
  const good = pieces.every(([from, to]) => isTerm(text.slice(from, to)));
  const plausible = pieces.every(
    ([from, to]) => startsDirective(text.slice(from, to)) || startsModifier(text.slice(from, to)),
  );
  if (pieces.length < 2 || !(good || plausible)) return false;
  for (const [i, [from, to]] of pieces.entries()) {
    readWord(reading, partOf(word, from, to));
    const next = pieces[i + 1];
    if (!next) break;
    report(reading, word, "stray-punctuation", "between", to, next[0], { found: text.slice(to, next[0]) });
    // Each blank mends its own place, though the word is not right before all are there.
    suggest(reading, { suggestion: " ", replaces: spanIn(word, to, next[0]) });
  }
  return true;
}

/** What stands where a qualifier may: several of them, or another character. */
function readQualifiers(reading: Reading, word: Word): boolean {
  const { text } = word;
  const run = /^[+\-?~]{2,}/.exec(text)?.[0];
  if (run && !startsModifier(text)) {
    const same = [...run].every((character) => character === run[0]);
    const last = run.length - 1;
    if (run.length === text.length) {
      report(reading, word, "bad-qualifier", "alone", 0, text.length, { found: run });
      addJunk(reading, word);
      return true;
    }
    if (same) {
      report(
        reading,
        word,
        "bad-qualifier",
        "doubled",
        1,
        run.length,
        { found: run },
        { from: 1, to: run.length, text: "" },
      );
    } else report(reading, word, "bad-qualifier", "several", 0, run.length, { found: run });
    writeToken(reading, word, "junk", 0, last);
    readWord(reading, partOf(word, last, text.length));
    return true;
  }
  const other = /^[=!*^#&$@_<>.]+(?=[+\-?~]?[a-z])/i.exec(text)?.[0];
  if (other && isTerm(text.slice(other.length)) && startsDirective(text.slice(other.length))) {
    report(reading, word, "bad-qualifier", "character", 0, other.length, { found: other });
    readTerm(reading, guessQualifier(word, other.length));
    return true;
  }
  const behind = /^([a-z0-9]+)([+\-?~])$/i.exec(text);
  if (behind && isTerm(behind[1] as string)) {
    const [, name, qualifier] = behind as unknown as [string, string, string];
    const mend = { from: 0, to: text.length, text: `${qualifier}${name}` };
    report(
      reading,
      word,
      "bad-qualifier",
      "behind",
      text.length - 1,
      text.length,
      { found: qualifier },
      mend,
    );
    const places = [spanIn(word, name.length, text.length), ...placesOf(word).slice(0, name.length)];
    readTerm(reading, mendedWord(word, `${qualifier}${name}`, places));
    return true;
  }
  if (!/^[+\-?~]$/.test(text)) return false;
  report(reading, word, "bad-qualifier", "alone", 0, 1, { found: text });
  addJunk(reading, word);
  return true;
}

/**
 * The directive behind a character that is no qualifier. `=all` and `!all` were surely not meant to let everyone
 * pass, so the tree says `-all`; of other directives it says "+", as if nothing stood there.
 */
function guessQualifier(word: Word, to: number): Word {
  const { text } = word;
  if (text.slice(to).toLowerCase() !== "all") return partOf(word, to, text.length);
  return mendedWord(word, `-${text.slice(to)}`, [spanIn(word, 0, to), ...placesOf(word).slice(to)]);
}

/** Terms without a blank between them. */
function readGlue(reading: Reading, word: Word): boolean {
  const { text } = word;
  const pieces = unglue(text);
  if (pieces) {
    const first = (pieces[0] as string).length;
    const terms = pieces.join(" ");
    const mend =
      pieces.length === 2 ? { from: first, to: first, text: " " } : { from: 0, to: text.length, text: terms };
    report(reading, word, "glued-terms", "terms", first, text.length, { terms }, mend);
    let at = 0;
    for (const piece of pieces) {
      readWord(reading, partOf(word, at, at + piece.length));
      at += piece.length;
    }
    return true;
  }
  const all = gluedAll(text);
  if (all < 0) return false;
  // What stands before `-all` may have faults of its own.
  readWord(reading, partOf(word, 0, all));
  // In `redirect=-all` the value is missing, and that has been said.
  if (!/[:=]$/.test(text.slice(0, all))) {
    const terms = `${text.slice(0, all)} ${text.slice(all)}`;
    report(reading, word, "glued-terms", "terms", all, text.length, { terms });
    suggest(reading, { suggestion: " ", replaces: spanIn(word, all, all) });
  }
  readWord(reading, partOf(word, all, text.length));
  return true;
}

/** Reads a word part of which is not known: its start decides what it is, if it says enough. */
function readOpenWord(reading: Reading, word: Word): void {
  const known = word.text.slice(0, firstHole(reading, word));
  if (/^[+\-?~]?(?:all|include|exists|a|mx|ptr|ip4|ip6)[:/]/i.test(known)) readDirective(reading, word);
  else if (/^[+\-?~]?all$/i.test(known) && known.length + 1 === word.text.length)
    readOpenAll(reading, word, known);
  else if (startsModifier(known)) readModifier(reading, word);
  else if (!readUnknown(reading, word)) addJunk(reading, word, true);
}

/** `-all` and a hole behind it, which may well be empty. */
function readOpenAll(reading: Reading, word: Word, known: string): void {
  readDirective(reading, { ...partOf(word, 0, known.length), intact: true, good: true });
  const term = reading.terms.at(-1);
  if (term) reading.terms[reading.terms.length - 1] = { ...term, span: wholeSpan(word), holes: true };
  reading.tokens.add("hole", wholeSpan(word));
}
