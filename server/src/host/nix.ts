/**
 * dns.nix: zones as sets of lists of records, with `subdomains` in them (dns.nix, "types/zone.nix"). Zones in strings,
 * for servers that NixOS configures, are read as such, and resources as those of Terraform.
 */

import { commonText } from "./compose.ts";
import { declaredIn } from "./declared.ts";
import { describe, nameIn } from "./describe.ts";
import { Evaluator } from "./evaluate.ts";
import { domainOf, fileNameOf } from "./file-names.ts";
import type { Format, Section, Seen } from "./format.ts";
import type { Other } from "./host.ts";
import { nixLanguage } from "./nix-functions.ts";
import { wrapped } from "./quoting.ts";
import { type Entry, knownText, plainText, type TextValue, type Value, valueUnder } from "./syntax/value.ts";
import { seeTerranix } from "./terranix.ts";
import { seeZones } from "./zones-within.ts";

export const nix: Format = {
  format: "nix",
  syntax: "nix",
  mayHold: ({ uri }) => /\.nix$/i.test(fileNameOf(uri)),
  zone: ({ uri }) => zoneOf(uri),
  see(sections, { uri, world, rows }) {
    const names = declaredIn(rows, sections);
    return sections.map((section) => {
      const finder = new Finder(section, uri, new Evaluator(names, nixLanguage, world.variables));
      finder.look(section.tree.root, { zone: zoneOf(uri), name: zoneOf(uri), ttl: null, certain: true }, 0);
      return [
        ...finder.seen(),
        ...seeTerranix(section, uri, finder.worked),
        ...seeZones(section, section.tree.root, finder.worked),
      ];
    });
  },
};

/** `zones/example.com.nix`. */
function zoneOf(uri: string): string | null {
  return domainOf(fileNameOf(uri).replace(/\.nix$/i, ""));
}

/** The zone and the name that a set is about, and the time to live there. */
interface About {
  readonly zone: string | null;
  readonly name: string | null;
  readonly ttl: number | null;
  readonly certain: boolean;
}

interface Use {
  readonly value: TextValue;
  readonly about: About;
  readonly removal: { readonly start: number; readonly end: number } | null;
}

const DEEPEST = 60;
/** Values that are looked at: names that stand for each other could go on for ever. */
const MOST = 50_000;
/** Keys of a set that holds a zone. */
const ZONE_KEYS = /^(?:zone|data|zones|records)$/;
/** Functions that take the name of a zone and the zone. */
const ZONE_CALL = /^(?:toString|writeZone|evalZone|mkZone)$/;
/** The key that each kind of record has its data under. */
const DATA: Readonly<Record<string, string>> = {
  A: "address",
  AAAA: "address",
  CNAME: "cname",
  NS: "nsdname",
  PTR: "ptrdname",
};

class Finder {
  readonly #section: Section;
  readonly #uri: string;
  readonly #evaluator: Evaluator;
  readonly #uses = new Map<number, [Use, ...Use[]]>();
  readonly #others: Other[] = [];
  readonly #looked = new WeakMap<Value, Set<string | null>>();
  #left = MOST;

  constructor(section: Section, uri: string, evaluator: Evaluator) {
    this.#section = section;
    this.#uri = uri;
    this.#evaluator = evaluator;
  }

  look(value: Value, about: About, depth: number): void {
    if (depth > DEEPEST || this.#left-- <= 0) return;
    const again = (each: Value, inner = about) => this.look(each, inner, depth + 1);
    switch (value.kind) {
      case "list":
        for (const item of value.items) again(item.value);
        return;
      case "function":
        for (const each of value.body) again(each);
        return;
      case "map":
        this.#set(value.entries, about, depth);
        return;
      case "call":
        this.#call(value, about, again);
        return;
      case "unknown": {
        const declared = this.#declared(value);
        if (declared !== value && this.#isNew(declared, about)) again(declared);
      }
    }
  }

  /** Whether what a name stands for was not looked at for the same domain: names may be used any number of times. */
  #isNew(value: Value, { name }: About): boolean {
    const names = this.#looked.get(value) ?? new Set();
    if (names.has(name)) return false;
    this.#looked.set(value, names.add(name));
    return true;
  }

  #call(
    { name, arguments: given }: Value & { kind: "call" },
    about: About,
    again: (value: Value, inner?: About) => void,
  ): void {
    const [first, second] = given;
    if (first && second && ZONE_CALL.test(name)) {
      const zone = this.#text(first)?.replace(/(?<=.)\.$/, "") ?? null;
      again(this.#declared(second), { ...about, zone, name: zone });
      return;
    }
    const unsure = name === "?:" ? { ...about, certain: false } : about;
    // A set that another one adds to is the same set.
    const within = /^(?:with|let|\/\/|\?:)$/.test(name) ? unsure : { ...about, name: null, zone: null };
    for (const each of given) again(each, within);
  }

  #set(entries: readonly Entry[], outer: About, depth: number): void {
    const ttl = Number(plainText(this.#known(entries.find(({ key }) => key === "TTL")?.value)) ?? Number.NaN);
    const about = Number.isInteger(ttl) ? { ...outer, ttl } : outer;
    for (const { key, value } of entries) {
      const again = (each: Value, inner: About) => this.look(each, inner, depth + 1);
      if (key === "TXT") this.#records(value, about);
      else if (key !== null && (Object.hasOwn(DATA, key) || key === "MX")) this.#other(key, value, about);
      else if (key === "subdomains") this.#subdomains(value, about, depth);
      else if (key !== null && domainOf(key) !== null)
        again(this.#declared(value), { ...about, name: key, zone: key });
      else if (key !== null && ZONE_KEYS.test(key)) again(value, about);
      else again(value, { ...about, name: null, zone: null });
    }
  }

  #subdomains(value: Value, about: About, depth: number): void {
    const sets = value.kind === "call" && value.name === "//" ? value.arguments : [value];
    for (const set of sets) {
      const { value: known } = this.#evaluator.follow(this.#section, set);
      const written = set.kind === "map" ? set : known;
      if (written.kind !== "map") {
        this.look(set, { ...about, name: null, zone: null }, depth + 1);
        continue;
      }
      for (const { key, value: inner } of written.entries) {
        const name = key === null || about.name === null ? null : `${key}.${about.name}`;
        const own = this.#declared(inner);
        const host = own.kind === "call" && own.name === "host" ? own.arguments : [];
        for (const [i, address] of host.entries())
          this.#address(i === 0 ? "A" : "AAAA", address, { ...about, name });
        this.look(own, { ...about, name }, depth + 1);
      }
    }
  }

  /** `TXT = [ … ]`: a text, a set with one, or a combinator that gives one. */
  #records(list: Value, about: About): void {
    const { value } = this.#evaluator.follow(this.#section, list);
    if (value.kind !== "list") return;
    for (const item of value.items) {
      // Which of two it is may not be known.
      const open =
        item.value.kind === "call" && item.value.name === "?:" ? item.value.arguments.slice(1) : null;
      for (const each of open ?? [item.value]) {
        const { text, ttl } = this.#record(each);
        const removal = value.items.length > 1 && list.kind === "list" && !open ? item.removal : null;
        const own = { ...about, ttl: ttl ?? about.ttl, certain: about.certain && !open };
        if (text) this.#use({ value: text, about: own, removal });
      }
    }
  }

  #use(use: Use): void {
    const { start } = use.value.span;
    const there = this.#uses.get(start);
    if (there) there.push(use);
    else this.#uses.set(start, [use]);
  }

