/** Templates within YAML, as Ansible and Helm have them: `{{ domain }}`. What nobody knows is a hole. */

import { declaredIn, namesOf } from "./declared.ts";
import type { DeclaredNames } from "./evaluate.ts";
import type { Section } from "./format.ts";
import { filledIn } from "./placeholders.ts";
import type { Rows } from "./rows.ts";
import { itemsOf, knownText, plainText, type TextValue, type Value, valueUnder } from "./syntax/value.ts";

/** What a name stands for: `item`, `domain`. */
export type Scope = (name: string) => Value | undefined;

/** None of them goes past the beginning of another, so that what is never closed costs no more than its length. */
const EXPRESSION =
  /\{\{((?:[^{}]|\{(?!\{)|\}(?!\}))*)\}\}|\{%(?:[^%{]|%(?!\})|\{(?!%))*%\}|\{#(?:[^#{]|#(?!\})|\{(?!#))*#\}/g;
/** A name, and keys or numbers behind it. */
const PATH = /^\s*([A-Za-z_]\w*)((?:\.\w+|\[(?:'[^'\]]*'|"[^"\]]*"|\d+)\])*)\s*$/;
/** Templates in what templates stand for. */
const DEEPEST = 8;
/** Values that the templates of one may make. */
const MOST = 5000;

interface Budget {
  left: number;
}

/** The value with what its templates say, as far as that is known. One that is nothing but a name is what that stands for. */
export function filled(value: Value, scope: Scope, depth = 0, budget = { left: MOST }): Value {
  // Of what the file itself holds all is looked at; what templates bring in is bounded.
  if (depth > 0 && (depth > DEEPEST || budget.left-- <= 0)) return { kind: "unknown", span: value.span };
  switch (value.kind) {
    case "text":
      return filledText(value, scope, depth, budget);
    case "list": {
      const items = value.items.map((item) => ({ ...item, value: filled(item.value, scope, depth, budget) }));
      return { ...value, items };
    }
    case "map": {
      const entries = value.entries.map((entry) => ({
        ...entry,
        value: filled(entry.value, scope, depth, budget),
      }));
      return { ...value, entries };
    }
    default:
      return value;
  }
}

function filledText(value: TextValue, scope: Scope, depth: number, budget: Budget): Value {
  const { text } = value.text;
  if (!text.includes("{{") && !text.includes("{%") && !text.includes("{#")) return value;
  const whole = /^\s*\{\{([^{}]*)\}\}\s*$/.exec(text)?.[1];
  const known = whole === undefined ? undefined : standsFor(whole, scope, depth, budget);
  if (known && known.kind !== "scalar") return known;
  return filledIn(value, EXPRESSION, ([, inner]) => {
    if (inner === undefined) return { reference: null };
    const plain = plainText(standsFor(inner, scope, depth, budget));
    return plain ?? { reference: PATH.test(inner) ? inner.trim() : null };
  });
}

/** What an expression stands for that is a name with keys behind it. */
function standsFor(expression: string, scope: Scope, depth: number, budget: Budget): Value | undefined {
  const [, name, keys = ""] = PATH.exec(expression) ?? [];
  let value = name === undefined ? undefined : scope(name);
  for (const [, key, quoted, index] of keys.matchAll(/\.(\w+)|\[(?:['"](.*?)['"]|(\d+))\]/g)) {
    if (!value) return undefined;
    value =
      index === undefined ? valueUnder(value, key ?? quoted ?? "") : itemsOf(value)[Number(index)]?.value;
  }
  return value && filled(value, scope, depth + 1, budget);
}

/** A name without any template in it; null where it is not known. */
export function knownName(value: Value | undefined, scope: Scope): string | null {
  return value ? knownText(filled(value, scope)) : null;
}

/** Aliases, and the keys of a file of variables: what they stand for can be said, and is marked where it is used. */
export function fileNames(rows: Rows, sections: readonly Section[]): DeclaredNames {
  const aliases = declaredIn(rows, sections);
  const keys = namesOf(rows, fileNames, sections, ({ tree }) => plainKeys(tree.root));
  return { get: (name) => (name.startsWith("*") ? aliases.get(name) : keys.get(name)) };
}

function* plainKeys(root: Value): Iterable<readonly [string, Value]> {
  for (const { key, value } of root.kind === "map" ? root.entries : []) {
    const source = plainText(value);
    if (key !== null && source !== null) yield [key, { kind: "scalar", source, span: value.span }];
  }
}

/** What a section says, with its templates filled as far as names tell. */
export function filledRoot({ text }: Section, root: Value, names: DeclaredNames): Value {
  return /\{[{%#]/.test(text) ? filled(root, (name) => names.get(name)?.value) : root;
}

/** Nothing is known of any name. */
export const noScope: Scope = () => undefined;
