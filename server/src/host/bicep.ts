/** Bicep: record sets of Azure DNS, public and private (Azure, "Microsoft.Network dnsZones/TXT"). */

import { azureName, azureSetOf } from "./azure.ts";
import { bicepLanguage } from "./bicep-functions.ts";
import { nameIn } from "./describe.ts";
import type { Evaluator, Placed } from "./evaluate.ts";
import { fileNameOf } from "./file-names.ts";
import type { Format, Section } from "./format.ts";
import { recordMemory, recordsIn } from "./programs/records.ts";
import { type Made, property, wholeSeconds, zoneOf } from "./programs/resources.ts";
import { type CallValue, knownText, type Value } from "./syntax/value.ts";

const memory = recordMemory();

export const bicep: Format = {
  format: "bicep",
  syntax: "bicep",
  mayHold: ({ uri }) => /\.bicep$/i.test(fileNameOf(uri)),
  see: (sections, around) => recordsIn(sections, around, bicepLanguage, makes, memory),
};

function makes(call: Placed & { value: CallValue }, evaluator: Evaluator): Made | null {
  const { section, value } = call;
  const type = /^resource (.+)$/.exec(value.name)?.[1];
  const [props, outer] = value.arguments;
  const about = props && property(props, "properties");
  const of = type === undefined ? null : azureSetOf(type, about);
  if (!of || !about || props?.kind !== "map") return null;
  const { set, values, view } = of;
  const parent = property(props, "parent") ?? outer;
  return {
    section,
    props,
    type: set.type,
    values,
    key: set.key,
    preference: set.preference ?? [],
    name: property(props, "name"),
    zone: parent,
    owner: ownerOf(section, property(props, "name"), parent, evaluator),
    view,
    ttl: wholeSeconds(section, property(about, "TTL"), evaluator),
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
  const { zone, label } = azureName(written);
  return nameIn(zone ?? (parent ? zoneOf(section, parent, evaluator) : null), label);
}
