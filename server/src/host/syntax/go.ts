/** Go, read by Lezer: what is damaged is passed over, and the rest read all the same. */

import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/go";
import type { Comment } from "../comment.ts";
import { commentIn } from "../comment.ts";
import { ExpressionReader } from "./go-expression.ts";
import { childrenOf, spanOf, treeOf } from "./lezer-nodes.ts";
import { opaque, programTree } from "./program-values.ts";
import { Scope } from "./scope.ts";
import type { Syntax } from "./syntax.ts";
import type { FunctionValue, Value } from "./value.ts";

/** What begins a declaration at the start of a line. */
const DECLARATION = /^(?:func|type|var|const|import|package)\b/;
/** Statements within each other; what lies deeper is unknown. */
const DEEPEST = 100;
export const go: Syntax = {
  sections(text) {
    const starts = [0];
    let inside = "";
    let headed = false;
    for (let at = 0; at < text.length; ) {
      const newline = text.indexOf("\n", at);
      const next = newline < 0 ? text.length : newline + 1;
      const line = text.slice(at, next);
      if (inside === "" && DECLARATION.test(line)) {
        if (headed) starts.push(at);
        headed = true;
      }
      inside = openAfter(line, inside);
      at = next;
    }
    return starts;
  },
  read(source) {
    const tree = treeOf(parser, source);
    const reader = new Reader(source);
    const values = reader.statements(childrenOf(tree.topNode), new Scope(null), 0, []);
    const comments: Comment[] = [];
    tree.iterate({
      enter: ({ name, node }) => {
        if (name !== "LineComment" && name !== "BlockComment") return;
        comments.push(commentIn(source, spanOf(node), 2, name === "BlockComment" ? "*/" : ""));
      },
    });
    return programTree(source, values, reader, comments);
  },
};

