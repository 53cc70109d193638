/**
 * What CloudFormation's functions give, where that is certain: `!Ref`, `!Sub`, `!Join`, in their short and their full
 * form; and of `!If` both.
 */

import { callIn } from "./cloudformation-functions.ts";
import { isOfResources, resourceNames } from "./cloudformation-resources.ts";
import { compose, joining } from "./compose.ts";
import { declaredIn, namesOf } from "./declared.ts";
import type { DeclaredNames } from "./evaluate.ts";
import type { Section } from "./format.ts";
import { filledIn } from "./placeholders.ts";
import type { Rows } from "./rows.ts";
import {
  entryOf,
  type Item,
  itemsOf,
  knownText,
  plainText,
  type TextValue,
  type Value,
  valueUnder,
} from "./syntax/value.ts";

/** Values within values. */
const DEEPEST = 50;

/** What names stand for: aliases, and parameters of the template that have a default; and what tells of its resources. */
export function templateNames(rows: Rows, sections: readonly Section[]): DeclaredNames {
  const aliases = declaredIn(rows, sections);
  const defaults = namesOf(rows, templateNames, sections, ({ tree }) => defaultsIn(tree.root));
  const resources = resourceNames(rows, sections);
  return {
    get(name) {
      if (isOfResources(name)) return resources.get(name);
      return (name.startsWith("*") ? aliases : defaults).get(name);
    },
  };
}

function* defaultsIn(root: Value): Iterable<readonly [string, Value]> {
  const parameters = valueUnder(root, "Parameters");
  for (const { key, value } of parameters?.kind === "map" ? parameters.entries : []) {
    const text = valueUnder(value, "Default");
    if (key !== null && text && plainText(text) !== null) yield [key, text];
  }
}

export class Template {
  readonly #source: string;
  readonly #names: DeclaredNames;

  constructor({ text }: Section, names: DeclaredNames) {
    this.#source = text;
    this.#names = names;
  }

  #default(name: string): string | undefined {
    return plainText(this.#names.get(name)?.value) ?? undefined;
  }

  /** The value, worked out as far as it is certain. */
  value(value: Value, depth = 0): Value {
    if (depth > DEEPEST) return { kind: "unknown", span: value.span };
    const call = callIn(value);
    if (call) return this.#call(call.name, call.given, value, depth);
    switch (value.kind) {
      case "list":
        return {
          ...value,
          items: value.items.map((item): Item => ({ ...item, value: this.value(item.value, depth + 1) })),
        };
      case "map":
        return {
          ...value,
          entries: value.entries.map((entry) => ({ ...entry, value: this.value(entry.value, depth + 1) })),
        };
      default:
        return value;
    }
  }

  #call(name: string, given: Value | undefined, whole: Value, depth: number): Value {
    const { span } = whole;
    if (name === "!Ref") {
      const reference = knownText(given);
      const text = reference === null ? undefined : this.#default(reference);
      if (text !== undefined) return { ...compose(this.#source, [text], span), used: span };
      return { kind: "unknown", span, ...(reference === null ? {} : { reference }) };
    }
    if (name === "!Sub" && given) return this.#sub(given, depth) ?? { kind: "unknown", span };
    if (name === "!Join" && given) return this.#join(given, whole, depth) ?? { kind: "unknown", span };
    return { kind: "unknown", span };
  }

  /** A text with `${Name}`, or a list of it and of names that only it has. */
  #sub(given: Value, depth: number): TextValue | null {
    const [text, names] = given.kind === "list" ? given.items.map((item) => item.value) : [given];
    if (text?.kind !== "text") return null;
    return filledIn(text, /\$\{(!?)([^{}]*)\}/g, ([, literal, inner = ""]) => {
      if (literal) return `\${${inner}}`;
      const reference = inner.trim();
      const own = entryOf(names, reference)?.value;
      const known = own ? plainText(this.value(own, depth + 1)) : this.#default(reference);
      return known ?? { reference };
    });
  }

  #join(given: Value, whole: Value, depth: number): TextValue | null {
    const [separator, list] = given.kind === "list" ? given.items.map((item) => item.value) : [];
    const between = knownText(separator);
    if (between === null || list?.kind !== "list") return null;
    const items = list.items.map((item) => ({ ...item, value: this.value(item.value, depth + 1) }));
    return compose(this.#source, joining(items, between), whole.span);
  }
}

/** What a value may be as conditions choose: itself, or each of those that `!If` has, but for what is nothing. */
export function choices(value: Value | undefined): Item[] {
  if (!value) return [];
  const call = callIn(value);
  if (call?.name !== "!If") return isNothing(call) ? [] : [{ value, removal: null }];
  const [, ...branches] = call.given?.kind === "list" ? call.given.items : [];
  return branches.flatMap((each) => choices(each.value)).map((item) => ({ ...item, perhaps: true }));
}

/** The items of a list, or what stands alone, with what conditions choose from in the places of each. */
export function chosenItems(value: Value | undefined): Item[] {
  return choices(value).flatMap((list) =>
    itemsOf(list.value).flatMap((item) => {
      const perhaps = list.perhaps ? { perhaps: list.perhaps } : {};
      return choices(item.value).map((each): Item => {
        return each.value === item.value ? { ...item, ...perhaps } : { ...each, ...perhaps };
      });
    }),
  );
}

/** Whether a property with this value is left out. */
function isNothing(call: ReturnType<typeof callIn>): boolean {
  return call?.name === "!Ref" && knownText(call.given) === "AWS::NoValue";
}
