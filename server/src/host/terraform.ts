/**
 * Terraform and OpenTofu: resources of DNS providers, and what feeds them: locals, variables, arguments of modules.
 *
 * Where a resource takes its text from a name, the record stands where the text is written, and has the owners of
 * all resources that use it.
 */

import type { Decoded } from "../text/decoded.ts";
import type { PartSpace, Span } from "../text/span.ts";
import { describe, nameIn, unquoted, wrapped } from "./describe.ts";
import { Evaluator } from "./evaluate.ts";
import { fileNameOf } from "./file-names.ts";
import type { Found, Other } from "./host.ts";
import type { Format, Section, Seen } from "./sections.ts";
import {
  type Entry,
  entryOf,
  itemsOf,
  knownText,
  plainText,
  type TextValue,
  type Value,
  valueUnder,
} from "./syntax/value.ts";
import { terraformLanguage } from "./terraform-functions.ts";
import { seeLoose } from "./terraform-loose.ts";
import { type Resource, resources, zoneNames } from "./terraform-resources.ts";

export const terraform: Format = {
  format: "terraform",
  syntax: "hcl",
  mayHold: ({ uri, languageId }) =>
    /\.(?:tf|tofu|tfvars)$/i.test(fileNameOf(uri)) || /^(?:terraform|opentofu)(?:-vars)?$/.test(languageId),
  see: (sections, document, { variables }) => new Module(sections, document.uri, variables).see(),
};

const OTHERS: ReadonlySet<string> = new Set(["A", "AAAA", "CNAME", "MX", "NS", "PTR"]);
const MOST_OWNERS = 1000;

/** A resource, and what it says of all its records. */
interface Owned {
  readonly section: Section;
  readonly entry: Entry;
  readonly resource: Resource;
  readonly owners: readonly string[] | null;
  readonly set: string;
  readonly type: string;
  readonly ttl: number | null;
  readonly certain: boolean;
}

/** A text, the resource that uses it first, and the owners of all that do. */
interface Use {
  readonly section: Section;
  readonly value: TextValue;
  readonly by: Owned;
  owners: readonly string[] | null;
  removal: Span<PartSpace> | null;
}

/** The blocks of one document. */
class Module {
  readonly #sections: readonly Section[];
  readonly #uri: string;
  readonly #variables: Readonly<Record<string, string>>;
  readonly #evaluator: Evaluator;
  /** Domains by what refers to their zone: `aws_route53_zone.main`. */
  readonly #zones = new Map<string, string>();
  readonly #uses = new Map<string, Use>();
  readonly #others: Seen[] = [];

  constructor(sections: readonly Section[], uri: string, variables: Readonly<Record<string, string>>) {
    this.#sections = sections;
    this.#uri = uri;
    this.#variables = variables;
    this.#evaluator = new Evaluator(sections, terraformLanguage, variables);
  }

  *see(): Iterable<Seen> {
    const blocks = this.#sections.flatMap((section) =>
      entriesOf(section).map((entry) => ({ section, entry })),
    );
    for (const { section, entry } of blocks) this.#noteZone(section, entry);
    for (const { section, entry } of blocks) if (entry.key === "resource") this.#seeResource(section, entry);
    const used = new Set<Value>();
    for (const use of this.#uses.values()) {
      used.add(use.value);
      yield { section: use.section, found: foundOf(use) };
    }
    yield* this.#others;
    yield* seeLoose(blocks, this.#evaluator, used, this.#uri);
  }

