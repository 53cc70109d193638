/** Bicep: record sets of Azure DNS, public and private (Azure, "Microsoft.Network dnsZones/TXT"). */

import { bicepLanguage } from "./bicep-functions.ts";
import { nameIn } from "./describe.ts";
import type { Evaluator, Placed } from "./evaluate.ts";
import { fileNameOf } from "./file-names.ts";
import type { Other } from "./host.ts";
import { recordMemory, recordsIn } from "./program-records.ts";
import { type Made, property, zoneOf } from "./program-resources.ts";
import type { Format, Section } from "./sections.ts";
import { type CallValue, knownText, plainText, type Value } from "./syntax/value.ts";

const memory = recordMemory();

export const bicep: Format = {
  format: "bicep",
  syntax: "bicep",
  mayHold: ({ uri }) => /\.bicep$/i.test(fileNameOf(uri)),
  see: (sections, { uri }, { variables }) =>
    recordsIn(sections, uri, variables, bicepLanguage, makes, memory),
};

/** The property with the records of a type, and the one of each that has its text. */
const values: Readonly<Record<string, readonly [list: string, key: string]>> = {
  TXT: ["TXTRecords", "value"],
  A: ["ARecords", "ipv4Address"],
  AAAA: ["AAAARecords", "ipv6Address"],
  CNAME: ["CNAMERecord", "cname"],
  NS: ["NSRecords", "nsdname"],
  PTR: ["PTRRecords", "ptrdname"],
};

function makes(call: Placed & { value: CallValue }, evaluator: Evaluator): Made | null {
  const { section, value } = call;
  const type = /^resource Microsoft\.Network\/(?:private)?dnsZones\/(\w+)$/i
    .exec(value.name)?.[1]
    ?.toUpperCase();
  const [props, outer] = value.arguments;
  const of = type !== undefined && Object.hasOwn(values, type) ? values[type] : undefined;
  const about = props && property(props, "properties");
  const list = of && about && property(about, of[0]);
  if (!of || !about || !list || props?.kind !== "map") return null;
  const parent = property(props, "parent") ?? outer;
  const ttl = property(about, "TTL");
  const seconds = ttl ? Number(plainText(evaluator.value(section, ttl)) ?? Number.NaN) : Number.NaN;
  return {
    section,
    props,
    type: type as "TXT" | Other["type"],
    values: list,
    key: of[1],
    name: property(props, "name"),
    zone: parent,
    owner: ownerOf(section, property(props, "name"), parent, evaluator),
    ttl: Number.isInteger(seconds) ? seconds : null,
    quoting: "plain",
    strings: "author",
    atIsZone: true,
  };
}

/** `'@'` in a parent, or `'example.com/@'`. */
function ownerOf(
  section: Section,
  name: Value | undefined,
  parent: Value | undefined,
  evaluator: Evaluator,
): string | null {
  const written = name ? knownText(evaluator.value(section, name)) : null;
  if (written === null) return null;
  const [, zone, label] = /^(.+)\/([^/]*)$/.exec(written) ?? [];
  if (zone !== undefined) return nameIn(zone, label ?? "");
  return nameIn(parent ? zoneOf(section, parent, evaluator) : null, written);
}
