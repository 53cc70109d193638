/**
 * Works out what expressions say, where that is certain: names of the same file or its neighbours, and the functions
 * that a language offers for putting texts together. What is not certain stays as it is.
 */

import { compose } from "./compose.ts";
import type { Section } from "./sections.ts";
import type { CallValue, Entry, Item, TextValue, UnknownValue, Value } from "./syntax/value.ts";

/** A value and the section that its spans count in. */
export interface Placed {
  readonly section: Section;
  readonly value: Value;
}

/** What a call gives, or null where that can't be known. Arguments are worked out already. */
export type Operation = (call: CallValue, source: string) => Value | null;

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
  readonly #names: ReadonlyMap<string, Placed>;
  readonly #variables: Readonly<Record<string, string>>;
  readonly #done = new Map<Value, Placed>();
  #left = MOST;

  /** `variables` are what the user says of names that no file declares. */
  constructor(sections: readonly Section[], language: Language, variables: Readonly<Record<string, string>>) {
    const names = new Map<string, Placed>();
    for (const section of sections) {
      for (const [name, value] of section.tree.names)
        if (!names.has(name)) names.set(name, { section, value });
    }
    this.#names = names;
    this.#language = language;
    this.#variables = variables;
  }

  /** The value, worked out, and where it is written: elsewhere, if it is a name for what stands there. */
  follow(section: Section, value: Value, depth = 0): Placed {
    const known = this.#done.get(value);
    if (known) return known;
    if (depth > DEEPEST || this.#left-- <= 0) return { section, value };
    const done = this.#follow(section, value, depth + 1);
    this.#done.set(value, done);
    return done;
  }

  /** The value as part of the section: what is written elsewhere can be seen there and not edited. */
  value(section: Section, value: Value, depth = 0): Value {
    const followed = this.follow(section, value, depth);
    if (followed.section === section) return followed.value;
    return followed.value.kind === "text"
      ? compose(section.text, [{ ...followed.value, used: value.span }], value.span)
      : inPlaceOf(value, followed.value);
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
        const given = value.arguments.map((argument) => this.value(section, argument, depth));
        const named = value.named.map(
          (entry): Entry => ({ ...entry, value: this.value(section, entry.value, depth) }),
        );
        const call: CallValue = { ...value, arguments: given, named };
        return { section, value: this.#language.functions[value.name]?.(call, section.text) ?? call };
      }
      default:
        return { section, value };
    }
  }

  #reference(section: Section, value: UnknownValue, depth: number): Placed {
    const { reference, span } = value;
    if (reference === undefined) return { section, value };
    const declared = this.#names.get(reference);
    if (declared) return this.follow(declared.section, declared.value, depth);
    const given = this.#variables[reference];
    if (given === undefined) return { section, value };
    return { section, value: compose(section.text, [textFor(given, section.text, span)], span) };
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
    const { references: _, ...rest } = value;
    return { ...rest, text: value.text.filled(values), ...(left.length > 0 ? { references: left } : {}) };
  }
}

/** What the user says that stands at `span`. */
function textFor(given: string, source: string, span: Value["span"]): TextValue {
  return { kind: "text", text: compose(source, [given], span).text, span, used: span };
}

/** A value that is written elsewhere, as far as it can be had here: its spans mean nothing in this section. */
function inPlaceOf(use: Value, value: Value): Value {
  const { span } = use;
  switch (value.kind) {
    case "list": {
      const items = value.items.map((item): Item => ({ value: inPlaceOf(use, item.value), removal: null }));
      return { kind: "list", items, span, whole: value.whole };
    }
    case "map": {
      const entries = value.entries.map((entry): Entry => {
        return { ...entry, keySpan: span, span, value: inPlaceOf(use, entry.value), removal: null };
      });
      return { kind: "map", entries, span, whole: value.whole };
    }
    case "text":
      return { ...value, used: span };
    case "scalar":
      return { ...value, span };
    default:
      return { kind: "unknown", span };
  }
}
