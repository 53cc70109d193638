/** What nodes of Python's grammar say without their surroundings: the names in them, numbers, groups between commas. */

import type { SyntaxNode } from "@lezer/common";
import type { PartSpace, Span } from "../../text/span.ts";
import { childrenOf } from "./lezer-nodes.ts";
import type { Value } from "./value.ts";

type PartSpan = Span<PartSpace>;

/** Nodes in groups, which those of one name part; what `without` fits is left out. */
export function groupsOf(
  nodes: readonly SyntaxNode[],
  border: string,
  without: RegExp,
): [SyntaxNode, ...SyntaxNode[]][] {
  const groups: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === border) groups.push([]);
    else if (!without.test(node.name)) groups.at(-1)?.push(node);
  }
  return groups.filter((group): group is [SyntaxNode, ...SyntaxNode[]] => group.length > 0);
}

/** Names in a target: `a`, `(a, b)`. */
export function namesIn(node: SyntaxNode): SyntaxNode[] {
  if (node.name === "VariableName") return [node];
  return /^(?:Tuple|Array|Parenthesized)Expression$/.test(node.name) ? childrenOf(node).flatMap(namesIn) : [];
}

/** Names that a statement gives a value. */
export function assignedBy(node: SyntaxNode): SyntaxNode[] {
  const children = childrenOf(node);
  switch (node.name) {
    case "AssignStatement": {
      const last = children.findLastIndex(({ name }) => name === "AssignOp");
      return children.slice(0, last < 0 ? 1 : last).flatMap(namesIn);
    }
    case "UpdateStatement":
      return children.slice(0, 1).flatMap(namesIn);
    case "ForStatement":
      return children
        .slice(
          1,
          children.findIndex(({ name }) => name === "in"),
        )
        .flatMap(namesIn);
    case "ImportStatement":
    case "WithStatement":
    case "TryStatement":
      return children.filter((child, i) => {
        const [before, behind] = [children[i - 1]?.name, children[i + 1]?.name];
        if (child.name !== "VariableName") return false;
        return before === "as" || (node.name === "ImportStatement" && behind !== "." && behind !== "as");
      });
    default:
      return [];
  }
}

/** Names of parameters, without their types and defaults; those with stars stand for more than one value. */
export function parametersOf(list: SyntaxNode): SyntaxNode[] {
  const children = childrenOf(list);
  return children.filter(({ name }, i) => {
    const before = children[i - 1]?.name;
    return name === "VariableName" && before !== "AssignOp";
  });
}

/** Whether a value is a text of octets. */
export function isOctets(value: Value): boolean {
  return value.kind === "call" && value.name === "b";
}

/** A whole number as Python would write it; others are written in more ways than one. */
export function numberOf(written: string, span: PartSpan): Value {
  const plain = written.replaceAll("_", "");
  const whole = /^(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|[1-9]\d*|0+)$/.test(plain);
  return whole && plain.length < 40
    ? { kind: "scalar", source: `${BigInt(/^0+$/.test(plain) ? "0" : plain)}`, span }
    : { kind: "unknown", span };
}

/** A number behind a minus; null for anything else. */
export function negative(source: string, [value, ...more]: readonly Value[], span: PartSpan): Value | null {
  const number = value?.kind === "scalar" && /^\d/.test(value.source) && more.length === 0;
  return number && source[span.start] === "-" ? { ...value, source: `-${value.source}`, span } : null;
}

/** The sign or the word between two expressions. */
export function operatorOf(source: string, node: SyntaxNode): string {
  const sign = childrenOf(node).find(({ name }) => /Op$|^(?:and|or|in|is|not)$/.test(name));
  return sign ? source.slice(sign.from, sign.to) : "";
}

/** Whether a part of what stands between braces changes how its value is written. */
export function isFormat(source: string, { name, from, to }: SyntaxNode): boolean {
  return /^Format(?:Conversion|Spec|SelfDoc)$/.test(name) && source.slice(from, to) !== "!s";
}