  #noteZone(section: Section, { key, labels, value }: Entry): void {
    const [kind, name] = labels ?? [];
    const attribute = kind === undefined ? undefined : zoneNames[kind];
    if (attribute === undefined || (key !== "resource" && key !== "data")) return;
    const domain = this.#text(section, valueUnder(value, attribute));
    if (domain) this.#zones.set(`${key === "data" ? "data." : ""}${kind}.${name}`, domain.replace(/\.$/, ""));
  }

  #seeResource(section: Section, entry: Entry): void {
    const resource = resources[entry.labels?.[0] ?? ""];
    if (!resource) return;
    const { value } = entry;
    const own = { value, resource };
    // Some providers have one resource for all records of a zone, each in a block with a name of its own.
    const blocks = resource.block ? valuesOf(value, resource.block) : [];
    const named = blocks.filter((block) => entryOf(block, resource.name));
    for (const block of named) this.#seeRecords(section, entry, { ...own, value: block }, [block], value);
    if (named.length === 0) this.#seeRecords(section, entry, own, resource.block ? blocks : [value], value);
  }

  #seeRecords(
    section: Section,
    entry: Entry,
    { value, resource }: { value: Value; resource: Resource },
    holders: readonly Value[],
    whole: Value,
  ): void {
    const type =
      resource.type === null ? "TXT" : this.#text(section, valueUnder(value, resource.type))?.toUpperCase();
    if (type === undefined) return;
    const zone = this.#zoneOf(section, valueUnder(whole, resource.zone));
    const name = valueUnder(value, resource.name);
    const { owners, key } = this.#ownersOf(section, entry, name, zone);
    const ttl = Number(plainText(valueUnder(value, resource.ttl)) ?? Number.NaN);
    const owned: Owned = {
      section,
      entry,
      resource,
      owners,
      set:
        owners?.[0] ??
        `${this.#uri}#${zone ?? this.#written(section, valueUnder(whole, resource.zone))}#${key}`,
      type,
      ttl: Number.isInteger(ttl) ? ttl : null,
      certain: !entryOf(whole, "count"),
    };
    for (const holder of holders) {
      for (const attribute of resource.values) {
        const given = valueUnder(holder, attribute);
        if (given) this.#seeValues(owned, given);
      }
    }
  }

  /** Each text of an attribute: it, the items of its list, or `value` in each item of a list of objects. */
  #seeValues(owned: Owned, given: Value): void {
    const { section } = owned;
    // What a list that is written here refers to keeps its own place, so its items are followed one by one.
    const list = given.kind === "list" ? { section, value: given } : this.#evaluator.follow(section, given);
    for (const item of itemsOf(list.value)) {
      const inner = valueUnder(item.value, "value") ?? valueUnder(item.value, "content") ?? item.value;
      const { section: at, value } = this.#evaluator.follow(list.section, inner);
      if (value.kind !== "text") continue;
      if (owned.type === "TXT" || owned.type === "SPF")
        this.#use(owned, at, value, at === section ? item.removal : null);
      else this.#seeOther(owned, at, value);
    }
  }

  #use(by: Owned, section: Section, value: TextValue, removal: Span<PartSpace> | null): void {
    const place = section === by.section && value.used ? value.used : value.span;
    const key = `${this.#sections.indexOf(section)}:${place.start}`;
    const known = this.#uses.get(key);
    if (!known) {
      this.#uses.set(key, { section, value, by, owners: by.owners, removal });
      return;
    }
    if (by.owners) known.owners = [...new Set([...(known.owners ?? []), ...by.owners])].slice(0, MOST_OWNERS);
    known.removal = null;
  }

  #seeOther({ section, type, owners, ttl }: Owned, at: Section, value: TextValue): void {
    const data = knownText(value)
      ?.trim()
      .replace(/(?<=.)\.$/, "");
    if (!data || !owners || at !== section || !OTHERS.has(type)) return;
    for (const name of owners) {
      const other: Other = { name, type: type as Other["type"], ttl, data, span: value.span };
      this.#others.push({ section, other });
    }
  }

  /** The zone that an attribute names, or refers to. */
  #zoneOf(section: Section, value: Value | undefined): string | null {
    if (!value) return null;
    const text = this.#text(section, value);
    if (text !== null) return /\./.test(text) ? text.replace(/\.$/, "") : null;
    const reference = value.kind === "unknown" ? value.reference : undefined;
    const address = /^(?:data\.)?[\w-]+\.[\w-]+/.exec(reference ?? "")?.[0];
    return (address && this.#zones.get(address)) ?? null;
  }

  /** Names of the records of a resource: several with `for_each`; and what tells them apart where they are not known. */
  #ownersOf(
    section: Section,
    entry: Entry,
    name: Value | undefined,
    zone: string | null,
  ): { owners: readonly string[] | null; key: string } {
    const each = valueUnder(entry.value, "for_each");
    const written = name ? this.#written(section, name) : "";
    // What differs from one instance to the next is not the name of another resource.
    const own = /\b(?:each|count)\./.test(written) ? `${entry.labels?.join(".")}#${written}` : written;
    if (!name) return { owners: zone === null ? null : [zone], key: own };
    const instances = each ? this.#instances(section, each) : [{}];
    if (!instances) return { owners: null, key: own };
    const owners: string[] = [];
    for (const instance of instances.slice(0, MOST_OWNERS)) {
      const evaluator = each
        ? new Evaluator(this.#sections, terraformLanguage, { ...this.#variables, ...instance })
        : this.#evaluator;
      const label = knownText(evaluator.value(section, name));
      const owner = label === null ? null : fullName(label, zone);
      if (owner === null) return { owners: null, key: own };
      owners.push(owner);
    }
    return { owners: [...new Set(owners)], key: own };
  }

  /** What `each` stands for in every instance, where all are written down. */
  #instances(section: Section, each: Value): Record<string, string>[] | null {
    const { value } = this.#evaluator.follow(section, each);
    if (value.kind === "list" && value.whole) {
      const texts = value.items.map((item) => knownText(item.value));
      return texts.includes(null)
        ? null
        : texts.map((text) => ({ "each.key": text ?? "", "each.value": text ?? "" }));
    }
    if (value.kind !== "map" || !value.whole) return null;
    return value.entries.map(({ key, value: own }): Record<string, string> => {
      const said: Record<string, string> = { "each.key": key ?? "" };
      const text = plainText(own);
      if (text !== null) said["each.value"] = text;
      for (const inner of own.kind === "map" ? own.entries : []) {
        const known = plainText(inner.value);
        if (known !== null) said[`each.value.${inner.key}`] = known;
      }
      return said;
    });
  }

  #text(section: Section, value: Value | undefined): string | null {
    return value ? knownText(this.#evaluator.value(section, value)) : null;
  }

  /** An expression as it is written, to tell whether two are the same. */
  #written(section: Section, value: Value | undefined): string {
    if (!value) return "";
    return (
      this.#text(section, value) ?? section.text.slice(value.span.start, value.span.end).replace(/\s+/g, "")
    );
  }
}

