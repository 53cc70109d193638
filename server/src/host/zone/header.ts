/** Reads what stands between the owner of a record and its data: TTL, class and type, in any order that BIND takes. */

import type { Entry } from "./entry.ts";
import type { State } from "./state.ts";
import { classOf, type Treatment, treatmentOf, ttlOf } from "./types.ts";

/** Everything before the data of a record. */
export interface Header {
  /** Number of the first word of the data. */
  readonly first: number;
  readonly ttl: number | null;
  /** The TTL that the record states itself. */
  readonly stated: number | null;
  /** Whether a TTL is stated that another record, without one and without a `$TTL`, would take over. */
  readonly setsTtl: boolean;
  readonly internet: boolean;
  /** Undefined where the type is none we know. */
  readonly treatment: Treatment | undefined;
}

/** Reads from word number `index` on; what is not stated is as the lines before have it. RFC 1035, 5.1 */
export function readHeader(
  entry: Entry,
  index: number,
  { lastTtl, defaultTtl, internet }: Pick<State, "lastTtl" | "defaultTtl" | "internet">,
): Header {
  let first = index;
  let word = entry.bare(first);
  let isInternet = classOf(word);
  if (isInternet !== undefined) word = entry.bare(++first);
  const stated = ttlOf(word) ?? null;
  if (stated !== null) word = entry.bare(++first);
  if (isInternet === undefined) {
    isInternet = classOf(word);
    if (isInternet !== undefined) word = entry.bare(++first);
  }
  return {
    first: first + 1,
    ttl: stated ?? defaultTtl ?? lastTtl,
    stated,
    setsTtl: stated !== null && stated !== lastTtl && defaultTtl === null,
    internet: isInternet ?? internet,
    treatment: treatmentOf(word),
  };
}
