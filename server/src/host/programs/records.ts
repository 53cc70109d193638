/**
 * Records in programs that make resources, in whatever language: `new TxtRecord(this, "spf", { … })`. A format says what
 * a call makes; this finds the calls, works out owners, and puts each record where its text is written.
 */

import { Memory } from "../asked.ts";
import { commonText, stringAlone, stringsIn } from "../compose.ts";
import { declaredIn } from "../declared.ts";
import { describe, mxData, setOf, typeSpanOf } from "../describe.ts";
import { Evaluator, type Language, type Placed } from "../evaluate.ts";
import type { Around, Section, Seen } from "../format.ts";
import type { Found } from "../host.ts";
import { type FoundAt, joinFaultsIn } from "../join-faults.ts";
import { addUse, KeptRecords, type Uses } from "../kept-records.ts";
import { asPublished, unquotedFault } from "../quoting.ts";
import { txtAmong } from "../same-text.ts";
import {
  type CallValue,
  type FunctionValue,
  itemsOf,
  knownText,
  plainText,
  type TextValue,
  type Value,
} from "../syntax/value.ts";
import { inSections } from "../views.ts";
import { bodiesOf } from "./calls.ts";
import { type Made, ownerOf, property, viewOf } from "./resources.ts";

/** What a call makes; null for a call that makes no resource. */
export type Makes = (
  call: Placed & { value: CallValue },
  evaluator: Evaluator,
) => Made | readonly Made[] | null;

/** A record before others that use the same text are known. */
interface Use {
  readonly section: Section;
  readonly value: TextValue;
  readonly made: Made;
  readonly owner: string | null;
  readonly set: string;
  readonly view: string | null;
  readonly certain: boolean;
  readonly removal: { readonly start: number; readonly end: number } | null;
  /** The text as far as it is the same for all calls of the function that it is written in. */
  readonly common: TextValue | null;
}

interface Records {
  readonly uses: Uses<Use>;
  readonly others: readonly Seen[];
}

/** What is done under a condition. */
const UNSURE = /^(?:if|\?:|&&|\|\||\?\?)$/;
export function recordsIn(
  sections: readonly Section[],
  { uri, world: { variables }, rows }: Around,
  language: Language,
  makes: Makes,
  { records, kept }: RecordMemory,
): readonly (readonly Seen[])[] {
  const names = declaredIn(rows, sections);
  const all = records.of(rows, sections, names, variables, (section, asked): Records => {
    const finder = new Finder(section, new Evaluator(asked, language, variables), makes);
    finder.all();
    return finder;
  });
  const found = [
    ...kept.of(
      sections,
      all.map(({ uses }) => uses),
      (uses, index) => recordOf(uses, `${uri}#${index}`),
    ),
  ];
  const foundAt: FoundAt = (section, start) =>
    found.find((each) => each.section === section && each.found?.dataSpan.start === start)?.found ?? null;
  const faults = joinFaultsIn(sections, foundAt);
  return inSections(sections, [...found, ...faults, ...all.flatMap(({ others }) => others)]);
}

/** What a format remembers of sections. */
export interface RecordMemory {
  readonly records: Memory<Records>;
  readonly kept: KeptRecords<Use>;
}

export function recordMemory(): RecordMemory {
  return { records: new Memory(), kept: new KeptRecords() };
}

function recordOf(uses: readonly [Use, ...Use[]], place: string): Pick<Seen, "found" | "fault"> {
  const [{ section, value, made }] = uses;
  const found = foundOf(uses, place);
  // Others may want it as it is.
  const unquoted = uses.every((use) => use.made.unquoted === made.unquoted) ? made.unquoted : undefined;
  const fault = unquoted && unquotedFault(unquoted, section, value, found);
  return fault ? { found, fault } : { found };
}

function foundOf(uses: readonly [Use, ...Use[]], place: string): Found {
  const told = txtAmong(uses, (use) => use.made.type);
  // A function may be looked at by itself, and then as it is called.
  const first = told.find(({ owner }) => owner !== null) ?? (told[0] as Use);
  const { made } = first;
  const owners = [...new Set(told.flatMap(({ owner }) => owner ?? []))].slice(0, MOST_OWNERS);
  const type = property(made.props, "type");
  // What differs from one call to the next is not known: as the function has it, or by how the texts begin and end.
  const differs = uses.some(({ value }) => value.text.text !== first.value.text.text);
  const common = differs ? first.common : null;
  const isCommon = common !== null && common.text.text !== first.value.text.text;
  const value = isCommon
    ? common
    : commonText(
        first.section.text,
        [first, ...uses].map((use) => use.value),
      );
  return describe({
    value,
    decoded: asPublished(value.text, made.quoting, made.strings),
    owners: owners.length > 0 ? owners : null,
    type: made.type === "SPF" ? "SPF" : "TXT",
    ttl: told.every((use) => use.made.ttl === made.ttl) ? made.ttl : null,
    set: setOf(first.owner ?? `${place}${first.set}`, first.view),
    certain: uses.some(({ certain }) => certain),
    strings: made.strings,
    typeSpan: made.section === first.section ? typeSpanOf(type) : null,
    removal: uses.length === 1 ? first.removal : null,
  });
}

/** A text, or the character-strings of one. */
function textOf(section: Section, value: Value): Value {
  const [only, ...more] = value.kind === "list" && value.whole ? value.items : [];
  return only && more.length === 0 ? stringAlone(section.text, only.value) : stringsIn(section.text, value);
}

/** Where something stands, and under what circumstances. */
interface Sight {
  readonly section: Section;
  readonly evaluator: Evaluator;
  readonly certain: boolean;
  /** Where the outermost class or function begins: what is called alike in two need not be the same. */
  readonly within: number;
  readonly depth: number;
}

