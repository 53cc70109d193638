/** The zone that records in YAML and JSON are in: what the objects around them say, or the file that they stand in. */

import { namesOf, notTwice } from "./declared.ts";
import { labelIn, nameIn } from "./describe.ts";
import type { DeclaredNames } from "./evaluate.ts";
import { domainOf, endsAsDomainsDo, fileNameOf } from "./file-names.ts";
import type { Section } from "./format.ts";
import { writtenAs } from "./record-set.ts";
import type { Rows } from "./rows.ts";
import { knownText, type MapValue, plainText, type Value, valueUnder } from "./syntax/value.ts";
import { ZONE_WORDS } from "./zone-words.ts";

/** What says of the records beside it or below it which zone they are in. */
export const ZONE_KEYS = new RegExp(`^${ZONE_WORDS}$`, "i");
/** What holds the records of an object that has the name of their zone. */
const RECORDS = /^(?:(?:[a-z]+_?)?records|rrsets|record_?sets|entries)$/i;

/** The zone that an object says, as it is written. */
export function zoneSaid(section: Section, object: Value): string | null {
  for (const { key, value } of object.kind === "map" ? object.entries : [])
    if (key !== null && ZONE_KEYS.test(key) && value.kind !== "map" && value.kind !== "list")
      return writtenAs(section, value);
  return null;
}

/** The zone of what an object holds under a key: the key itself among others that are domains, or its name beside records. */
export function zonesWithin(object: MapValue): (key: string | null) => string | null {
  const name = knownText(valueUnder(object, "name"));
  const zone = name !== null && domainOf(name) !== null ? name : null;
  const areZones = object.entries.every(({ key }) => key !== null && domainOf(key) !== null);
  return (key) => (areZones ? key : key !== null && RECORDS.test(key) ? zone : null);
}

/** A name that is written in full or below its zone; null where the zone is not known, or it may be outside of that. */
export function nameWithin(zone: string | null, written: string): string | null {
  const top = zone !== null && domainOf(zone) !== null ? zone.replace(/\.$/, "") : null;
  // What is no name is not the name of a record.
  if (/[\s"=:/]/.test(written)) return null;
  if (top !== null && labelIn(top, written) !== null) return written;
  if (endsAsDomainsDo(written)) return top === null ? written : null;
  return nameIn(top, written);
}

/** The type of what stands under a key, where that says one: `txt_records`. What is called SPF is published as TXT. */
export function typeOfKey(key: string | null): "TXT" | null {
  return /^(?:[a-z]+_)*(?:txt|spf)(?:_?records?)?$/i.test(key ?? "") ? "TXT" : null;
}

const FILE = "zone of the file";

/** Names, and among them the zone that the file says at its outermost level, where it says one and no other. */
export function withFileZone(names: DeclaredNames, rows: Rows, sections: readonly Section[]): DeclaredNames {
  const said = namesOf(rows, withFileZone, sections, zonesOutside, notTwice);
  return { get: (name) => (name === FILE ? said : names).get(name) };
}

function* zonesOutside({ tree: { root } }: Section): Iterable<readonly [string, Value]> {
  for (const { key, keySpan, value } of root.kind === "map" ? root.entries : []) {
    // What leads to a section is told by the one that it stands in.
    if (keySpan.end === 0) continue;
    const text = key !== null && ZONE_KEYS.test(key) ? plainText(value) : null;
    if (text !== null && domainOf(text) !== null) yield [FILE, value];
  }
}

/** The zone that a file says, or that it is named after. */
export function fileZone(names: DeclaredNames, uri: string): string | null {
  const name = fileNameOf(uri).replace(/(?:\.zone)?\.\w+$/, "");
  return knownText(names.get(FILE)?.value) ?? (endsAsDomainsDo(name) ? domainOf(name) : null);
}
