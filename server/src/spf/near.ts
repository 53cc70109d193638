/**
 * Finds texts that were meant to be records and are none: a version that is not quite right, something before it.
 * Prose, keys and the records of other protocols that merely mention SPF stay silent, so where the start says too
 * little the rest must look like terms.
 *
 * Reports: version-malformed, leading-junk, mixed-version (v-before-sender-id).
 */

import type { Fault } from "./ast.ts";
import { codeName } from "./characters.ts";
import { startsDirective } from "./directive.ts";
import { type DataOf, type DetailOf, fault, type Suggestion } from "./faults.ts";

/** The faults of a text that is no record; none where it was not meant to be one. */
export function findNear(text: string, holes: ReadonlySet<number>): readonly Fault[] {
  const found = mixedVersion(text) ?? malformedVersion(text, holes) ?? leadingJunk(text, holes);
  return found ? [found] : [];
}

/** `v=spf2.0/mfrom,pra`: SPF's way to begin, Sender ID's version. */
function mixedVersion(text: string): Fault | null {
  const match = /^v=(spf2\.\d+\/[a-z0-9_.,-]*)(?= |$)/i.exec(text);
  if (!match) return null;
  const span = { start: 0, end: match[0].length };
  const data = { found: match[0], senderId: match[1] as string };
  return fault("mixed-version", "v-before-sender-id", span, data, { error: true });
}

type Detail = DetailOf<"version-malformed">;

/** How the version of `v=spf1` or `spf2.0` was mistaken. The first that fits is it. */
function malformedVersion(text: string, holes: ReadonlySet<number>): Fault | null {
  return (
    versionSeparated(text) ??
    versionNumbered(text) ??
    versionEnded(text, holes) ??
    senderIdVersion(text) ??
    versionMisspelt(text)
  );
}

function malformed<D extends Detail>(
  detail: D,
  end: number,
  data: DataOf<"version-malformed", D>,
  mend?: string,
  start = 0,
): Fault {
  const span = { start, end };
  const suggestion: Suggestion | undefined = mend === undefined ? undefined : { replaces: span, text: mend };
  return fault("version-malformed", detail, span, data, { error: true, suggestion });
}

/** `v:spf1`, `v= spf1`, `v = spf1`, `spf1`, `=spf1`, `v spf1`. */
function versionSeparated(text: string): Fault | null {
  const match = /^(?:v( *[=:;.-]+ *| +)|(=)|)(spf ?1)(?= |$)/i.exec(text);
  if (!match) return null;
  const [found, between, equals] = match;
  const end = found.length;
  const terms = looksLikeTerms(text.slice(end));
  if (between !== undefined && / /.test(found) && (terms || text.length === end)) {
    return malformed("blank", end, { found }, "v=spf1");
  }
  if (between !== undefined && between !== "=" && (terms || text.length === end)) {
    return malformed("separator", end, { found }, "v=spf1");
  }
  // A TXT record that says no more than `spf1` may be anything.
  if (between === undefined && (terms || equals)) return malformed("no-v", end, { found }, "v=spf1");
  return null;
}

/** `v=spf1;`, `v=spf1,`, `v=spf1` and a tab, `v=spf1include:…`. */
function versionEnded(text: string, holes: ReadonlySet<number>): Fault | null {
  if (!/^v=spf1./is.test(text) || holes.has(6)) return null;
  const next = text[6] as string;
  const blank = /^[\t\n\v\f\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\udca0]+ */.exec(
    text.slice(6),
  );
  if (blank) {
    const end = 6 + blank[0].length;
    const data = { found: text.slice(0, 7), character: codeName(next) };
    return malformed("blank-after", end, data, end === text.length ? "" : " ", 6);
  }
  const marks = /^[;,.:"'\\|/)\]}]+/.exec(text.slice(6));
  if (marks) {
    const end = 6 + marks[0].length;
    const rest = text.slice(end);
    const mend = rest === "" || rest.startsWith(" ") ? "" : looksLikeTerms(rest) ? " " : undefined;
    const data = { found: text.slice(0, end), character: marks[0] };
    return malformed("punctuation", end, data, mend, 6);
  }
  const rest = text.slice(6);
  if (
    !startsDirective(firstWord(rest)) &&
    !/^(?:redirect|exp)=|^[+\-?~]?(?:all|a|mx|ptr)(?=[+\-?~])/i.test(rest)
  )
    return null;
  const of = { error: true, suggestion: { replaces: { start: 6, end: 6 }, text: " " } };
  const found = text.slice(0, 6 + firstWord(rest).length);
  return fault("version-malformed", "glued", { start: 6, end: found.length }, { found }, of);
}

/** `v=spf`, `v=spf2`, `v=spf10`, `v=spf1.0`. */
function versionNumbered(text: string): Fault | null {
  const match = /^v=spf(?:-?v?(\d+(?:\.\d+)*))?(?= |$)/i.exec(text);
  if (!match || match[1] === "1") return null;
  const found = match[0];
  const end = found.length;
  // What other version was meant is clear only where the terms are SPF's.
  const mend = looksLikeTerms(text.slice(end)) ? "v=spf1" : undefined;
  if (match[1] === undefined) return malformed("no-digit", end, { found }, mend);
  return malformed("other-number", end, { found }, mend);
}

/** `spf2/pra`, `spf2.0:pra`, `spf2.0,pra`. */
function senderIdVersion(text: string): Fault | null {
  const minor = /^(?:v=)?spf2(\/(?:mfrom|pra)(?:,(?:mfrom|pra))*)(?= |$)/i.exec(text);
  if (minor) return malformed("sender-id-minor", minor[0].length, { found: minor[0] }, `spf2.0${minor[1]}`);
  const other = /^(spf2\.\d+)([^a-z0-9/ ]+)((?:mfrom|pra)(?:,(?:mfrom|pra))*)(?= |$)/i.exec(text);
  if (!other) return null;
  const start = (other[1] as string).length;
  const character = other[2] as string;
  const data = { found: other[0], character };
  return malformed("sender-id-separator", start + character.length, data, "/", start);
}

/** `y=spfi`, `v=spfl`, `v=sfp1`: a slip or two, and terms behind it. */
function versionMisspelt(text: string): Fault | null {
  const word = firstWord(text);
  if (word.length < 4 || word.length > 8 || !/^[a-z]{0,2}[=:-]?.{0,2}[spf]{2,3}./i.test(word)) return null;
  if (!looksLikeTerms(text.slice(word.length)) || slips(word.toLowerCase(), "v=spf1") > 2) return null;
  return malformed("misspelt", word.length, { found: word }, "v=spf1");
}

/** Places in which two words of nearly equal length differ. */
function slips(a: string, b: string): number {
  let count = Math.abs(a.length - b.length);
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) count++;
  return count;
}

