/** The records of one file as answers see them, kept from one reading of it to the next. */

import { parseIp4, parseIp6 } from "../dns/address.ts";
import { readMx } from "../dns/mx-data.ts";
import { above, normalise } from "../dns/names.ts";
import { cutOf, type Holdings, type OverlayRecord } from "../dns/overlay.ts";
import type { Found, Other, Part, Placed, Reading } from "../host/host.ts";
import { ByName, grouped, othersByName, type PartByName } from "../rules/lint/by-name.ts";
import { zonesAtHand } from "../rules/lint/zones-at-hand.ts";

/** Readings whose changes are remembered: whoever did not look for longer looks at everything. */
const MOST_CHANGES = 64;

export class FileHoldings implements Holdings {
  readonly #records = new ByName<Held>(heldIn);
  /** What answers see of the records of a name, made when it is asked for. */
  readonly #seen = new WeakMap<readonly Held[], readonly OverlayRecord[]>();
  /** Names at which a zone begins, and whether all of the file was read. */
  #zones: Zones = noZones;
  #reading: Reading | null = null;
  /** Most files are never asked anything, so nothing is made of their records before. */
  #isUsed = false;
  /** What the latest readings changed: names, or null for more than that. */
  readonly #changes: (ReadonlySet<string> | null)[] = [];
  #version = 0;

