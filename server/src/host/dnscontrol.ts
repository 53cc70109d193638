/**
 * DNSControl: programs in JavaScript that call `D("example.com", …)` with records, or with lists, names and functions
 * that stand for records (DNSControl, "Language reference").
 *
 * A record stands where its text is written, and has the owners of all domains that use it.
 */

import type { PartSpace, Span } from "../text/span.ts";
import { BORDER, compose, type Piece } from "./compose.ts";
import { describe, nameIn } from "./describe.ts";
import { partsOf, secondsOf } from "./dnscontrol-builder.ts";
import { Evaluator, type Placed } from "./evaluate.ts";
import { fileNameOf } from "./file-names.ts";
import type { Other } from "./host.ts";
import { bodiesOf } from "./javascript-calls.ts";
import { javascriptLanguage } from "./javascript-functions.ts";
import type { Format, Section, Seen } from "./sections.ts";
import { bracketRemoval } from "./syntax/removal.ts";
import {
  type CallValue,
  knownText,
  plainText,
  type TextValue,
  type Value,
  valueUnder,
  within,
} from "./syntax/value.ts";

type PartSpan = Span<PartSpace>;

export const dnscontrol: Format = {
  format: "dnscontrol",
  syntax: "javascript",
  mayHold: ({ uri }) => {
    const name = fileNameOf(uri);
    return /\.(?:d?js|[cm]js|[cm]?ts)$/i.test(name) && !/\.(?:test|spec|d|min)\.\w+$/i.test(name);
  },
  see: (sections, { uri }, { variables }) => new Program(sections, uri, variables).see(),
};

/** What a domain says of its records. */
interface Domain {
  readonly name: string | null;
  /** `example.com!inside` is the same name in another view. */
  readonly view: string;
  readonly certain: boolean;
  /** What `DefaultTTL` said last. */
  ttl: number | null;
}

/** A text, and what all calls say that use it. */
interface Use {
  readonly section: Section;
  value: TextValue;
  readonly span: PartSpan;
  owners: readonly string[] | null;
  readonly set: string;
  ttl: number | null;
  certain: boolean;
  removal: PartSpan | null;
}

const OTHERS: ReadonlySet<string> = new Set(["A", "AAAA", "CNAME", "MX", "NS", "PTR"]);
/** They make answers of their own. */
const ANSWERING: ReadonlySet<string> = new Set(["ALIAS", "DNAME", "ANAME"]);
/** What only programs for DNSControl call. */
const OWN_CALL =
  /^(?:D|D_EXTEND|SPF_BUILDER|DMARC_BUILDER|CAA_BUILDER|M365_BUILDER|NewRegistrar|NewDnsProvider)$/;
const TEST_CALL = /^(?:describe|it|test|expect|assert)\b/;
const UNSURE = /^(?:if|\?:|&&|\|\||\?\?|)$/;

/** Calls within calls. */
const DEEPEST = 40;
/** Values that are looked at: functions that call each other could go on for ever. */
const MOST = 100_000;
const MOST_OWNERS = 1000;

class Program {
  readonly #sections: readonly Section[];
  readonly #uri: string;
  readonly #base: Evaluator;
  readonly #uses = new Map<string, Use>();
  readonly #others: Seen[] = [];
  /** Calls that some domain leads to. */
  readonly #reached = new Set<Value>();
  #defaultTtl: number | null = null;
  #left = MOST;

  constructor(sections: readonly Section[], uri: string, variables: Readonly<Record<string, string>>) {
    this.#sections = sections;
    this.#uri = uri;
    this.#base = new Evaluator(sections, javascriptLanguage, variables);
  }

