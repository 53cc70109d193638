/** HCL, the language of Terraform and OpenTofu (HCL Native Syntax Specification), read by tree-sitter. */

import { Language, type Node, Parser, type Tree as ParserTree } from "web-tree-sitter";
import { plainSigns, withoutOpenQuotes } from "./hcl-heal.ts";
import { isHopeless } from "./hcl-hopeless.ts";
import { isCutAlike, sectionStarts } from "./hcl-sections.ts";
import { ValueReader } from "./hcl-values.ts";
import type { AssetOctets, Syntax } from "./syntax.ts";
import type { Entry, Tree, Value } from "./value.ts";

/** Where the build puts the parser and the grammar. */
const PARSER = "dist/wasm/web-tree-sitter.wasm";
const GRAMMAR = "dist/wasm/tree-sitter-hcl.wasm";

/** Loads the parser; rejects where one of its files is missing. */
export async function loadHcl(octets: AssetOctets): Promise<Syntax> {
  const [wasm, grammar] = await Promise.all([octets(PARSER), octets(GRAMMAR)]);
  if (!wasm || !grammar) throw new Error(`missing: ${wasm ? GRAMMAR : PARSER}`);
  await Parser.init({ wasmBinary: wasm });
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return { sections: sectionStarts, isCutAlike, read: (section) => read(parser, section) };
}

function read(parser: Parser, source: string): Tree {
  const tree = isHopeless(source) ? null : parse(parser, source);
  const span = { start: 0, end: source.length };
  if (!tree) return { root: { kind: "unknown", span }, comments: [], names: new Map() };
  try {
    const reader = new ValueReader(source);
    const entries = reader.body(tree.rootNode, 0);
    const root: Value = { kind: "map", entries, span, whole: !tree.rootNode.hasError };
    return { root, comments: reader.comments, names: declared(entries) };
  } finally {
    tree.delete();
  }
}

/** The parser's tree of a source that is healed where that helps; its places are those of the source. */
function parse(parser: Parser, source: string): ParserTree | null {
  const plain = plainSigns(source);
  const tree = parser.parse(plain);
  if (!tree?.rootNode.hasError) return tree;
  const closed = withoutOpenQuotes(plain);
  const healed = closed === plain ? null : parser.parse(closed);
  const isBetter = healed !== null && errorsIn(healed.rootNode) < errorsIn(tree.rootNode);
  (isBetter ? tree : healed)?.delete();
  return isBetter ? healed : tree;
}

function errorsIn(node: Node): number {
  return node.descendantsOfType("ERROR").length;
}

/** Names that other blocks may use: `local.x`, and the default of `var.x`. */
function declared(entries: readonly Entry[]): Map<string, Value> {
  const names = new Map<string, Value>();
  for (const { key, labels, value } of entries) {
    if (value.kind !== "map") continue;
    if (key === "locals") for (const each of value.entries) names.set(`local.${each.key}`, each.value);
    const byDefault = value.entries.find((each) => each.key === "default");
    if (key === "variable" && labels?.[0] && byDefault) names.set(`var.${labels[0]}`, byDefault.value);
  }
  return names;
}
