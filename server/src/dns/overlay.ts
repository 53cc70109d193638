/**
 * Answers from records at hand: those of open buffers and of the workspace's files.
 *
 * Where a zone's SOA is among them they are the whole zone, and what is not there does not exist. Elsewhere only what
 * is there is known.
 */

import type { Answer, Answerer, Query, Resolver, Source } from "./answers.ts";
import { above, MOST_ALIASES, normalise } from "./names.ts";
import type { DataByType, QueryType } from "./rr.ts";

/**
 * A record. Of some types only the name matters: SOA marks the top of a zone, NS within one its end, and
 * below DNAME other names answer (RFC 6672). Servers get the addresses of an ALIAS elsewhere. ANY says that there
 * may be records of any type, OTHER stands for types that nobody asks for.
 */
export type OverlayRecord = { readonly ttl: number | null } & (
  | { [T in QueryType]: { readonly type: T; readonly data: DataByType[T] } }[QueryType]
  | { readonly type: "CNAME"; readonly data: string }
  | { readonly type: "SOA" | "NS" | "DNAME" | "ALIAS" | "ANY" | "OTHER"; readonly data: null }
);

/** Records by their names, which are in lower case and without the final dot. */
export interface Holdings {
  at(name: string): readonly OverlayRecord[];
  /** Whether records lie below the name, so that it exists even without any of its own. */
  isAbove(name: string): boolean;
  /** Whether a zone begins at the name (its SOA is held), so that every record in it is. */
  isZone(name: string): boolean;
  /** Whether others answer from there on: NS for the name and all below it, DNAME for all below it. */
  cut(name: string): "NS" | "DNAME" | null;
}

/** The name goes by another; whoever asked asks again. */
export interface Alias {
  readonly kind: "alias";
  readonly target: string;
  readonly ttl: number | null;
  readonly source: Source;
}

/** One place to look a name up in (lower case, no final dot); `unknown` where it can't know. */
export type Place = (name: string, type: QueryType) => Answer | Alias;

/** A place that looks names up among records. */
export function overlay(holdings: Holdings, source: Source = "workspace"): Place {
  return (name, type) => {
    const found = nodeOf(holdings, name);
    if (typeof found === "string") return { kind: found, source };
    const alias = found.records.find((record) => record.type === "CNAME");
    if (alias?.type === "CNAME") {
      return { kind: "alias", target: normalise(alias.data), ttl: alias.ttl, source };
    }
    return answerOf(found, type, source);
  };
}

/** Answers from the first place that knows, following aliases from one to another. */
export function answererOf(places: Iterable<Place>): Answerer {
  const all = [...places];
  return ({ name, type }) => lookUp(all, { name, type }).answer;
}

/** The same, and what no place knows is asked elsewhere: the name itself, or what its aliases lead to. */
export function resolverOver(places: Iterable<Place>, next: Resolver): Resolver {
  const all = [...places];
  return async (query, signal) => {
    const { answer, name, ttl } = lookUp(all, query);
    if (answer.kind !== "unknown") return answer;
    return withTtl(await next({ name, type: query.type }, signal), ttl);
  };
}

/** The answer, and the name it is for once all aliases are followed. `ttl` is the shortest on the way. */
function lookUp(
  places: readonly Place[],
  query: Query,
): { answer: Answer; name: string; ttl: number | null } {
  let name = normalise(query.name);
  let ttl: number | null = null;
  for (let hop = 0; hop <= MOST_ALIASES; hop++) {
    const found = firstThatKnows(places, name, query.type);
    if (found.kind === "unknown" && hop > 0) return { answer: { ...found, alias: name }, name, ttl };
    if (found.kind !== "alias") return { answer: withTtl(found, ttl), name, ttl };
    ttl = shorter(ttl, found.ttl);
    name = found.target;
  }
  return { answer: { kind: "servfail", source: firstThatKnows(places, name, query.type).source }, name, ttl };
}

