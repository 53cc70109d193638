/** What DNS says of the names that a record asks for, looked up once for the rules that speak of it. */

import type { Term } from "../spf/ast.ts";
import type { Expansion } from "../spf/expand.ts";
import { type HostLookup, isFailure, lookUpHostsNow } from "../spf/host-lookup.ts";
import { keepingLast } from "../text/last.ts";
import type { Names } from "./names.ts";

/** A valid a, mx or exists, and what became of its name. */
export interface LookedUp extends HostLookup {
  readonly term: Term;
}

/**
 * The terms of the record itself that ask for a name which has nothing, or of which DNS gives no answer, in order; without
 * those whose names depend on the message.
 */
export const failedLookups = keepingLast((expansion: Expansion, names: Names): readonly LookedUp[] => {
  const found: LookedUp[] = [];
  for (const { term, target } of expansion.terms) {
    if (target || !term.valid) continue;
    const looked = lookUpHostsNow(term, expansion.domain, names.answer);
    if (looked && (looked.lack !== null || isFailure(looked.answer))) found.push({ term, ...looked });
  }
  return found;
});
