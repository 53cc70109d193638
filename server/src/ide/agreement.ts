/**
 * What several documents say of one name. Nobody knows which of them are published together: a folder of tests, a second
 * view or another stage may hold a zone of the same name. So what one of them lacks another may have.
 */

import { type Answer, isVoid } from "../dns/answers.ts";
import type { Alias, Place } from "../dns/overlay.ts";
import type { QueryType } from "../dns/rr.ts";
import type { FileHoldings } from "./holdings.ts";

/** A document that may know something. */
export interface Witness {
  readonly holdings: FileHoldings;
  readonly place: Place;
}

/** What documents say of a name. */
export interface Heard {
  /** Unknown where they differ. */
  readonly said: Answer | Alias;
  /** The zone that they have the name in; null where none of them has more than single records. */
  readonly zone: string | null;
  /** How many of them may know. */
  readonly count: number;
}

/** What is asked of documents beside the one that is looked at. */
export type Hearing = (name: string, type: QueryType) => Heard;

/** What matters of the document that is looked at. */
export type Own = Pick<FileHoldings, "at" | "isAbove" | "zoneAbove" | "isServed">;

/** More copies of one zone are not compared: what a file answers must not take time for each of thousands. */
const MOST_COPIES = 100;

const nobodyKnows: Answer = { kind: "unknown", source: "nobody" };

/** Where no document may know. */
export const nobodyHeard: Heard = { said: nobodyKnows, zone: null, count: 0 };

/**
 * What documents agree on. Of zones within one another the innermost has the name. Records at a name stand where nobody
 * says otherwise; that there are none takes everybody who has the name or its zone.
 */
export function hear(witnesses: readonly Witness[], name: string, type: QueryType): Heard {
  if (witnesses.length === 0) return nobodyHeard;
  const near = witnesses
    .map(({ holdings, place }) => ({ holdings, place, zone: holdings.zoneAbove(name) }))
    .filter(({ holdings, zone }) => zone !== null || holdings.at(name).length > 0);
  const zone = near.reduce<string | null>(
    (inner, each) => (isWithin(each.zone, inner) ? each.zone : inner),
    null,
  );
  const knowing = near.filter((each) => each.zone === null || each.zone === zone);
  const count = knowing.length;
  if (count > MOST_COPIES) return { said: nobodyKnows, zone, count };
  return { said: agreed(knowing.map(({ place }) => place(name, type))), zone, count };
}

/** What a document says of a name, as far as those beside it leave it that. They are heard where it has no records. */
export function besideOthers(
  own: Own,
  mine: Answer | Alias,
  hearing: Hearing,
  name: string,
  type: QueryType,
): Answer | Alias {
  if (mine.kind !== "unknown" && !lacks(mine)) return mine;
  const { said, zone: theirs, count } = hearing(name, type);
  const zone = own.zoneAbove(name);
  // What begins within a zone has its own servers, with or without a delegation in the file.
  if (zone !== null && isWithin(theirs, zone)) return said;
  if (mine.kind === "unknown") {
    // Who has records in a zone, or a part of it, may have others from where those are.
    const isPart = zone !== null || (theirs !== null && (own.isAbove(theirs) || own.at(theirs).length > 0));
    return isPart && lacks(said) ? mine : said;
  }
  // A zone with its SOA is what a server answers from. Of one without there may be several sources, put together by a tool.
  const isSource = zone !== null && !own.isServed(zone);
  const isContested = isSource && count > 0 && (theirs === null || theirs === zone);
  return isContested && !isSame(mine, said) ? nobodyKnows : mine;
}

function agreed(all: readonly (Answer | Alias)[]): Answer | Alias {
  const [first, ...others] = all.filter(({ kind }) => kind !== "unknown");
  if (!first || !others.every((each) => isSame(first, each))) return nobodyKnows;
  return lacks(first) && others.length + 1 < all.length ? nobodyKnows : first;
}

function lacks(said: Answer | Alias): boolean {
  return said.kind !== "alias" && isVoid(said);
}

/** Whether a zone begins below where the other does, of two that have one name in them. */
function isWithin(zone: string | null, other: string | null): boolean {
  return zone !== null && (other === null || lengthOf(zone) > lengthOf(other));
}

/** The root has no label. */
function lengthOf(zone: string): number {
  return zone === "." ? 0 : zone.length;
}

function isSame(one: Answer | Alias, other: Answer | Alias): boolean {
  return one.kind === other.kind && contentOf(one) === contentOf(other);
}

/** What is said, whoever says it and for how long: records have no order. */
function contentOf(said: Answer | Alias): string {
  if (said.kind === "alias") return said.target;
  if (said.kind !== "ok") return "";
  return said.records
    .map((each) => JSON.stringify(each))
    .sort()
    .join("\n");
}
