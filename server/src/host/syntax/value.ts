/**
 * What a program or a document says, as far as it is certain: the one shape that every syntax is read into, so that a
 * format need not know how its files are written.
 *
 * Spans count in the section that was read. What can't be known is `unknown`, never a guess.
 */

import type { Decoded } from "../../text/decoded.ts";
import type { PartSpace, Span } from "../../text/span.ts";
import type { Comment } from "../comment.ts";

type PartSpan = Span<PartSpace>;

export type Value = TextValue | ScalarValue | ListValue | MapValue | CallValue | FunctionValue | UnknownValue;

/** Characters, each with its place; what an expression puts into them is a hole. */
export interface TextValue {
  readonly kind: "text";
  readonly text: Decoded;
  /** Quotes included. */
  readonly span: PartSpan;
  /** What each hole of `text` refers to, in their order: `var.spf`; null where that is no name. Absent without holes. */
  readonly references?: readonly (string | null)[];
  /**
   * For a text that a name stands for: where the name is used. `text` is what is written where it is declared, in the
   * same section.
   */
  readonly used?: PartSpan;
  /** For a text that is written in another section: that section, and the text there. `text` is the same in this one. */
  readonly written?: { readonly section: Section; readonly value: TextValue };
  /** Texts that are written elsewhere and put into this one. */
  readonly from?: readonly Decoded[];
  /** For a text that an expression only puts into quotes: that one, as it is used there. */
  readonly quoted?: TextValue;
}

/** A number, a truth value or nothing, as it is written. */
export interface ScalarValue {
  readonly kind: "scalar";
  readonly source: string;
  readonly span: PartSpan;
}

export interface ListValue {
  readonly kind: "list";
  readonly items: readonly Item[];
  readonly span: PartSpan;
  /** False where there may be items that are not known: a spread, a condition. */
  readonly whole: boolean;
}

export interface Item {
  readonly value: Value;
  /** What to take out of the source so that this one goes and the others stay; null where that can't be had. */
  readonly removal: PartSpan | null;
  /** That a condition may leave it out. */
  readonly perhaps?: true;
}

export interface MapValue {
  readonly kind: "map";
  readonly entries: readonly Entry[];
  readonly span: PartSpan;
  readonly whole: boolean;
}

export interface Entry {
  /** Null where it is computed. A block's own name: `resource`. */
  readonly key: string | null;
  /** Words behind the name of a block: `aws_route53_record`, `spf`. */
  readonly labels?: readonly string[];
  readonly keySpan: PartSpan;
  readonly value: Value;
  /** From the key to the end of the value. */
  readonly span: PartSpan;
  readonly removal: PartSpan | null;
}

/** A call of a function, of a constructor, or of a method: `TXT("@", …)`, `new TxtRecord(…)`. */
export interface CallValue {
  readonly kind: "call";
  /** With what stands before it, as it is written: `route53.TxtRecord`, `!Sub`. */
  readonly name: string;
  readonly nameSpan: PartSpan;
  /** The name as a reference, where the function may be one that is written down. */
  readonly callee?: string;
  readonly arguments: readonly Value[];
  /** Arguments that are given by name. */
  readonly named: readonly Entry[];
  readonly span: PartSpan;
}

/** A function that is written down. */
export interface FunctionValue {
  readonly kind: "function";
  /** References to what it is given, in order. */
  readonly parameters: readonly string[];
  /** Everything that it says, in order. */
  readonly body: readonly Value[];
  /** What it gives back: one of these. */
  readonly returns: readonly Value[];
  readonly span: PartSpan;
}

export interface UnknownValue {
  readonly kind: "unknown";
  readonly span: PartSpan;
  /** A name that is not declared in the section: `var.spf`. */
  readonly reference?: string;
}

/** What a syntax makes of a section. */
export interface Tree {
  readonly root: Value;
  readonly comments: readonly Comment[];
  /** What the section gives a name that other sections may use: `*spf`, `local.spf`. */
  readonly names: ReadonlyMap<string, Value>;
  /** The same for names that only this section may use; references to them hold `@`, as no written name does. */
  readonly locals?: ReadonlyMap<string, Value>;
  /** Whether some of the section could not be read, so that there may be more than it says. */
  readonly isDamaged?: boolean;
}

/** The value of a key, or undefined. Where a key stands twice the last one counts, as in most syntaxes. */
export function entryOf(value: Value | undefined, key: string): Entry | undefined {
  return value?.kind === "map" ? value.entries.findLast((entry) => entry.key === key) : undefined;
}

export function valueUnder(value: Value | undefined, key: string): Value | undefined {
  return entryOf(value, key)?.value;
}

/** The value behind the first of these keys that is there. */
export function firstUnder(value: Value | undefined, keys: readonly string[]): Value | undefined {
  for (const key of keys) {
    const entry = entryOf(value, key);
    if (entry) return entry.value;
  }
  return undefined;
}

/** The value behind several keys, one in the other. */
export function valueAt(value: Value | undefined, ...keys: readonly string[]): Value | undefined {
  return keys.reduce(valueUnder, value);
}

/** The text of a value without holes; null for any other. */
export function knownText(value: Value | undefined): string | null {
  return value?.kind === "text" && value.text.holes.length === 0 ? value.text.text : null;
}

/** A text without holes, or a number, as text; null for any other. */
export function plainText(value: Value | undefined): string | null {
  return value?.kind === "scalar" ? value.source : knownText(value);
}

/** The items of a list, and a value that stands alone where a list may stand. */
export function itemsOf(value: Value | undefined): readonly Item[] {
  if (!value) return [];
  return value.kind === "list" ? value.items : [{ value, removal: null }];
}

/** Every value in a value, itself first, with the keys that lead to it. Depth is bounded by the syntax. */
export function* within(
  value: Value,
  path: readonly string[] = [],
): Generator<{ value: Value; path: readonly string[] }> {
  yield { value, path };
  switch (value.kind) {
    case "list":
      for (const item of value.items) yield* within(item.value, path);
      break;
    case "map":
      for (const entry of value.entries) yield* within(entry.value, [...path, entry.key ?? ""]);
      break;
    case "call":
      for (const argument of value.arguments) yield* within(argument, path);
      for (const entry of value.named) yield* within(entry.value, [...path, entry.key ?? ""]);
      break;
    case "function":
      for (const each of value.body) yield* within(each, path);
      break;
  }
}

/**
 * Where that begins which a place lies in, from the outside in: entries of maps, items of lists, calls, and what a function
 * says.
 */
export function beginningsAround(root: Value, at: number): number[] {
  const out: number[] = [];
  for (let inner: Inner | undefined = { span: root.span, value: root }; inner; ) {
    inner = innerOf(inner.value).find(({ span }) => span.start <= at && at < span.end);
    if (inner) out.push(inner.span.start);
  }
  return out;
}

/** What a value holds, and from where to where it is about that. */
interface Inner {
  readonly span: PartSpan;
  readonly value: Value;
}

function innerOf(value: Value): readonly Inner[] {
  const alone = (each: Value): Inner => ({ span: each.span, value: each });
  switch (value.kind) {
    case "list":
      return value.items.map((item) => alone(item.value));
    case "map":
      return value.entries;
    case "call":
      return [...value.arguments.map(alone), ...value.named];
    case "function":
      return value.body.map(alone);
    default:
      return [];
  }
}

/** A stretch of whole lines and what the syntax makes of it; the same object as long as its text is the same. */
export interface Section {
  readonly text: string;
  /** What it was read behind: the keys that lead to it, where it lies within others. */
  readonly lead?: string;
  readonly tree: Tree;
}