/** Something before a version that would be right at the start. */
function leadingJunk(text: string, holes: ReadonlySet<number>): Fault | null {
  const match = /v=spf1(?= |$)|spf2\.\d+\/(?:mfrom|pra)[a-z,]*(?= |$)/i.exec(text);
  if (!match || match.index === 0) return null;
  const prefix = text.slice(0, match.index);
  const rest = text.slice(match.index);
  for (const at of holes) if (at < match.index) return null;
  const detail = junkKind(prefix, rest);
  if (!detail) return null;
  const span = { start: 0, end: match.index };
  const data = { found: prefix };
  return fault("leading-junk", detail, span, data, { error: true, suggestion: without(text, prefix) });
}

const QUOTES = /^[\\"'`\u2018-\u201f\u00ab\u00bb\s]+$/;

/** What the prefix is, or null where the text is not meant to be a record. */
function junkKind(prefix: string, rest: string): DetailOf<"leading-junk"> | null {
  if (/^[^\S\ufeff]+$/.test(prefix)) return "blank";
  if (/^\\+\s*$/.test(prefix)) return "backslash";
  if (/^[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\s]+$|^\u00ef\u00bb\u00bf$/.test(prefix))
    return "invisible";
  if (QUOTES.test(prefix)) return "quote";
  if (/^[^\p{L}\p{N}]+$/u.test(prefix)) return "punctuation";
  // Other protocols' records and sentences may well speak of SPF.
  if (/^\s*v=(?!spf)/i.test(prefix) || !looksLikeTerms(rest.replace(/^\S+/, ""))) return null;
  const words = prefix.split(/[\s"]+/).filter((word) => word !== "");
  const plain = words.filter((word) => !/[.=@]|^(?:in|txt|spf|ttl|\d+[smhdw]?|IN)$/i.test(word));
  return words.length <= 5 && plain.length <= (words.length === 1 ? 1 : 0) ? "text" : null;
}

/** The text without its prefix; quotes that open there close at the end. */
function without(text: string, prefix: string): Suggestion {
  const quote = /[\\"'`\u2018-\u201f\u00ab\u00bb]+\s*$/.exec(prefix);
  const closing = quote ? /\s*\\?["'`\u2018-\u201f\u00ab\u00bb]+\s*$/.exec(text.slice(prefix.length)) : null;
  if (!closing) return { replaces: { start: 0, end: prefix.length }, text: "" };
  const end = prefix.length + closing.index;
  return { replaces: { start: 0, end: text.length }, text: text.slice(prefix.length, end) };
}

/** Whether a text after a version goes on as records do: a term is among its next words, and the first is no prose. */
function looksLikeTerms(text: string): boolean {
  const words = text
    .slice(0, 500)
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, 4);
  return words.some(isTermLike) && (/[:=/]|^a$/i.test(words[0] ?? "") || isTermLike(words[0] ?? ""));
}

/** A directive or a redirect; `a` by itself is also an English word. */
function isTermLike(word: string): boolean {
  const bare = word.replace(/[",;.]+$/, "");
  return !/^a$/i.test(bare) && (startsDirective(bare) || /^redirect=/i.test(bare));
}

function firstWord(text: string): string {
  return /^\S*/.exec(text)?.[0] ?? "";
}