/** Calls within calls. */
const DEEPEST = 40;
/** Values that are looked at: functions that call each other could go on for ever. */
const MOST = 100_000;
const MOST_OWNERS = 1000;

class Finder implements Records {
  readonly uses = new Map<Section, Use[]>();
  readonly others: Seen[] = [];
  readonly #section: Section;
  readonly #base: Evaluator;
  readonly #makes: Makes;
  /** Functions that are written down: those that nothing here calls are looked at by themselves. */
  #waiting = new Map<FunctionValue, Sight[]>();
  readonly #reached = new Set<Value>();
  #left = MOST;

  constructor(section: Section, evaluator: Evaluator, makes: Makes) {
    this.#section = section;
    this.#base = evaluator;
    this.#makes = makes;
  }

  all(): void {
    const [section, evaluator] = [this.#section, this.#base];
    this.#look(section.tree.root, { section, evaluator, certain: true, within: 0, depth: 0 });
    while (this.#waiting.size > 0) {
      const waiting = [...this.#waiting];
      this.#waiting = new Map();
      for (const [written, sights] of waiting) {
        if (this.#reached.has(written)) continue;
        this.#reached.add(written);
        for (const sight of sights) {
          const within = sight.within || written.span.start;
          for (const each of written.body) this.#look(each, { ...sight, within });
        }
      }
    }
  }

  #look(value: Value, sight: Sight): void {
    if (sight.depth > DEEPEST || this.#left-- <= 0) return;
    switch (value.kind) {
      case "list":
        for (const item of value.items) this.#look(item.value, sight);
        return;
      case "map":
        for (const entry of value.entries) this.#look(entry.value, sight);
        return;
      case "function":
        this.#wait(value, sight);
        return;
      case "call":
        this.#call(value, sight);
    }
  }

  /** A block of a loop is there once for each round. */
  #wait(written: FunctionValue, sight: Sight): void {
    const sights = this.#waiting.get(written);
    if (!sights) this.#waiting.set(written, [sight]);
    else if (sights.every(({ evaluator }) => evaluator !== sight.evaluator)) sights.push(sight);
  }

  #call(value: CallValue, sight: Sight): void {
    const { section, evaluator } = sight;
    const made = this.#makes({ section, value }, evaluator);
    for (const each of [made ?? []].flat()) this.#see(each, sight);
    const bodies = made ? null : bodiesOf(section, value, evaluator);
    for (const { at, evaluator: inner } of bodies ?? []) {
      if (at.value.kind !== "function") continue;
      this.#reached.add(at.value);
      const within = sight.within || at.value.span.start;
      for (const each of at.value.body)
        this.#look(each, { ...sight, section: at.section, evaluator: inner, within, depth: sight.depth + 1 });
    }
    const certain = sight.certain && !UNSURE.test(value.name);
    for (const each of value.arguments) {
      // One that is run for each item of a list that has none, is not run.
      if (bodies && each.kind === "function") this.#reached.add(each);
      this.#look(each, { ...sight, certain });
    }
    for (const entry of value.named) this.#look(entry.value, { ...sight, certain });
  }

  #see(made: Made, { evaluator, certain, within }: Sight): void {
    const { section, values } = made;
    const list = values.kind === "list" ? { section, value: values } : evaluator.follow(section, values);
    for (const item of itemsOf(list.value)) {
      const inner = made.key === undefined ? item.value : (property(item.value, made.key) ?? item.value);
      const { section: at, value } = evaluator.follow(list.section, inner);
      // Which of two it is may not be known.
      const texts =
        value.kind === "call" && value.name === "?:" ? value.arguments.slice(1) : [textOf(at, value)];
      for (const text of texts) {
        if (text.kind !== "text") continue;
        // Out of a list that is written elsewhere, it has its place there.
        const written = text.written ?? { section: at, value: text };
        const removal = written.section === section && texts.length === 1 ? item.removal : null;
        const sure = certain && texts.length === 1;
        const sight = { evaluator, certain: sure, within };
        if (made.type !== "TXT" && made.type !== "SPF") {
          this.#other(made, item.value, written, sight);
          continue;
        }
        const common = texts.length === 1 ? this.#base.follow(list.section, inner).value : null;
        this.#text(made, written, sight, removal, common?.kind === "text" ? common : null);
      }
    }
  }

  #text(
    made: Made,
    { section, value }: { section: Section; value: TextValue },
    { evaluator, certain, within }: Pick<Sight, "evaluator" | "certain" | "within">,
    removal: Use["removal"],
    common: TextValue | null,
  ): void {
    const owner = ownerOf(made, evaluator);
    const set = `#${within}#${this.#written(made, made.zone)}#${this.#written(made, made.name)}`;
    const view = viewOf(made, evaluator);
    addUse(this.uses, section, { section, value, made, owner, set, view, certain, removal, common });
  }

  #other(
    made: Made,
    item: Value,
    { section, value }: { section: Section; value: TextValue },
    { evaluator, certain }: Pick<Sight, "evaluator" | "certain">,
  ): void {
    const owner = ownerOf(made, evaluator);
    const host = knownText(value)
      ?.trim()
      .replace(/(?<=.)\.$/, "");
    const { type, ttl, props, preference = [] } = made;
    if (owner === null || section !== made.section || !certain || !host || type === "TXT" || type === "SPF")
      return;
    const written = preference.map((key) => property(item, key) ?? property(props, key)).find(Boolean);
    const number = written && plainText(evaluator.value(section, written));
    const data = type === "MX" ? mxData(host, number) : host;
    this.others.push({ section, other: { name: owner, type, ttl, data, span: value.span } });
  }

  #written({ section }: Made, value: Value | undefined): string {
    return value ? section.text.slice(value.span.start, value.span.end).replace(/\s+/g, "") : "";
  }
}