  /** From now on answers are about this reading. */
  read(reading: Reading): void {
    if (this.#reading === reading) return;
    this.#reading = reading;
    if (!this.#isUsed) return;
    const zones = zonesOf(reading);
    const names = this.#change(reading.placed);
    this.#changes.push(isSameZones(zones, this.#zones) ? names : null);
    if (this.#changes.length > MOST_CHANGES) this.#changes.shift();
    this.#zones = zones;
    this.#version++;
  }

  /** Names of which something else is true by now; null where any may be. */
  #change(placed: readonly Placed[]): ReadonlySet<string> | null {
    let isCut = false;
    const flipped: string[] = [];
    const names = this.#records.change(placed, (name, before, after) => {
      if (isSame(before, after)) return true;
      if (cutOf(this.#see(before)) !== cutOf(this.#see(after))) isCut = true;
      if (before.length === 0 || after.length === 0) flipped.push(name);
      return false;
    });
    // Others come to answer for all names below.
    if (!names || isCut) return null;
    const all = new Set(names);
    // A name that comes or goes may be all there is of those above it.
    for (const name of flipped) for (let at = above(name); at !== null; at = above(at)) all.add(at);
    return all;
  }

  /** Counts the readings that made a difference. */
  get version(): number {
    return this.#version;
  }

  /** Names of which something else is true than at an earlier version; null where any may be. */
  changedSince(version: number): ReadonlySet<string> | null {
    const count = this.#version - version;
    const all = new Set<string>();
    if (count > this.#changes.length) return null;
    for (const names of this.#changes.slice(this.#changes.length - count)) {
      if (!names) return null;
      for (const name of names) all.add(name);
    }
    return all;
  }

  /** Names with records, those outside of the file's zones too. */
  names(): Iterable<string> {
    this.#use();
    return this.#records.names();
  }

  /** Names at which a zone begins, all of which may not be at hand. */
  tops(): Iterable<string> {
    this.#use();
    return this.#zones.tops;
  }

  /** Where the zone begins that the file has the name in; null where it has none of its zones. */
  zoneAbove(name: string): string | null {
    this.#use();
    return zoneAbove(name, this.#zones);
  }

  /** Whether the file is what a server answers from: a zone with its SOA record. */
  isServed(zone: string): boolean {
    this.#use();
    return this.#zones.served.has(zone);
  }

  /** What a zone file says of names outside of its zone is ignored by those who serve it. */
  at(name: string): readonly OverlayRecord[] {
    this.#use();
    return this.#zones.served.size > 0 && zoneAbove(name, this.#zones) === null
      ? nothing
      : this.#see(this.#records.at(name));
  }

  isAbove(name: string): boolean {
    this.#use();
    return this.#records.isAbove(name);
  }

  /** A zone that lacks a part of itself is none: what is not there may be in what is missing. */
  isZone(name: string): boolean {
    this.#use();
    return this.#zones.whole && this.#zones.tops.has(name);
  }

  cut(name: string): "NS" | "DNAME" | null {
    this.#use();
    return cutOf(this.#see(this.#records.at(name)));
  }

  #see(held: readonly Held[]): readonly OverlayRecord[] {
    if (held.length === 0) return nothing;
    const known = this.#seen.get(held);
    if (known) return known;
    const made = held.map(seenAs);
    this.#seen.set(held, made);
    return made;
  }

  #use(): void {
    if (this.#isUsed || !this.#reading) return;
    this.#isUsed = true;
    this.#zones = zonesOf(this.#reading);
    this.#records.read(this.#reading.placed);
  }
}

interface Zones {
  readonly tops: ReadonlySet<string>;
  /** Those whose SOA record is held: what such a file says of other zones nobody serves. */
  readonly served: ReadonlySet<string>;
  readonly whole: boolean;
}

const nothing: readonly OverlayRecord[] = [];
const noZones: Zones = { tops: new Set(), served: new Set(), whole: false };

function zonesOf(reading: Reading): Zones {
  const { tops, named, whole } = zonesAtHand(reading);
  const served = new Set(tops.map(normalise));
  return { served, tops: new Set([...served, ...named.map(normalise)]), whole };
}

function isSameZones(a: Zones, b: Zones): boolean {
  const same = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
    one.size === other.size && [...one].every((top) => other.has(top));
  return a.whole === b.whole && same(a.tops, b.tops) && same(a.served, b.served);
}

function zoneAbove(name: string, { tops }: Zones): string | null {
  for (let at: string | null = name; at !== null; at = above(at)) if (tops.has(at)) return at;
  return null;
}

/** A record at one of its names. */
type Held = Found | Other;

/** Records of a part at each of their names, TXT first. */
function heldIn(part: Part): PartByName<Held> {
  if (part.found.length === 0) return othersByName(part);
  const texts = part.found.flatMap((found) => (found.owners ?? []).map((owner) => ({ owner, found })));
  const held = new Map<string, readonly Held[]>();
  for (const [name, each] of grouped(texts, ({ owner }) => normalise(owner)))
    held.set(
      name,
      each.map(({ found }) => found),
    );
  for (const [name, others] of othersByName(part)) held.set(name, [...(held.get(name) ?? []), ...others]);
  return held;
}

/** Whether answers are the same. */
function isSame(before: readonly Held[], after: readonly Held[]): boolean {
  return (
    before.length === after.length &&
    before.every((one, i) => {
      const other = after[i] as Held;
      return one === other || (one.type === other.type && one.ttl === other.ttl && isSameData(one, other));
    })
  );
}

function isSameData(one: Held, other: Held): boolean {
  if (!("decoded" in one) || !("decoded" in other))
    return "data" in one && "data" in other && one.data === other.data;
  const [{ holes }, { holes: others }] = [one.decoded, other.decoded];
  const isSameHole = (hole: (typeof holes)[number], i: number) =>
    hole.start === others[i]?.start && hole.end === others[i]?.end;
  return one.decoded.text === other.decoded.text && holes.length === others.length && holes.every(isSameHole);
}

/** Type SPF is never asked for (RFC 7208, 3.1). */
function seenAs(held: Held): OverlayRecord {
  if (!("decoded" in held)) return fromOther(held);
  const { type, ttl, decoded } = held;
  return type === "SPF"
    ? { ttl, type: "OTHER", data: null }
    : { ttl, type, data: { strings: [decoded.text], holes: decoded.holes } };
}

/** Of data that is none of its type nobody knows what it will be: some templates are filled in later. */
function fromOther({ type, ttl, data: text }: Other): OverlayRecord {
  switch (type) {
    case "A":
    case "AAAA": {
      const data = type === "A" ? parseIp4(text) : parseIp6(text);
      return data ? { ttl, type, data } : { ttl, type: "ANY", data: null };
    }
    case "MX": {
      const data = readMx(text);
      return data ? { ttl, type, data } : { ttl, type: "ANY", data: null };
    }
    case "PTR":
    case "CNAME":
      return { ttl, type, data: text };
    case "SOA":
    case "NS":
      return { ttl, type, data: null };
    case "OTHER":
      return { ttl, type: maker[text] ?? "OTHER", data: null };
  }
}

/** Types from which servers make answers of other types, and what nobody can read. */
const maker: Readonly<Record<string, "ALIAS" | "ANY" | "DNAME">> = {
  ALIAS: "ALIAS",
  ANAME: "ALIAS",
  LUA: "ANY",
  // gdnsd answers by who asks.
  DYNA: "ANY",
  DYNC: "ANY",
  "": "ANY",
  DNAME: "DNAME",
};
