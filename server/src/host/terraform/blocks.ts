/** The blocks of a Terraform file, whichever of its two syntaxes it is written in, and the names that they declare. */

import { DecodedBuilder } from "../../text/decoded-builder.ts";
import { namesOf, notTwice } from "../declared.ts";
import { type DeclaredNames, Evaluator, noNames, type Placed } from "../evaluate.ts";
import { fileNameOf } from "../file-names.ts";
import type { Section, Source } from "../format.ts";
import type { Rows } from "../rows.ts";
import type { Syntax } from "../syntax/syntax.ts";
import { type Entry, itemsOf, type TextValue, type Value, valueUnder } from "../syntax/value.ts";
import { terraformLanguage } from "./functions.ts";

/** How many names stand before the body of a block. */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  variable: 1,
  output: 1,
  module: 1,
  provider: 1,
  locals: 0,
  terraform: 0,
};

const blocks = new WeakMap<
  Section,
  { readonly hcl: Syntax | undefined; readonly entries: readonly Entry[] }
>();

/** Blocks with their labels, and attributes. `hcl` reads the templates in texts of JSON. */
export function blocksOf(section: Section, hcl: Syntax | undefined): readonly Entry[] {
  const known = blocks.get(section);
  if (known && known.hcl === hcl) return known.entries;
  const { root } = section.tree;
  const all = root.kind === "map" ? root.entries : [];
  const isJson = /^\s*[{[]/.test(section.lead || section.text);
  const entries = isJson ? all.flatMap((entry) => [...fromJson(section, entry, hcl)]) : all;
  blocks.set(section, { hcl, entries });
  return entries;
}

function* fromJson(section: Section, entry: Entry, hcl: Syntax | undefined): Generator<Entry> {
  const depth = LABELS[entry.key ?? ""];
  if (depth === undefined) {
    yield { ...entry, value: expression(section, entry.value, hcl) };
    return;
  }
  yield* labelled(section, entry, entry, [], depth, hcl);
}

/** `{ "aws_route53_record": { "spf": … } }`, and lists where several blocks could be written. */
function* labelled(
  section: Section,
  block: Entry,
  inner: Entry,
  labels: readonly string[],
  depth: number,
  hcl: Syntax | undefined,
): Generator<Entry> {
  for (const { value } of itemsOf(inner.value)) {
    if (depth === 0) {
      const { removal } = labels.length > 0 ? inner : block;
      yield { ...inner, key: block.key, labels, value: expression(section, value, hcl), removal };
    } else if (value.kind === "map") {
      for (const each of value.entries)
        yield* labelled(section, block, each, [...labels, each.key ?? ""], depth - 1, hcl);
    }
  }
}

/** A value of JSON, whose texts are templates. */
function expression(section: Section, value: Value, hcl: Syntax | undefined): Value {
  switch (value.kind) {
    case "text":
      return hcl && /[$%]\{/.test(value.text.text) ? template(section, value, hcl) : value;
    case "list":
      return {
        ...value,
        items: value.items.map((item) => ({ ...item, value: expression(section, item.value, hcl) })),
      };
    case "map":
      return {
        ...value,
        entries: value.entries.map((entry) => ({ ...entry, value: expression(section, entry.value, hcl) })),
      };
    default:
      return value;
  }
}

/** A word that ends no text of JSON. */
const WORD = "TEXT_OF_JSON";

/**
 * The template that a text of JSON is. It is read as one that stands by itself, where backslashes and quotes mean
 * themselves; what it says there is mapped through the text.
 */
function template(section: Section, value: TextValue, hcl: Syntax): Value {
  const { span } = value;
  const builder = new DecodedBuilder(section.text, () => undefined);
  builder.replaced(span.start, span.start, `x = <<${WORD}\n`);
  builder.append(value.text);
  builder.replaced(span.end, span.end, `\n${WORD}\n`);
  const outer = builder.build();
  const tree = hcl.read(outer.text);
  const written = valueUnder(tree.root, "x");
  if (!written) return { kind: "unknown", span };
  const inner: Section = { text: outer.text, tree };
  const read = new Evaluator(noNames, terraformLanguage, {}).value(inner, written);
  if (read.kind !== "text") return { kind: "unknown", span };
  const text = read.text.slice(0, read.text.text.length - 1);
  const [only, ...more] = read.references ?? [];
  // One reference and nothing else is what it refers to.
  if (text.text.length === 1 && text.holes.length === 1 && only && more.length === 0)
    return { kind: "unknown", span, reference: only };
  return { ...value, text: text.through(outer), ...(read.references ? { references: read.references } : {}) };
}

/** The name for what a module is given, which is not what it gives: no reference is written so. */
export function moduleName(address: string): string {
  return `given to ${address}`;
}

/** What a section gives a name: `local.x`, the default of `var.x`, and blocks whose attributes others name. */
function* declaredBy(entries: readonly Entry[]): Iterable<readonly [string, Value]> {
  for (const { key, labels, value } of entries) {
    const [kind, name] = labels ?? [];
    if (value.kind !== "map") continue;
    if (key === "locals") for (const each of value.entries) yield [`local.${each.key}`, each.value];
    const byDefault = valueUnder(value, "default");
    if (key === "variable" && kind !== undefined && byDefault) yield [`var.${kind}`, byDefault];
    if (key === "resource" && name !== undefined) yield [`${kind}.${name}`, value];
    if (key === "data" && name !== undefined) yield [`data.${kind}.${name}`, value];
    if (key === "module") yield [moduleName(`module.${kind}`), value];
  }
}

/** Files that Terraform takes the values of variables from without being told to. */
const GIVEN = /^(?:terraform|.*\.auto)\.tfvars(?:\.json)?$/i;

/** The names of a module. What several of its files declare is not known; given values stand above defaults. */
export function moduleNames(
  rows: Rows,
  sections: readonly Section[],
  sources: readonly Source[],
  hcl: Syntax | undefined,
): DeclaredNames {
  const names = namesOf(rows, declaredBy, sections, (each) => declaredBy(blocksOf(each, hcl)), notTwice);
  const files = sources.filter(({ uri }) => GIVEN.test(fileNameOf(uri)));
  const given = namesOf(
    rows,
    GIVEN,
    files.flatMap((file) => file.sections),
    (each) => blocksOf(each, hcl).map(({ key, value }) => [`var.${key}`, value] as const),
  );
  const declared = { get: (name: string) => given.get(name) ?? names.get(name) };
  return { get: (name) => declared.get(name) ?? onlyInstance(name, declared) };
}

/** A block that a condition may leave out: what there is of it is its first instance. */
function onlyInstance(name: string, names: DeclaredNames): Placed | undefined {
  const address = /^(.+?)(?:\[0\]|\.0)$/.exec(name)?.[1];
  const block = address === undefined ? undefined : names.get(address);
  const count = valueUnder(block?.value, "count");
  const isOne = count?.kind === "call" && count.name === "?:" && count.arguments.slice(1).every(isAtMostOne);
  return isOne ? block : undefined;
}

function isAtMostOne(value: Value): boolean {
  return value.kind === "scalar" && /^[01]$/.test(value.source);
}