function entriesOf({ tree }: Section): readonly Entry[] {
  return tree.root.kind === "map" ? tree.root.entries : [];
}

/** Every value of a key: a block may stand several times. */
function valuesOf(value: Value, key: string): Value[] {
  return value.kind === "map"
    ? value.entries.filter((entry) => entry.key === key).map((entry) => entry.value)
    : [];
}

/** Providers take a name that ends in the zone's for a full one, with or without its final dot. */
function fullName(label: string, zone: string | null): string | null {
  if (zone === null || /\.$/.test(label)) return nameIn(zone, label);
  const [name, top] = [label.toLowerCase(), zone.toLowerCase()];
  return name === top || name.endsWith(`.${top}`) ? label : nameIn(zone, label);
}

function foundOf({ value, by, owners, removal }: Use): Found {
  const { resource, set, type, ttl, certain, entry } = by;
  const typeEntry = resource.type === null ? undefined : entryOf(entry.value, resource.type);
  return describe({
    value,
    decoded: textOf(value.text, resource),
    owners,
    type: type === "SPF" ? "SPF" : "TXT",
    ttl,
    set,
    certain,
    strings: resource.strings,
    typeSpan: typeEntry?.value.kind === "text" ? typeEntry.value.span : null,
    removal,
  });
}

function textOf(text: Decoded, { quoting }: Resource): Decoded {
  if (quoting === "wrapped") return wrapped(text);
  return /^\s*"/.test(text.text) ? unquoted(text) : text;
}
