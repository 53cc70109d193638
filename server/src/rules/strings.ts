/** Where the character-strings of a record begin and end, and where they could. */

import type { SpfRecord } from "../spf/ast.ts";
import { octetLength } from "../text/octets.ts";
import type { RecordSpace, Span } from "../text/span.ts";

/** Octets of one character-string (RFC 1035, 3.3). */
export const STRING_LIMIT = 255;

/**
 * Offsets that cut one string of a record into strings that fit, each before the first letter of a term, as few as
 * can be; null where a term is too long for a string of its own.
 */
export function cutsAtTerms(record: SpfRecord, string: Span<RecordSpace>): number[] | null {
  const places = record.terms
    .map(({ span }) => span.start)
    .filter((at) => at > string.start && at < string.end && record.text[at - 1] === " ");
  return cutsAt(places, record, string);
}

/** The same for a text of which nothing is known but its blanks. */
export function cutsAtBlanks(text: string): number[] | null {
  const places = [...text.matchAll(/(?<= )[^ ]/g)].map(({ index }) => index);
  return cutsAt(places, { text }, { start: 0, end: text.length });
}

function cutsAt(
  places: readonly number[],
  record: Pick<SpfRecord, "text">,
  string: Span<RecordSpace>,
): number[] | null {
  const cuts: number[] = [];
  let start = string.start;
  let fitting = start;
  for (const place of [...places, string.end]) {
    if (octetsBetween(record, start, place) > STRING_LIMIT) {
      if (fitting === start || octetsBetween(record, fitting, place) > STRING_LIMIT) return null;
      cuts.push(fitting);
      start = fitting;
    }
    fitting = place;
  }
  return cuts;
}

export function octetsBetween(record: Pick<SpfRecord, "text">, start: number, end: number): number {
  return octetLength(record.text.slice(start, end));
}
