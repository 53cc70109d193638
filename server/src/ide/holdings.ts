/** The records of one file as answers see them, kept from one reading of it to the next. */

import { parseIp4, parseIp6 } from "../dns/address.ts";
import { isWithin, normalise } from "../dns/names.ts";
import type { Holdings, OverlayRecord } from "../dns/overlay.ts";
import type { Found, HostFaultKind, Other, Part, Reading } from "../host/host.ts";
import { ByName } from "../rules/by-name.ts";

/** Faults after which records may be missing from a reading. */
const LOSSES: ReadonlySet<HostFaultKind> = new Set([
  "unresolved-include-file",
  "analysis-stopped",
  "paren",
  "quote-unbalanced",
]);

export class FileHoldings implements Holdings {
  readonly #records = new ByName<OverlayRecord>(recordsOf, (record) => record.name);
  /** Names at which a zone begins, and whether all of the file was read. */
  #zones: { readonly tops: ReadonlySet<string>; readonly whole: boolean } = noZones;
  #reading: Reading | null = null;

  /** From now on answers are about this reading. */
  read(reading: Reading): void {
    if (this.#reading === reading) return;
    this.#reading = reading;
    this.#zones = zonesOf(reading);
    this.#records.read(reading.placed);
  }

  /** What a zone file says of names outside of its zone is ignored by those who serve it. */
  at(name: string): readonly OverlayRecord[] {
    const { tops } = this.#zones;
    if (tops.size > 0 && ![...tops].some((top) => isWithin(name, top))) return nothing;
    return this.#records.at(name);
  }

  isAbove(name: string): boolean {
    return this.#records.isAbove(name);
  }

  /** A zone that lacks a part of itself is none: what is not there may be in what is missing. */
  isZone(name: string): boolean {
    return this.#zones.whole && this.#zones.tops.has(name);
  }
}

const nothing: readonly OverlayRecord[] = [];
const noZones = { tops: new Set<string>(), whole: false };

function zonesOf({ placed, wants }: Reading): { tops: ReadonlySet<string>; whole: boolean } {
  const tops = new Set<string>();
  let whole = wants.length === 0;
  for (const { part } of placed) {
    if (part.soa) tops.add(normalise(part.soa.name));
    if (whole && part.faults.some(({ kind }) => LOSSES.has(kind))) whole = false;
  }
  return { tops, whole };
}

function recordsOf(part: Part): OverlayRecord[] {
  const out: OverlayRecord[] = [];
  for (const found of part.found) for (const record of fromFound(found)) out.push(record);
  for (const other of part.others()) {
    out.push(fromOther(other));
  }
  return out;
}

/** A record once for each of its names. Type SPF is never asked for (RFC 7208, 3.1). */
function fromFound({ type, owners, ttl, decoded }: Found): OverlayRecord[] {
  if (!owners) return [];
  if (type === "SPF")
    return owners.map((owner) => ({ name: normalise(owner), ttl, type: "OTHER", data: null }));
  const data = { strings: [decoded.text], holes: decoded.holes };
  return owners.map((owner) => ({ name: normalise(owner), ttl, type, data }));
}

/** Of data that is none of its type nobody knows what it will be: some templates are filled in later. */
function fromOther(other: Other): OverlayRecord {
  const head = { name: normalise(other.name), ttl: other.ttl };
  const { type } = other;
  switch (type) {
    case "A":
    case "AAAA": {
      const data = type === "A" ? parseIp4(other.data) : parseIp6(other.data);
      return data ? { ...head, type, data } : { ...head, type: "ANY", data: null };
    }
    case "MX": {
      const [preference, exchange] = other.data.split(/\s+/) as [string, string];
      return { ...head, type, data: { preference: Number(preference), exchange } };
    }
    case "PTR":
    case "CNAME":
      return { ...head, type, data: other.data };
    case "SOA":
    case "NS":
      return { ...head, type, data: null };
    case "OTHER":
      return { ...head, type: maker[other.data] ?? "OTHER", data: null };
  }
}

/** Types from which servers make answers of other types, and what nobody can read. */
const maker: Readonly<Record<string, "ALIAS" | "ANY" | "DNAME">> = {
  ALIAS: "ALIAS",
  ANAME: "ALIAS",
  LUA: "ANY",
  "": "ANY",
  DNAME: "DNAME",
};
