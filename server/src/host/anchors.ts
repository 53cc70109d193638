/** YAML's own references: aliases, in the same section or another, and merge keys (`<<`); and names for other files. */

import { type DeclaredNames, Evaluator, type Language } from "./evaluate.ts";
import { fileUri } from "./file-names.ts";
import type { Section } from "./format.ts";
import { type Entry, type Item, itemsOf, knownText, type Value } from "./syntax/value.ts";

/** YAML has no functions; what tags mean is the matter of those who have them. */
const plain: Language = { functions: {} };

/** Values that aliases may make of a section: what multiplies is an attack. */
const MOST = 20_000;
/** Values within values, and aliases of aliases. */
const DEEPEST = 60;

/** What a section says, with what its aliases stand for in their places. */
export function resolvedRoot(section: Section, names: DeclaredNames): Value {
  const root = withFiles(section, "");
  if (!/[*]|<<|!include/.test(section.text) || sizeOf(root, names, new Map(), 0) > MOST) return root;
  return merged(new Evaluator(names, plain, {}).value(section, root));
}

const INCLUDE = "!include";

/** The name that stands for what a file says. */
export function fileName(path: string): string {
  return `${INCLUDE} ${path}`;
}

const named = new WeakMap<Section, Value>();

/** What a section says, where `!include` is a name for a file: as it is written, or from `base` on. */
export function withFiles(section: Section, base: string): Value {
  if (!section.text.includes(INCLUDE)) return section.tree.root;
  const known = named.get(section);
  if (known) return known;
  const value = filesIn(section.tree.root, base);
  named.set(section, value);
  return value;
}

function filesIn(value: Value, base: string): Value {
  switch (value.kind) {
    case "list": {
      const items = value.items.map((item): Item => ({ ...item, value: filesIn(item.value, base) }));
      return { ...value, items };
    }
    case "map": {
      const entries = value.entries.map((entry) => ({ ...entry, value: filesIn(entry.value, base) }));
      return { ...value, entries };
    }
    case "call": {
      const path = value.name === INCLUDE ? knownText(value.arguments[0]) : null;
      const { span } = value;
      return path === null
        ? value
        : { kind: "unknown", reference: fileName(fileUri(path, base) ?? path), span };
    }
    default:
      return value;
  }
}

/** How many values a value would be with all aliases in it resolved; without end where one leads to itself. */
function sizeOf(value: Value, names: DeclaredNames, known: Map<Value, number>, depth: number): number {
  const size = known.get(value);
  if (size !== undefined) return size;
  if (depth > DEEPEST) return Number.POSITIVE_INFINITY;
  known.set(value, Number.POSITIVE_INFINITY);
  let own = 1;
  for (const inner of partsOf(value, names)) own += sizeOf(inner, names, known, depth + 1);
  known.set(value, own);
  return own;
}

function partsOf(value: Value, names: DeclaredNames): readonly Value[] {
  switch (value.kind) {
    case "list":
      return value.items.map((item) => item.value);
    case "map":
      return value.entries.map((entry) => entry.value);
    case "call":
      return value.arguments;
    case "unknown": {
      const target = value.reference === undefined ? undefined : names.get(value.reference)?.value;
      return target ? [target] : [];
    }
    default:
      return [];
  }
}

/** A value whose maps have the entries that they take from others; their own come first. */
function merged(value: Value): Value {
  switch (value.kind) {
    case "list":
      return { ...value, items: value.items.map((item): Item => ({ ...item, value: merged(item.value) })) };
    case "call":
      return { ...value, arguments: value.arguments.map(merged) };
    case "map": {
      const own = value.entries
        .filter(({ key }) => key !== "<<")
        .map((entry): Entry => ({ ...entry, value: merged(entry.value) }));
      const keys = new Set(own.map(({ key }) => key));
      let whole = own.every(({ key }) => key !== null);
      const taken: Entry[] = [];
      for (const { key, value: from } of value.entries) {
        for (const item of key === "<<" ? itemsOf(from) : []) {
          const other = merged(item.value);
          if (other.kind !== "map") {
            whole = false;
            continue;
          }
          // Of several that are merged, the first has the last word.
          const fresh = other.entries.filter((entry) => !keys.has(entry.key));
          for (const { key: name } of fresh) keys.add(name);
          taken.push(...fresh);
        }
      }
      return { ...value, entries: [...taken, ...own], whole };
    }
    default:
      return value;
  }
}
