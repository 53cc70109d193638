/** Where a fix that makes a record longer has to cut it, so that no character-string becomes too long (RFC 1035, 3.3). */

import type { Found } from "../host/host.ts";
import type { Change } from "../spf/proof.ts";
import { applyEdits } from "../text/edit.ts";
import { octetLength } from "../text/octets.ts";
import { cutsAtBlanks, STRING_LIMIT } from "./strings.ts";

/** Where character-strings begin: for each change within what it writes, and elsewhere at offsets of the record as it is. */
export interface Cuts {
  readonly within: readonly (readonly number[])[];
  readonly beside: readonly number[];
}

/**
 * The cuts that changes bring about, which are apart and in order: each before a word. Null where none is needed or would
 * do, and where nobody knows in which string a text will stand.
 */
export function cutsFor({ decoded, strings }: Found, changes: readonly Change[]): Cuts | null {
  const grows = changes.some(({ span, text }) => octetLength(text) > span.end - span.start);
  if (strings !== "author" || !grows || decoded.holes.length > 0) return null;
  if (decoded.boundaries.some(({ at }) => changes.some(({ span }) => span.start <= at && at <= span.end)))
    return null;
  const within = changes.map((): number[] => []);
  const beside: number[] = [];
  let next = 0;
  for (const { start, end } of decoded.strings()) {
    const first = next;
    while ((changes[next]?.span.end ?? Number.POSITIVE_INFINITY) <= end) next++;
    if (next === first) continue;
    const own = changes.slice(first, next).map(({ span, text }) => ({
      span: { start: span.start - start, end: span.end - start },
      text,
    }));
    const before = decoded.text.slice(start, end);
    // What was too long already has a finding of its own.
    if (octetLength(before) > STRING_LIMIT) continue;
    for (const cut of cutsAtBlanks(applyEdits(before, own)) ?? []) {
      const { change, at } = placeOf(cut, own);
      if (change === null) beside.push(start + at);
      else within[first + change]?.push(at);
    }
  }
  return beside.length > 0 || within.some((cuts) => cuts.length > 0) ? { within, beside } : null;
}

/** Which change an offset of the changed text lies in or touches, and where; else where it was before. */
function placeOf(offset: number, changes: readonly Change[]): { change: number | null; at: number } {
  let grown = 0;
  for (const [i, { span, text }] of changes.entries()) {
    const start = span.start + grown;
    if (offset < start) break;
    if (offset <= start + text.length) return { change: i, at: offset - start };
    grown += text.length - (span.end - span.start);
  }
  return { change: null, at: offset - grown };
}
