/** Expressions of Python as values: what they say themselves, and calls of what puts texts together. */

import type { SyntaxNode } from "@lezer/common";
import type { PartSpace, Span } from "../../text/span.ts";
import { childrenOf, spanOf } from "./lezer-nodes.ts";
import { listOf, nameOf, opaque } from "./program-values.ts";
import { groupsOf, isFormat, isOctets, negative, numberOf, operatorOf } from "./python-nodes.ts";
import { decodePython, literalAt } from "./python-strings.ts";
import { bracketRemoval } from "./removal.ts";
import { Scope } from "./scope.ts";
import type { CallValue, Entry, FunctionValue, TextValue, Value } from "./value.ts";

type PartSpan = Span<PartSpace>;

/** What expressions do to names, and functions that stand in them. */
interface Surroundings {
  lambda(node: SyntaxNode, scope: Scope, depth: number): FunctionValue;
  /** A name that only an expression has, and its reference: it has no value for certain. */
  declare(name: SyntaxNode, scope: Scope): string;
  /** A name has a value from here on; null where it is changed. */
  changes(reference: string, value: Value | null): void;
}

/** Expressions within expressions; what lies deeper is unknown. */
const DEEPEST = 100;
/** Methods that are called `.join` with what they belong to as the first argument. */
const METHOD = /^(?:join|format|strip|lstrip|rstrip|replace|lower|upper|concat|apply|decode|items)$/;
const CHANGING =
  /^(?:append|extend|insert|pop|popitem|remove|clear|sort|reverse|update|setdefault|add|discard)$/;
/** Signs and words between expressions, and what is no value. */
const NO_VALUE = /^(?:\W+|[a-z]+|\w+Op|TypeDef|Comment|Body|Format(?:Conversion|Spec|SelfDoc)|Escape)$/;

export class ExpressionReader {
  readonly #source: string;
  readonly #around: Surroundings;

  constructor(source: string, around: Surroundings) {
    this.#source = source;
    this.#around = around;
  }

  /** The expressions among nodes, in order; `*x` is a call of `...`. */
  all(nodes: readonly SyntaxNode[], scope: Scope, depth: number): Value[] {
    const out: Value[] = [];
    let star: SyntaxNode | null = null;
    for (const node of nodes) {
      if (node.name === "*" || node.name === "**") star = node;
      else if (!NO_VALUE.test(node.name)) {
        const value = this.value(node, scope, depth + 1);
        out.push(star ? opaque("...", { start: star.from, end: node.to }, [value]) : value);
        star = null;
      }
    }
    return out;
  }

