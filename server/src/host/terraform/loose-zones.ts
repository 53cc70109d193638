/**
 * The zone that records without a resource are in: what the object or the block around them says, what a module is given
 * beside them, or what a file of values says at its outermost level.
 */

import { namesOf, notTwice } from "../declared.ts";
import { labelIn } from "../describe.ts";
import type { DeclaredNames, Evaluator } from "../evaluate.ts";
import { domainOf } from "../file-names.ts";
import type { Section, Source } from "../format.ts";
import type { Rows } from "../rows.ts";
import type { Syntax } from "../syntax/syntax.ts";
import { type Entry, type MapValue, plainText, type Value } from "../syntax/value.ts";
import { nameWithin } from "../zone-said.ts";
import { ZONE_WORDS } from "../zone-words.ts";
import { blocksOf } from "./blocks.ts";
import { zoneOf } from "./zones.ts";

/** As modules for Google's zones call them, too. */
const ZONE = new RegExp(`^(?:${ZONE_WORDS}|dns_name)$`, "i");

/** Under this and a name, what says the zone of the records that the name stands for; or of those in a file of values. */
const ZONE_OF = "zone of ";
const VALUES = /\.tfvars(?:\.json)?$/i;

/** What tells zones to records: names among which they may be, and the files of values that sections lie in. */
export interface GivenZones {
  readonly names: DeclaredNames;
  fileOf(section: Section): string | undefined;
}

export function givenZones(
  names: DeclaredNames,
  rows: Rows,
  sections: readonly Section[],
  sources: readonly Source[],
  hcl: Syntax | undefined,
): GivenZones {
  const files = sources.filter(({ uri }) => VALUES.test(uri));
  const uris = new Map(files.flatMap(({ uri, sections: own }) => own.map((section) => [section, uri])));
  const fileOf = (section: Section) => uris.get(section);
  const said = namesOf(
    rows,
    givenZones,
    sections,
    (each) => [...givenIn(blocksOf(each, hcl)), ...saidIn(blocksOf(each, hcl), fileOf(each))],
    notTwice,
  );
  return { names: { get: (name) => (name.startsWith(ZONE_OF) ? said : names).get(name) }, fileOf };
}

/** A module that is given `zone_name = "example.com"` beside `records = local.records`. */
function* givenIn(blocks: readonly Entry[]): Iterable<readonly [string, Value]> {
  for (const { key, value } of blocks) {
    if (key !== "module" || value.kind !== "map") continue;
    if (!value.entries.some((entry) => ZONE.test(entry.key ?? ""))) continue;
    for (const { value: given } of value.entries)
      if (given.kind === "unknown" && given.reference !== undefined) yield [ZONE_OF + given.reference, value];
  }
}

/** A zone at the outermost level of a file of values. */
function* saidIn(blocks: readonly Entry[], file: string | undefined): Iterable<readonly [string, Value]> {
  if (file === undefined) return;
  for (const { key, labels, value, keySpan, span, removal } of blocks) {
    if (labels || !ZONE.test(key ?? "") || domainOf(plainText(value) ?? "") === null) continue;
    const entry = { key, keySpan, value, span, removal };
    yield [ZONE_OF + file, { kind: "map", entries: [entry], span, whole: true }];
  }
}

/** The zone that a name is given away with, or the one of a file; null where it is not known, undefined where nothing says one. */
export function zoneOfName(
  evaluator: Evaluator,
  names: DeclaredNames,
  name: string | undefined,
): string | null | undefined {
  const placed = name === undefined ? undefined : names.get(ZONE_OF + name);
  if (!placed) return undefined;
  return placed.value.kind === "map" ? zoneSaidBy(evaluator, names, placed.section, placed.value) : null;
}

/** The zone that an object says; null where it is not known, undefined where it says none. */
export function zoneSaidBy(
  evaluator: Evaluator,
  names: DeclaredNames,
  section: Section,
  { entries }: MapValue,
): string | null | undefined {
  let zone: null | undefined;
  for (const { key, value } of entries) {
    if (!ZONE.test(key ?? "")) continue;
    const { domain } = zoneOf(evaluator, names, section, value);
    if (domain !== null && domainOf(domain) !== null) return domain;
    zone = null;
  }
  return zone;
}

/** The name that a key is: the zone's own, or one that can be nothing but a full one. Others may be anybody's words. */
export function ownerOfKey(zone: string | null, key: string | null): string | null {
  if (key === null) return null;
  const isFull = domainOf(key) !== null && (zone === null || labelIn(zone, key) !== null);
  return key === "" || key === "@" || isFull ? nameWithin(zone, key) : null;
}
