/** Pulumi in YAML: resources by their type tokens, with what `${}` stands for where the file says it. */

import { azureNativeOf } from "./azure.ts";
import { stringsIn } from "./compose.ts";
import { declaredIn, namesOf } from "./declared.ts";
import { typeSpanOf } from "./describe.ts";
import type { DeclaredNames } from "./evaluate.ts";
import { fileNameOf } from "./file-names.ts";
import type { Format, Section, Seen } from "./format.ts";
import { PerSection } from "./per-section.ts";
import { filledIn, withTexts } from "./placeholders.ts";
import { ownerNamed, property } from "./programs/resources.ts";
import { ownerRules, resourceOf } from "./pulumi.ts";
import { type RecordSet, secondsOf, seeRecordSet, writtenName } from "./record-set.ts";
import type { Rows } from "./rows.ts";
import {
  entryOf,
  type Item,
  itemsOf,
  knownText,
  plainText,
  type Value,
  valueUnder,
  within,
} from "./syntax/value.ts";
import { PREFERENCES, publishedType } from "./terraform/resources.ts";

const memory = new PerSection();

export const pulumiYaml: Format = {
  format: "pulumi",
  syntax: "yaml",
  mayHold: ({ uri }) => /\.ya?ml$/i.test(fileNameOf(uri)),
  see: (sections, { uri, rows }) =>
    memory.see(
      rows,
      sections,
      (section, root, names) => seeResources(section, root, names, uri),
      pulumiNames(rows, sections),
    ),
};

/** Aliases; resources, variables and settings of the file by their names. */
function pulumiNames(rows: Rows, sections: readonly Section[]): DeclaredNames {
  const aliases = declaredIn(rows, sections);
  const names = namesOf(rows, pulumiNames, sections, ({ tree }) => declaredBy(tree.root));
  return { get: (name) => (name.startsWith("*") ? aliases.get(name) : names.get(name)) };
}

function* declaredBy(root: Value): Iterable<readonly [string, Value]> {
  for (const part of ["config", "configuration", "variables", "resources"]) {
    const all = valueUnder(root, part);
    for (const { key, value } of all?.kind === "map" ? all.entries : []) if (key !== null) yield [key, value];
  }
}

/** What a resource says of its records. */
type Set = Pick<RecordSet, "type" | "typeSpan" | "values" | "preference" | "quoting" | "strings"> & {
  readonly name: Value | undefined;
  /** As it is written, since it may be a name for what makes the zone. */
  readonly zone: Value | undefined;
  readonly ttl: Value | undefined;
  readonly atIsZone: boolean;
  readonly full: boolean;
};

function* seeResources(section: Section, root: Value, names: DeclaredNames, uri: string): Iterable<Seen> {
  for (const { value } of within(root)) {
    const token = knownText(valueUnder(value, "type"));
    const properties = token?.includes(":") ? valueUnder(value, "properties") : undefined;
    if (!token || !properties) continue;
    const get = (attribute: string) => {
      const written = property(properties, attribute);
      return written && filled(written, names);
    };
    const set = token.startsWith("azure-native:")
      ? azureSet(section, properties, get)
      : providerSet(token, properties, get);
    if (!set) continue;
    const { name, zone, ttl, atIsZone, full, ...records } = set;
    const label = knownText(name);
    const owner = label === null ? null : ownerNamed(label, zoneOf(zone, names), { atIsZone, full });
    yield* seeRecordSet({
      ...records,
      section,
      owners: owner === null ? null : [owner],
      set: writtenName(uri, section, { name, zone, place: value }),
      ttl: secondsOf(ttl),
    });
  }
}

type Get = (attribute: string) => Value | undefined;

