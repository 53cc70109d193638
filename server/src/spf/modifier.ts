/**
 * Reads modifiers: `name=value` (RFC 7208, 6). The grammar takes any name, so most of what is said here is about
 * terms that a checker ignores without a word.
 *
 * Reports, beside what `domain.ts` and `macro-string.ts` report: wrong-separator (equals), missing-value (empty),
 * unknown-modifier, foreign-token, second-version, mixed-version, rfc6652-values, letter-case (modifier),
 * glued-terms, qualifier-on-modifier, syntax (character).
 */

import type { Modifier } from "./ast.ts";
import { readDomain } from "./domain.ts";
import { foreignToken } from "./foreign.ts";
import { gluedAll, gluedVersion } from "./glue.ts";
import { readMacroString } from "./macro-string.ts";
import { meantBy, mechanismNames } from "./names.ts";
import {
  errorSince,
  firstHole,
  isFaulted,
  type Reading,
  report,
  takeBlankToo,
  writeToken,
} from "./reading.ts";
import { checkReportModifier } from "./report-modifiers.ts";
import { spanIn, type Word, wholeSpan } from "./word.ts";

const HEAD = /^([+\-?~]*)([a-z][a-z0-9\-_.]*)=/i;

/** Whether the text begins like a modifier, be it with a qualifier, which it may not have. */
export function startsModifier(text: string): boolean {
  return HEAD.test(text);
}

/** Reads a word for which `startsModifier` is true and adds the term. */
export function readModifier(reading: Reading, whole: Word): void {
  const match = HEAD.exec(whole.text) as RegExpExecArray;
  const qualifier = match[1] as string;
  const written = match[2] as string;
  const name = written.toLowerCase();
  if (qualifier !== "") {
    writeToken(reading, whole, "qualifier", 0, qualifier.length);
    // RFC 7208, 12: only a directive has a qualifier.
    const version = gluedVersion(whole.text);
    if (version > 0) reportGlued(reading, whole, "terms", version);
    else if (!meansMechanism(name, whole.text.slice(match[0].length))) {
      const mend = { from: 0, to: qualifier.length, text: "" };
      report(
        reading,
        whole,
        "qualifier-on-modifier",
        "qualifier",
        0,
        qualifier.length,
        { qualifier, name },
        mend,
      );
    }
  }
  const nameFrom = qualifier.length;
  const nameTo = nameFrom + written.length;
  writeToken(reading, whole, "modifier", nameFrom, nameTo);
  writeToken(reading, whole, "separator", nameTo, nameTo + 1);
  const hole = firstHole(reading, whole);
  const known = name === "redirect" || name === "exp" ? name : null;
  const at: ModifierWord = { reading, word: whole, name, written, nameFrom, nameTo, hole };
  const value = known ? readKnown(at) : readOther(at);
  const modifier: Modifier = {
    kind: "modifier",
    span: wholeSpan(whole),
    index: reading.terms.length,
    valid: hole < 0 ? whole.good : whole.intact && qualifier === "",
    holes: hole >= 0,
    name,
    nameSpan: spanIn(whole, nameFrom, nameTo),
    known,
    value,
  };
  reading.terms.push(modifier);
}

interface ModifierWord {
  readonly reading: Reading;
  readonly word: Word;
  /** Lower case. */
  readonly name: string;
  readonly written: string;
  readonly nameFrom: number;
  readonly nameTo: number;
  /** Offset of the first hole, or -1. */
  readonly hole: number;
}

// RFC 7208, 6.1 and 6.2: redirect and exp take a domain-spec.
function readKnown(at: ModifierWord) {
  const { reading, word, name, nameFrom, nameTo, hole } = at;
  remarkOnCase(at);
  const from = nameTo + 1;
  const to = word.text.length;
  if (hole >= 0) return readMacroString(reading, word, from, to, "domain");
  if (from === to) {
    if (!isFaulted(reading)) report(reading, word, "missing-value", "empty", nameFrom, to, { name });
    return readMacroString(reading, word, from, to, "domain");
  }
  return readDomain({ reading, word, name, nameFrom, from, to });
}

/** A modifier that no checker knows. */
function readOther(at: ModifierWord) {
  const { reading, word, nameTo, hole } = at;
  const before = reading.faults.length;
  const value = readMacroString(reading, word, nameTo + 1, word.text.length, "value");
  if (errorSince(reading, before)) return value;
  if (remarkOnSeparator(at) || hole >= 0) return value;
  const all = gluedAll(word.text);
  const glued = all > nameTo ? all : gluedVersion(word.text);
  if (glued > 0 && word.good) reportGlued(reading, word, "valid", glued);
  else remarkOnName(at);
  return value;
}

