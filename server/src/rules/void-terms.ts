/** Which terms of a record, and of those that it leads to, have lookups without an answer, by the client's family. */

import type { Expansion } from "../spf/expand.ts";
import { nameAsked, voidNow } from "../spf/voids.ts";
import { keepingLast } from "../text/last.ts";
import { LOOKUP_LIMIT } from "./lookups.ts";
import type { Names } from "./names.ts";
import type { Subject } from "./subject.ts";
import { shownIn } from "./terms.ts";
import { isInFile, type Reached, reachedTerms } from "./tree.ts";

/** Void lookups that a check may have (RFC 7208, 4.6.4). */
export const VOID_LIMIT = 2;

export interface VoidTerms {
  readonly ip4: readonly Reached[];
  readonly ip6: readonly Reached[];
}

const none: VoidTerms = { ip4: [], ip6: [] };

/**
 * The terms whose lookup is void for every client of a family, in the order of evaluation and as far as a check's
 * lookups reach. An include or redirect is none of them: where its target has nothing, a check ends there. Nothing is
 * asked where the limit can't be passed.
 */
export const voidTerms = keepingLast((subject: Subject, expansion: Expansion, names: Names): VoidTerms => {
  const { record } = expansion;
  // RFC 4406 knows no limit for them.
  if (subject.found.type !== "TXT" || record?.version.protocol !== "spf1") return none;
  if (!record.valid || record.holes) return none;
  const asking: Reached[] = [];
  let lookups = 0;
  for (const reached of reachedTerms(expansion)) {
    if (++lookups > LOOKUP_LIMIT) break;
    if (nameAsked(reached.term.term, reached.at.domain) !== null) asking.push(reached);
  }
  if (asking.length <= VOID_LIMIT) return none;
  const ip4: Reached[] = [];
  const ip6: Reached[] = [];
  for (const reached of asking) {
    const found = voidNow(reached.term, reached.at.domain, names.answer);
    if (found?.ip4) ip4.push(reached);
    if (found?.ip6) ip6.push(reached);
  }
  return { ip4, ip6 };
});

/** The term that passes the limit; null where none does, or a record of the same file that passes it alone. */
export function overLimit(voids: readonly Reached[], names: Names): Reached | null {
  const over = voids[VOID_LIMIT];
  if (!over) return null;
  const [first] = over.path;
  const alone = voids.filter(({ root }) => root === over.root).length > VOID_LIMIT;
  return first && alone && isInFile(first.domain, names) ? null : over;
}

/** More terms than these are not named. */
const MOST_NAMED = 6;

/** The terms as they may stand in a sentence, each with the record that it is in where that is another. */
export function shownTerms(voids: readonly Reached[]): string {
  const shown = voids.slice(0, MOST_NAMED).map(({ at, term, path }) => {
    const text = at.record ? shownIn(at.record, term.term) : "";
    return path.length > 0 ? `${text} (${at.domain})` : text;
  });
  if (voids.length > MOST_NAMED) shown.push("…");
  return shown.join(", ");
}
