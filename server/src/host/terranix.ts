/** Resources of Terraform that Nix describes: `resource.cloudflare_dns_record.spf = { … }` (terranix). */

import { typeSpanOf } from "./describe.ts";
import { domainOf } from "./file-names.ts";
import type { Section, Seen } from "./format.ts";
import { filledIn, withTexts } from "./placeholders.ts";
import { ownerNamed } from "./programs/resources.ts";
import { secondsOf, seeRecordSet, writtenName } from "./record-set.ts";
import { firstUnder, knownText, plainText, type Value, valueUnder, within } from "./syntax/value.ts";
import { PREFERENCES, publishedType, type Resource, resources } from "./terraform/resources.ts";
import { zoneNames } from "./terraform/zone-names.ts";

/** What Terraform fills in, and what it takes for the signs themselves. */
const FILLED = /([$%])\1\{|\$\{([^{}]*)\}/g;

/** @param worked works out what a value of Nix says */
export function* seeTerranix(section: Section, uri: string, worked: (value: Value) => Value): Iterable<Seen> {
  const all = [...blocksIn(section.tree.root)];
  const zones = new Map<string, string>();
  for (const { kind, label, block } of all) {
    const name = firstUnder(block, zoneNames.get(kind) ?? []);
    const domain = name && domainOf(plainText(worked(name)) ?? "");
    if (domain) zones.set(`${kind}.${label}`, domain);
  }
  for (const { kind, block } of all) {
    const resource = resources.get(kind);
    if (resource) yield* seeResource(section, uri, { kind, resource, block }, { zones, worked });
  }
}

interface Block {
  readonly kind: string;
  readonly label: string;
  readonly block: Value;
}

function* blocksIn(root: Value): Iterable<Block> {
  for (const { value, path } of within(root)) {
    const kind = path.at(-1) ?? "";
    if (value.kind !== "map" || !(resources.has(kind) || zoneNames.has(kind))) continue;
    for (const { key, value: block } of value.entries)
      if (key !== null && block.kind === "map") yield { kind, label: key, block };
  }
}

function* seeResource(
  section: Section,
  uri: string,
  { kind, resource, block }: { kind: string; resource: Resource; block: Value },
  { zones, worked }: { zones: ReadonlyMap<string, string>; worked: (value: Value) => Value },
): Iterable<Seen> {
  const first = (keys: readonly string[]) => {
    const given = firstUnder(block, keys);
    return given && filled(worked(given));
  };
  const type = "always" in resource.type ? undefined : first(resource.type);
  const said = "always" in resource.type ? resource.type.always : knownText(type);
  const values = resource.block ? valueUnder(block, resource.block) : first(resource.values);
  if (said === null || !values) return;
  const name = first(resource.name);
  const zone = firstUnder(block, resource.zone);
  const label = name ? knownText(name) : "";
  const rules = { atIsZone: kind !== "aws_route53_record", full: resource.full };
  const owner = label === null ? null : ownerNamed(label, zoneOf(zone && worked(zone), zones), rules);
  yield* seeRecordSet({
    section,
    type: publishedType(resource, said),
    typeSpan: typeSpanOf(type),
    owners: owner === null ? null : [owner],
    set: writtenName(uri, section, { name, zone, place: block }),
    ttl: secondsOf(first([resource.ttl])),
    values: filled(worked(values)),
    quoting: resource.quoting,
    strings: resource.strings,
    preference: PREFERENCES.map((key) => plainText(first([key]))).find((each) => each !== null) ?? null,
  });
}

/** The domain of a zone that is named, or that a resource of the file makes. */
function zoneOf(zone: Value | undefined, zones: ReadonlyMap<string, string>): string | null {
  const written = knownText(zone);
  if (written === null) return null;
  const [, address] = /^\$\{(?:data\.)?([\w-]+\.[\w-]+)(?:\.\w+)?\}$/.exec(written) ?? [];
  return address === undefined ? domainOf(written) : (zones.get(address) ?? null);
}

/** A value whose texts have holes where Terraform fills something in. */
function filled(value: Value): Value {
  return withTexts(value, (text) =>
    filledIn(text, FILLED, ([whole, doubled, reference]) =>
      doubled ? whole.slice(1) : { reference: reference ?? null },
    ),
  );
}
