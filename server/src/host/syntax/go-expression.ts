/** Expressions of Go as values: literals, calls, and what stands behind them. */

import type { SyntaxNode } from "@lezer/common";
import { textOf } from "./go-strings.ts";
import { childrenOf, spanOf } from "./lezer-nodes.ts";
import { LONGEST_CHAIN, listOf, nameOf, opaque } from "./program-values.ts";
import type { Scope } from "./scope.ts";
import type { CallValue, Entry, FunctionValue, Value } from "./value.ts";

/** Expressions within each other; what lies deeper is unknown. */
const DEEPEST = 100;
/** Signs, words and types. */
const NO_VALUE = /^(?:\W+|[a-z]+|\w+Op|\w*Comment|\w*Type|TypeName|FieldName|TypeArgs|LabelName)$/;

const BEHIND = /^(?:Selector|Index|Call)Expr$/;

/** A function that stands in an expression. */
type FunctionReader = (node: SyntaxNode, scope: Scope, depth: number) => FunctionValue;

export class ExpressionReader {
  readonly #source: string;
  readonly #function: FunctionReader;

  constructor(source: string, functionAt: FunctionReader) {
    this.#source = source;
    this.#function = functionAt;
  }

  /** The expressions among nodes, in order. */
  all(nodes: readonly SyntaxNode[], scope: Scope, depth: number): Value[] {
    return nodes.flatMap((node) => (NO_VALUE.test(node.name) ? [] : [this.#value(node, scope, depth + 1)]));
  }

  #value(node: SyntaxNode, scope: Scope, depth: number): Value {
    const span = spanOf(node);
    if (depth > DEEPEST) return { kind: "unknown", span };
    const children = childrenOf(node);
    switch (node.name) {
      case "String":
        return textOf(this.#source, node);
      case "Number": {
        const number = this.#text(node).replaceAll("_", "");
        return /^(?:0|[1-9]\d{0,15})$/.test(number)
          ? { kind: "scalar", source: number, span }
          : { kind: "unknown", span };
      }
      case "Bool":
      case "Nil":
        return { kind: "scalar", source: this.#text(node), span };
      case "VariableName":
        return { kind: "unknown", span, reference: scope.resolve(this.#text(node)) };
      case "ParenthesizedExpr":
      case "UnaryExp":
      case "Element": {
        const [value, ...more] = this.all(children, scope, depth);
        const isPlain =
          node.name !== "UnaryExp" || this.#source[node.from] === "&" || this.#source[node.from] === "*";
        return value && more.length === 0 && isPlain
          ? value
          : opaque("", span, value ? [value, ...more] : []);
      }
      case "SelectorExpr":
      case "IndexExpr":
      case "CallExpr":
        return this.#behind(node, scope, depth);
      case "TypedLiteral":
      case "LiteralValue":
        return this.#literal(node, scope, depth);
      case "FunctionLiteral":
        return this.#function(node, scope, depth);
      case "BinaryExp": {
        const sign = children.find(({ name }) => /Op$/.test(name));
        return opaque(sign ? this.#text(sign) : "", span, this.all(children, scope, depth));
      }
      default: {
        const inner = this.all(children, scope, depth);
        return inner.length > 0 ? opaque("", span, inner) : { kind: "unknown", span };
      }
    }
  }

  /** `T{Key: value}` and `[]T{value}`. */
  #literal(node: SyntaxNode, scope: Scope, depth: number): Value {
    const body = node.name === "LiteralValue" ? node : node.getChild("LiteralValue");
    const elements = body?.getChildren("Element") ?? [];
    const span = spanOf(node);
    if (!elements.some((each) => each.getChild("Key")))
      return listOf(this.#source, this.all(elements, scope, depth), span);
    const entries = elements.flatMap((each): Entry[] => {
      const key = each.getChild("Key");
      const value = this.all(
        childrenOf(each).filter(({ name }) => name !== "Key"),
        scope,
        depth,
      )[0];
      if (!key || !value) return [];
      const written = this.#text(key);
      const name = /^\w+$/.test(written) ? written : key.getChild("String") ? written.slice(1, -1) : null;
      return [{ key: name, keySpan: spanOf(key), value, span: spanOf(each), removal: null }];
    });
    return { kind: "map", entries, span, whole: true };
  }

  /**
   * What is called, or a part of it. The grammar takes `a + f(x)` for a call of `a + f`: what stands behind belongs to the
   * last operand.
   */
  #behind(node: SyntaxNode, scope: Scope, depth: number): Value {
    const links: SyntaxNode[] = [];
    let base = node;
    while (BEHIND.test(base.name) && base.firstChild) {
      links.push(base);
      base = base.firstChild;
    }
    links.reverse();
    const split = /^(?:Binary|Unary)Exp$/.test(base.name) ? base : null;
    const own = split?.lastChild ?? base;
    let value: Value = NO_VALUE.test(own.name)
      ? { kind: "unknown", span: spanOf(own) }
      : this.#value(own, scope, depth + 1);
    // Calls of calls lie in each other, and deeper than this nobody could look into them.
    if (links.length > LONGEST_CHAIN) value = { kind: "unknown", span: spanOf(node) };
    else for (const link of links) value = this.#link(link, value, own.from, scope, depth);
    if (!split) return value;
    const sign = childrenOf(split).find(({ name }) => /Op$/.test(name));
    const left = this.all(childrenOf(split).slice(0, -1), scope, depth);
    return left.length === 0 && /^[&*]/.test(this.#text(split))
      ? value
      : opaque(left.length > 0 && sign ? this.#text(sign) : "", spanOf(node), [...left, value]);
  }

  #link(link: SyntaxNode, of: Value, start: number, scope: Scope, depth: number): Value {
    const span = { start, end: link.to };
    const children = childrenOf(link);
    const reference = of.kind === "unknown" ? of.reference : undefined;
    if (link.name === "SelectorExpr") {
      const field = children.find(({ name }) => name === "FieldName");
      if (!field) return opaque("", span, [of]);
      return reference === undefined
        ? opaque("[].", span, [of, nameOf(this.#source, field)])
        : { kind: "unknown", span, reference: `${reference}.${this.#text(field)}` };
    }
    if (link.name === "IndexExpr")
      return opaque("[].", span, [of, ...this.all(children.slice(1), scope, depth)]);
    const list = children.find(({ name }) => name === "Arguments");
    const given = list ? this.all(childrenOf(list), scope, depth) : [];
    // `zone.ID()` is an attribute.
    if (given.length === 0 && reference?.includes(".")) return { kind: "unknown", span, reference };
    const nameSpan = { start, end: list?.from ?? link.to };
    const name = this.#source.slice(nameSpan.start, nameSpan.end).replace(/\s+/g, "");
    const call: CallValue = { kind: "call", name, nameSpan, arguments: given, named: [], span };
    if (reference !== undefined) return { ...call, callee: reference };
    return of.kind === "unknown" ? call : { ...call, name: "", arguments: [of, ...given] };
  }

  #text({ from, to }: SyntaxNode): string {
    return this.#source.slice(from, to);
  }
}