  #record(item: Value): { readonly text: TextValue | null; readonly ttl: number | null } {
    if (item.kind === "text") return { text: item, ttl: null };
    if (item.kind === "map") {
      const data = valueUnder(item, "data");
      const ttl = Number(plainText(valueUnder(item, "ttl")) ?? Number.NaN);
      return { text: data?.kind === "text" ? data : null, ttl: Number.isInteger(ttl) ? ttl : null };
    }
    if (item.kind !== "call" || item.name !== "ttl") return { text: null, ttl: null };
    const [seconds, record] = item.arguments;
    const ttl = Number(plainText(seconds) ?? Number.NaN);
    const { text } = record ? this.#record(record) : { text: null };
    return { text, ttl: Number.isInteger(ttl) ? ttl : null };
  }

  #other(type: string, list: Value, about: About): void {
    const { value } = this.#evaluator.follow(this.#section, list);
    if (about.name === null || value.kind !== "list") return;
    for (const { value: item } of value.items) {
      if (type !== "MX") this.#address(type, item, about);
      else {
        const given = item.kind === "call" && item.name === "mx" ? item.arguments : [];
        const preference = plainText(given[0] ?? valueUnder(item, "preference"));
        const exchange = knownText(given[1] ?? valueUnder(item, "exchange"));
        const host = exchange === null ? null : nameIn(about.zone, exchange);
        if (preference !== null && host !== null) this.#add("MX", `${preference} ${host}`, item, about);
      }
    }
  }

  #address(type: string, item: Value, about: About): void {
    const inner = item.kind === "call" && /^(?:a|aaaa|cname|ns)$/.test(item.name) ? item.arguments[0] : item;
    const known = this.#known(inner);
    const data = knownText(known) ?? knownText(valueUnder(known, DATA[type] ?? ""));
    const whole = data === null || /^A/.test(type) ? data : nameIn(about.zone, data);
    if (whole !== null) this.#add(type as Other["type"], whole, item, about);
  }

  #add(type: Other["type"], data: string, { span }: Value, { name, ttl, certain }: About): void {
    if (name !== null && certain) this.#others.push({ name, type, ttl, data, span });
  }

  /** What a name stands for, as it is written; anything else as it is. */
  #declared(value: Value): Value {
    if (value.kind !== "unknown") return value;
    const declared = this.#evaluator.declared(this.#section, value);
    return declared && declared.section === this.#section ? declared.value : value;
  }

  #known(value: Value | undefined): Value | undefined {
    return value && this.worked(value);
  }

  #text(value: Value): string | null {
    return knownText(this.#known(value));
  }

  readonly worked = (value: Value): Value => this.#evaluator.value(this.#section, value);

  *seen(): Iterable<Seen> {
    const section = this.#section;
    for (const [start, uses] of [...this.#uses].sort(([a], [b]) => a - b)) {
      const first = uses.find(({ about }) => about.name !== null) ?? uses[0];
      const owners = [...new Set(uses.flatMap(({ about }) => about.name ?? []))];
      const value = commonText(
        section.text,
        [first, ...uses].map((use) => use.value),
      );
      const found = describe({
        value,
        decoded: wrapped(value.text),
        owners: owners.length > 0 ? owners : null,
        ttl: uses.every(({ about }) => about.ttl === first.about.ttl) ? first.about.ttl : null,
        set: first.about.name ?? `${this.#uri}#${start}`,
        certain: uses.some(({ about }) => about.certain),
        strings: "tool",
        removal: uses.length === 1 ? first.removal : null,
      });
      yield { section, found };
    }
    for (const other of this.#others) yield { section, other };
  }
}
