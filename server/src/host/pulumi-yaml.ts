/** Pulumi in YAML: resources by their type tokens, with what `${}` stands for where the file says it. */

import { type DeclaredNames, declaredIn, type Placed } from "./evaluate.ts";
import { fileNameOf } from "./file-names.ts";
import { PerSection } from "./per-section.ts";
import { filledIn } from "./placeholders.ts";
import { property } from "./program-resources.ts";
import { resourceOf } from "./pulumi.ts";
import { secondsOf, seeRecordSet, writtenName } from "./record-set.ts";
import type { Format, Section, Seen } from "./sections.ts";
import { entryOf, type Item, knownText, plainText, type Value, valueUnder, within } from "./syntax/value.ts";

const memory = new PerSection();

export const pulumiYaml: Format = {
  format: "pulumi",
  syntax: "yaml",
  mayHold: ({ uri }) => /\.ya?ml$/i.test(fileNameOf(uri)),
  see: (sections, { uri }) =>
    memory.see(
      sections,
      (section, root, names) => seeResources(section, root, names, uri),
      namesOf(sections),
    ),
};

/** Aliases; resources, variables and settings of the file by their names. */
function namesOf(sections: readonly Section[]): DeclaredNames {
  const aliases = declaredIn(sections);
  const names = new Map<string, Placed>();
  for (const section of sections) {
    const { root } = section.tree;
    for (const part of ["config", "configuration", "variables", "resources"]) {
      const all = valueUnder(root, part);
      for (const { key, value } of all?.kind === "map" ? all.entries : []) {
        if (key !== null) names.set(key, { section, value });
      }
    }
  }
  return { get: (name) => (name.startsWith("*") ? aliases.get(name) : names.get(name)) };
}

function* seeResources(section: Section, root: Value, names: DeclaredNames, uri: string): Iterable<Seen> {
  for (const { value } of within(root)) {
    const token = knownText(valueUnder(value, "type"));
    const properties = token?.includes(":") ? valueUnder(value, "properties") : undefined;
    const named = token && properties ? resourceOf(classOf(token)) : null;
    if (!named || !properties) continue;
    const { resource, name: own } = named;
    const get = (attribute: string) => {
      const written = property(properties, attribute);
      return written && filled(written, names);
    };
    const type = typeof resource.type === "string" ? get(resource.type) : undefined;
    const kind = typeof resource.type === "string" ? knownText(type) : resource.type.always;
    const blocks = resource.block ? (get(resource.block) ?? get(`${resource.block}s`)) : undefined;
    const values = blocks ?? resource.values.map(get).find(Boolean);
    if (kind === null || !values) continue;
    const name = get(resource.name);
    const zone = zoneOf(property(properties, resource.zone), names);
    const owner = ownerOf(knownText(name), zone, own !== "aws_route53_record");
    const ttl = get(resource.ttl);
    yield* seeRecordSet({
      section,
      type: kind,
      typeSpan: type?.span ?? null,
      owners: owner === null ? null : [owner],
      set: writtenName(uri, section, name, value),
      ttl: secondsOf(ttl),
      values,
      quoting: resource.quoting,
      strings: resource.strings,
    });
  }
}

/** `aws:route53/record:Record` and `aws:route53:Record` as programs write it: `route53.Record`. */
function classOf(token: string): string {
  const [provider = "", module = "", name = module] = token.split(":");
  const [folder = ""] = module.split("/");
  return `${token.split(":").length < 3 || folder === "index" ? provider : folder}.${name}`;
}

/** A value with what its placeholders stand for, as far as the file says it. */
function filled(value: Value, names: DeclaredNames): Value {
  if (value.kind === "list") {
    const items = value.items.map((item): Item => ({ ...item, value: filled(item.value, names) }));
    return { ...value, items };
  }
  if (value.kind === "map") {
    const entries = value.entries.map((entry) => ({ ...entry, value: filled(entry.value, names) }));
    return { ...value, entries };
  }
  if (value.kind !== "text") return value;
  return filledIn(value, /\$?\$\{([^{}]*)\}/g, ([whole, inner = ""]) => {
    if (whole.startsWith("$$")) return whole.slice(1);
    const said = names.get(inner.trim())?.value;
    return settingOf(said) ?? { reference: inner.trim() };
  });
}

/** What a variable says, or a setting where nothing else is set. */
function settingOf(value: Value | undefined): string | null {
  const own = value?.kind === "map" ? (valueUnder(value, "default") ?? valueUnder(value, "value")) : value;
  const text = plainText(own);
  return text === null || text.includes("${") ? null : text;
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

function ownerOf(name: string | null, zone: string | null, atIsZone: boolean): string | null {
  if (name === null) return null;
  if (/.\.$/.test(name)) return name.slice(0, -1);
  if (zone === null) return null;
  if (name === "" || (name === "@" && atIsZone)) return zone;
  const [label, domain] = [name.toLowerCase(), zone.toLowerCase()];
  return label === domain || label.endsWith(`.${domain}`) ? name : `${name}.${zone}`;
}
