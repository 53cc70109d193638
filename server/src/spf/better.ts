/**
 * Keeps suggestions honest: one that is followed leaves the record with fewer errors, or it is not made.
 *
 * Each reader suggests what its own mistake calls for. Where several mistakes share a word, one mend may bring out
 * another mistake that was hidden, and then nobody knows what was meant.
 */

import type { RecordSpace, Span } from "../text/span.ts";
import type { Fault } from "./ast.ts";

/** More faults than this are no slip of the pen; nothing is suggested against them one by one. */
const MOST = 32;

/**
 * The faults, without the suggestions that make nothing better. `errorsIn` gives how many errors a text has.
 */
export function honest(
  text: string,
  faults: readonly Fault[],
  errorsIn: (text: string) => number,
): readonly Fault[] {
  if (!faults.some((fault) => fault.error && fault.suggestion !== undefined)) return faults;
  if (faults.length > MOST) return faults;
  const before = countErrors(faults);
  return faults.map((fault) => {
    if (!fault.error || fault.suggestion === undefined) return fault;
    const { start, end } = fault.replaces ?? fault.span;
    const after = errorsIn(text.slice(0, start) + fault.suggestion + text.slice(end));
    const alone = !faults.some((other) => other !== fault && inSameWord(text, other, { start, end }));
    if (alone ? after < before : after <= before) return fault;
    const { suggestion: _, replaces: __, ...rest } = fault;
    return rest;
  });
}

/** How many errors there are. A repeated modifier comes to light only once its term can be read, so it counts for none. */
export function countErrors(faults: readonly Fault[]): number {
  return faults.filter((fault) => fault.error && fault.kind !== "duplicate-modifier").length;
}

function inSameWord(text: string, fault: Fault, place: Span<RecordSpace>): boolean {
  const start = text.lastIndexOf(" ", place.start - 1) + 1;
  const blank = text.indexOf(" ", place.end);
  const end = blank < 0 ? text.length : blank;
  return fault.span.start < end && start < fault.span.end;
}
