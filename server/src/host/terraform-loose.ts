/**
 * Records in Terraform that no resource of a provider is known to use: in objects that feed a module, in locals, in
 * defaults of variables, in files of values.
 */

import type { Decoded } from "../text/decoded.ts";
import { contentSpan, describe, nameIn } from "./describe.ts";
import { Evaluator } from "./evaluate.ts";
import type { Section, Seen } from "./format.ts";
import type { Found } from "./host.ts";
import { wrapped } from "./quoting.ts";
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
import { textFaults } from "./terraform-faults.ts";
import { terraformLanguage } from "./terraform-functions.ts";
import { resources } from "./terraform-resources.ts";
import type { Surroundings } from "./terraform-sight.ts";

/** What generic modules call the texts of a record. */
const VALUES = ["records", "values", "rrdatas", "value", "content", "data", "target", "txt", "answers"];
const NAMES = ["name", "hostname", "subdomain", "host", "record"];

/** A record with terms: a bare version is a piece of one that code puts together. */
const RECORD = /^\s*"?(?:v=spf1|spf2\.0\/[\w,]+)\s+\S/i;

/** What prose about records hardly has: a term that says who may send. */
const TERM =
  /\s[-+~?]?(?:(?:include|ip[46v]*|a|mx|exists)[:/=]\S|mx(?!\S)|redirect=\S|(?<=[-+~?])all(?!\S)|all\s*$)/i;

/** Prose, what compares texts with others, and the comments of JSON. */
const PROSE =
  /^(?:description|error_message|condition|comments?|notes?|title|tags|labels|validation|precondition|postcondition|assert|\/\/)$/;

/** The module of records for Route 53 that most people use. */
const ROUTE53 = /^terraform-aws-modules\/route53\/aws\b/;

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
}

export function looseIn(section: Section, blocks: readonly Entry[], around: Surroundings): readonly Loose[] {
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
    if (key === "locals") finder.look(value, "local", 0);
    else if (key === "variable") finder.look(valueUnder(value, "default"), `var.${kind}`, 0);
    else if (labels === undefined) finder.look(value, `var.${key}`, 0);
    else if (key === "module") finder.module(value, `module.${kind}`);
    else finder.look(value, [key, ...labels].join("."), 0);
  }
  return finder.found;
}

class Finder {
  readonly found: Loose[] = [];
  readonly #section: Section;
  readonly #folder: string;
  readonly #evaluator: Evaluator;
  #zone: string | null = null;

  constructor(section: Section, { names, variables, folder }: Surroundings) {
    this.#section = section;
    this.#folder = folder;
    this.#evaluator = new Evaluator(names, terraformLanguage, variables);
  }

