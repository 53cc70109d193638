/** Expressions of JavaScript as values: what they say themselves, and calls of what puts texts together. */

import type { SyntaxNode } from "@lezer/common";
import type { PartSpace, Span } from "../../text/span.ts";
import { decodeRaw, decodeText, insideOf } from "./javascript-strings.ts";
import { childrenOf, spanOf } from "./lezer-nodes.ts";
import { listOf, nameOf, opaque } from "./program-values.ts";
import { bracketRemoval } from "./removal.ts";
import type { Scope } from "./scope.ts";
import type { CallValue, Entry, FunctionValue, TextValue, Value } from "./value.ts";

type PartSpan = Span<PartSpace>;

/** What expressions hold that is more than an expression, and what they do to names. */
interface Surroundings {
  body(node: SyntaxNode, scope: Scope, depth: number): FunctionValue;
  /** A name has a value from here on; null where it is changed. */
  changes(reference: string, value: Value | null): void;
}

/** Expressions within expressions; what lies deeper is unknown. */
const DEEPEST = 100;
/** Methods that are called `.join` with what they belong to as the first argument. */
const METHOD =
  /^(?:join|concat|trim|trimStart|trimEnd|replace|replaceAll|toLowerCase|toUpperCase|toString|forEach|flat)$/;
const CHANGING = /^(?:push|pop|shift|unshift|splice|sort|reverse|fill)$/;
/** Signs and words between expressions, and what is no value. */
const NO_VALUE = /^(?:\W+|[a-z]+|\w+Op|Equals|Arrow|\w*Comment|Type\w*|\w+Type|Optional|Interpolation\w+)$/;
const VALUE_WORDS = /^(?:this|null|super)$/;

export class ExpressionReader {
  readonly #source: string;
  readonly #around: Surroundings;

  constructor(source: string, around: Surroundings) {
    this.#source = source;
    this.#around = around;
  }

  /** The expressions among nodes, in order; `...x` is a call of `...`. */
  all(nodes: readonly SyntaxNode[], scope: Scope, depth: number): Value[] {
    const out: Value[] = [];
    let spread: SyntaxNode | null = null;
    for (const node of nodes) {
      if (node.name === "Spread") spread = node;
      else if (!NO_VALUE.test(node.name) || VALUE_WORDS.test(node.name)) {
        const value = this.#value(node, scope, depth + 1);
        const start = spread?.from ?? node.from;
        out.push(spread ? opaque("...", { start, end: node.to }, [value]) : value);
        spread = null;
      }
    }
    return out;
  }

