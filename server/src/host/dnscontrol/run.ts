/** What one piece of a program for DNSControl does: the records that it gives to domains, and those of no domain. */

import type { PartSpace, Span } from "../../text/span.ts";
import { stringsIn } from "../compose.ts";
import { nameIn } from "../describe.ts";
import type { Evaluator, Placed } from "../evaluate.ts";
import type { Section, Seen } from "../format.ts";
import { addUse } from "../kept-records.ts";
import { bodiesOf } from "../programs/calls.ts";
import { bracketRemoval } from "../syntax/removal.ts";
import {
  type CallValue,
  knownText,
  plainText,
  type TextValue,
  type Value,
  valueUnder,
} from "../syntax/value.ts";
import { partsOf, secondsOf } from "./builder.ts";
import { isOther, otherIn } from "./others.ts";

type PartSpan = Span<PartSpace>;

/** What a domain says of its records. */
interface Domain {
  readonly name: string | null;
  /** `example.com!inside` is the same name in another view. */
  readonly view: string;
  readonly certain: boolean;
  /** What `DefaultTTL` said last. */
  ttl: number | null;
}

/** A text that a call makes a record of. */
export interface Use {
  /** Where the text is written. */
  readonly section: Section;
  readonly value: TextValue;
  readonly span: PartSpan;
  readonly label: string | null;
  readonly owner: string | null;
  readonly view: string;
  readonly ttl: number | null;
  readonly certain: boolean;
  readonly removal: PartSpan | null;
  /** The text as far as it is the same for all calls of the function that it is written in. */
  common(): TextValue | null;
}

/** What a domain is told beside records. */
const ASIDE =
  /^(?:AUTODNSSEC_(?:ON|OFF)|END|CF_(?:PROXY_DEFAULT|UNIVERSALSSL)_(?:ON|OFF)|DefaultTTL|DnsProvider|NAMESERVER|NAMESERVER_TTL)$/;
/** Looks at a modifier of the same domain, or of that domain as it is seen there. */
type See = (at: Section, each: Value, by?: Evaluator, of?: Domain) => void;

const UNSURE = /^(?:if|\?:|&&|\|\||\?\?|)$/;

/** Calls within calls. */
const DEEPEST = 40;
/** Values that are looked at: functions that call each other could go on for ever. */
const MOST = 100_000;

export class Run {
  /** By the section that the texts are written in. */
  readonly uses = new Map<Section, Use[]>();
  readonly others: Seen[] = [];
  /** Calls that some domain led to. */
  readonly reached = new Set<Value>();
  /** Domains that `D` begins for sure, as often as it does. */
  readonly begun: string[] = [];
  /** Those of which there may be more than is seen; null for a domain that is not known. */
  readonly partial = new Set<string | null>();
  readonly #base: Evaluator;
  /** What `DEFAULTS(DefaultTTL(…))` said last. */
  #ttl: number | null;
  #left = MOST;

  constructor(base: Evaluator, ttl: number | null) {
    this.#base = base;
    this.#ttl = ttl;
  }

  /** The time to live that domains have from here on. */
  get ttl(): number | null {
    return this.#ttl;
  }

  all(section: Section): void {
    this.#run(section, section.tree.root, this.#base, true, 0);
  }

  /** A domain in a function that nobody calls here: another file does. */
  domain(section: Section, call: CallValue): void {
    this.#seeDomain(section, call, this.#base, false);
  }

