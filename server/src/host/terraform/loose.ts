/**
 * Records in Terraform that no resource of a provider is known to use: in objects that feed a module, in locals, in
 * defaults of variables, in files of values.
 */

import type { Decoded } from "../../text/decoded.ts";
import type { PartSpace, Span } from "../../text/span.ts";
import { describe, setOf, typeSpanOf } from "../describe.ts";
import { Evaluator } from "../evaluate.ts";
import type { Section, Seen } from "../format.ts";
import type { Found } from "../host.ts";
import { wrapped } from "../quoting.ts";
import {
  type CallValue,
  type Entry,
  entryOf,
  firstUnder,
  type Item,
  itemsOf,
  knownText,
  type MapValue,
  plainText,
  type TextValue,
  type Value,
  valueUnder,
} from "../syntax/value.ts";
import { nameWithin, typeOfKey, zonesWithin } from "../zone-said.ts";
import { textFaults } from "./faults.ts";
import { terraformLanguage } from "./functions.ts";
import { type GivenZones, ownerOfKey, zoneOfName, zoneSaidBy } from "./loose-zones.ts";
import { WHOLE } from "./pieces.ts";
import { OBJECT, resources } from "./resources.ts";
import type { AnyUse, Owned, Surroundings } from "./sight.ts";
import { toldName } from "./told-names.ts";

/** What generic modules call the texts of a record. */
const VALUES = ["records", "values", "rrdatas", "value", "content", "data", "target", "txt", "answers"];
const NAMES = [
  "record_name",
  "name",
  "hostname",
  "subdomain",
  "host",
  "record",
  "fqdn",
  "dns_name",
  "domain",
];
const TYPES = ["type", "record_type", "recordType"];
const ZONES = ["zone_id", "zone", "zone_name", "zone_key", "managed_zone"];

/** A record with terms: a bare version is a piece of one that code puts together. */
const RECORD = /^\s*"?(?:v=spf1|spf2\.0\/[\w,]+)\s+\S/i;

/** What prose about records hardly has: a term that says who may send. */
const TERM =
  /\s[-+~?]?(?:(?:include|ip[46v]*|a|mx|exists)[:/=]\S|mx(?!\S)|redirect=\S|(?<=[-+~?])all(?!\S)|all\s*$)/i;

/** Prose, what compares texts with others, and the comments of JSON. */
const PROSE =
  /^(?:description|error_message|condition|comments?|notes?|title|tags|labels|validation|precondition|postcondition|assert|\/\/)$/;

/** Blocks that show or test, and publish nothing. */
const SHOWING: ReadonlySet<string> = new Set(["output", "check", "run", "mock_provider", "provider"]);

/** Objects and lists within each other; a syntax lets none be deeper. */
const DEEPEST = 100;

/** A record that counts unless somebody uses it. */
export interface Loose {
  /** Where its text begins. */
  readonly at: number;
  readonly text: Decoded;
  /** Its name for others, as far as it has one: `local.spf`. */
  readonly path: string;
  readonly seen: readonly Seen[];
  /** Of a text that is written elsewhere: that an object takes it, and what it says of it. */
  readonly use?: AnyUse;
}

export function looseIn(
  section: Section,
  blocks: readonly Entry[],
  around: Surroundings & Pick<GivenZones, "fileOf">,
): readonly Loose[] {
  const finder = new Finder(section, around);
  for (const entry of blocks) {
    const { key, labels, value } = entry;
    if (
      PROSE.test(key ?? "") ||
      SHOWING.has(key ?? "") ||
      (key === "resource" && resources.has(labels?.[0] ?? ""))
    )
      continue;
    const [kind] = labels ?? [];
    if (key === "locals") finder.look(value, "local", OUTSIDE);
    else if (key === "variable")
      finder.named(valueUnder(value, "default"), `var.${kind}`, { ...OUTSIDE, ...under(kind ?? null) });
    else if (labels === undefined) {
      const file = finder.file(around.fileOf(section));
      finder.named(value, `var.${key}`, { ...file, ...under(key) });
    } else {
      const path = [key, ...labels].join(".");
      finder.look(value, path, { ...OUTSIDE, place: path });
    }
  }
  return finder.found;
}