  #value(node: SyntaxNode, scope: Scope, depth: number): Value {
    const span = spanOf(node);
    if (depth > DEEPEST) return { kind: "unknown", span };
    const children = childrenOf(node);
    switch (node.name) {
      case "String":
        return this.#string(node);
      case "TemplateString":
        return this.#template(node, scope, depth);
      case "Number": {
        const number = Number(this.#text(node).replace(/_/g, ""));
        return Number.isNaN(number)
          ? { kind: "unknown", span }
          : { kind: "scalar", source: `${number}`, span };
      }
      case "BooleanLiteral":
      case "null":
        return { kind: "scalar", source: this.#text(node), span };
      case "VariableName":
      case "this":
        return this.#text(node) === "undefined"
          ? { kind: "scalar", source: "undefined", span }
          : { kind: "unknown", span, reference: scope.resolve(this.#text(node)) };
      case "ParenthesizedExpression":
      case "PostfixExpression":
      case "AwaitExpression":
        return this.#only(children, span, scope, depth);
      case "MemberExpression":
        return this.#member(node, scope, depth);
      case "ArrayExpression":
        return this.#array(children, span, scope, depth);
      case "ObjectExpression":
        return this.#object(children, span, scope, depth);
      case "CallExpression":
      case "NewExpression":
        return this.#call(node, scope, depth);
      case "FunctionExpression":
      case "ArrowFunction":
      case "ClassExpression":
        return this.#around.body(node, scope, depth);
      case "ConditionalExpression":
        return opaque("?:", span, this.all(children, scope, depth));
      case "BinaryExpression":
        return this.#binary(node, scope, depth);
      case "AssignmentExpression":
        return this.#assignment(children, span, scope, depth);
      case "TaggedTemplateExpression": {
        const tag = this.#text(children[0] ?? node);
        const text = children.at(-1);
        if (text?.name !== "TemplateString") return opaque("", span, this.all(children, scope, depth));
        // Pulumi's tag puts texts together as a template without a tag does.
        if (/(?:^|\.)interpolate$/.test(tag)) return this.#template(text, scope, depth);
        const plain = !text.firstChild || childrenOf(text).every(({ name }) => name === "Escape");
        if (tag === "String.raw" && plain) {
          const [from, to] = insideOf(this.#source, text);
          return { kind: "text", text: decodeRaw(this.#source, from, to), span };
        }
        return opaque(tag, span, this.all(childrenOf(text), scope, depth));
      }
      default: {
        const inner = this.all(children, scope, depth);
        return inner.length > 0 ? opaque("", span, inner) : { kind: "unknown", span };
      }
    }
  }

  /** `(x)`, `x!`, `await x`: what stands in it. */
  #only(children: readonly SyntaxNode[], span: PartSpan, scope: Scope, depth: number): Value {
    const values = this.all(children, scope, depth);
    if (children.some(({ name }) => name === "ArithOp")) {
      // `x++` gives the name another value.
      this.#change(values[0]);
      return opaque("", span, values);
    }
    const [value] = values;
    return value && values.length === 1 ? value : opaque("", span, values);
  }

  #change(value: Value | undefined): void {
    if (value?.kind === "unknown" && value.reference) this.#around.changes(value.reference, null);
    if (value?.kind === "call" && value.name === "[]." && value.arguments[0])
      this.#change(value.arguments[0]);
  }

  #string(node: SyntaxNode): TextValue {
    const quote = this.#source[node.from] ?? '"';
    const [from, to] = insideOf(this.#source, node);
    const span = { start: node.from, end: Math.min(node.to, to + 1) };
    return { kind: "text", text: decodeText(this.#source, from, to, quote), span };
  }

  /** A template with expressions is put together from its pieces. */
  #template(node: SyntaxNode, scope: Scope, depth: number): Value {
    const span = spanOf(node);
    const [from, to] = insideOf(this.#source, node);
    const pieces: Value[] = [];
    const literal = (start: number, end: number) => {
      pieces.push({ kind: "text", text: decodeText(this.#source, start, end, "`"), span: { start, end } });
    };
    let at = from;
    for (const child of childrenOf(node)) {
      if (child.name !== "Interpolation" || child.from < at) continue;
      literal(at, child.from);
      const inner = spanOf(child);
      const [value, ...more] = this.all(childrenOf(child), scope, depth);
      // A hole is all that stands for it, signs included.
      if (value?.kind === "unknown" && more.length === 0) pieces.push({ ...value, span: inner });
      else pieces.push(value && more.length === 0 ? value : opaque("", inner, more));
      at = child.to;
    }
    if (pieces.length === 0) return { kind: "text", text: decodeText(this.#source, from, to, "`"), span };
    literal(at, to);
    return opaque("`", span, pieces);
  }

  /** `a.b.c` is a reference; `a["b"]` and `a[i]` are calls. */
  #member(node: SyntaxNode, scope: Scope, depth: number): Value {
    const span = spanOf(node);
    const children = childrenOf(node);
    const property = children.find(({ name }) => name === "PropertyName" || name === "PrivatePropertyName");
    const [of, ...rest] = this.all(children, scope, depth);
    if (!of) return { kind: "unknown", span };
    if (!property) return rest.length === 1 ? opaque("[].", span, [of, ...rest]) : opaque("", span, [of]);
    if (of.kind === "unknown" && of.reference)
      return { kind: "unknown", span, reference: `${of.reference}.${this.#text(property)}` };
    return opaque("[].", span, [of, nameOf(this.#source, property)]);
  }

  #array(children: readonly SyntaxNode[], span: PartSpan, scope: Scope, depth: number): Value {
    return listOf(this.#source, this.all(children, scope, depth), span);
  }

  #object(children: readonly SyntaxNode[], span: PartSpan, scope: Scope, depth: number): Value {
    const properties = children.filter(({ name }) => name === "Property");
    const spans = properties.map(spanOf);
    let whole = true;
    const entries = properties.flatMap((property, i): Entry[] => {
      const [name, ...rest] = childrenOf(property);
      if (!name || name.name === "Spread" || name.name === "[") {
        whole = false;
        const [value] = this.all(rest, scope, depth);
        return value
          ? [{ key: null, keySpan: spanOf(property), value, span: spanOf(property), removal: null }]
          : [];
      }
      const text = this.#text(name);
      const string = name.name === "String" ? this.#string(name) : null;
      const colon = rest.findIndex((each) => each.name === ":");
      const value: Value =
        rest.length === 0
          ? { kind: "unknown", span: spanOf(name), reference: scope.resolve(text) }
          : colon < 0
            ? this.#around.body(property, scope, depth)
            : (this.all(rest.slice(colon + 1), scope, depth)[0] ?? {
                kind: "unknown",
                span: spanOf(property),
              });
      return [
        {
          key: string ? string.text.text : text,
          keySpan: spanOf(name),
          value,
          span: spanOf(property),
          removal: bracketRemoval(this.#source, spans, i),
        },
      ];
    });
    return { kind: "map", entries, span, whole };
  }

  #call(node: SyntaxNode, scope: Scope, depth: number): Value {
    const children = childrenOf(node).filter(({ name }) => name !== "new" && name !== "TypeArgList");
    const [first, ...rest] = children;
    // `new X<T>()` has its type between the two.
    const callee = first?.name === "InstantiationExpression" ? first.firstChild : first;
    const list = rest.find(({ name }) => name === "ArgList");
    const given = list ? this.all(childrenOf(list), scope, depth) : [];
    const span = spanOf(node);
    if (!callee) return opaque("", span, given);
    const nameSpan = spanOf(callee);
    if (callee.name === "MemberExpression") {
      const property = childrenOf(callee).findLast(({ name }) => name === "PropertyName");
      const method = property ? this.#text(property) : "";
      const [of] = this.all(childrenOf(callee), scope, depth);
      if (of && CHANGING.test(method)) this.#change(of);
      if (of && (METHOD.test(method) || !/^[\w$.?!\s]+$/.test(this.#text(callee))))
        return { kind: "call", name: `.${method}`, nameSpan, arguments: [of, ...given], named: [], span };
    }
    const known = this.#value(callee, scope, depth + 1);
    const call: CallValue = {
      kind: "call",
      name: this.#text(callee).replace(/[\s?!]+/g, ""),
      nameSpan,
      arguments: given,
      named: [],
      span,
    };
    // A function that is called where it is written: `(function () { … })()`.
    if (known.kind === "function") return { ...call, name: "()", arguments: [known, ...given] };
    return known.kind === "unknown" && known.reference ? { ...call, callee: known.reference } : call;
  }

  /** A row of `+` as one call; of other operators what they are applied to. */
  #binary(node: SyntaxNode, scope: Scope, depth: number): Value {
    const operator = (of: SyntaxNode) => {
      const sign = childrenOf(of).find(({ name }) => /Op$/.test(name) || /^(?:as|satisfies|in)$/.test(name));
      return sign ? this.#text(sign) : "";
    };
    const sign = operator(node);
    if (sign === "as" || sign === "satisfies") {
      const first = node.firstChild;
      return first ? this.#value(first, scope, depth + 1) : { kind: "unknown", span: spanOf(node) };
    }
    const pieces: Value[] = [];
    let left: SyntaxNode | null = node;
    while (sign === "+" && left?.name === "BinaryExpression" && operator(left) === "+") {
      const [first, ...rest]: SyntaxNode[] = childrenOf(left);
      pieces.unshift(...this.all(rest, scope, depth));
      left = first ?? null;
    }
    if (sign !== "+") return opaque(sign, spanOf(node), this.all(childrenOf(node), scope, depth));
    if (left) pieces.unshift(...this.all([left], scope, depth));
    return opaque("+", spanOf(node), pieces);
  }

  #assignment(children: readonly SyntaxNode[], span: PartSpan, scope: Scope, depth: number): Value {
    const [target, value] = this.all(children, scope, depth);
    const simple = children.some(({ name }) => name === "Equals");
    if (target?.kind === "unknown" && target.reference)
      this.#around.changes(target.reference, simple ? (value ?? null) : null);
    else this.#change(target);
    return value ?? { kind: "unknown", span };
  }

  #text({ from, to }: SyntaxNode): string {
    return this.#source.slice(from, to);
  }
}
