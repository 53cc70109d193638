/** Lezer's trees, read in bounded time, and their nodes as what the reader makes values of. */

import type { Input, Parser, PartialParse, SyntaxNode, Tree } from "@lezer/common";
import type { PartSpace, Span } from "../../text/span.ts";

type PartSpan = Span<PartSpace>;

/** What a parser is at: several readings side by side where a text is ambiguous or damaged, each with what is open in it. */
type Parse = PartialParse & { readonly stacks?: readonly { readonly stack: readonly number[] }[] };

/** What is open, summed up over all tokens: so much for each character, and so much for any text. */
const WORK_PER_CHARACTER = 300;
const WORK_AT_LEAST = 1_000_000;

/** Readings beside the first, summed up in the same way. A whole program has next to none, one mistake some dozens. */
const DOUBTS_PER_CHARACTER = 0.1;
const DOUBTS_AT_LEAST = 5000;

/** Characters handed out: a comment or an expression that nothing closes is looked for to the end at each of its signs. */
const READS_PER_CHARACTER = 50;
const READS_AT_LEAST = 1_000_000;
/** Little, since what is read again within is not counted. */
const CHUNK = 1024;

/** A text that knows how much of it was read. */
class Counted implements Input {
  readonly length: number;
  readonly lineChunks = false;
  reads = 0;
  readonly #source: string;

  constructor(source: string) {
    this.length = source.length;
    this.#source = source;
  }

  chunk(from: number): string {
    this.reads += CHUNK;
    return this.#source.slice(from, from + CHUNK);
  }

  read(from: number, to: number): string {
    return this.#source.slice(from, to);
  }
}

/**
 * The tree of a text. The parser copies all that is open whenever it tries another reading, which takes quadratic time
 * where thousands of things are open in each other, and a hundred times as long as usual where no sign fits; there it
 * stops, and the tree is that of what comes before.
 */
export function treeOf(parser: Parser, source: string): Tree {
  try {
    return treeWithin(parser, source);
  } catch (error) {
    // What is nested so deep that the library has no stack left is read as nothing.
    if (error instanceof RangeError) return parser.parse("");
    throw error;
  }
}

function treeWithin(parser: Parser, source: string): Tree {
  const input = new Counted(source);
  const parse: Parse = parser.startParse(input);
  let work = WORK_AT_LEAST + WORK_PER_CHARACTER * source.length;
  let doubts = DOUBTS_AT_LEAST + DOUBTS_PER_CHARACTER * source.length;
  const reads = READS_AT_LEAST + READS_PER_CHARACTER * source.length;
  for (;;) {
    const tree = parse.advance();
    if (tree) return tree;
    const stacks = parse.stacks ?? [];
    for (const { stack } of stacks) work -= stack.length;
    doubts -= Math.max(0, stacks.length - 1);
    const isOver = work < 0 || doubts < 0 || input.reads > reads;
    if (isOver && parse.stoppedAt === null) parse.stopAt(parse.parsedPos);
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
