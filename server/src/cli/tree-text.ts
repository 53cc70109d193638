/** Draws a tree of texts for a terminal: branches on the left, long texts broken so that they stay in their column. */

import { columnsOf } from "./width.ts";
import { broken, type Piece } from "./wrap.ts";

export interface Tree {
  readonly head: readonly Piece[];
  readonly below: readonly Tree[];
}

/** Fewer columns than this are no column: what is deeper runs over the edge. */
const NARROWEST = 24;

/** The lines of a tree, the root without a branch. */
export function treeLines(tree: Tree, columns: number, dim: (text: string) => string): string[] {
  return [...broken(tree.head, columns), ...below(tree, "", columns, dim)];
}

function below(tree: Tree, margin: string, columns: number, dim: (text: string) => string): string[] {
  return tree.below.flatMap((child, index) => {
    const last = index === tree.below.length - 1;
    const [first, rest] = last ? ["└─ ", "   "] : ["├─ ", "│  "];
    const hanging = margin + rest + (child.below.length > 0 ? "│ " : "  ");
    const lines = broken(child.head, Math.max(NARROWEST, columns - columnsOf(hanging)));
    return [
      ...lines.map((line, i) => dim(i === 0 ? margin + first : hanging) + line),
      ...below(child, margin + rest, columns, dim),
    ];
  });
}