/** The sign of what goes on from a line into the next: a raw text, a comment; "" for nothing. */
function openAfter(line: string, inside: string): string {
  let open = inside;
  for (let at = 0; at < line.length; ) {
    if (open !== "") {
      const end = line.indexOf(open, at);
      if (end < 0) return open;
      at = end + open.length;
      open = "";
      continue;
    }
    const [sign = ""] = /`|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|\/\*|\/\//.exec(line.slice(at)) ?? [];
    if (sign === "" || sign === "//") return "";
    at = line.indexOf(sign, at) + sign.length;
    if (sign === "`") open = "`";
    else if (sign === "/*") open = "*/";
  }
  return open;
}

class Reader {
  readonly names = new Map<string, Value>();
  readonly locals = new Map<string, Value>();
  readonly #source: string;
  readonly #expressions: ExpressionReader;

  constructor(source: string) {
    this.#source = source;
    this.#expressions = new ExpressionReader(source, (node, scope, depth) =>
      this.#function(node, scope, depth),
    );
  }

  statements(nodes: readonly SyntaxNode[], scope: Scope, depth: number, returns: Value[]): Value[] {
    if (depth > DEEPEST) return [];
    return nodes.flatMap((node) => this.#statement(node, scope, depth + 1, returns));
  }

  #statement(node: SyntaxNode, scope: Scope, depth: number, returns: Value[]): Value[] {
    const children = childrenOf(node);
    switch (node.name) {
      case "ImportDecl":
        this.#imports(node, scope);
        return [];
      case "PackageClause":
      case "TypeDecl":
        return [];
      case "ConstDecl":
      case "VarDecl":
        if (children.some(({ name }) => name === "DefName")) return this.#give(children, scope, depth);
        return this.statements(children, scope, depth, returns);
      case "SpecList":
        return this.statements(children, scope, depth, returns);
      case "ConstSpec":
      case "VarSpec":
      case "Assignment":
        return this.#give(children, scope, depth);
      case "FunctionDecl":
      case "MethodDecl": {
        const value = this.#function(node, scope, depth);
        const name = children.find((child) => child.name === "DefName");
        if (name) this.#name(scope.declare(this.#text(name), name.from), value);
        return [value];
      }
      case "Block":
        return this.statements(children, new Scope(scope), depth, returns);
      case "ReturnStatement": {
        const values = this.#expressions.all(children, scope, depth);
        if (values[0]) returns.push(values[0]);
        return values;
      }
      case "IfStatement":
      case "SwitchStatement":
      case "TypeSwitchStatement":
      case "SelectStatement":
        return [opaque("if", spanOf(node), this.statements(children, new Scope(scope), depth, returns))];
      case "ForStatement":
        return [this.#loop(node, scope, depth, returns)];
      default: {
        const isHolder = /Statement$|^(?:Case|Default)$/.test(node.name) || node.type.isError;
        return isHolder
          ? this.statements(children, scope, depth, returns)
          : this.#expressions.all([node], scope, depth);
      }
    }
  }

  /** `a, b := x, y`: what one call gives is the first of them. */
  #give(children: readonly SyntaxNode[], scope: Scope, depth: number): Value[] {
    const sign = children.findIndex(({ name }) => /^:?=$/.test(name));
    const changing = children.some(({ name }) => name === "UpdateOp");
    const from = changing ? children.findIndex(({ name }) => name === "UpdateOp") : sign;
    const values = from < 0 ? [] : this.#expressions.all(children.slice(from + 1), scope, depth);
    const targets = (from < 0 ? children : children.slice(0, from)).filter(({ name }) =>
      /^(?:DefName|VariableName|SelectorExpr|IndexExpr)$/.test(name),
    );
    targets.forEach((target, i) => {
      const text = this.#text(target);
      if (text === "_") return;
      const head = /^\w+/.exec(text)?.[0] ?? text;
      const reference = target.name === "DefName" ? scope.declare(text, target.from) : scope.resolve(head);
      const value = changing || head !== text ? undefined : values[i];
      this.#name(reference, value ?? { kind: "unknown", span: spanOf(target) });
    });
    return values;
  }

  /** A name that is given two values has none for certain. */
  #name(reference: string, value: Value): void {
    const names = reference.includes("@") ? this.locals : this.names;
    names.set(reference, names.has(reference) ? { kind: "unknown", span: value.span } : value);
  }

  /** A package is known by the last part of its path. */
  #imports(node: SyntaxNode, scope: Scope): void {
    for (const spec of node
      .getChildren("ImportSpec")
      .concat(node.getChild("SpecList")?.getChildren("ImportSpec") ?? [])) {
      const path = spec.getChild("String");
      const alias = spec.getChild("DefName");
      if (!path || !alias) continue;
      const own = this.#text(path)
        .slice(1, -1)
        .replace(/\/v\d+$/, "")
        .replace(/^.*\//, "");
      this.#name(scope.resolve(this.#text(alias)), { kind: "unknown", reference: own, span: spanOf(spec) });
    }
  }

  #function(node: SyntaxNode, scope: Scope, depth: number): FunctionValue {
    const inner = new Scope(scope);
    const lists = node.getChildren("Parameters");
    const own = node.name === "MethodDecl" ? lists[1] : lists[0];
    const parameters = (own?.getChildren("Parameter") ?? []).flatMap((each) =>
      each.getChildren("DefName").map((name) => {
        const reference = inner.declare(this.#text(name), name.from);
        this.locals.set(reference, { kind: "unknown", span: spanOf(name) });
        return reference;
      }),
    );
    const block = node.getChild("Block");
    const returns: Value[] = [];
    const body = block ? this.statements(childrenOf(block), inner, depth, returns) : [];
    return { kind: "function", parameters, body, returns, span: spanOf(node) };
  }

  /** `for _, x := range list` is a call with a function. */
  #loop(node: SyntaxNode, scope: Scope, depth: number, returns: Value[]): Value {
    const inner = new Scope(scope);
    const range = node.getChild("RangeClause");
    const block = node.getChild("Block");
    const names = range?.getChildren("DefName") ?? [];
    const parameters = names.map((name) => {
      const reference = inner.declare(this.#text(name), name.from);
      this.locals.set(reference, { kind: "unknown", span: spanOf(name) });
      return reference;
    });
    const word = range ? childrenOf(range).findIndex(({ name }) => name === "range") : -1;
    const [list] =
      range && word >= 0 ? this.#expressions.all(childrenOf(range).slice(word + 1), scope, depth) : [];
    const body = block ? this.statements(childrenOf(block), inner, depth, returns) : [];
    const span = spanOf(node);
    if (!list) return opaque("if", span, body);
    const each: FunctionValue = {
      kind: "function",
      parameters: parameters.slice(1),
      body,
      returns: [],
      span,
    };
    // Keys of a map stand in no order, but each has its value.
    return opaque(list.kind === "list" && parameters.length > 1 ? "for of" : "for", span, [list, each]);
  }

  #text({ from, to }: SyntaxNode): string {
    return this.#source.slice(from, to);
  }
}
