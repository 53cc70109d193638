/** Nodes of Lezer's trees as what the reader makes values of. */

import type { SyntaxNode } from "@lezer/common";
import { Decoded } from "../../text/decoded.ts";
import type { PartSpace, Span } from "../../text/span.ts";
import { bracketRemoval } from "./removal.ts";
import type { CallValue, TextValue, Tree, TreeComment, Value } from "./value.ts";

type PartSpan = Span<PartSpace>;

/** A call of something that is no function by name: an operator, or what is not understood. */
export function opaque(name: string, span: PartSpan, given: readonly Value[]): CallValue {
  return { kind: "call", name, nameSpan: span, arguments: given, named: [], span };
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const out: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) out.push(child);
  return out;
}

export function spanOf({ from, to }: SyntaxNode): PartSpan {
  return { start: from, end: to };
}

/** A name as the text that it is. */
export function nameOf(source: string, { from, to }: SyntaxNode): TextValue {
  const text = Decoded.verbatim(source, from, to, () => undefined);
  return { kind: "text", text, span: { start: from, end: to } };
}

/** A comment that stands in the source from here to there; its sign is not part of it. */
export function commentAt(source: string, { from }: SyntaxNode, start: number, end: number): TreeComment {
  const line = source.lastIndexOf("\n", from - 1) + 1;
  return {
    span: { start, end },
    text: source.slice(start, Math.max(start, end)),
    alone: source.slice(line, from).trim() === "",
  };
}

/** Values between brackets; with a spread among them they are a call of `[]`. */
export function listOf(source: string, values: readonly Value[], span: PartSpan): Value {
  if (values.some((value) => value.kind === "call" && value.name === "..."))
    return opaque("[]", span, values);
  const spans = values.map((value) => value.span);
  const items = values.map((value, i) => ({ value, removal: bracketRemoval(source, spans, i) }));
  return { kind: "list", items, span, whole: true };
}

/** What a program says, statement by statement. */
export function programTree(
  source: string,
  values: readonly Value[],
  { names, locals }: Pick<Tree, "names" | "locals">,
  comments: readonly TreeComment[],
): Tree {
  const items = values.map((value) => ({ value, removal: null }));
  const root: Value = { kind: "list", items, span: { start: 0, end: source.length }, whole: true };
  return { root, comments, names, ...(locals ? { locals } : {}) };
}
