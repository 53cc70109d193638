/** Which terms of a record are evaluated, and in which order (RFC 7208, 4.6.2 and 4.7). */

import type { Directive, Junk, Modifier, SpfRecord } from "./ast.ts";

/**
 * The terms that a checker comes to as long as nothing matches: none after `all`, redirect only without `all`, and
 * last. Junk is among them where a value that is not known may be a term.
 */
export function evaluatedTerms(record: SpfRecord): (Directive | Modifier | Junk)[] {
  const out: (Directive | Modifier | Junk)[] = [];
  let redirect: Modifier | null = null;
  for (const term of record.terms) {
    if (term.kind === "modifier") {
      if (term.known === "redirect") redirect ??= term;
      continue;
    }
    out.push(term);
    // RFC 7208, 5.1: mechanisms after "all" will never be tested, and any redirect is ignored.
    if (term.kind === "directive" && term.name === "all") return out;
  }
  if (redirect) out.push(redirect);
  return out;
}
