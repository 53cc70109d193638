/** Nodes of Lezer's trees as what the reader makes values of. */

import type { SyntaxNode } from "@lezer/common";
import type { PartSpace, Span } from "../../text/span.ts";
import { decodeRaw } from "./javascript-strings.ts";
import type { CallValue, TextValue, Value } from "./value.ts";

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
  return { kind: "text", text: decodeRaw(source, from, to), span: { start: from, end: to } };
}