  /** A record that no domain leads to. */
  text(section: Section, call: CallValue): void {
    this.#seeText(section, call, this.#base, null, null);
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
    this.reached.add(call);
    const [first, ...rest] = call.arguments;
    const written = first ? knownText(evaluator.value(section, first)) : null;
    const [, name = null, view = ""] = /^([^!]+?)\.?(!.*)?$/.exec(written ?? "") ?? [];
    const domain: Domain = { name, view, certain, ttl: this.#ttl };
    if (name === null || view !== "" || !certain) this.partial.add(name);
    if (name !== null && call.name === "D") this.begun.push(name);
    const spans = call.arguments.map(({ span }) => span);
    rest.forEach((each, i) => {
      // The first is the registrar.
      if (i === 0 && call.name === "D" && each.kind === "unknown") return;
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
    if (depth > DEEPEST || this.#left-- <= 0) {
      this.partial.add(domain.name);
      return;
    }
    const see = (at: Section, each: Value, by = evaluator, of = domain, goes: PartSpan | null = null) =>
      this.#seeModifier(at, each, by, of, goes, depth + 1);
    switch (value.kind) {
      case "list":
        if (!value.whole) this.partial.add(domain.name);
        for (const item of value.items) see(section, item.value, evaluator, domain, item.removal);
        return;
      case "unknown": {
        const declared = evaluator.declared(section, value);
        const known = declared ?? evaluator.follow(section, value);
        if (known.value !== value) see(known.section, known.value);
        else if (!ASIDE.test(value.reference ?? "")) this.partial.add(domain.name);
        return;
      }
      case "call":
        if (!domain.certain) this.partial.add(domain.name);
        this.#seeCall(section, value, evaluator, domain, removal, see);
        return;
      case "map":
        // `{ no_ns: "true" }` is about the provider.
        return;
      default:
        this.partial.add(domain.name);
    }
  }

  /** A record, what is told of the domain, or what gives back several. */
  #seeCall(
    section: Section,
    value: CallValue,
    evaluator: Evaluator,
    domain: Domain,
    removal: PartSpan | null,
    see: See,
  ): void {
    const { name, arguments: given } = value;
    if (name === "TXT" || name === "SPF_BUILDER") this.#seeText(section, value, evaluator, domain, removal);
    else if (isOther(value)) {
      const other = otherIn({ section, value }, evaluator, domain);
      if (other) this.others.push({ section, other });
      else this.partial.add(domain.name);
    } else if (name === "DefaultTTL") domain.ttl = this.#seconds(section, given[0], evaluator);
    else if (/^(?:\[\]|\.\.\.|\.concat|\.flat)$/.test(name)) for (const each of given) see(section, each);
    else if (UNSURE.test(name)) {
      for (const each of given) see(section, each, evaluator, { ...domain, certain: false });
    } else if (!this.#seeResult(section, value, evaluator, domain, see) && !ASIDE.test(name))
      this.partial.add(domain.name);
  }

  /** What a function gives back that is written down, or an item of a list; says whether it is either. */
  #seeResult(section: Section, value: CallValue, evaluator: Evaluator, domain: Domain, see: See): boolean {
    if (value.name === "[].") {
      const known = evaluator.follow(section, value);
      if (known.value === value || known.value.kind === "call") return false;
      see(known.section, known.value);
      return true;
    }
    const bodies = bodiesOf(section, value, evaluator);
    for (const { at, evaluator: inner } of bodies ?? []) {
      const { returns } = at.value.kind === "function" ? at.value : { returns: [] };
      const certain = domain.certain && returns.length === 1;
      if (!certain) this.partial.add(domain.name);
      for (const each of returns) see(at.section, each, inner, { ...domain, certain });
    }
    return bodies !== null;
  }

  #noteTtl(section: Section, value: Value, evaluator: Evaluator): void {
    if (value.kind === "call" && value.name === "DefaultTTL")
      this.#ttl = this.#seconds(section, value.arguments[0], evaluator);
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
    this.reached.add(call);
    const builder = call.name === "SPF_BUILDER";
    const [first, second, ...modifiers] = call.arguments;
    const about = builder && first ? evaluator.follow(section, first) : null;
    const content = about ? valueUnder(about.value, "parts") : second;
    if (!content && domain) this.partial.add(domain.name);
    if (!content) return;
    const text = (by: Evaluator) => {
      const at = by.follow(about?.section ?? section, content);
      const flatten = about ? valueUnder(about.value, "flatten") : undefined;
      const value = builder ? partsOf(at, flatten) : stringsOf(at);
      return value ? { section: at.section, value } : null;
    };
    const own = text(evaluator);
    if (!own && domain) this.partial.add(domain.name);
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
    if (owner === null && domain) this.partial.add(domain.name);
    const use: Use = {
      ...own,
      span: own.section === section ? call.span : own.value.span,
      label,
      owner,
      view: domain?.view ?? "",
      ttl: seconds,
      certain: domain?.certain ?? false,
      removal: own.section === section ? removal : null,
      common: () => text(this.#base)?.value ?? null,
    };
    addUse(this.uses, own.section, use);
  }
}

/** A text, or an array of character-strings. */
function stringsOf({ section, value }: Placed): TextValue | null {
  const text = stringsIn(section.text, value);
  return text.kind === "text" ? text : null;
}
