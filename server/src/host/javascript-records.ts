/**
 * Records in programs that make resources: `new TxtRecord(this, "spf", { … })`. A format says what a call makes; this
 * finds the calls, works out owners, and puts each record where its text is written.
 */

import { Memory } from "./asked.ts";
import { describe, nameIn, unquoted, wrapped } from "./describe.ts";
import { declaredIn, Evaluator, type Placed } from "./evaluate.ts";
import type { Found, Other } from "./host.ts";
import { javascriptLanguage } from "./javascript-functions.ts";
import { addUse, KeptRecords, type Uses } from "./kept-records.ts";
import type { Section, Seen } from "./sections.ts";
import {
  type CallValue,
  itemsOf,
  knownText,
  type MapValue,
  type TextValue,
  type Value,
  valueUnder,
} from "./syntax/value.ts";
import type { Quoting } from "./terraform-resources.ts";

type Variables = Readonly<Record<string, string>>;

/** A resource with records, its values as they are written. */
export interface Made {
  readonly section: Section;
  readonly props: MapValue;
  readonly type: "TXT" | "SPF" | Other["type"];
  /** A text, a list of texts, or of objects with the text under `key`. */
  readonly values: Value;
  readonly key?: string;
  readonly name: Value | undefined;
  readonly zone: Value | undefined;
  readonly ttl: number | null;
  readonly quoting: Quoting | "plain";
  readonly strings: "author" | "tool";
  /** Whether `@` is the zone itself, and no label of that name. */
  readonly atIsZone: boolean;
}

/** What a call makes, or null. */
export type Makes = (call: Placed & { value: CallValue }, evaluator: Evaluator) => Made | null;

/** A record before others that use the same text are known. */
interface Use {
  readonly section: Section;
  readonly value: TextValue;
  readonly made: Made;
  readonly owner: string | null;
  readonly set: string;
  readonly certain: boolean;
  readonly removal: { readonly start: number; readonly end: number } | null;
}

interface Records {
  readonly uses: Uses<Use>;
  readonly others: readonly Seen[];
}

/** What is done under a condition. */
const UNSURE = /^(?:if|\?:|&&|\|\||\?\?)$/;
/** Calls that make a zone, or look one up, and where they have its name. */
const ZONE = /(?:Zone|Domain)(?:Output|\.\w+)?$/;
const ZONE_NAMES = ["zoneName", "domainName", "dnsName", "name", "zone", "domain"];

export function recordsIn(
  sections: readonly Section[],
  uri: string,
  variables: Variables,
  makes: Makes,
  { records, kept }: RecordMemory,
): Seen[] {
  const names = declaredIn(sections);
  const all = sections.map((section) =>
    records.of(section, names, variables, (asked) => {
      const finder = new Finder(section, new Evaluator(asked, javascriptLanguage, variables), makes);
      finder.look(section.tree.root, true, 0);
      return finder;
    }),
  );
  return [
    ...kept.of(
      sections,
      all.map(({ uses }) => uses),
      (uses, index) => foundOf(uses, `${uri}#${index}`),
    ),
    ...all.flatMap(({ others }) => others),
  ];
}

/** What a format remembers of sections. */
export interface RecordMemory {
  readonly records: Memory<Records>;
  readonly kept: KeptRecords<Use>;
}

export function recordMemory(): RecordMemory {
  return { records: new Memory(), kept: new KeptRecords() };
}

function foundOf(uses: readonly [Use, ...Use[]], place: string): Found {
  const [first, ...more] = uses;
  const { made, value } = first;
  const owners = [...new Set(uses.flatMap(({ owner }) => owner ?? []))];
  const type = valueUnder(made.props, "type");
  return describe({
    value,
    decoded: made.quoting === "plain" ? value.text : asPublished(value, made.quoting),
    owners: owners.length > 0 ? owners : null,
    type: made.type === "SPF" ? "SPF" : "TXT",
    ttl: more.every((use) => use.made.ttl === made.ttl) ? made.ttl : null,
    set: first.owner ?? `${place}${first.set}`,
    certain: uses.some(({ certain }) => certain),
    strings: made.strings,
    typeSpan: type?.kind === "text" && made.section === first.section ? type.span : null,
    removal: more.length === 0 ? first.removal : null,
  });
}

function asPublished({ text }: TextValue, quoting: Quoting) {
  if (quoting === "wrapped") return wrapped(text);
  return /^\s*"/.test(text.text) ? unquoted(text) : text;
}

class Finder implements Records {
  readonly uses = new Map<Section, Use[]>();
  readonly others: Seen[] = [];
  readonly #section: Section;
  readonly #evaluator: Evaluator;
  readonly #makes: Makes;

