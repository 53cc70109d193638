/** What each record of a file reaches, kept until a record that was asked for on the way changes. */

import type { Answer } from "../dns/answers.ts";
import type { Txt } from "../dns/rr.ts";
import { type Expansion, expandNow } from "../spf/expand.ts";
import type { Subject } from "./rule.ts";

/** The records at a name of the same file (lower case, no final dot); undefined where there are none. */
export type Neighbours = (name: string) => readonly Subject[] | undefined;

/** What answers come from here: the file itself. */
const SOURCE = "workspace";

interface Known {
  readonly expansion: Expansion;
  /** Names that were asked, and who stood there then. */
  readonly asked: ReadonlyMap<string, readonly Subject[] | undefined>;
}

export interface ExpansionCache {
  readonly known: WeakMap<Subject, Known>;
}

/** An empty cache, for one file. */
export function expansionCache(): ExpansionCache {
  return { known: new WeakMap() };
}

/**
 * The tree below a record as far as the file itself tells; names that stand elsewhere are `unknown`.
 * Null for what is no record. The same object as long as nothing it was made from changes.
 */
export function expansionOf(
  subject: Subject,
  neighbours: Neighbours,
  cache: ExpansionCache,
): Expansion | null {
  if (!subject.record) return null;
  const known = cache.known.get(subject);
  if (known && isFresh(known, neighbours)) return known.expansion;
  const asked = new Map<string, readonly Subject[] | undefined>();
  const owner = subject.found.owners?.[0]?.toLowerCase() ?? "";
  const expansion = expandNow(owner, subject.record, (query): Answer => {
    const here = neighbours(query.name);
    asked.set(query.name, here);
    const records = (here ?? []).filter((each) => each.found.type === "TXT").map(txtOf);
    if (records.length === 0) return { kind: "unknown", source: SOURCE };
    return { kind: "ok", type: "TXT", records, ttl: null, source: SOURCE };
  });
  cache.known.set(subject, { expansion, asked });
  return expansion;
}

function isFresh(known: Known, neighbours: Neighbours): boolean {
  for (const [name, then] of known.asked) {
    const now = neighbours(name);
    if (now === then) continue;
    if (!now || !then || now.length !== then.length || now.some((each, i) => each !== then[i])) return false;
  }
  return true;
}

function txtOf(subject: Subject): Txt {
  const { decoded } = subject.found;
  return { strings: [decoded.text], holes: decoded.holes };
}
