/** What the resources of one section say by themselves: texts that they use, wherever these are written, and other records. */

import type { PartSpace, Span } from "../../text/span.ts";
import { compose } from "../compose.ts";
import { mxData, typeSpanOf } from "../describe.ts";
import { type DeclaredNames, Evaluator } from "../evaluate.ts";
import type { Section, Seen } from "../format.ts";
import type { Other } from "../host.ts";
import {
  type Entry,
  firstUnder,
  type Item,
  itemsOf,
  knownText,
  plainText,
  type TextValue,
  type Value,
  valueUnder,
} from "../syntax/value.ts";
import { terraformLanguage } from "./functions.ts";
import { dynamicBlocks, instancesOf } from "./instances.ts";
import { ownersOf } from "./owners.ts";
import { PREFERENCES, publishedType, type Resource, resources } from "./resources.ts";

type PartSpan = Span<PartSpace>;

const OTHERS: ReadonlySet<string> = new Set(["A", "AAAA", "CNAME", "MX", "NS", "PTR"]);

/** A resource or one of its instances, and what it says of its records. */
export interface Owned {
  readonly section: Section;
  readonly entry: Entry;
  readonly resource: Resource;
  /** Null where they are not known. */
  readonly owners: readonly string[] | null;
  /** The same for records of one name and view. */
  readonly set: string;
  readonly type: string;
  /** The name of the type, where it is written here. */
  readonly typeSpan: PartSpan | null;
  readonly ttl: number | null;
  readonly certain: boolean;
}

/** A text that a resource uses, and where it is written. */
export interface Use<By = Owned> {
  readonly section: Section;
  readonly value: TextValue;
  readonly by: By;
  readonly certain: boolean;
  readonly removal: PartSpan | null;
}

/** The same of anything that takes it, which may be no resource. */
export type AnyUse = Use<Omit<Owned, "entry">>;

/** A list of texts as it is written in a resource, to see whether one record was cut into its items. */
export interface Written {
  readonly by: Owned;
  readonly items: readonly Item[];
}

export interface Sight {
  /** Of TXT records, as its texts and lists are. */
  readonly owned: readonly Owned[];
  readonly uses: readonly Use[];
  readonly lists: readonly Written[];
  readonly others: readonly Seen[];
}

/** What a section sees of its module. */
export interface Surroundings {
  readonly names: DeclaredNames;
  readonly variables: Readonly<Record<string, string>>;
  /** Tells the module from others. */
  readonly folder: string;
}

export function sightOf(section: Section, blocks: readonly Entry[], around: Surroundings): Sight {
  const looker = new Looker(section, around);
  for (const entry of blocks) if (entry.key === "resource") looker.resource(entry);
  return looker;
}

/** Whether a value is kept and not published. */
function isOff(body: Value): boolean {
  const says = (attribute: string, word: string) => plainText(valueUnder(body, attribute)) === word;
  return says("enabled", "false") || OFF.some((attribute) => says(attribute, "true"));
}

const OFF = ["disabled", "disable", "disable_flag"];

function isText({ type }: Owned): boolean {
  return type === "TXT" || type === "SPF";
}

/** A body with records in it: of a resource, or of a block in one. */
interface Holder {
  readonly evaluator: Evaluator;
  readonly value: Value;
  /** What goes when its record goes and others stay. */
  readonly removal: PartSpan | null;
}

class Looker implements Sight {
  readonly owned: Owned[] = [];
  readonly uses: Use[] = [];
  readonly lists: Written[] = [];
  readonly others: Seen[] = [];
  readonly #section: Section;
  readonly #around: Surroundings;

  constructor(section: Section, around: Surroundings) {
    this.#section = section;
    this.#around = around;
  }