/** A blank is missing before what stands at `from`. */
function reportGlued(reading: Reading, word: Word, detail: "terms" | "valid", from: number): void {
  const terms = `${word.text.slice(0, from)} ${word.text.slice(from)}`;
  const mend = { from, to: from, text: " " };
  report(reading, word, "glued-terms", detail, from, word.text.length, { terms }, mend);
}

/** `include=`, `ip4=`, `ipv4=`: valid, and silently ignored. */
function remarkOnSeparator(at: ModifierWord): boolean {
  const { reading, word, name, written, nameFrom, nameTo, hole } = at;
  const value = word.text.slice(nameTo + 1);
  const meant = mechanismMeant(name, value);
  if (!meant) return false;
  const alone = meant === name;
  const from = alone ? nameTo : nameFrom;
  const text = meant === "all" ? "all" : alone ? ":" : `${meant}:`;
  const mend = hole >= 0 || (meant === "all" && value !== "") ? null : { from, to: nameTo + 1, text };
  const data = { name: written, found: "=", separator: ":" };
  // With a hole in its value the term is ignored whatever the value turns out to be.
  const good = word.good || (hole >= 0 && nameFrom === 0);
  report(reading, { ...word, good }, "wrong-separator", "equals", nameTo, nameTo + 1, data, mend);
  return true;
}

/** The mechanism that a modifier's name is or stands for. */
function mechanismMeant(name: string, value: string): string | null {
  if (mechanismNames.some((each) => each === name)) return name;
  const meant = meantBy(name, value).filter((each) => mechanismNames.some((mechanism) => mechanism === each));
  return meant.length === 1 && /^(?:ip|inc|exist)/.test(name) ? (meant[0] as string) : null;
}

function meansMechanism(name: string, value: string): boolean {
  return mechanismMeant(name, value) !== null;
}

/** What the name of a valid modifier says about how it got there. */
function remarkOnName(at: ModifierWord): void {
  const { reading, word, name, written, nameFrom, nameTo } = at;
  if (!word.good) return;
  const value = word.text.slice(nameTo + 1);
  const end = word.text.length;
  if (name === "v" && /^spf/i.test(value)) {
    reportVersion(reading, word);
    return;
  }
  const foreign = foreignToken(name, value);
  if (foreign) {
    if (foreign.kind === "record") {
      const data = { name: written, protocol: foreign.protocol };
      report(reading, word, "foreign-token", "record", 0, end, data);
    } else report(reading, word, "foreign-token", "verification", 0, end, { name: written });
    return;
  }
  if (name === "default" && defaultQualifier(value) !== null) {
    report(reading, word, "default-modifier", "default", 0, end, { found: word.text });
    return;
  }
  if (checkReportModifier(reading, word, name, nameTo + 1)) {
    remarkOnCase(at);
    return;
  }
  const meant = meantBy(name, value);
  if (meant.length === 1 && meant[0] === "redirect") {
    const mend = { from: nameFrom, to: nameTo, text: "redirect" };
    const data = { name: written, meant: "redirect" };
    report(reading, word, "unknown-modifier", "misspelt", nameFrom, nameTo, data, mend);
  } else report(reading, word, "unknown-modifier", "unknown", nameFrom, nameTo, { name: written });
}

/** A second version within a record: of the same protocol, or of the other. */
export function reportVersion(reading: Reading, word: Word): void {
  const { text } = word;
  const end = text.length;
  if (/spf2\./i.test(text)) {
    const first = /^[^ ]*/.exec(reading.text)?.[0] ?? "";
    report(reading, word, "mixed-version", "both", 0, end, { first, second: text });
  } else if (/^v=spf1$/i.test(text)) {
    report(
      reading,
      word,
      "second-version",
      "repeated",
      0,
      end,
      { found: text },
      { from: 0, to: end, text: "" },
    );
    takeBlankToo(reading);
  } else report(reading, word, "second-version", "malformed", 0, end, { found: text });
}

function remarkOnCase(at: ModifierWord): void {
  const { reading, word, name, written, nameFrom, nameTo } = at;
  if (!word.good || written === name) return;
  const mend = { from: nameFrom, to: nameTo, text: name };
  report(reading, word, "letter-case", "modifier", nameFrom, nameTo, { found: written }, mend);
}

/** Results as drafts of SPF called them, and the qualifiers that stand for them now. */
const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ["pass", "+"],
  ["fail", "-"],
  ["deny", "-"],
  ["softfail", "~"],
  ["softdeny", "~"],
  ["neutral", "?"],
  ["unknown", "?"],
]);

/** The qualifier of the `all` that `default=` with this value stood for; null where it is none. */
export function defaultQualifier(value: string): string | null {
  return /^[+\-?~]$/.test(value) ? value : (DEFAULTS.get(value.toLowerCase()) ?? null);
}
