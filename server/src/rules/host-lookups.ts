/** What DNS says of the names that a record asks for, looked up once for the rules that speak of it. */

import type { Term } from "../spf/ast.ts";
import type { Expansion } from "../spf/expand.ts";
import { type HostLookup, lookUpHostsNow } from "../spf/host-lookup.ts";
import type { Names } from "./names.ts";

/** A valid a, mx or exists, and what became of its name. */
export interface LookedUp extends HostLookup {
  readonly term: Term;
}

/** Those who ask of one record ask one after the other. */
let last: {
  readonly expansion: Expansion;
  readonly names: Names;
  readonly found: readonly LookedUp[];
} | null = null;

/** The terms of the record itself that ask for a name, in order; without those whose names depend on the message. */
export function hostLookups(expansion: Expansion, names: Names): readonly LookedUp[] {
  if (last?.expansion === expansion && last.names === names) return last.found;
  const found: LookedUp[] = [];
  for (const { term, target } of expansion.terms) {
    if (target || !term.valid) continue;
    const looked = lookUpHostsNow(term, expansion.domain, names.answer);
    if (looked) found.push({ term, ...looked });
  }
  last = { expansion, names, found };
  return found;
}