/** A resource that has the attributes of Terraform's. */
function providerSet(token: string, properties: Value, get: Get): Set | null {
  const named = resourceOf(classOf(token));
  if (!named) return null;
  const { resource } = named;
  const first = (attributes: readonly string[]) => attributes.map(get).find(Boolean);
  const type = "always" in resource.type ? undefined : first(resource.type);
  const kind = "always" in resource.type ? resource.type.always : knownText(type);
  const blocks = resource.block ? (get(resource.block) ?? get(`${resource.block}s`)) : undefined;
  const values = blocks ?? first(resource.values);
  if (kind === null || !values) return null;
  return {
    type: publishedType(resource, kind),
    typeSpan: typeSpanOf(type),
    values,
    preference: PREFERENCES.map((key) => plainText(get(key))).find((each) => each !== null) ?? null,
    quoting: resource.quoting,
    strings: resource.strings,
    name: first(resource.name),
    zone: resource.zone.map((key) => property(properties, key)).find(Boolean),
    ttl: get(resource.ttl),
    ...ownerRules(named),
  };
}

/** Azure's own API: each item of `txtRecords` has the character-strings of one record. */
function azureSet({ text }: Section, properties: Value, get: Get): Set | null {
  const type = get("recordType");
  const set = azureNativeOf(knownText(type), properties)?.set;
  const values = set && get(set.list);
  if (!set || !values) return null;
  const items = itemsOf(values).map((item): Item => {
    const data = property(item.value, set.key);
    if (!data || set.type === "MX") return item;
    return { value: stringsIn(text, data), removal: item.removal };
  });
  return {
    type: set.type,
    typeSpan: typeSpanOf(type),
    values: { kind: "list", items, span: values.span, whole: true },
    quoting: "plain",
    strings: "author",
    name: get("relativeRecordSetName"),
    zone: property(properties, "zoneName") ?? property(properties, "privateZoneName"),
    ttl: get("ttl"),
    atIsZone: true,
    full: false,
  };
}

/** `aws:route53/record:Record` and `aws:route53:Record` as programs write it: `route53.Record`. */
function classOf(token: string): string {
  const [provider = "", module = "", name = module] = token.split(":");
  const [folder = ""] = module.split("/");
  return `${token.split(":").length < 3 || folder === "index" ? provider : folder}.${name}`;
}

/** A value with what its placeholders stand for, as far as the file says it. */
function filled(value: Value, names: DeclaredNames): Value {
  return withTexts(value, (text) =>
    filledIn(text, /\$?\$\{([^{}]*)\}/g, ([whole, inner = ""]) => {
      if (whole.startsWith("$$")) return whole.slice(1);
      const reference = inner.trim();
      const said = names.get(reference)?.value;
      return settingOf(said) ?? givenTo(reference, names) ?? { reference };
    }),
  );
}

/** What a variable says, or a setting where nothing else is set. */
function settingOf(value: Value | undefined): string | null {
  const own = value?.kind === "map" ? (valueUnder(value, "default") ?? valueUnder(value, "value")) : value;
  const text = plainText(own);
  return text === null || text.includes("${") ? null : text;
}

/** What a resource was given that somebody takes from it: `${zone.dnsName}`. */
function givenTo(reference: string, names: DeclaredNames): string | null {
  const [, resource = "", attribute = ""] = /^([\w-]+)\.(\w+)$/.exec(reference) ?? [];
  const properties = valueUnder(names.get(resource)?.value, "properties");
  return properties ? settingOf(property(properties, attribute)) : null;
}

/** The domain of a zone that is named, or that a resource of the file makes: `${zone.zoneId}`. */
function zoneOf(zone: Value | undefined, names: DeclaredNames): string | null {
  const written = knownText(zone);
  if (written === null) return null;
  const reference = /^\$\{([\w-]+)(?:\.\w+)?\}$/.exec(written)?.[1];
  const made = reference === undefined ? undefined : names.get(reference)?.value;
  const properties =
    valueUnder(made, "properties") ?? valueUnder(valueUnder(made, "fn::invoke"), "arguments");
  const name = ["zone", "name", "dnsName", "domainName", "domain", "zoneName"]
    .map((key) => entryOf(properties, key)?.value)
    .find(Boolean);
  const domain = name ? knownText(filled(name, names)) : reference === undefined ? written : settingOf(made);
  return domain?.includes(".") ? domain.replace(/\.$/, "") : null;
}
