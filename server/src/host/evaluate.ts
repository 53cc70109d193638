/**
 * Works out what expressions say, where that is certain: names of the same file or its neighbours, and the functions
 * that a language offers for putting texts together. What is not certain stays as it is.
 */

import { compose, textAt, usedAt } from "./compose.ts";
import type { Section } from "./format.ts";
import {
  type CallValue,
  type Entry,
  entryOf,
  type FunctionValue,
  type Item,
  plainText,
  type TextValue,
  type UnknownValue,
  type Value,
} from "./syntax/value.ts";

/** A value and the section that its spans count in. */
export interface Placed {
  readonly section: Section;
  readonly value: Value;
}

/** What a call gives, or null where that can't be known. Arguments are worked out already. */
export type Operation = (call: CallValue, source: string, apply: Apply) => Value | null;

/** What a function that is written down gives for these. */
export type Apply = (written: Value, given: readonly Value[]) => Value;

/** What the names of a file and its neighbours stand for. */
export interface DeclaredNames {
  get(name: string): Placed | undefined;
}

export const noNames: DeclaredNames = new Map();

export interface Language {
  /** By the name of the function as it is written. */
  readonly functions: Readonly<Record<string, Operation>>;
}

/** Names within names, and values within values. */
const DEEPEST = 50;
/** Values that one evaluation may make: what repeats itself without end is cut off. */
const MOST = 100_000;

export class Evaluator {
  readonly #language: Language;
  readonly #variables: Readonly<Record<string, string>>;
  readonly #done = new Map<Value, Placed>();
  readonly #names: DeclaredNames;
  /** What functions were given, by the section that they are written in and the names that they have for it. */
  #given: ReadonlyMap<Section, ReadonlyMap<string, Placed>> = new Map();
  #budget = { left: MOST };

  /** `variables` are what the user says of names that no file declares. */
  constructor(names: DeclaredNames, language: Language, variables: Readonly<Record<string, string>>) {
    this.#names = names;
    this.#language = language;
    this.#variables = variables;
  }

