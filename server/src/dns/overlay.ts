/**
 * Answers from records at hand: those of open buffers and of the workspace's files.
 *
 * Where a zone's SOA is among them they are the whole zone, and what is not there does not exist. Elsewhere only what
 * is there is known.
 */

import type { Answer, Answerer, Empty, Source } from "./answers.ts";
import { isWithin, normalise, parentOf } from "./names.ts";
import type { DataByType, QueryType } from "./rr.ts";

/** A record with its owner. SOA marks the top of a zone, NS within one its end; of both only the name matters. */
export type OverlayRecord = { readonly name: string; readonly ttl: number | null } & (
  | { [T in QueryType]: { readonly type: T; readonly data: DataByType[T] } }[QueryType]
  | { readonly type: "CNAME"; readonly data: string }
  | { readonly type: "SOA" | "NS"; readonly data: null }
);

/** More aliases in a row than this are a loop or as good as one. */
const MOST_ALIASES = 8;

/** An answerer over the records, which are read once. */
export function overlay(records: Iterable<OverlayRecord>, source: Source = "workspace"): Answerer {
  const names = new Names(records);
  return ({ name, type }) => {
    let at = normalise(name);
    let ttl: number | null = null;
    for (let hop = 0; hop <= MOST_ALIASES; hop++) {
      const found = names.find(at);
      if (typeof found === "string") return { kind: found, source };
      const alias = found.alias;
      if (alias) {
        ttl = shorter(ttl, alias.ttl);
        at = alias.target;
        continue;
      }
      return answerOf(found, type, ttl, source);
    }
    return { kind: "servfail", source };
  };
}

/** What stands at one name. */
interface Node {
  readonly records: OverlayRecord[];
  readonly alias: { readonly target: string; readonly ttl: number | null } | null;
  /** Whether every record of the name is known. */
  readonly complete: boolean;
}

class Names {
  readonly #at = new Map<string, OverlayRecord[]>();
  /** Names that exist only because others lie below them. */
  readonly #above = new Set<string>();
  readonly #zones = new Set<string>();

  constructor(records: Iterable<OverlayRecord>) {
    for (const record of records) {
      const name = normalise(record.name);
      const list = this.#at.get(name);
      if (list) list.push(record);
      else this.#at.set(name, [record]);
      if (record.type === "SOA") this.#zones.add(name);
    }
    for (const name of this.#at.keys()) {
      for (let above = parentOf(name); above !== null && !this.#above.has(above); above = parentOf(above)) {
        this.#above.add(above);
      }
    }
  }

  /** The node of a name, by itself or by a wildcard; or why there is none. */
  find(name: string): Node | "nxdomain" | "nodata" | "unknown" {
    const zone = this.#zoneOf(name);
    const records = this.#at.get(name);
    if (zone === null) return records ? nodeOf(records, false) : "unknown";
    const cut = this.#delegation(name, zone);
    if (cut !== null) return records && cut !== name ? nodeOf(records, false) : "unknown";
    if (records) return nodeOf(records, true);
    if (this.#above.has(name)) return "nodata";
    const wildcard = this.#wildcard(name, zone);
    return wildcard ? nodeOf(wildcard, true) : "nxdomain";
  }

  /** The nearest zone that is wholly at hand and holds the name. */
  #zoneOf(name: string): string | null {
    for (let at: string | null = name; at !== null; at = parentOf(at)) if (this.#zones.has(at)) return at;
    return null;
  }

  /** A name below the top of the zone, at or above this one, from which on other servers answer. */
  #delegation(name: string, zone: string): string | null {
    for (let at: string | null = name; at !== null && at !== zone && isWithin(at, zone); at = parentOf(at)) {
      if (this.#at.get(at)?.some((record) => record.type === "NS")) return at;
    }
    return null;
  }

  /** RFC 4592, 3.3.1: the wildcard below the closest name that exists. */
  #wildcard(name: string, zone: string): OverlayRecord[] | undefined {
    for (let at = parentOf(name); at !== null; at = parentOf(at)) {
      if (this.#at.has(at) || this.#above.has(at) || at === zone)
        return this.#at.get(at === "." ? "*" : `*.${at}`);
    }
    return undefined;
  }
}

function nodeOf(records: OverlayRecord[], complete: boolean): Node {
  const found = records.find((record) => record.type === "CNAME");
  const alias = found?.type === "CNAME" ? { target: normalise(found.data), ttl: found.ttl } : null;
  return { records, alias, complete };
}

function answerOf(node: Node, type: QueryType, before: number | null, source: Source): Answer {
  const records: OverlayRecord[] = [];
  const seen = new Set<string>();
  let ttl = before;
  for (const record of node.records) {
    if (record.type !== type) continue;
    // RFC 2181, 5: an RRset holds no record twice.
    const key = JSON.stringify(record.data);
    if (seen.has(key)) continue;
    seen.add(key);
    records.push(record);
    ttl = shorter(ttl, record.ttl);
  }
  if (records.length === 0) {
    const empty: Empty = { kind: node.complete ? "nodata" : "unknown", source };
    return empty;
  }
  return { kind: "ok", type, records: records.map((record) => record.data), ttl, source } as Answer;
}

function shorter(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
