/** What each record of a file reaches, kept until a record or an answer that was asked for on the way changes. */

import type { Answer, Answerer, Query } from "../../dns/answers.ts";
import type { Txt } from "../../dns/rr.ts";
import { type Expansion, expandNow, type Walked } from "../../spf/expand.ts";
import { AT_HAND } from "../names.ts";
import type { Subject } from "../subject.ts";
import { onlyOwner } from "../terms.ts";
import { treeFeaturesOf } from "../tree-features.ts";

/** What is known of other names while one reading is looked at. It is made anew for each, since any may have changed. */
export interface Neighbours {
  /** The records of the file at a name (lower case, no final dot); undefined where there are none. */
  at(name: string): readonly Subject[] | undefined;
  /** What is known of names where the file has no record; the same object as long as it is the same answer. */
  readonly answer: Answerer;
  /** Trees that were walked to the end in this reading. */
  readonly walked: Walked;
  /** What trees hold, as bits: records share them. */
  readonly features: Map<Expansion, number>;
  /** What the trees below include and redirect asked, by tree: records share them. */
  readonly asked: Map<Expansion, Asked>;
  /** Whether what was asked then is still answered alike. */
  readonly fresh: Map<Asked, boolean>;
}

export function neighbours(at: Neighbours["at"], answer: Answerer): Neighbours {
  return { at, answer, walked: new Map(), features: new Map(), asked: new Map(), fresh: new Map() };
}

/** Names in a tree, and what was known of each: the records of the file, or else an answer. */
type Asked = ReadonlyMap<string, readonly Subject[] | Answer>;

/** The tree that was made for a record, kept with the record. */
export interface ReachMemory {
  known: Known | null;
}

export interface Known {
  readonly expansion: Expansion;
  /** What the tree holds, as bits (`tree-features.ts`). */
  readonly features: number;
  /** What was asked below each include and redirect; for those with one target once. */
  readonly asked: readonly Asked[];
}

/**
 * The tree below a record as far as files and answers at hand tell; other names are `unknown`. Null for what is no
 * record. The same object as long as nothing it was made from changes.
 */
export function expansionOf(subject: Subject, around: Neighbours, memory: ReachMemory): Expansion | null {
  if (!subject.record) return null;
  if (memory.known?.asked.every((asked) => isFresh(asked, around))) return memory.known.expansion;
  const owner = onlyOwner(subject) ?? "";
  const answer = (query: Query): Answer => {
    const here = recordsAt(query.name, around);
    if (here.length === 0) return around.answer(query);
    return { kind: "ok", type: "TXT", records: here.map(txtOf), ttl: null, source: AT_HAND.file };
  };
  const expansion = expandNow(owner, subject.record, answer, { walked: around.walked });
  const asked = new Set<Asked>();
  for (const { target } of expansion.terms) if (target) asked.add(askedBelow(target, around));
  memory.known = { expansion, features: treeFeaturesOf(expansion, around.features), asked: [...asked] };
  return expansion;
}

/** Names of the tree. */
export function namesReached(known: Known | null): readonly string[] {
  return (known?.asked ?? []).flatMap((asked) => [...asked.keys()]);
}

/** Questions of the tree that nobody could answer. */
export function* unansweredIn(known: Known | null): Iterable<Query> {
  for (const asked of known?.asked ?? []) {
    for (const [name, then] of asked) {
      if ("kind" in then && then.kind === "unknown") yield { name: then.alias ?? name, type: "TXT" };
    }
  }
}

/** Every name of a tree that was asked for, with what was known of it. */
function askedBelow(tree: Expansion, around: Neighbours): Asked {
  const known = around.asked.get(tree);
  if (known) return known;
  const names = new Map<string, readonly Subject[] | Answer>();
  const seen = new Set<Expansion>([tree]);
  for (const at of seen) {
    if (at.missing !== "macro") names.set(at.domain, nowAt(at.domain, around));
    for (const { target } of at.terms) if (target) seen.add(target);
  }
  around.asked.set(tree, names);
  around.fresh.set(names, true);
  return names;
}

function nowAt(name: string, around: Neighbours): readonly Subject[] | Answer {
  return recordsAt(name, around).length > 0
    ? (around.at(name) as readonly Subject[])
    : around.answer({ name, type: "TXT" });
}

function isFresh(asked: Asked, around: Neighbours): boolean {
  const known = around.fresh.get(asked);
  if (known !== undefined) return known;
  let fresh = true;
  for (const [name, then] of asked) {
    fresh = isSame(then, nowAt(name, around));
    if (!fresh) break;
  }
  around.fresh.set(asked, fresh);
  return fresh;
}

function isSame(then: readonly Subject[] | Answer, now: readonly Subject[] | Answer): boolean {
  if (then === now) return true;
  if ("kind" in then || "kind" in now) return false;
  return then.length === now.length && then.every((each, i) => each === now[i]);
}

/** The TXT records of the file at a name. */
function recordsAt(name: string, around: Neighbours): readonly Subject[] {
  return around.at(name)?.filter(({ found }) => found.type === "TXT") ?? [];
}

function txtOf({ found: { decoded } }: Subject): Txt {
  return { strings: [decoded.text], holes: decoded.holes };
}