/** What the first place says that can say anything. */
export function firstThatKnows(places: readonly Place[], name: string, type: QueryType): Answer | Alias {
  for (const place of places) {
    const found = place(name, type);
    if (found.kind !== "unknown") return found;
  }
  return { kind: "unknown", source: "nobody" };
}

const nothing: readonly OverlayRecord[] = [];

/** What records at a name make of it. */
export function cutOf(records: readonly OverlayRecord[]): "NS" | "DNAME" | null {
  if (records.some(({ type }) => type === "NS")) return "NS";
  return records.some(({ type }) => type === "DNAME") ? "DNAME" : null;
}

/** What stands at one name. */
interface Node {
  readonly records: readonly OverlayRecord[];
  /** Whether every record of the name is known. */
  readonly complete: boolean;
}

/** The node of a name, by itself or by a wildcard; or why there is none. */
function nodeOf(holdings: Holdings, name: string): Node | "nxdomain" | "nodata" | "unknown" {
  const records = holdings.at(name);
  const held = records.length > 0;
  const zone = zoneOf(holdings, name);
  if (zone === null) return held ? { records, complete: false } : "unknown";
  const cut = cutAbove(holdings, name, zone);
  if (cut !== null) return held && isGlue(cut, name) ? { records, complete: false } : "unknown";
  if (held) return { records, complete: true };
  if (holdings.isAbove(name)) return "nodata";
  const wildcard = wildcardFor(holdings, name, zone);
  return wildcard.length > 0 ? { records: wildcard, complete: true } : "nxdomain";
}

/** The nearest zone that is wholly at hand and holds the name. */
function zoneOf(holdings: Holdings, name: string): string | null {
  for (let at: string | null = name; at !== null; at = above(at)) if (holdings.isZone(at)) return at;
  return null;
}

interface Cut {
  readonly at: string;
  readonly by: "NS" | "DNAME";
}

/** Where others come to answer for the name: a delegation within the zone, or a DNAME above it (RFC 6672, 2.3). */
function cutAbove(holdings: Holdings, name: string, zone: string): Cut | null {
  for (let at: string | null = name; at !== null; at = above(at)) {
    const by = holdings.cut(at);
    if ((by === "NS" && at !== zone) || (by === "DNAME" && at !== name)) return { at, by };
    if (at === zone) return null;
  }
  return null;
}

/** Whether records at the name are known though others answer for it: addresses of the delegation's own servers. */
function isGlue({ at, by }: Cut, name: string): boolean {
  return by === "NS" && at !== name;
}

/** RFC 4592, 3.3.1: the wildcard below the closest name that exists. */
function wildcardFor(holdings: Holdings, name: string, zone: string): readonly OverlayRecord[] {
  for (let at = above(name); at !== null; at = above(at)) {
    if (at === zone || holdings.isAbove(at) || holdings.at(at).length > 0) {
      return holdings.at(at === "." ? "*" : `*.${at}`);
    }
  }
  return nothing;
}

function answerOf(node: Node, type: QueryType, source: Source): Answer {
  const records: OverlayRecord[] = [];
  const seen = new Set<string>();
  let ttl: number | null = null;
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
    const open = node.records.some((record) => mayGive(record, type));
    return { kind: node.complete && !open ? "nodata" : "unknown", source };
  }
  const data = records.map((record) => record.data);
  return {
    kind: "ok",
    type,
    records: data,
    ttl,
    source,
    ...(node.complete ? {} : { isPart: true }),
  } as Answer;
}

/** Whether there may be answers of the type for the record's sake. */
function mayGive(record: OverlayRecord, type: QueryType): boolean {
  return record.type === "ANY" || (record.type === "ALIAS" && (type === "A" || type === "AAAA"));
}

function withTtl(answer: Answer, before: number | null): Answer {
  return answer.kind === "ok" && before !== null ? { ...answer, ttl: shorter(before, answer.ttl) } : answer;
}

function shorter(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
