/** Nodes of Lezer's trees as what the reader makes values of. */

import type { SyntaxNode } from "@lezer/common";
import type { PartSpace, Span } from "../../text/span.ts";
import type { TreeComment } from "./value.ts";

type PartSpan = Span<PartSpace>;

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const out: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) out.push(child);
  return out;
}

export function spanOf({ from, to }: SyntaxNode): PartSpan {
  return { start: from, end: to };
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