/** What a value stands in. */
interface In {
  /** The zone, where something around says one. */
  readonly zone: string | null;
  /** What says the zone or takes the records: elsewhere the same name may be in another view. */
  readonly place: string;
  /** The type that a key around says, and the key that leads to the value. */
  readonly type: "TXT" | null;
  readonly key: string | null;
  readonly removal: Span<PartSpace> | null;
  /** Whether what stands there is there: nothing chooses from it, and nothing may take its place. */
  readonly certain: boolean;
  readonly depth: number;
}

const OUTSIDE: In = { zone: null, place: "", type: null, key: null, removal: null, certain: true, depth: 0 };

/** What a key says of what stands under it. */
function under(key: string | null): Pick<In, "type" | "key"> {
  return { type: typeOfKey(key), key };
}

class Finder {
  readonly found: Loose[] = [];
  readonly #section: Section;
  readonly #around: Surroundings;
  readonly #evaluator: Evaluator;

  constructor(section: Section, around: Surroundings) {
    this.#section = section;
    this.#around = around;
    this.#evaluator = new Evaluator(around.names, terraformLanguage, around.variables);
  }

  /** What stands in a file of values, by its uri. */
  file(uri: string | undefined): In {
    const zone = zoneOfName(this.#evaluator, this.#around.names, uri) ?? null;
    return { ...OUTSIDE, zone, place: uri ?? "" };
  }

  /** What a name stands for that a module may be given beside a zone. */
  named(value: Value | undefined, path: string, at: In): void {
    const zone = zoneOfName(this.#evaluator, this.#around.names, path);
    this.look(value, path, zone === undefined ? at : { ...at, zone, place: path });
  }

  look(value: Value | undefined, path: string, at: In): void {
    if (!value || at.depth > DEEPEST) return;
    const inner = { ...at, depth: at.depth + 1 };
    switch (value.kind) {
      case "map":
        this.#map(value, path, inner);
        return;
      case "list":
        for (const [i, { value: item, removal }] of value.items.entries())
          this.look(item, `${path}.${i}`, { ...inner, removal });
        return;
      case "call":
        if (HOLDING.has(value.name)) this.#held(value, path, inner);
        else this.#text(value, path, at);
        return;
      case "function":
        for (const each of value.returns) this.look(each, path, inner);
        return;
      case "text":
        this.#text(value, path, at);
    }
  }

  /** Of what one is chosen from, or all are put together of, each may be a record. */
  #held({ name, arguments: given }: CallValue, path: string, at: In): void {
    const certain = at.certain && KEEPING.has(name);
    for (const each of name === "?:" ? given.slice(1) : given)
      this.look(each, path, { ...at, removal: null, certain });
  }

  #map(value: MapValue, path: string, at: In): void {
    const said = zoneSaidBy(this.#evaluator, this.#around.names, this.#section, value);
    const here = said === undefined ? at : { ...at, zone: said };
    if (this.#object(value, path, here)) return;
    const place = said === undefined ? at.place : path;
    // Under a key that says their type, names are those of records.
    const within = at.type === null ? zonesWithin(value) : () => null;
    for (const { key, value: inner } of value.entries) {
      if (PROSE.test(key ?? "")) continue;
      const { type } = under(key);
      const own = within(key);
      const around = own === null ? { zone: here.zone, place } : { zone: own, place: `${path}.${key}` };
      const below: In = { ...here, ...around, type: type ?? at.type, key, removal: null };
      if (path === "local") this.named(inner, `local.${key}`, below);
      else this.look(inner, `${path}.${key}`, below);
    }
  }

  /** What a call that is not known makes of its arguments is not known either. */
  #text(value: Value, path: string, { type, zone, place, key, removal, certain }: In): void {
    const text = this.#evaluator.value(this.#section, value);
    if (text.kind !== "text" || text.used || text.written) return;
    if (!RECORD.test(text.text.text) || !TERM.test(text.text.text)) return;
    const owner = type === null ? null : ownerOfKey(zone, key);
    if (owner !== null)
      this.#add(text, path, { owners: [owner], set: setOf(owner, place), removal, certain });
    else this.#add(text, path, { owners: null, set: `${path}@${value.span.start}`, certain: false });
  }

  /** An object that says it is a TXT record: `{ name = "", type = "TXT", records = [...] }`. */
  #object(value: MapValue, path: string, at: In): boolean {
    const known = (key: string) => {
      const given = valueUnder(value, key);
      return given ? this.#evaluator.value(this.#section, given) : undefined;
    };
    const typeValue = firstUnder(value, TYPES);
    const type = typeValue
      ? knownText(this.#evaluator.value(this.#section, typeValue))?.toUpperCase()
      : at.type;
    if (type !== "TXT" && type !== "SPF") return false;
    const key = VALUES.find((each) => entryOf(value, each));
    const list = key === undefined ? undefined : valueUnder(value, key);
    // Where names have lists of texts, one may be called as an attribute is.
    if (!list || (!typeValue && value.entries.every((entry) => entry.value.kind === "list"))) return false;
    const name = firstUnder(value, NAMES);
    const owner = name ? this.#ownerOf(at.zone, name, value) : ownerOfKey(at.zone, at.key);
    const view = knownText(known("set_identifier"));
    const ttl = Number(plainText(known("ttl")) ?? Number.NaN);
    const about = {
      owners: owner === null ? null : [owner],
      type,
      ttl: Number.isInteger(ttl) ? ttl : null,
      set: owner === null ? `${path}@${value.span.start}` : setOf(owner, at.place, view),
      typeSpan: typeSpanOf(typeValue),
      certain: at.certain,
    } as const;
    for (const { value: given, removal } of textsIn(list)) {
      const text = this.#evaluator.value(this.#section, given);
      for (const { value: item } of itemsOf(text)) {
        if (item.kind !== "text" || item.used !== undefined) {
          if (item.kind === "text" && item.written) this.#use(item.written, path, about);
        } else this.#add(item, path, { ...about, removal });
      }
    }
    return true;
  }

  #ownerOf(zone: string | null, name: Value, object: Value): string | null {
    const known = knownText(this.#evaluator.value(this.#section, name));
    if (known === null) return null;
    const written = firstUnder(object, ZONES);
    return nameWithin(zone, known) ?? toldName(this.#around.names, this.#section, written, known);
  }

  /** What stands elsewhere is seen there, with the names that are known of it here. */
  #use(
    { section, value }: NonNullable<TextValue["written"]>,
    path: string,
    about: Pick<Owned, "owners" | "set" | "type" | "ttl" | "certain">,
  ): void {
    if (about.owners === null) return;
    const by = { ...about, section: this.#section, resource: OBJECT, typeSpan: null };
    const use = { section, value, by, certain: about.certain, removal: null };
    this.found.push({ at: -1, text: value.text, path, seen: [], use });
  }

  #add(
    value: TextValue,
    path: string,
    about: Pick<Found, "owners" | "set"> &
      Partial<Pick<Found, "type" | "ttl" | "certain" | "typeSpan" | "removal">>,
  ): void {
    const set = about.owners ? about.set : `${this.#around.folder}#${about.set}`;
    const found = describe({ value, decoded: wrapped(value.text), strings: "tool", ...about, set });
    const section = this.#section;
    const faults = [...textFaults(section, value, found)].map((fault): Seen => ({ section, fault }));
    this.found.push({ at: value.span.start, text: value.text, path, seen: [{ section, found }, ...faults] });
  }
}

/** Functions whose arguments may hold whole records. */
const HOLDING: ReadonlySet<string> = new Set([...WHOLE].filter((name) => !name.includes("::")));

/** Those of them whose arguments are all there. */
const KEEPING: ReadonlySet<string> = new Set(["concat", "flatten", "toset", "tolist", "distinct", "compact"]);

/** The values of a record: items of a list, or of a map that gives each a name of its own. */
function textsIn(values: Value): readonly Item[] {
  if (values.kind !== "map") return itemsOf(values);
  return values.entries.flatMap(({ value, removal }): Item[] => {
    const inner = value.kind === "map" ? firstUnder(value, VALUES) : value;
    return inner ? [{ value: inner, removal }] : [];
  });
}
