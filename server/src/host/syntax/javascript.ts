/** JavaScript and TypeScript, read by Lezer: what is damaged is passed over, and the rest read all the same. */

import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/javascript";
import type { Comment } from "../comment.ts";
import { commentIn } from "../comment.ts";
import { ExpressionReader } from "./javascript-expression.ts";
import { sectionStarts } from "./javascript-sections.ts";
import { childrenOf, isDamaged, spanOf, treeOf } from "./lezer-nodes.ts";
import { opaque, programTree } from "./program-values.ts";
import { Scope } from "./scope.ts";
import type { Syntax } from "./syntax.ts";
import type { FunctionValue, Value } from "./value.ts";

const grammar = parser.configure({ dialect: "ts" });

export const javascript: Syntax = {
  sections: sectionStarts,
  read: (source) => {
    // The grammar does not know a line that goes on behind `\\` and a line end of two characters.
    const tree = treeOf(grammar, source.replaceAll("\\\r\n", " \\\n"));
    const reader = new Reader(source);
    const values = reader.statements(childrenOf(tree.topNode), new Scope(null), 0, []);
    const comments = commentsOf(source, tree.topNode);
    return { ...programTree(source, values, reader, comments), isDamaged: isDamaged(tree) };
  },
};

/** Statements within statements; what lies deeper is not read. */
const DEEPEST = 60;

class Reader {
  readonly names = new Map<string, Value>();
  readonly locals = new Map<string, Value>();
  readonly #source: string;
  readonly #expressions: ExpressionReader;

