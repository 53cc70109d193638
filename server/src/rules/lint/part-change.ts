/** What is different between two readings of a file: the parts that went and those that came. */

import type { Placed } from "../../host/host.ts";

export interface PartChange {
  readonly gone: readonly Placed[];
  readonly come: readonly Placed[];
}

/**
 * An edit changes a few parts in one place, so all that is equal at both ends is passed over at once. A part between
 * two that changed goes and comes again.
 */
export function partChange(before: readonly Placed[], after: readonly Placed[]): PartChange {
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && same(before[start], after[start])) start++;
  let tail = 0;
  while (tail < least - start && same(before[before.length - 1 - tail], after[after.length - 1 - tail]))
    tail++;
  return { gone: before.slice(start, before.length - tail), come: after.slice(start, after.length - tail) };
}

function same(a: Placed | undefined, b: Placed | undefined): boolean {
  // Places that are the same objects need no look into them.
  return a === b || a?.part === b?.part;
}
