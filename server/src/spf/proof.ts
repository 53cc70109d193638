/**
 * Proves that an edit of a record changes nothing: not the result and not the explanation, for any client, sender, HELO
 * and answers of DNS, of the record itself and of all that include it or redirect to it. Lookups and voids stay what they
 * are at each point of the evaluation, since the limits are those of the whole of it (RFC 7208, 4.6.4).
 *
 * Two records are proved the same where they ask the same terms in the same order, and where between two of these
 * every address is decided by networks with the same result. What can't be proved so is not the same.
 */

import { firstWhere } from "../text/sorted.ts";
import type { RecordSpace, Span } from "../text/span.ts";
import type { SpfRecord } from "./ast.ts";
import { decidingOf } from "./deciding.ts";
import { parse } from "./parse.ts";
import { differences, type IsPlain, programOf } from "./program.ts";

/** Text to put in place of a span of a record. */
export interface Change {
  readonly span: Span<RecordSpace>;
  readonly text: string;
}

/** More than this is not looked through: of records so long nobody proves anything, term by term. */
const LONGEST = 16_384;

/** Of what other names lead to nothing is known. */
const nothingKnown: IsPlain = () => false;

/** Whether two records do the same. */
export function isSame(a: SpfRecord, b: SpfRecord, isPlain = nothingKnown): boolean {
  if (a.text === b.text) return true;
  if (a.valid !== b.valid || !isSameVersion(a, b)) return false;
  // Where both are broken, both are a permerror; what they are once mended should be the same, too.
  return differences(programOf(a, isPlain), programOf(b, isPlain))?.length === 0;
}

/** Whether the changes, which are apart, leave the record what it is. */
export function isKept(
  record: SpfRecord,
  holes: readonly Span<RecordSpace>[],
  changes: readonly Change[],
  isPlain = nothingKnown,
): boolean {
  if (changes.length === 0) return true;
  const ordered = [...changes].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const window = windowOf(record, ordered);
  if (window.end - window.start > LONGEST || holes.some((hole) => touchesAny(hole, changes))) return false;
  const head = window.start === 0 ? "" : record.text.slice(0, record.version.span.end);
  const before = cut(record, holes, window, head, []);
  const after = cut(record, holes, window, head, ordered);
  if (before.text === after.text) return true;
  if (before.valid !== after.valid || !isSameVersion(before, after)) return false;
  const different = differences(programOf(before, isPlain), programOf(after, isPlain));
  if (different === null || (different.length > 0 && window.start === 0)) return different?.length === 0;
  const first = firstWhere(record.terms, ({ span }) => span.end > window.start);
  return different.every((range) => decidingOf(record).isDecidedBefore(range, first));
}

function isSameVersion(a: SpfRecord, b: SpfRecord): boolean {
  const scopes = ({ version }: SpfRecord) => version.scopes.map(({ name }) => name).join();
  return a.version.protocol === b.version.protocol && scopes(a) === scopes(b);
}

/**
 * The words that the changes touch and all between them: the others stay what they are, and what they do. All of the
 * record where words are more than themselves: the version, mistakes that may be of several words, positional modifiers.
 */
function windowOf({ text, version, valid }: SpfRecord, changes: readonly Change[]): Span<RecordSpace> {
  let start = changes[0]?.span.start ?? 0;
  let end = Math.max(...changes.map(({ span }) => span.end));
  if (!valid || version.protocol !== "spf1" || start < version.span.end)
    return { start: 0, end: text.length };
  while (start > version.span.end && text[start - 1] !== " ") start--;
  while (end < text.length && text[end] !== " ") end++;
  return { start, end };
}

/** A stretch of the record behind `head` as a record of its own, once the changes are made. */
function cut(
  { text }: SpfRecord,
  holes: readonly Span<RecordSpace>[],
  { start, end }: Span<RecordSpace>,
  head: string,
  changes: readonly Change[],
): SpfRecord {
  let out = head === "" || text[start - 1] !== " " ? head : `${head} `;
  const moved: Span<RecordSpace>[] = [];
  let at = start;
  const copy = (to: number) => {
    for (const hole of holes) {
      if (hole.start < at || hole.end > to) continue;
      moved.push({ start: out.length + hole.start - at, end: out.length + hole.end - at });
    }
    out += text.slice(at, to);
  };
  for (const change of changes) {
    copy(change.span.start);
    out += change.text;
    at = change.span.end;
  }
  copy(end);
  return parse(out, moved);
}

function touchesAny(hole: Span<RecordSpace>, changes: readonly Change[]): boolean {
  return changes.some(({ span }) => span.start < hole.end && hole.start < span.end);
}
