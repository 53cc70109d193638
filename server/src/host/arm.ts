/** Templates of Azure Resource Manager in JSON: record sets of DNS zones, public and private. */

import { expressionText } from "./arm-expressions.ts";
import { azureName, azureSetOf } from "./azure.ts";
import { BORDER, compose, type Piece, stringAlone, textAt } from "./compose.ts";
import { declaredIn, namesOf } from "./declared.ts";
import { mxData, nameIn } from "./describe.ts";
import type { DeclaredNames } from "./evaluate.ts";
import { fileNameOf } from "./file-names.ts";
import type { Format, Section, Seen } from "./format.ts";
import { PerSection } from "./per-section.ts";
import { property } from "./programs/resources.ts";
import { secondsOf, seeRecordSet } from "./record-set.ts";
import type { Rows } from "./rows.ts";
import { type Item, itemsOf, knownText, plainText, type Value, valueUnder } from "./syntax/value.ts";

const memory = new PerSection();

export const arm: Format = {
  format: "arm",
  syntax: "json",
  mayHold: ({ uri }) => /\.json$/i.test(fileNameOf(uri)),
  see: (sections, { uri, rows }) =>
    memory.see(
      rows,
      sections,
      (section, root, names) => seeResources(section, root, names, uri),
      armNames(rows, sections),
    ),
};

/** Parameters and variables, as expressions name them: `variables dns.zone` for what lies in another. */
function armNames(rows: Rows, sections: readonly Section[]): DeclaredNames {
  const names = namesOf(rows, armNames, sections, ({ tree }) => declaredBy(tree.root));
  const others = declaredIn(rows, sections);
  return { get: (name) => names.get(name) ?? others.get(name) };
}

function* declaredBy(root: Value): Iterable<readonly [string, Value]> {
  for (const part of ["parameters", "variables"]) {
    const all = valueUnder(root, part);
    for (const { key, value } of all?.kind === "map" ? all.entries : []) {
      const said = part === "variables" ? value : valueUnder(value, "defaultValue");
      if (key !== null && said) yield* named(`${part} ${key.toLowerCase()}`, said);
    }
  }
}

function* named(name: string, value: Value): Iterable<readonly [string, Value]> {
  yield [name, value];
  for (const { key, value: inner } of value.kind === "map" ? value.entries : [])
    if (key !== null) yield* named(`${name}.${key.toLowerCase()}`, inner);
}

type TextOf = (value: Value | undefined) => string | null;

/** A resource with the type and the name that it has together with those it lies in; null for a name that is not known. */
interface Resource {
  readonly value: Value;
  readonly type: string;
  readonly name: string | null;
  /** The name as it is written. */
  readonly written: string;
  readonly certain: boolean;
}

/** All resources in a value: what stands under `resources` of another one is a child of it. */
function* resourcesIn(
  value: Value,
  source: string,
  textOf: TextOf,
  outer: Resource | null = null,
): Generator<Resource> {
  if (value.kind === "list")
    for (const item of value.items) yield* resourcesIn(item.value, source, textOf, outer);
  if (value.kind !== "map") return;
  const type = knownText(valueUnder(value, "type"));
  let own: Resource | null = null;
  if (type !== null) {
    const named = valueUnder(value, "name");
    const name = textOf(named);
    const written = named ? source.slice(named.span.start, named.span.end) : `@${value.span.start}`;
    // A child may have its full type, and then it has its full name.
    const isPart = outer !== null && !type.includes("/");
    own = {
      value,
      written: isPart ? `${outer.written}/${written}` : written,
      certain: valueUnder(value, "condition") === undefined && (outer?.certain ?? true),
      type: isPart ? `${outer.type}/${type}` : type,
      name: !isPart ? name : outer.name === null || name === null ? null : `${outer.name}/${name}`,
    };
    yield own;
  }
  for (const entry of value.entries) {
    // With names for resources there is one under each (Azure, "languageVersion 2.0").
    const children = entry.key === "resources" ? own : own === null ? outer : null;
    yield* resourcesIn(entry.value, source, textOf, children);
  }
}

function* seeResources(section: Section, root: Value, names: DeclaredNames, uri: string): Iterable<Seen> {
  const textOf: TextOf = (value) => {
    const plain = plainText(value);
    return plain === null ? null : expressionText(plain, (name) => plainText(names.get(name)?.value));
  };
  for (const { value, type, name, written, certain } of resourcesIn(root, section.text, textOf)) {
    const about = valueUnder(value, "properties");
    const of = azureSetOf(type, about);
    if (!of || !about) continue;
    const { set, values, view } = of;
    const { zone, label } = name === null ? { zone: null, label: "" } : azureName(name);
    const owner = zone === null ? null : nameIn(zone, label);
    const items = itemsOf(values).map((item): Item => {
      const data = property(item.value, set.key) ?? item.value;
      const text = joined(section, data, textOf);
      const host = set.type === "MX" ? knownText(text) : null;
      if (!host) return { value: text, removal: item.removal };
      const mx = mxData(host, textOf(property(item.value, "preference")));
      return { value: textAt(mx, section.text, text.span), removal: item.removal };
    });
    yield* seeRecordSet({
      section,
      type: set.type,
      owners: owner === null ? null : [owner],
      set: `${uri}#${written}`,
      view,
      ttl: secondsOf(property(about, "TTL")),
      values: { kind: "list", items, span: values.span, whole: true },
      quoting: "plain",
      strings: "author",
      certain,
    });
  }
}

/** The character-strings of one record. What an expression says is text where that is known, and a hole where it is not. */
function joined({ text }: Section, data: Value, textOf: TextOf): Value {
  if (data.kind !== "list" && data.kind !== "text") return data;
  const pieces = itemsOf(data).flatMap(({ value }, i): Piece[] => {
    const plain = knownText(value);
    const known = plain === null ? null : textOf(value);
    const isExpression = plain !== null && known !== plain;
    const piece: Piece = !isExpression
      ? stringAlone(text, value)
      : known === null
        ? { kind: "unknown", span: value.span }
        : textAt(known, text, value.span);
    return i === 0 ? [piece] : [BORDER, piece];
  });
  return compose(text, pieces, data.span);
}