  *see(): Iterable<Seen> {
    const calls = this.#sections.flatMap((section) =>
      [...within(section.tree.root)].flatMap(({ value }) =>
        value.kind === "call" ? [{ section, value }] : [],
      ),
    );
    if (!calls.some(({ value }) => OWN_CALL.test(value.name) || value.name === "TXT")) return;
    for (const section of this.#sections) this.#run(section, section.tree.root, this.#base, true, 0);
    // A function that nobody calls here is called from another file.
    for (const { section, value } of calls) {
      if (/^D(?:_EXTEND)?$/.test(value.name) && !this.#reached.has(value))
        this.#seeDomain(section, value, this.#base, false);
    }
    const own = calls.some(({ value }) => OWN_CALL.test(value.name));
    const foreign = calls.some(({ value }) => TEST_CALL.test(value.name));
    for (const { section, value } of own || !foreign ? calls : []) {
      const builder = value.name === "SPF_BUILDER";
      if (!this.#reached.has(value) && (builder || value.name === "TXT"))
        this.#seeText(section, value, this.#base, null, null);
    }
    const uses = [...this.#uses.values()].sort((a, b) => a.value.span.start - b.value.span.start);
    for (const use of uses) yield { section: use.section, found: describe({ ...use, strings: "tool" }) };
    yield* this.#others;
  }

  /** What a program does outside of domains. */
  #run(section: Section, value: Value, evaluator: Evaluator, certain: boolean, depth: number): void {
    if (depth > DEEPEST || this.#left-- <= 0) return;
    if (value.kind === "list")
      for (const item of value.items) this.#run(section, item.value, evaluator, certain, depth + 1);
    if (value.kind !== "call") return;
    const { name, arguments: given } = value;
    if (name === "D" || name === "D_EXTEND") {
      this.#seeDomain(section, value, evaluator, certain);
      return;
    }
    if (name === "DEFAULTS") {
      for (const each of given) this.#noteTtl(section, each, evaluator);
      return;
    }
    const called = bodiesOf(section, value, evaluator);
    for (const { at, evaluator: inner } of called ?? []) {
      const body = at.value.kind === "function" ? at.value.body : [];
      for (const each of body) this.#run(at.section, each, inner, certain, depth + 1);
    }
    if (called) return;
    for (const each of given) {
      const unsure = certain && !UNSURE.test(name);
      if (each.kind !== "function") this.#run(section, each, evaluator, unsure, depth + 1);
      else for (const inner of each.body) this.#run(section, inner, evaluator, false, depth + 1);
    }
  }

  #seeDomain(section: Section, call: CallValue, evaluator: Evaluator, certain: boolean): void {
    this.#reached.add(call);
    const [first, ...rest] = call.arguments;
    const written = first ? knownText(evaluator.value(section, first)) : null;
    const [, name = null, view = ""] = /^([^!]+?)\.?(!.*)?$/.exec(written ?? "") ?? [];
    const domain: Domain = { name, view, certain, ttl: this.#defaultTtl };
    const spans = call.arguments.map(({ span }) => span);
    rest.forEach((each, i) => {
      const removal = bracketRemoval(section.text, spans, i + 1);
      this.#seeModifier(section, each, evaluator, domain, removal, 0);
    });
  }

  /** A record, or what stands for several. */
  #seeModifier(
    section: Section,
    value: Value,
    evaluator: Evaluator,
    domain: Domain,
    removal: PartSpan | null,
    depth: number,
  ): void {
    if (depth > DEEPEST || this.#left-- <= 0) return;
    const see = (at: Section, each: Value, by = evaluator, of = domain, goes: PartSpan | null = null) =>
      this.#seeModifier(at, each, by, of, goes, depth + 1);
    switch (value.kind) {
      case "list":
        for (const item of value.items) see(section, item.value, evaluator, domain, item.removal);
        return;
      case "unknown": {
        const declared = evaluator.declared(section, value);
        const known = declared ?? evaluator.follow(section, value);
        if (known.value !== value) see(known.section, known.value);
        return;
      }
      case "call": {
        const { name, arguments: given } = value;
        if (name === "TXT" || name === "SPF_BUILDER")
          this.#seeText(section, value, evaluator, domain, removal);
        if (OTHERS.has(name) || ANSWERING.has(name)) this.#seeOther(section, value, evaluator, domain);
        if (name === "DefaultTTL") domain.ttl = this.#seconds(section, given[0], evaluator);
        if (/^(?:\[\]|\.\.\.|\.concat|\.flat)$/.test(name)) for (const each of given) see(section, each);
        else if (UNSURE.test(name))
          for (const each of given) see(section, each, evaluator, { ...domain, certain: false });
        else if (name === "[].") {
          const known = evaluator.follow(section, value);
          if (known.value !== value && known.value.kind !== "call") see(known.section, known.value);
        }
        for (const { at, evaluator: inner } of bodiesOf(section, value, evaluator) ?? []) {
          const { returns } = at.value.kind === "function" ? at.value : { returns: [] };
          const certain = domain.certain && returns.length === 1;
          for (const each of returns) see(at.section, each, inner, { ...domain, certain });
        }
      }
    }
  }

  #noteTtl(section: Section, value: Value, evaluator: Evaluator): void {
    if (value.kind === "call" && value.name === "DefaultTTL")
      this.#defaultTtl = this.#seconds(section, value.arguments[0], evaluator);
  }

  #seconds(section: Section, value: Value | undefined, evaluator: Evaluator): number | null {
    return value ? secondsOf(plainText(evaluator.value(section, value))) : null;
  }

  /** `TXT(label, text, …)` and `SPF_BUILDER({ label, parts, … })`; without a domain where none leads to it. */
  #seeText(
    section: Section,
    call: CallValue,
    evaluator: Evaluator,
    domain: Domain | null,
    removal: PartSpan | null,
  ): void {
    this.#reached.add(call);
    const builder = call.name === "SPF_BUILDER";
    const [first, second, ...modifiers] = call.arguments;
    const about = builder && first ? evaluator.follow(section, first) : null;
    const content = about ? valueUnder(about.value, "parts") : second;
    if (!content) return;
    const text = (by: Evaluator) => {
      const at = by.follow(about?.section ?? section, content);
      const flatten = about ? valueUnder(about.value, "flatten") : undefined;
      const value = builder ? partsOf(at, flatten) : stringsOf(at);
      return value ? { section: at.section, value } : null;
    };
    const own = text(evaluator);
    if (!own) return;
    const named = about ? valueUnder(about.value, "label") : first;
    const label = named ? knownText(evaluator.value(about?.section ?? section, named)) : builder ? "@" : null;
    const ttl = modifiers.find((each) => each.kind === "call" && each.name === "TTL");
    const given = about
      ? valueUnder(about.value, "ttl")
      : ttl?.kind === "call"
        ? ttl.arguments[0]
        : undefined;
    const seconds = this.#seconds(about?.section ?? section, given, evaluator) ?? domain?.ttl ?? null;
    const owner = label === null ? null : nameIn(domain?.name ?? null, label);
    const key = `${this.#sections.indexOf(own.section)}:${own.value.span.start}`;
    const known = this.#uses.get(key);
    if (!known) {
      const span = own.section === section ? call.span : own.value.span;
      this.#uses.set(key, {
        ...own,
        span,
        owners: owner === null ? null : [owner],
        set: owner === null ? `${this.#uri}#${key}@${label}` : owner + (domain?.view ?? ""),
        ttl: seconds,
        certain: domain?.certain ?? false,
        removal: own.section === section ? removal : null,
      });
      return;
    }
    if (owner !== null) known.owners = [...new Set([...(known.owners ?? []), owner])].slice(0, MOST_OWNERS);
    if (known.ttl !== seconds) known.ttl = null;
    known.certain ||= domain?.certain ?? false;
    known.removal = null;
    // What differs from one call to the next is not known.
    if (known.value.text.text !== own.value.text.text) known.value = text(this.#base)?.value ?? known.value;
  }

  #seeOther(section: Section, call: CallValue, evaluator: Evaluator, { name, ttl }: Domain): void {
    const known = call.arguments.map((each) => plainText(evaluator.value(section, each)));
    const owner = known[0] == null ? null : nameIn(name, known[0]);
    if (owner === null) return;
    const { span } = call;
    if (ANSWERING.has(call.name)) {
      const other: Other = { name: owner, type: "OTHER", ttl, data: call.name, span };
      this.#others.push({ section, other });
      return;
    }
    const target = known[call.name === "MX" ? 2 : 1];
    const type = call.name as Other["type"];
    const data = target == null ? null : /^A/.test(type) ? target : targetIn(target, name);
    const whole = type === "MX" ? (known[1] == null || data === null ? null : `${known[1]} ${data}`) : data;
    if (whole !== null) this.#others.push({ section, other: { name: owner, type, ttl, data: whole, span } });
  }
}

/** `mail` is a name in the domain, `mail.example.com.` one in full. */
function targetIn(target: string, domain: string | null): string | null {
  return target === "@" ? domain : nameIn(domain, target);
}

/** A text, or an array of character-strings. */
function stringsOf({ section, value }: Placed): TextValue | null {
  if (value.kind === "text") return value;
  if (value.kind !== "list" || value.items.length === 0) return null;
  const pieces = value.items.flatMap((item, i): Piece[] => (i === 0 ? [item.value] : [BORDER, item.value]));
  return compose(section.text, pieces, value.span);
}