  resource(entry: Entry): void {
    const resource = resources.get(entry.labels?.[0] ?? "");
    if (!resource) return;
    const evaluator = new Evaluator(this.#around.names, terraformLanguage, this.#around.variables);
    const { instances, certain } = instancesOf(evaluator, this.#section, entry.value);
    const before = this.uses.length;
    let namesEach = false;
    for (const instance of instances) {
      const body: Holder = { evaluator: instance.evaluator, value: entry.value, removal: null };
      const blocks = resource.block ? this.#blocks(body, resource.block) : [];
      // Some providers have one resource for all records of a zone, each in a block with a name of its own.
      const named = blocks.filter(({ value }) => firstUnder(value, resource.name));
      namesEach ||= named.length > 0 && !firstUnder(entry.value, resource.name);
      for (const block of named) {
        const holders = resource.inner ? this.#blocks(block, resource.inner) : [block];
        this.#records(entry, resource, block, holders, certain);
      }
      if (named.length === 0) this.#records(entry, resource, body, [...blocks, body], certain);
    }
    // What names each of its records in a block stays when one of them goes.
    if (!namesEach) this.#soleRemoval(entry, before);
  }

  /** The only record of a resource goes with it. */
  #soleRemoval(entry: Entry, from: number): void {
    const uses = this.uses.slice(from);
    const [first] = uses;
    if (!first || first.section !== this.#section || first.value.used) return;
    if (
      uses.some(
        ({ section, value }) => section !== first.section || value.span.start !== first.value.span.start,
      )
    )
      return;
    for (const [i, use] of uses.entries()) this.uses[from + i] = { ...use, removal: entry.removal };
  }

  /** The blocks of a name, also those that `dynamic` makes; in JSON a list of objects. */
  #blocks({ evaluator, value }: Holder, name: string): Holder[] {
    if (value.kind !== "map") return [];
    return value.entries.flatMap((entry): Holder[] => {
      const { key, labels, value: body, removal } = entry;
      if (key === "dynamic" && labels?.[0] === name) {
        return dynamicBlocks(evaluator, this.#section, entry).map((each) => {
          return { evaluator: each.evaluator, value: each.content, removal: null };
        });
      }
      if (key !== name) return [];
      const objects = (body.kind === "call" && body.name === "toset" ? body.arguments[0] : body) ?? body;
      const isWritten = objects.kind === "map" || objects.kind === "list";
      return itemsOf(isWritten ? objects : evaluator.value(this.#section, objects)).map((item) => ({
        evaluator,
        value: item.value,
        removal: item.removal ?? removal,
      }));
    });
  }

  #records(
    entry: Entry,
    resource: Resource,
    body: Holder,
    holders: readonly Holder[],
    certain: boolean,
  ): void {
    const section = this.#section;
    const known = (...attributes: readonly string[]) => {
      const value = firstUnder(body.value, attributes) ?? firstUnder(entry.value, attributes);
      return value ? body.evaluator.follow(section, value).value : undefined;
    };
    const type = "always" in resource.type ? resource.type.always : knownText(known(...resource.type));
    if (type === null) return;
    const typeValue = "always" in resource.type ? undefined : firstUnder(body.value, resource.type);
    const ttl = Number(plainText(known(resource.ttl)) ?? Number.NaN);
    const owned: Owned = {
      section,
      entry,
      resource,
      ...ownersOf(entry, resource, body, { section, names: this.#around.names, folder: this.#around.folder }),
      type: publishedType(resource, type),
      typeSpan: typeSpanOf(typeValue),
      ttl: Number.isInteger(ttl) ? ttl : null,
      certain,
    };
    if (isText(owned)) this.owned.push(owned);
    for (const holder of holders) {
      if (isOff(holder.value)) continue;
      for (const attribute of resource.values) {
        const given = valueUnder(holder.value, attribute);
        if (given) this.#values(owned, holder, section, given, holder.removal, certain);
      }
    }
    // What an alias of Route 53 answers nobody knows here.
    if (valueUnder(body.value, "alias") && OTHERS.has(owned.type))
      this.#other(owned, "OTHER", "ALIAS", entry.keySpan);
  }

  /** Each text of an attribute: it, the items of its list, or `value` in each item of a list of objects. */
  #values(
    owned: Owned,
    holder: Holder,
    section: Section,
    given: Value,
    removal: PartSpan | null,
    certain: boolean,
  ): void {
    const { section: at, value } = holder.evaluator.follow(section, given);
    const isOwn = at === this.#section;
    if (value.kind === "list") {
      if (isOwn && given.kind === "list" && isText(owned)) this.lists.push({ by: owned, items: value.items });
      for (const item of value.items)
        this.#values(owned, holder, at, item.value, isOwn ? item.removal : null, certain);
    } else if (value.kind === "map") {
      const inner = valueUnder(value, "value") ?? valueUnder(value, "content");
      if (inner) this.#values(owned, holder, at, inner, removal, certain);
    } else if (value.kind === "call" && value.name === "?:") {
      for (const each of value.arguments.slice(1)) this.#values(owned, holder, at, each, null, false);
    } else if (value.kind === "call" && value.name === "for[]") {
      // Nobody knows over what: no record, or some that are alike.
      const [each] = value.arguments.flatMap((body) => (body.kind === "function" ? body.returns : []));
      if (each) this.#values(owned, holder, at, each, null, false);
    } else if (value.kind === "text") {
      if (isText(owned)) this.#use(owned, { section: at, value }, removal, certain);
      else if (isOwn) this.#otherText(owned, holder, value);
    }
  }

  #use(
    by: Owned,
    { section, value }: { section: Section; value: TextValue },
    removal: PartSpan | null,
    certain: boolean,
  ) {
    const own = value.written ?? { section, value };
    const isHere = own.section === this.#section && !own.value.used && !own.value.quoted;
    this.uses.push({ ...unquotedAt(own), by, certain, removal: isHere ? removal : null });
  }

  #otherText(owned: Owned, { evaluator, value: body }: Holder, value: TextValue): void {
    const { type } = owned;
    const data = knownText(value)
      ?.trim()
      .replace(/(?<=.)\.$/, "");
    if (!data || !OTHERS.has(type)) return;
    const preference = PREFERENCES.map((attribute) => {
      const given = valueUnder(body, attribute);
      return given ? plainText(evaluator.follow(this.#section, given).value) : null;
    });
    const number = preference.find((each) => each !== null);
    this.#other(owned, type as Other["type"], type === "MX" ? mxData(data, number) : data, value.span);
  }

  #other({ owners, ttl }: Owned, type: Other["type"], data: string, span: PartSpan): void {
    for (const name of owners ?? [])
      this.others.push({ section: this.#section, other: { name, type, ttl, data, span } });
  }
}

/** Where a text is written that an expression may put into quotes; it has them there. */
function unquotedAt({ section, value }: { section: Section; value: TextValue }): {
  section: Section;
  value: TextValue;
} {
  if (!value.quoted) return { section, value };
  const { section: at, value: inner } = value.quoted.written ?? { section, value: value.quoted };
  const { used: _, ...text } = inner;
  return { section: at, value: compose(at.text, ['"', text, '"'], text.span) };
}