  value(node: SyntaxNode, scope: Scope, depth: number): Value {
    const span = spanOf(node);
    if (depth > DEEPEST) return { kind: "unknown", span };
    const children = childrenOf(node);
    switch (node.name) {
      case "String":
        return this.#string(node);
      case "FormatString":
        return this.#template(node, scope, depth);
      case "ContinuedString": {
        const texts = children.map((child) => this.value(child, scope, depth + 1));
        return opaque(texts.some(isOctets) ? "b" : "`", span, texts);
      }
      case "Number":
        return numberOf(this.#text(node), span);
      case "Boolean":
      case "None":
        return { kind: "scalar", source: this.#text(node), span };
      case "VariableName":
        return { kind: "unknown", span, reference: scope.resolve(this.#text(node)) };
      case "ParenthesizedExpression":
      case "AwaitExpression": {
        const values = this.all(children, scope, depth);
        return values.length === 1 ? (values[0] as Value) : opaque("", span, values);
      }
      case "UnaryExpression": {
        const values = this.all(children, scope, depth);
        return negative(this.#source, values, span) ?? opaque("not", span, values);
      }
      case "MemberExpression":
        return this.#member(node, scope, depth);
      case "ArrayExpression":
      case "TupleExpression":
      case "SetExpression":
        return listOf(this.#source, this.all(children, scope, depth), span);
      case "ArrayComprehensionExpression":
      case "ComprehensionExpression":
      case "SetComprehensionExpression":
        return children.some(({ name }) => name === "for")
          ? this.#comprehension(children, span, scope, depth)
          : listOf(this.#source, this.all(children, scope, depth), span);
      case "DictionaryExpression":
        return this.#dictionary(children, span, scope, depth);
      case "CallExpression":
        return this.#call(node, scope, depth);
      case "LambdaExpression":
        return this.#around.lambda(node, scope, depth);
      case "ConditionalExpression": {
        const [yes, test, no, ...more] = this.all(children, scope, depth);
        return yes && test && no && more.length === 0
          ? opaque("?:", span, [test, yes, no])
          : opaque("", span, yes ? [yes] : []);
      }
      case "BinaryExpression":
        return this.#binary(node, scope, depth);
      case "NamedExpression": {
        const [name, value] = this.all(children, scope, depth);
        if (name?.kind === "unknown" && name.reference) this.#around.changes(name.reference, value ?? null);
        return value ?? { kind: "unknown", span };
      }
      default: {
        const inner = this.all(children, scope, depth);
        return inner.length > 0 ? opaque("", span, inner) : { kind: "unknown", span };
      }
    }
  }

  /** A value of several: `a, b` without brackets is a list as well. */
  row(nodes: readonly SyntaxNode[], span: PartSpan, scope: Scope, depth: number): Value {
    if (nodes.some(({ name }) => name === ","))
      return listOf(this.#source, this.all(nodes, scope, depth), span);
    return this.all(nodes, scope, depth)[0] ?? { kind: "unknown", span };
  }

  /** A thing is no more what was written down. */
  change(value: Value | undefined): void {
    if (value?.kind === "unknown" && value.reference) this.#around.changes(value.reference, null);
    else if (value?.kind === "call" && value.name === "[].") this.change(value.arguments[0]);
  }

  /** Octets are no text; what they would be is known once they are decoded. */
  #string(node: SyntaxNode): TextValue | CallValue {
    const literal = literalAt(this.#source, node);
    const span = { start: node.from, end: literal.end };
    const text = decodePython(this.#source, literal.from, literal.to, literal);
    const value: TextValue = { kind: "text", text, span };
    return literal.prefix.includes("b") ? opaque("b", span, [value]) : value;
  }

  /** A text with expressions is put together from its pieces. */
  #template(node: SyntaxNode, scope: Scope, depth: number): Value {
    const literal = literalAt(this.#source, node);
    const pieces: Value[] = [];
    const tell = (start: number, end: number) => {
      pieces.push({
        kind: "text",
        text: decodePython(this.#source, start, end, literal),
        span: { start, end },
      });
    };
    let at = literal.from;
    for (const child of childrenOf(node)) {
      if (child.name !== "FormatReplacement" || child.from < at || child.from > literal.to) continue;
      tell(at, child.from);
      const signs = spanOf(child);
      const inner = childrenOf(child);
      const formats = inner.some((each) => isFormat(this.#source, each));
      const [value, ...more] = this.all(inner, scope, depth);
      // A hole is all that stands for it, signs included.
      if (formats || !value || more.length > 0) pieces.push(opaque("", signs, value ? [value, ...more] : []));
      else pieces.push(value.kind === "unknown" ? { ...value, span: signs } : value);
      at = child.to;
    }
    const span = { start: node.from, end: Math.max(at, literal.end) };
    if (pieces.length === 0) {
      const text = decodePython(this.#source, literal.from, literal.to, literal);
      return { kind: "text", text, span };
    }
    tell(at, Math.max(at, literal.to));
    return opaque("`", span, pieces);
  }

  /** `a.b.c` is a reference; `a["b"]` and `a[0]` are calls. */
  #member(node: SyntaxNode, scope: Scope, depth: number): Value {
    const span = spanOf(node);
    const children = childrenOf(node);
    const property = children.find(({ name }) => name === "PropertyName");
    const [of, ...rest] = this.all(children, scope, depth);
    if (!of) return { kind: "unknown", span };
    if (!property) {
      const single = rest.length === 1 && !children.some(({ name }) => name === ":");
      return single ? opaque("[].", span, [of, ...rest]) : opaque("", span, [of]);
    }
    if (of.kind === "unknown" && of.reference)
      return { kind: "unknown", span, reference: `${of.reference}.${this.#text(property)}` };
    return opaque("[].", span, [of, nameOf(this.#source, property)]);
  }

  /** `[f(x) for x in list]` is a call with a function, as a loop is. */
  #comprehension(children: readonly SyntaxNode[], span: PartSpan, scope: Scope, depth: number): Value {
    const word = (text: string) => children.findIndex(({ name }) => name === text);
    const [start, middle] = [word("for"), word("in")];
    const names = children.slice(start + 1, middle).filter(({ name }) => /^\w/.test(name));
    const [name] = names;
    const inner = new Scope(scope);
    const parameters = names.map((each) => this.#around.declare(each, inner));
    const body = this.all(children.slice(0, start), inner, depth + 1);
    const rest = this.all(children.slice(middle + 1), inner, depth + 1);
    const [list] = rest;
    const plain = names.length === 1 && name?.name === "VariableName" && rest.length === 1;
    if (!plain || !list || body.length !== 1) return opaque("for if", span, [...body, ...rest]);
    const each: FunctionValue = { kind: "function", parameters, body, returns: body, span };
    return opaque("for", span, [list, each]);
  }

  #dictionary(children: readonly SyntaxNode[], span: PartSpan, scope: Scope, depth: number): Value {
    const groups = groupsOf(children, ",", /^[{}]|Comment$/);
    const spans = groups.map((group) => ({ start: group[0].from, end: (group.at(-1) ?? group[0]).to }));
    const entries = groups.flatMap((group, i): Entry[] => {
      const colon = group.findIndex(({ name }) => name === ":");
      const [key] = this.all(group.slice(0, Math.max(0, colon)), scope, depth);
      const [value] = this.all(group.slice(colon + 1), scope, depth);
      const own = spans[i] as PartSpan;
      if (!value) return [];
      const name = key?.kind === "text" && key.text.holes.length === 0 ? key.text.text : null;
      const removal = bracketRemoval(this.#source, spans, i);
      return [{ key: name, keySpan: key?.span ?? own, value, span: own, removal }];
    });
    return { kind: "map", entries, span, whole: entries.every(({ key }) => key !== null) };
  }

  #call(node: SyntaxNode, scope: Scope, depth: number): Value {
    const [callee, ...rest] = childrenOf(node);
    const list = rest.find(({ name }) => name === "ArgList");
    const span = spanOf(node);
    if (!callee) return opaque("", span, []);
    const { given, named } = this.#given(list ? childrenOf(list) : [], span, scope, depth);
    const nameSpan = spanOf(callee);
    if (callee.name === "MemberExpression") {
      const inner = childrenOf(callee);
      const property = inner.findLast(({ name }) => name === "PropertyName");
      const method = property ? this.#text(property) : "";
      const [of] = this.all(inner, scope, depth);
      // Behind a bracket that is missing, the beginning of the next call stands in the place of a comma.
      const lost = inner.find((each) => each.type.isError && each.to > each.from);
      if (of && lost) {
        const name = this.#source.slice(lost.from, callee.to);
        const call: CallValue = { kind: "call", name, nameSpan, arguments: given, named, span };
        return opaque("", span, [of, { ...call, callee: scope.resolve(name) }]);
      }
      if (of && CHANGING.test(method)) this.change(of);
      if (of && (METHOD.test(method) || !/^[\w.\s]+$/.test(this.#text(callee))))
        return { kind: "call", name: `.${method}`, nameSpan, arguments: [of, ...given], named, span };
    }
    const name = this.#text(callee).replace(/\s+/g, "");
    const known = this.value(callee, scope, depth + 1);
    const call: CallValue = { kind: "call", name, nameSpan, arguments: given, named, span };
    return known.kind === "unknown" && known.reference ? { ...call, callee: known.reference } : call;
  }

  #given(children: readonly SyntaxNode[], span: PartSpan, scope: Scope, depth: number) {
    if (children.some(({ name }) => name === "for")) {
      const inner = children.filter(({ name }) => name !== "(" && name !== ")");
      return { given: [this.#comprehension(inner, span, scope, depth)], named: [] };
    }
    const given: Value[] = [];
    const named: Entry[] = [];
    for (const group of groupsOf(children, ",", /^[()]|Comment$/)) {
      const [first, sign, ...rest] = group;
      const isNamed = sign?.name === "AssignOp";
      const [value] = this.all(isNamed ? rest : group, scope, depth);
      if (value && isNamed) {
        const own = { start: first.from, end: (rest.at(-1) ?? first).to };
        named.push({ key: this.#text(first), keySpan: spanOf(first), value, span: own, removal: null });
      } else if (value) given.push(value);
    }
    return { given, named };
  }

  /** A row of `+` as one call; of other operators what they are applied to. */
  #binary(node: SyntaxNode, scope: Scope, depth: number): Value {
    const signOf = (of: SyntaxNode) => operatorOf(this.#source, of);
    const sign = signOf(node);
    if (sign === "+") {
      const pieces: Value[] = [];
      let left: SyntaxNode | null = node;
      while (left?.name === "BinaryExpression" && signOf(left) === "+") {
        const [first, ...rest]: SyntaxNode[] = childrenOf(left);
        pieces.unshift(...this.all(rest, scope, depth));
        left = first ?? null;
      }
      if (left) pieces.unshift(...this.all([left], scope, depth));
      return opaque("+", spanOf(node), pieces);
    }
    const values = this.all(childrenOf(node), scope, depth);
    const [pattern, tuple] = values;
    if (sign === "%" && pattern && tuple?.kind === "list" && node.lastChild?.name === "TupleExpression") {
      return opaque("%()", spanOf(node), [pattern, ...tuple.items.map(({ value }) => value)]);
    }
    return opaque({ and: "&&", or: "||" }[sign] ?? sign, spanOf(node), values);
  }

  #text({ from, to }: SyntaxNode): string {
    return this.#source.slice(from, to);
  }
}