  constructor(source: string) {
    this.#source = source;
    this.#expressions = new ExpressionReader(source, {
      body: (node, scope, depth) => this.#function(node, scope, depth),
      changes: (reference, value) => this.#give(reference, value),
    });
  }

  /** What the statements say, in order. `returns` takes what they give back. */
  statements(nodes: readonly SyntaxNode[], scope: Scope, depth: number, returns: Value[]): Value[] {
    if (depth > DEEPEST) return [];
    for (const node of nodes) this.#declare(node, scope);
    return nodes.flatMap((node) => this.#statement(node, scope, depth, returns));
  }

  /** Names count in all of their block, also before they are declared. */
  #declare(node: SyntaxNode, scope: Scope): void {
    const inner = node.name === "ExportDeclaration" ? childrenOf(node) : [node];
    for (const each of inner) {
      if (!/^(?:Variable|Function|Class)Declaration$/.test(each.name)) continue;
      for (const name of definitionsOf(each)) scope.declare(this.#text(name), name.from);
    }
  }

  #statement(node: SyntaxNode, scope: Scope, depth: number, returns: Value[]): Value[] {
    if (depth > DEEPEST) return [];
    const children = childrenOf(node);
    switch (node.name) {
      case "VariableDeclaration":
        return this.#variables(children, scope, depth);
      case "FunctionDeclaration": {
        const value = this.#function(node, scope, depth);
        const name = children.find((child) => child.name === "VariableDefinition");
        if (name) this.#give(scope.resolve(this.#text(name)), value);
        return [value];
      }
      case "ClassDeclaration":
        return [this.#class(node, scope, depth)];
      case "Block":
        return this.statements(children, new Scope(scope), depth + 1, returns);
      case "ReturnStatement": {
        const [value] = this.#expressions.all(children, scope, depth);
        if (!value) return [];
        returns.push(value);
        return [value];
      }
      case "IfStatement":
      case "SwitchStatement":
      case "WhileStatement":
      case "DoStatement":
        return this.#perhaps(node, scope, depth, returns);
      case "ForStatement":
        return this.#loop(node, scope, depth, returns);
      case "ExportDeclaration":
      case "TryStatement":
      case "CatchClause":
      case "FinallyClause":
      case "LabeledStatement":
      case "SwitchBody":
        return children.flatMap((child) => this.#statement(child, scope, depth + 1, returns));
      case "ImportDeclaration":
        this.#imports(children, scope);
        return [];
      case "TypeAliasDeclaration":
      case "InterfaceDeclaration":
        return [];
      default: {
        const inside = node.name === "ExpressionStatement" || node.type.isError ? children : [node];
        return this.#expressions.all(inside, scope, depth);
      }
    }
  }

  #variables(children: readonly SyntaxNode[], scope: Scope, depth: number): Value[] {
    const out: Value[] = [];
    children.forEach((child, i) => {
      if (child.name !== "VariableDefinition" && !/Pattern$/.test(child.name)) return;
      let end = i + 1;
      while (end < children.length && !/^[,;]$/.test((children[end] as SyntaxNode).name)) end++;
      const own = children.slice(i + 1, end);
      const equals = own.findIndex(({ name }) => name === "Equals");
      const value = equals < 0 ? undefined : this.#expressions.all(own.slice(equals + 1), scope, depth)[0];
      if (value) out.push(value);
      const span = spanOf(child);
      if (child.name === "VariableDefinition") {
        this.#give(scope.resolve(this.#text(child)), value ?? { kind: "unknown", span });
        return;
      }
      for (const name of definitionsOf(child))
        this.#give(scope.resolve(this.#text(name)), { kind: "unknown", span });
    });
    return out;
  }

  /** What a package gives is known by its full name. */
  #imports(children: readonly SyntaxNode[], scope: Scope): void {
    const path = children.find(({ name }) => name === "String");
    const module = path ? moduleOf(this.#text(path).slice(1, -1)) : null;
    if (!path || module === null) return;
    const give = (name: SyntaxNode, reference: string) =>
      this.#give(scope.resolve(this.#text(name)), { kind: "unknown", reference, span: spanOf(path) });
    let original: SyntaxNode | null = null;
    for (const child of children.flatMap((each) => (each.name === "ImportGroup" ? childrenOf(each) : each))) {
      const isWithin = child.parent?.name === "ImportGroup";
      if (child.name === "VariableName") original = child;
      else if (child.name === "VariableDefinition") {
        give(child, isWithin ? `${module}.${this.#text(original ?? child)}` : module);
        original = null;
      }
    }
  }

  /** A name that is given two values has none for certain. */
  #give(reference: string, value: Value | null): void {
    const names = reference.includes("@") ? this.locals : this.names;
    const span = value?.span ?? { start: 0, end: 0 };
    const certain = value !== null && !names.has(reference);
    names.set(reference, certain ? value : { kind: "unknown", span });
    // What is done to a part of a thing is done to the thing.
    const whole = /^(?!this\b)[^.]+(?=\.)/.exec(reference)?.[0];
    if (whole !== undefined) this.#give(whole, null);
  }

  #function(node: SyntaxNode, scope: Scope, depth: number): FunctionValue {
    const inner = new Scope(scope);
    const children = childrenOf(node);
    const list = children.find(({ name }) => name === "ParamList");
    const parameters = (list ? childrenOf(list) : children.slice(0, 1)).flatMap((child) => {
      if (child.name === "VariableDefinition") return [inner.declare(this.#text(child), child.from)];
      for (const name of definitionsOf(child)) inner.declare(this.#text(name), name.from);
      return /Pattern$/.test(child.name) ? [`@${child.from}`] : [];
    });
    for (const each of parameters) this.locals.set(each, { kind: "unknown", span: spanOf(node) });
    const returns: Value[] = [];
    const block = children.find(({ name }) => name === "Block");
    const arrow = children.findIndex(({ name }) => name === "Arrow");
    let body: readonly Value[] = [];
    if (block) body = this.statements(childrenOf(block), inner, depth + 1, returns);
    else if (arrow >= 0) {
      body = this.#expressions.all(children.slice(arrow + 1), inner, depth + 1);
      for (const value of body) returns.push(value);
    }
    return { kind: "function", parameters, body, returns, span: spanOf(node) };
  }

  /** Methods and properties of a class, which share what `this` has. */
  #class(node: SyntaxNode, scope: Scope, depth: number): FunctionValue {
    const inner = new Scope(scope);
    inner.declare("this", node.from);
    const members = childrenOf(node).find(({ name }) => name === "ClassBody");
    const body = (members ? childrenOf(members) : []).flatMap((member): Value[] => {
      if (member.name === "MethodDeclaration") return [this.#function(member, inner, depth + 1)];
      if (member.name !== "PropertyDeclaration") return [];
      const children = childrenOf(member);
      const equals = children.findIndex(({ name }) => name === "Equals");
      const name = children.find(({ name: each }) => each === "PropertyDefinition");
      const [value] = equals < 0 ? [] : this.#expressions.all(children.slice(equals + 1), inner, depth + 1);
      if (name && value) this.#give(`${inner.resolve("this")}.${this.#text(name)}`, value);
      return value ? [value] : [];
    });
    return { kind: "function", parameters: [], body, returns: [], span: spanOf(node) };
  }

  /** What is done under a condition. */
  #perhaps(node: SyntaxNode, scope: Scope, depth: number, returns: Value[]): Value[] {
    const inner = childrenOf(node).flatMap((child) => this.#statement(child, scope, depth + 1, returns));
    // Which of the values is given back, nobody knows.
    return [opaque("if", spanOf(node), inner)];
  }

  /** `for (const x of list)` is a call with a function, as `list.forEach` is. */
  #loop(node: SyntaxNode, scope: Scope, depth: number, returns: Value[]): Value[] {
    const [spec, ...rest] = childrenOf(node).filter(({ name }) => name !== "for" && name !== "await");
    const of = /^For(Of|In)Spec$/.exec(spec?.name ?? "")?.[1];
    if (!spec || !of) return this.#perhaps(node, scope, depth, returns);
    const inner = new Scope(scope);
    const parts = childrenOf(spec);
    const word = parts.findIndex(({ name }) => name === of.toLowerCase());
    const variable = parts.slice(0, word).find(({ name }) => /^Variable(?:Definition|Name)$/.test(name));
    // One that is not declared here has its last value behind the loop, too.
    if (variable?.name === "VariableName") this.#give(scope.resolve(this.#text(variable)), null);
    const [list] = this.#expressions.all(parts.slice(word + 1), scope, depth + 1);
    const parameters = variable ? [inner.declare(this.#text(variable), variable.from)] : [];
    for (const each of parameters) this.locals.set(each, { kind: "unknown", span: spanOf(node) });
    const body = this.statements(rest, inner, depth + 1, returns);
    const span = spanOf(node);
    const each: FunctionValue = { kind: "function", parameters, body, returns: [], span };
    return [opaque(`for ${of.toLowerCase()}`, span, list ? [list, each] : [each])];
  }

  #text({ from, to }: SyntaxNode): string {
    return this.#source.slice(from, to);
  }
}

/**
 * The name of a package or of a module in it, or of a provider that a tool has written classes for; null for the files
 * of the program itself.
 */
function moduleOf(path: string): string | null {
  const own = /(?:^|\/)\.gen\/(.+)$/.exec(path)?.[1] ?? path;
  if (!/^@?\w/.test(own)) return null;
  const name = own.replace(/(?:\/index)?(?:\.[cm]?[jt]s)?$/, "").replace(/[^\w/-]/g, "");
  return `npm:${name.replaceAll("/", ".")}`;
}

/** The names that a declaration or a pattern introduces. */
function definitionsOf(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).flatMap((child) => {
    if (child.name === "VariableDefinition") return [child];
    return /Pattern/.test(child.name) ? definitionsOf(child) : [];
  });
}

function commentsOf(source: string, top: SyntaxNode): Comment[] {
  const out: Comment[] = [];
  top.cursor().iterate(({ name, node }) => {
    if (name !== "LineComment" && name !== "BlockComment") return;
    out.push(commentIn(source, spanOf(node), 2, name === "BlockComment" ? "*/" : ""));
  });
  return out;
}