  constructor(section: Section, evaluator: Evaluator, makes: Makes) {
    this.#section = section;
    this.#evaluator = evaluator;
    this.#makes = makes;
  }

  /** `within` is where the outermost class or function begins: what is called alike in two need not be the same. */
  look(value: Value, certain: boolean, within: number): void {
    switch (value.kind) {
      case "list":
        for (const item of value.items) this.look(item.value, certain, within);
        return;
      case "map":
        for (const entry of value.entries) this.look(entry.value, certain, within);
        return;
      case "function":
        for (const each of value.body) this.look(each, certain, within || value.span.start);
        return;
      case "call": {
        const made = this.#makes({ section: this.#section, value }, this.#evaluator);
        if (made) this.#see(made, certain, within);
        for (const each of value.arguments) this.look(each, certain && !UNSURE.test(value.name), within);
      }
    }
  }

  #see(made: Made, certain: boolean, within: number): void {
    const { section } = made;
    const owner = ownerOf(made, this.#evaluator);
    const set = `#${within}#${this.#written(made, made.zone)}#${this.#written(made, made.name)}`;
    const list =
      made.values.kind === "list"
        ? { section, value: made.values }
        : this.#evaluator.follow(section, made.values);
    for (const item of itemsOf(list.value)) {
      const inner = made.key === undefined ? item.value : (valueUnder(item.value, made.key) ?? item.value);
      const { section: at, value } = this.#evaluator.follow(list.section, inner);
      if (value.kind !== "text") continue;
      if (made.type === "TXT" || made.type === "SPF") {
        const removal = at === section ? item.removal : null;
        addUse(this.uses, at, { section: at, value, made, owner, set, certain, removal });
      } else if (owner !== null && at === section && certain) {
        const data = knownText(value)
          ?.trim()
          .replace(/(?<=.)\.$/, "");
        const { type, ttl } = made;
        if (data) this.others.push({ section, other: { name: owner, type, ttl, data, span: value.span } });
      }
    }
  }

  #written({ section }: Made, value: Value | undefined): string {
    return value ? section.text.slice(value.span.start, value.span.end).replace(/\s+/g, "") : "";
  }
}

/** Names that end in the zone's are full ones, with or without a final dot. */
function ownerOf({ section, name, zone, atIsZone }: Made, evaluator: Evaluator): string | null {
  const domain = zone ? zoneOf(section, zone, evaluator) : null;
  if (!name) return domain;
  const label = knownText(evaluator.value(section, name));
  if (label === null) return null;
  if (/\.$/.test(label)) return label.slice(0, -1);
  if (domain === null) return null;
  if (label === "@" && !atIsZone) return `@.${domain}`;
  const [own, top] = [label.toLowerCase(), domain.toLowerCase()];
  return own === top || own.endsWith(`.${top}`) ? label : nameIn(domain, label);
}

/** The domain of a zone: its name, or what a name stands for that makes one or looks it up, or an attribute of that. */
function zoneOf(section: Section, zone: Value, evaluator: Evaluator): string | null {
  const { section: at, value } = evaluator.follow(section, zone);
  const text = knownText(value);
  if (text !== null) return text.includes(".") ? text.replace(/\.$/, "") : null;
  if (value.kind === "unknown") {
    const head = /^(.+)\.\w+$/.exec(value.reference ?? "")?.[1];
    if (head === undefined) return null;
    const made = evaluator.follow(at, { kind: "unknown", reference: head, span: value.span });
    return made.value.kind === "call" ? zoneOf(made.section, made.value, evaluator) : null;
  }
  if (value.kind !== "call") return null;
  // `zone.zoneId` of what a call gives, and `pulumi.output(…)` around it.
  const [first] = value.arguments;
  if (first?.kind === "call" && !ZONE.test(value.name)) return zoneOf(at, first, evaluator);
  if (!ZONE.test(value.name)) return null;
  for (const props of value.arguments) {
    for (const key of ZONE_NAMES) {
      const name = knownText(valueUnder(props, key));
      if (name?.includes(".")) return name.replace(/\.$/, "");
    }
  }
  return null;
}

/** The object among the arguments that describes the resource, and where it is written. */
export function propsOf(
  { section, value }: Placed & { value: CallValue },
  evaluator: Evaluator,
): { section: Section; props: MapValue } | null {
  for (const argument of value.arguments.slice(1, 3)) {
    const at =
      argument.kind === "unknown" ? evaluator.declared(section, argument) : { section, value: argument };
    if (at?.value.kind === "map") return { section: at.section, props: at.value };
  }
  return null;
}
