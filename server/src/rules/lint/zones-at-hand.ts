/** Zones that a reading tells all of, so that what it doesn't tell is not there. */

import type { Reading } from "../../host/host.ts";
import { LOSSES } from "./losses.ts";

export interface ZonesAtHand {
  /** Names at which a zone begins by its SOA record, as they are written. */
  readonly tops: readonly string[];
  /** Names of zones that need none: tools make it. */
  readonly named: readonly string[];
  /** Whether nothing of them is missing: a file that could not be read, a record that is damaged. */
  readonly whole: boolean;
}

export function zonesAtHand({ placed, wants, wholeZones = [] }: Reading): ZonesAtHand {
  const tops: string[] = [];
  let whole = wants.length === 0;
  for (const { part } of placed) {
    // Some exports begin their zone at the root, for want of a better name. No file has the names of all the world.
    if (part.soa && part.soa.name !== ".") tops.push(part.soa.name);
    if (whole && part.faults.some(({ kind }) => LOSSES.has(kind))) whole = false;
  }
  return { tops, named: wholeZones, whole };
}
