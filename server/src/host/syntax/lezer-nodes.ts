/** Lezer's trees, read in bounded time, and their nodes as what the reader makes values of. */

import type { Parser, PartialParse, SyntaxNode, Tree } from "@lezer/common";
import type { PartSpace, Span } from "../../text/span.ts";

type PartSpan = Span<PartSpace>;

/** What a parser is at: several readings side by side where a text is ambiguous or damaged, each with what is open in it. */
type Parse = PartialParse & { readonly stacks?: readonly { readonly stack: readonly number[] }[] };

/** What is open, summed up over all tokens: so much for each character, and so much for any text. */
const WORK_PER_CHARACTER = 300;
const WORK_AT_LEAST = 1_000_000;

/**
 * The tree of a text. The parser copies all that is open whenever it tries another reading, which takes quadratic time
 * where thousands of things are open in each other; there it stops, and the tree is that of what comes before.
 */
export function treeOf(parser: Parser, source: string): Tree {
  const parse: Parse = parser.startParse(source);
  let work = WORK_AT_LEAST + WORK_PER_CHARACTER * source.length;
  for (;;) {
    const tree = parse.advance();
    if (tree) return tree;
    for (const { stack } of parse.stacks ?? []) work -= stack.length;
    if (work < 0 && parse.stoppedAt === null) parse.stopAt(parse.parsedPos);
  }
}

/** Whether something in a tree is not as the grammar has it. */
export function isDamaged(tree: Tree): boolean {
  let found = false;
  tree.iterate({
    enter: ({ type }) => {
      found ||= type.isError;
      return !found;
    },
  });
  return found;
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const out: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) out.push(child);
  return out;
}

export function spanOf({ from, to }: SyntaxNode): PartSpan {
  return { start: from, end: to };
}