  /** The arguments of a module; of one that everybody knows, names are below the zone that it is given. */
  module(value: Value, path: string): void {
    const known = (key: string) => {
      const given = valueUnder(value, key);
      return given ? knownText(this.#evaluator.value(this.#section, given)) : null;
    };
    const zone = ROUTE53.test(known("source") ?? "") ? known("zone_name") : null;
    this.#zone = zone?.replace(/\.$/, "") ?? null;
    this.look(value, path, 0);
    this.#zone = null;
  }

  look(value: Value | undefined, path: string, depth: number): void {
    if (!value || depth > DEEPEST) return;
    switch (value.kind) {
      case "map":
        if (this.#object(value, path)) return;
        for (const { key, value: inner } of value.entries) {
          if (!PROSE.test(key ?? "")) this.look(inner, `${path}.${key}`, depth + 1);
        }
        return;
      case "list":
        for (const [i, item] of value.items.entries()) this.look(item.value, `${path}.${i}`, depth + 1);
        return;
      case "text":
      case "call": {
        // What a call that is not known makes of its arguments is not known either.
        const text = this.#evaluator.value(this.#section, value);
        // One of two is published.
        if (text.kind === "call" && text.name === "?:" && value.kind === "call") {
          for (const each of value.arguments.slice(1)) this.look(each, path, depth + 1);
          return;
        }
        if (text.kind !== "text" || text.used || text.written) return;
        if (!RECORD.test(text.text.text) || !TERM.test(text.text.text)) return;
        this.#add(text, path, { owners: null, set: `${path}@${value.span.start}`, certain: false });
      }
    }
  }

  /** An object that says it is a TXT record: `{ name = "", type = "TXT", records = [...] }`. */
  #object(value: Value, path: string): boolean {
    const known = (key: string) => {
      const given = valueUnder(value, key);
      return given ? this.#evaluator.value(this.#section, given) : undefined;
    };
    const type = knownText(known("type"))?.toUpperCase();
    if (type !== "TXT" && type !== "SPF") return false;
    const key = VALUES.find((each) => entryOf(value, each));
    const list = key === undefined ? undefined : valueUnder(value, key);
    if (!list) return false;
    const name = NAMES.map((each) => knownText(known(each))).find((each) => each !== null) ?? null;
    const owner = name === null ? null : nameIn(this.#zone, name);
    const view = knownText(known("set_identifier"));
    const ttl = Number(plainText(known("ttl")) ?? Number.NaN);
    const typeValue = valueUnder(value, "type");
    for (const { value: given, removal } of itemsOf(list)) {
      const text = this.#evaluator.value(this.#section, given);
      for (const item of itemsOf(text)) {
        // What stands elsewhere is seen there.
        if (item.value.kind !== "text" || item.value.used || item.value.written) continue;
        this.#add(item.value, path, {
          owners: owner === null ? null : [owner],
          type,
          ttl: Number.isInteger(ttl) ? ttl : null,
          set: owner === null ? `${path}@${value.span.start}` : view === null ? owner : `${owner}#${view}`,
          typeSpan: typeValue?.kind === "text" ? contentSpan(typeValue) : null,
          removal: list.kind === "list" ? removal : null,
        });
      }
    }
    return true;
  }

  #add(
    value: TextValue,
    path: string,
    about: Pick<Found, "owners" | "set"> &
      Partial<Pick<Found, "type" | "ttl" | "certain" | "typeSpan" | "removal">>,
  ): void {
    const set = about.owners ? about.set : `${this.#folder}#${about.set}`;
    const found = describe({ value, decoded: wrapped(value.text), strings: "tool", ...about, set });
    const section = this.#section;
    const faults = [...textFaults(section, value, found)].map((fault): Seen => ({ section, fault }));
    this.found.push({ at: value.span.start, text: value.text, path, seen: [{ section, found }, ...faults] });
  }
}

/** Functions that give back lists or what they are given, so that their arguments stay whole texts. */
const WHOLE: ReadonlySet<string> = new Set([
  "concat",
  "flatten",
  "toset",
  "tolist",
  "tomap",
  "compact",
  "distinct",
  "merge",
  "lookup",
  "element",
  "try",
  "coalesce",
  "sensitive",
  "nonsensitive",
  "?:",
  "for[]",
  "for{}",
  "provider::hcloud::txt_record",
]);

/** Names whose texts are put together with others, so that they are no records by themselves. */
export function pieceNames(blocks: readonly Entry[]): readonly string[] {
  const names = new Set<string>();
  for (const { value } of blocks) collect(value, false, names);
  return [...names];
}

function collect(value: Value, within: boolean, names: Set<string>): void {
  const note = (reference: string | null | undefined) => {
    // `local.parts["x"]` may be any of them.
    if (within && reference) names.add(reference.replace(/\[.*$/s, ""));
  };
  switch (value.kind) {
    case "unknown":
      note(value.reference);
      break;
    case "text":
      for (const reference of value.references ?? [])
        if (reference) names.add(reference.replace(/\[.*$/s, ""));
      break;
    case "list":
      for (const item of value.items) collect(item.value, within, names);
      break;
    case "map":
      for (const entry of value.entries) collect(entry.value, within, names);
      break;
    case "function":
      for (const each of value.returns) collect(each, within, names);
      break;
    case "call": {
      const inside = within || !WHOLE.has(value.name);
      for (const each of value.arguments) collect(each, inside, names);
      for (const each of value.named) collect(each.value, inside, names);
    }
  }
}