  /** An evaluator that knows what a function was given, in order or by the names of its parameters. */
  calling(
    { section, value }: Placed,
    given: readonly Placed[],
    named: ReadonlyMap<string | null, Placed> = new Map(),
  ): Evaluator {
    const inner = new Evaluator(this.#names, this.#language, this.#variables);
    inner.#budget = this.#budget;
    const names = new Map(this.#given.get(section));
    if (value.kind === "function") {
      for (const [i, name] of value.parameters.entries()) {
        const each = given[i] ?? named.get(name.replace(/@\d+$/, ""));
        if (each) names.set(name, each);
      }
    }
    inner.#given = new Map(this.#given).set(section, names);
    return inner;
  }

  /** What a name stands for as it is written, not worked out; null where that is not known. */
  declared(section: Section, { reference }: UnknownValue): Placed | null {
    if (reference === undefined) return null;
    const given = this.#given.get(section)?.get(reference);
    const local = section.tree.locals?.get(reference);
    return given ?? (local ? { section, value: local } : (this.#names.get(reference) ?? null));
  }

  /** The function that a call is of, where that is written down. */
  functionOf(
    section: Section,
    { callee, span }: CallValue,
    depth = 0,
  ): (Placed & { value: FunctionValue }) | null {
    if (callee === undefined) return null;
    const { section: at, value } = this.follow(section, { kind: "unknown", reference: callee, span }, depth);
    return value.kind === "function" ? { section: at, value } : null;
  }

  /** The value, worked out, and where it is written: elsewhere, if it is a name for what stands there. */
  follow(section: Section, value: Value, depth = 0): Placed {
    const known = this.#done.get(value);
    if (known) return known;
    if (depth > DEEPEST || this.#budget.left-- <= 0) return { section, value };
    const done = this.#follow(section, value, depth + 1);
    this.#done.set(value, done);
    return done;
  }

  /** The value as part of the section: what is written elsewhere can be seen there and not edited. */
  value(section: Section, value: Value, depth = 0): Value {
    const followed = this.follow(section, value, depth);
    return followed.section === section
      ? usedIn(value, followed.value)
      : inPlaceOf(section.text, value, followed.value, followed.section);
  }

  #follow(section: Section, value: Value, depth: number): Placed {
    switch (value.kind) {
      case "unknown":
        return this.#reference(section, value, depth);
      case "text":
        return { section, value: this.#filled(section, value, depth) };
      case "list": {
        const items = value.items.map(
          (item): Item => ({ ...item, value: this.value(section, item.value, depth) }),
        );
        return { section, value: { ...value, items } };
      }
      case "map": {
        const entries = value.entries.map(
          (entry): Entry => ({ ...entry, value: this.value(section, entry.value, depth) }),
        );
        return { section, value: { ...value, entries } };
      }
      case "call": {
        const called = this.#called(section, value, depth);
        if (called) return called;
        const given = value.arguments.map((argument) => this.value(section, argument, depth));
        const named = value.named.map(
          (entry): Entry => ({ ...entry, value: this.value(section, entry.value, depth) }),
        );
        const call: CallValue = { ...value, arguments: given, named };
        const { functions } = this.#language;
        const operation = Object.hasOwn(functions, value.name) ? functions[value.name] : undefined;
        const apply: Apply = (written, values) => this.#applied(section, written, values, depth);
        return { section, value: operation?.(call, section.text, apply) ?? call };
      }
      default:
        return { section, value };
    }
  }

  #reference(section: Section, value: UnknownValue, depth: number): Placed {
    const { reference, span } = value;
    if (reference === undefined) return { section, value };
    const given = this.#given.get(section)?.get(reference);
    if (given) return given;
    const local = section.tree.locals?.get(reference);
    const declared = local ? { section, value: local } : this.#names.get(reference);
    if (declared) return this.follow(declared.section, declared.value, depth);
    const written = reference.replace(/@\d+/, "");
    const said = Object.hasOwn(this.#variables, written) ? this.#variables[written] : undefined;
    if (said !== undefined)
      return { section, value: compose(section.text, [textAt(said, section.text, span)], span) };
    return this.#member(section, value, depth) ?? { section, value };
  }

  /** What a name has under a key: `spf.google`, `spf["google"]`, `spf[0]`, `spf[each.key]`. */
  #member(section: Section, { reference = "", span }: UnknownValue, depth: number): Placed | null {
    const [, name, key, index = ""] = MEMBER.exec(reference) ?? [];
    if (name === undefined) return null;
    const use: UnknownValue = { kind: "unknown", reference: name, span };
    const declared = this.declared(section, use);
    // Of a block with many entries just the one is worked out.
    const of = declared?.value.kind === "map" ? declared : this.follow(section, use, depth + 1);
    const label = key ?? this.#label(section, index, span, depth);
    if (of.value.kind === "list" && label !== null && /^\d+$/.test(label)) {
      const item = of.value.whole ? of.value.items[Number(label)] : undefined;
      return item ? this.follow(of.section, item.value, depth + 1) : null;
    }
    if (of.value.kind !== "map" || !of.value.whole || label === null) return null;
    const entry = entryOf(of.value, label);
    return entry ? this.follow(of.section, entry.value, depth + 1) : null;
  }

  /** What stands between brackets, as a key. */
  #label(section: Section, index: string, span: Value["span"], depth: number): string | null {
    if (/^["']/.test(index)) return index.includes("\\") ? null : index.slice(1, -1);
    if (/^\d+$/.test(index)) return index;
    const use: UnknownValue = { kind: "unknown", reference: index, span };
    return depth > DEEPEST ? null : plainText(this.follow(section, use, depth + 1).value);
  }

  /** In the place where it is given away: what stands elsewhere can be seen there and not edited. */
  #applied(section: Section, written: Value, given: readonly Value[], depth: number): Value {
    const [result, ...more] = written.kind === "function" ? written.returns : [];
    if (!result || more.length > 0) return { kind: "unknown", span: written.span };
    const placed = given.map((value): Placed => ({ section, value }));
    return this.calling({ section, value: written }, placed).value(section, result, depth + 1);
  }

  /** What a function gives that is written down, and has one thing to give. */
  #called(section: Section, call: CallValue, depth: number): Placed | null {
    const of = this.functionOf(section, call, depth + 1);
    const [result, ...more] = of?.value.returns ?? [];
    if (!of || !result || more.length > 0) return null;
    const given = call.arguments.map((argument) => this.follow(section, argument, depth));
    const named = new Map(call.named.map(({ key, value }) => [key, this.follow(section, value, depth)]));
    return this.calling(of, given, named).follow(of.section, result, depth);
  }

  /** The text with its holes filled as far as their names are known. */
  #filled(section: Section, value: TextValue, depth: number): TextValue {
    const { references } = value;
    if (!references?.some((reference) => reference !== null)) return value;
    const values = references.map((reference, i) => {
      if (reference === null) return undefined;
      const hole = value.text.holes[i];
      const span = { start: hole?.start ?? 0, end: hole?.end ?? 0 };
      const { value: found } = this.#reference(section, { kind: "unknown", reference, span }, depth);
      if (found.kind === "scalar") return found.source;
      return found.kind === "text" && found.text.holes.length === 0 ? found.text.text : undefined;
    });
    const left = references.filter((_, i) => values[i] === undefined);
    if (left.length === references.length) return value;
    const { references: _, written: __, ...rest } = value;
    return { ...rest, text: value.text.filled(values), ...(left.length > 0 ? { references: left } : {}) };
  }
}

/** A name, and a key or what stands between brackets behind it. */
const MEMBER = /^(.+?)(?:\.([\w$-]+)|\[("[^"\]]*"|'[^'\]]*'|[\w.$-]+)\])$/s;

/** A value of the same section: a text that is not written where it is used stands there as one. */
function usedIn(use: Value, value: Value): Value {
  const within = use.span.start <= value.span.start && value.span.end <= use.span.end;
  if (within) return value;
  // What is not known is not known here.
  if (value.kind === "unknown") return { ...value, span: use.span };
  return value.kind === "text" ? usedAt(value, use.span) : value;
}

/** A value that is written elsewhere, as far as it can be had here: its spans mean nothing in this section. */
function inPlaceOf(source: string, use: Value, value: Value, section: Section): Value {
  const { span } = use;
  switch (value.kind) {
    case "list": {
      const items = value.items.map((item): Item => {
        return { value: inPlaceOf(source, use, item.value, section), removal: null };
      });
      return { kind: "list", items, span, whole: value.whole };
    }
    case "map": {
      const entries = value.entries.map((entry): Entry => {
        const own = inPlaceOf(source, use, entry.value, section);
        return { ...entry, keySpan: span, span, value: own, removal: null };
      });
      return { kind: "map", entries, span, whole: value.whole };
    }
    case "text": {
      const written = value.written ?? { section, value };
      return { ...compose(source, [{ ...value, used: span }], span), used: span, written };
    }
    case "scalar":
      return { ...value, span };
    case "unknown": {
      // What only its own section knows is nothing here.
      const { reference } = value;
      return { kind: "unknown", span, ...(reference?.includes("@") === false ? { reference } : {}) };
    }
    default:
      return { kind: "unknown", span };
  }
}
