/** The tree that the parser of HCL makes, as values: blocks, attributes, and what expressions say. */

import type { Node } from "web-tree-sitter";
import type { PartSpace, Span } from "../../text/span.ts";
import type { Comment } from "../comment.ts";
import { commentIn } from "../comment.ts";
import { readTemplate } from "./hcl-template.ts";
import { bracketRemoval, lineRemoval } from "./removal.ts";
import type { Entry, Item, Value } from "./value.ts";

type PartSpan = Span<PartSpace>;

/** Nodes within nodes; what lies deeper is unknown. */
const DEEPEST = 100;

/** Indexes behind one value. */
const LONGEST_ROW = 20;

const OPERATOR = /^(?:[=!<>]=|[-+*/%<>!]|&&|\|\|)$/;

export class ValueReader {
  readonly comments: Comment[] = [];
  readonly #source: string;
  /** Names that a `for` around gives. */
  readonly #bound: string[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  /** What stands in the place of a node; the parser may have been given something else there. */
  #written({ startIndex, endIndex }: Node): string {
    return this.#source.slice(startIndex, endIndex);
  }

  /** Attributes and blocks, also those among what is damaged. */
  body(node: Node, depth: number): Entry[] {
    const out: Entry[] = [];
    if (depth > DEEPEST) return out;
    for (const child of node.namedChildren) {
      if (!child) continue;
      if (child.type === "attribute") out.push(this.#attribute(child, depth));
      else if (child.type === "block") out.push(this.#block(child, depth));
      else if (child.type === "comment") this.#comment(child);
      else if (child.type === "body" || child.type === "ERROR" || child.type === "config_file")
        for (const entry of this.body(child, depth + 1)) out.push(entry);
    }
    return out;
  }

  #attribute(node: Node, depth: number): Entry {
    const [name, expression] = [
      node.namedChildren[0],
      node.namedChildren.find((each) => each?.type === "expression"),
    ];
    const keySpan = name ? spanOf(name) : spanOf(node);
    const value = expression ? this.#value(expression, depth + 1) : unknown(spanOf(node));
    const span = { start: keySpan.start, end: node.endIndex };
    return {
      key: name ? this.#written(name) : null,
      keySpan,
      value,
      span,
      removal: lineRemoval(this.#source, span, "#"),
    };
  }

  #block(node: Node, depth: number): Entry {
    const words = node.namedChildren.filter(
      (each) => each?.type === "identifier" || each?.type === "string_lit",
    );
    const [name, ...labels] = words.map((word) => (word ? this.#written(word).replace(/^"|"$/g, "") : ""));
    const span = spanOf(node);
    const keySpan = words[0] ? spanOf(words[0]) : span;
    const entries = this.body(node, depth + 1);
    const value: Value = { kind: "map", entries, span, whole: !node.hasError };
    return { key: name ?? null, labels, keySpan, value, span, removal: lineRemoval(this.#source, span, "#") };
  }

  #value(node: Node, depth: number): Value {
    const span = spanOf(node);
    if (depth > DEEPEST) return unknown(span);
    const children = node.namedChildren.filter((each): each is Node => each !== null);
    for (const child of children) if (child.type === "comment") this.#comment(child);
    const inner = children.filter(({ type }) => type !== "comment");
    const [first] = inner;
    switch (node.type) {
      case "expression":
      case "collection_value":
        return this.#operand(inner, span, depth);
      case "literal_value":
        return first?.type === "string_lit"
          ? this.#template(first, depth)
          : { kind: "scalar", source: this.#written(node), span };
      case "template_expr":
        return first ? this.#template(first, depth) : unknown(span);
      case "tuple":
        return this.#tuple(inner, span, depth);
      case "object":
        return this.#object(inner, span, depth);
      case "function_call": {
        const list = inner.find(({ type }) => type === "function_arguments");
        const given = list?.namedChildren.filter((each) => each?.type === "expression") ?? [];
        return {
          kind: "call",
          name: first ? this.#written(first) : "",
          nameSpan: first ? spanOf(first) : span,
          // `f(list...)` gives as many arguments as the list has.
          arguments: node.children.some((each) => each?.type === "ellipsis")
            ? [unknown(span)]
            : given.map((each) => this.#value(each as Node, depth + 1)),
          named: [],
          span,
        };
      }
      case "conditional": {
        return call(
          "?:",
          inner.map((each) => this.#value(each, depth + 1)),
          span,
        );
      }
      case "operation":
        return first ? this.#value(first, depth + 1) : unknown(span);
      case "binary_operation":
      case "unary_operation": {
        const sign = node.children.find((each) => each && OPERATOR.test(each.type));
        const at = sign?.startIndex ?? span.end;
        const given = [
          inner.filter(({ endIndex }) => endIndex <= at),
          inner.filter(({ endIndex }) => endIndex > at),
        ]
          .filter((side) => side.length > 0)
          .map((side) => this.#operand(side, spanAround(side), depth));
        const [only] = given;
        if (given.length === 1 && only?.kind === "scalar" && sign?.type === "-")
          return { kind: "scalar", source: `-${only.source}`, span };
        return call(sign ? this.#written(sign) : "", given, span);
      }
      case "for_expr":
        return first ? this.#value(first, depth + 1) : unknown(span);
      case "for_tuple_expr":
      case "for_object_expr":
        return this.#for(inner, span, depth);
      case "variable_expr":
        return this.#reference([node], span);
      default:
        return unknown(span);
    }
  }

  /** A name with what is behind it, `var.x["y"]`, is one reference. */
  #operand(nodes: readonly Node[], span: PartSpan, depth: number): Value {
    const [first, ...behind] = nodes;
    if (first?.type === "variable_expr") return this.#reference(nodes, span);
    if (!first || behind.length > LONGEST_ROW) return unknown(span);
    const value = this.#value(first, depth + 1);
    return behind.reduce((of: Value, node) => this.#member(of, node, depth), value);
  }

  /** What a value that is no name has under an index or a name: a call of `[].`. */
  #member(of: Value, node: Node, depth: number): Value {
    const span = { start: of.span.start, end: node.endIndex };
    const key = node.type === "index" ? node.namedChildren[0]?.namedChildren[0] : null;
    return key?.type === "expression" ? call("[].", [of, this.#value(key, depth + 1)], span) : unknown(span);
  }

  /**
   * A call of `for[]` for a list and its items, of `for{}` for a map, its keys and its values; what tells which of them
   * are meant stands behind. Items, keys and values are functions of what the list gives.
   */
  #for(nodes: readonly Node[], span: PartSpan, depth: number): Value {
    const intro = nodes.find(({ type }) => type === "for_intro")?.namedChildren ?? [];
    const names = intro.flatMap((each) => (each?.type === "identifier" ? [this.#written(each)] : []));
    const over = intro.find((each) => each?.type === "expression");
    const condition = nodes.find(({ type }) => type === "for_cond")?.namedChildren[0];
    const isMap = nodes.some(({ type }) => type === "object_start");
    // Several values of one key are a list.
    if (!over || nodes.some(({ type }) => type === "ellipsis")) return unknown(span);
    const list = this.#value(over, depth + 1);
    this.#bound.push(...names);
    const bodies = [...nodes.filter(({ type }) => type === "expression"), ...(condition ? [condition] : [])];
    const functions = bodies.map((body): Value => {
      const value = this.#value(body, depth + 1);
      return { kind: "function", parameters: names, body: [value], returns: [value], span: value.span };
    });
    this.#bound.length -= names.length;
    return call(isMap ? "for{}" : "for[]", [list, ...functions], span);
  }

  /** A name and its attributes as it is written, without blanks: `local.spf`, `var.m["k"]`. */
  #reference(parts: readonly Node[], span: PartSpan): Value {
    const written = parts.map((part) => this.#written(part).replace(/\s+/g, "")).join("");
    // What a resource is may be said before its kind, and is understood where it is not.
    const isBound = this.#bound.includes("resource");
    return { kind: "unknown", span, reference: isBound ? written : written.replace(/^resource\./, "") };
  }

  #template(node: Node, depth: number): Value {
    const value = (inner: Node) => this.#value(inner, depth + 1);
    return readTemplate(this.#source, node, value, (name) => this.#bound.includes(name));
  }

  #tuple(children: readonly Node[], span: PartSpan, depth: number): Value {
    const nodes = children.filter(({ type }) => type === "expression");
    const spans = nodes.map(spanOf);
    const items = nodes.map((node, i): Item => {
      return { value: this.#value(node, depth + 1), removal: bracketRemoval(this.#source, spans, i) };
    });
    return { kind: "list", items, span, whole: children.every(({ type }) => type !== "ERROR") };
  }

  #object(children: readonly Node[], span: PartSpan, depth: number): Value {
    const elements = children.filter(({ type }) => type === "object_elem");
    const spans = elements.map(spanOf);
    const entries = elements.map((element, i): Entry => {
      const [key, value] = element.namedChildren.filter((each) => each?.type === "expression");
      const own = key ? this.#value(key, depth + 1) : unknown(spanOf(element));
      return {
        key: keyOf(own),
        keySpan: own.span,
        value: value ? this.#value(value, depth + 1) : unknown(spanOf(element)),
        span: spanOf(element),
        removal:
          bracketRemoval(this.#source, spans, i) ?? lineRemoval(this.#source, spans[i] as PartSpan, "#"),
      };
    });
    return { kind: "map", entries, span, whole: entries.every(({ key }) => key !== null) };
  }

  #comment(node: Node): void {
    const { start, end } = spanOf(node);
    const sign = this.#source[start] === "#" ? 1 : 2;
    const closing = this.#source.startsWith("/*", start) ? "*/" : "";
    this.comments.push(commentIn(this.#source, { start, end }, sign, closing));
  }
}

/** A key is a text, or a bare name that stands for itself. */
function keyOf(value: Value): string | null {
  if (value.kind === "text") return value.text.holes.length === 0 ? value.text.text : null;
  if (value.kind === "scalar") return value.source;
  return value.kind === "unknown" && /^[\w-]+$/.test(value.reference ?? "")
    ? (value.reference as string)
    : null;
}

function spanOf(node: Node): PartSpan {
  return { start: node.startIndex, end: node.endIndex };
}

function spanAround(nodes: readonly Node[]): PartSpan {
  return { start: nodes[0]?.startIndex ?? 0, end: nodes.at(-1)?.endIndex ?? 0 };
}

/** An operator with what it works on. */
function call(name: string, given: readonly Value[], span: PartSpan): Value {
  return { kind: "call", name, nameSpan: span, arguments: given, named: [], span };
}

function unknown(span: PartSpan): Value {
  return { kind: "unknown", span };
}
