/** What each record of a file reaches, kept until a record that was asked for on the way changes. */

import type { Answer, Query } from "../dns/answers.ts";
import type { Txt } from "../dns/rr.ts";
import { type Expansion, expandNow, type Walked } from "../spf/expand.ts";
import type { Subject } from "./rule.ts";

/** What the records of a file say of each other. It is made anew for each reading, since any of them may have changed. */
export interface Neighbours {
  /** The records at a name (lower case, no final dot); undefined where there are none. */
  at(name: string): readonly Subject[] | undefined;
  /** Trees that were walked to the end while reading this file. */
  readonly walked: Walked;
}

/** What answers come from here: the file itself. */
const SOURCE = "workspace";

/** The tree that was made for a record, kept with the record. */
export interface ReachMemory {
  known: Known | null;
}

interface Known {
  readonly expansion: Expansion;
  /** Names in the tree, and who stood there then. */
  readonly asked: ReadonlyMap<string, readonly Subject[] | undefined>;
}

/**
 * The tree below a record as far as the file itself tells; names that stand elsewhere are `unknown`.
 * Null for what is no record. The same object as long as nothing it was made from changes.
 */
export function expansionOf(subject: Subject, neighbours: Neighbours, memory: ReachMemory): Expansion | null {
  if (!subject.record) return null;
  if (memory.known && isFresh(memory.known, neighbours)) return memory.known.expansion;
  const owner = subject.found.owners?.[0]?.toLowerCase() ?? "";
  const answer = (query: Query): Answer => {
    const here = neighbours.at(query.name) ?? [];
    const records = here.filter((each) => each.found.type === "TXT").map(txtOf);
    if (records.length === 0) return { kind: "unknown", source: SOURCE };
    return { kind: "ok", type: "TXT", records, ttl: null, source: SOURCE };
  };
  const expansion = expandNow(owner, subject.record, answer, { walked: neighbours.walked });
  memory.known = { expansion, asked: namesIn(expansion, neighbours) };
  return expansion;
}

/** Every name below a record, with who stands there. */
function namesIn(expansion: Expansion, neighbours: Neighbours): Map<string, readonly Subject[] | undefined> {
  const names = new Map<string, readonly Subject[] | undefined>();
  if (expansion.terms.every(({ target }) => target === null)) return names;
  const seen = new Set<Expansion>();
  const visit = (at: Expansion) => {
    if (seen.has(at)) return;
    seen.add(at);
    for (const { target } of at.terms) {
      if (!target) continue;
      names.set(target.domain, neighbours.at(target.domain));
      visit(target);
    }
  };
  visit(expansion);
  return names;
}

function isFresh(known: Known, neighbours: Neighbours): boolean {
  for (const [name, then] of known.asked) {
    const now = neighbours.at(name);
    if (now === then) continue;
    if (!now || !then || now.length !== then.length || now.some((each, i) => each !== then[i])) return false;
  }
  return true;
}

function txtOf(subject: Subject): Txt {
  const { decoded } = subject.found;
  return { strings: [decoded.text], holes: decoded.holes };
}
