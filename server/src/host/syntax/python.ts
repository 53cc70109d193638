/** Python, read by Lezer: what is damaged is passed over, and the rest read all the same. */

import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/python";
import type { Comment } from "../comment.ts";
import { commentIn } from "../comment.ts";
import { childrenOf, spanOf, treeOf } from "./lezer-nodes.ts";
import { opaque, programTree } from "./program-values.ts";
import { ExpressionReader } from "./python-expression.ts";
import { assignedBy, groupsOf, namesIn, parametersOf } from "./python-nodes.ts";
import { sectionStarts } from "./python-sections.ts";
import { Scope } from "./scope.ts";
import type { Syntax } from "./syntax.ts";
import type { FunctionValue, Value } from "./value.ts";

export const python: Syntax = {
  sections: sectionStarts,
  read: (source) => {
    // The grammar does not know a line that goes on behind `\\` and a line end of two characters.
    const tree = treeOf(parser, source.replaceAll("\\\r\n", " \\\n"));
    const reader = new Reader(source);
    const scope = new Scope(null);
    const values = reader.statements(childrenOf(tree.topNode), scope, 0, []);
    const comments: Comment[] = [];
    tree.iterate({
      enter: ({ name, node }) => {
        if (name === "Comment") comments.push(commentIn(source, spanOf(node), 1));
      },
    });
    return programTree(source, values, reader, comments);
  },
};

/** Statements within statements; what lies deeper is not read. */
const DEEPEST = 60;
/** Statements that hold others in the same scope. */
const HOLDING = /^(?:If|While|Try|With|For|Match)Statement$|^(?:MatchBody|MatchClause|Body|Script)$/;
const DEFINITION = /^(?:Function|Class)Definition$/;

class Reader {
  readonly names = new Map<string, Value>();
  readonly locals = new Map<string, Value>();
  readonly #source: string;
  readonly #expressions: ExpressionReader;

  constructor(source: string) {
    this.#source = source;
    this.#expressions = new ExpressionReader(source, {
      lambda: (node, scope, depth) => this.#function(node, scope, depth, null),
      declare: (name, scope) => this.#parameter(name, scope),
      changes: (reference, value) => this.#give(reference, value),
    });
  }

  /** What the statements say, in order. `returns` takes what they give back. */
  statements(nodes: readonly SyntaxNode[], scope: Scope, depth: number, returns: Value[]): Value[] {
    if (depth > DEEPEST) return [];
    return nodes.flatMap((node) => this.#statement(node, scope, depth, returns));
  }

  #statement(node: SyntaxNode, scope: Scope, depth: number, returns: Value[]): Value[] {
    const children = childrenOf(node);
    const expressions = () => this.#expressions.all(children, scope, depth);
    switch (node.name) {
      case "AssignStatement":
        return this.#assign(children, scope, depth);
      case "UpdateStatement": {
        const [target, ...values] = expressions();
        this.#expressions.change(target);
        return values;
      }
      case "ImportStatement":
        this.#import(children, scope);
        return [];
      case "DecoratedStatement": {
        const inner = children.find(({ name }) => DEFINITION.test(name));
        return inner ? this.#statement(inner, scope, depth, returns) : [];
      }
      case "FunctionDefinition":
        return [this.#define(node, this.#function(node, scope, depth, null), scope)];
      case "ClassDefinition":
        return [this.#define(node, this.#class(node, scope, depth), scope)];
      case "ReturnStatement": {
        const value = this.#expressions.row(children.slice(1), spanOf(node), scope, depth);
        returns.push(value);
        return [value];
      }
      case "IfStatement":
        if (/^if\s+__name__\s*==\s*(["'])__main__\1\s*:/.test(this.#source.slice(node.from, node.from + 40)))
          return this.#bodies(children, scope, depth, returns);
        return this.#perhaps(node, scope, depth, returns);
      case "WhileStatement":
      case "MatchStatement":
        return this.#perhaps(node, scope, depth, returns);
      case "ForStatement":
        return this.#loop(node, scope, depth, returns);
      case "TryStatement":
      case "WithStatement":
        return [...expressions(), ...this.#bodies(children, scope, depth, returns)];
      case "MatchClause":
      case "MatchBody":
      case "Body":
        return this.statements(children, scope, depth + 1, returns);
      case "ExpressionStatement":
        return expressions();
      default:
        if (/^(?:Scope|Pass)Statement$|^TypeDefinition$/.test(node.name)) return [];
        return node.type.isError
          ? this.statements(children, scope, depth + 1, returns)
          : this.#expressions.all([node], scope, depth);
    }
  }

  #bodies(children: readonly SyntaxNode[], scope: Scope, depth: number, returns: Value[]): Value[] {
    return children.flatMap((child) =>
      HOLDING.test(child.name) ? this.statements(childrenOf(child), scope, depth + 1, returns) : [],
    );
  }

  /** What is done under a condition. */
  #perhaps(node: SyntaxNode, scope: Scope, depth: number, returns: Value[]): Value[] {
    const children = childrenOf(node);
    const tests = this.#expressions.all(children, scope, depth);
    const inner = this.#bodies(children, scope, depth, returns);
    return [opaque("if", spanOf(node), [...tests, ...inner])];
  }

  /** `a = b = "x"`, `a, b = "x", "y"`. */
  #assign(children: readonly SyntaxNode[], scope: Scope, depth: number): Value[] {
    const groups = groupsOf(children, "AssignOp", /^(?:TypeDef|Comment)$/);
    const written = children.some(({ name }) => name === "AssignOp") ? groups.pop() : undefined;
    const from = written?.[0]?.from ?? children[0]?.from ?? 0;
    const span = { start: from, end: written?.at(-1)?.to ?? from };
    const value = written ? this.#expressions.row(written, span, scope, depth) : null;
    for (const group of groups) {
      const targets = group.filter(({ name }) => /^\w/.test(name));
      const parts = value?.kind === "list" && value.items.length === targets.length ? value.items : [];
      const several = group.some(({ name }) => name === ",");
      targets.forEach((target, i) => {
        const given = several ? (parts[i]?.value ?? null) : value;
        if (written) this.#target(target, given, scope, depth);
      });
    }
    return value ? [value] : [];
  }

  #target(target: SyntaxNode, value: Value | null, scope: Scope, depth: number): void {
    const span = spanOf(target);
    const known = this.#expressions.value(target, scope, depth);
    if (known.kind === "unknown" && known.reference !== undefined)
      this.#give(known.reference, value ?? { kind: "unknown", span });
    else {
      this.#expressions.change(known);
      for (const name of namesIn(target)) this.#give(scope.resolve(this.#text(name)), null);
    }
  }

  /** A name that is given two values has none for certain. */
  #give(reference: string, value: Value | null): void {
    const names = reference.includes("@") ? this.locals : this.names;
    const span = value?.span ?? { start: 0, end: 0 };
    const certain = value !== null && !names.has(reference);
    names.set(reference, certain ? value : { kind: "unknown", span });
    // What is done to a part of a thing is done to the thing.
    const whole = /^(?!self@)[^.]+(?=\.)/.exec(reference)?.[0];
    if (whole !== undefined) this.#give(whole, null);
  }

  /** What is imported is known by its full name. */
  #import(children: readonly SyntaxNode[], scope: Scope): void {
    const word = children.findIndex(({ name }) => name === "import");
    const module = children
      .slice(1, word)
      .map((child) => this.#text(child))
      .join("");
    for (const nodes of groupsOf(children.slice(word + 1), ",", /[()]|Comment/)) {
      const group = nodes.map((each) => this.#text(each));
      const as = group.indexOf("as");
      const path = group.slice(0, as < 0 ? group.length : as).join("");
      const name = as < 0 ? path : (group[as + 1] ?? "");
      const full = module === "" ? path : `${module}${module.endsWith(".") ? "" : "."}${path}`;
      // `import a.b` gives `a` its own name.
      if (name === "" || full === name || (module === "" && as < 0)) continue;
      const reference = scope.resolve(name);
      this.#give(reference, { kind: "unknown", reference: full, span: spanOf(children[0] as SyntaxNode) });
    }
  }

  #define(node: SyntaxNode, value: FunctionValue, scope: Scope): FunctionValue {
    const name = childrenOf(node).find((child) => child.name === "VariableName");
    if (name) this.#give(scope.resolve(this.#text(name)), value);
    return value;
  }

  /** `own` is what a class knows as `self`, where the function is its method. */
  #function(node: SyntaxNode, scope: Scope, depth: number, own: Scope | null): FunctionValue {
    const inner = new Scope(own ?? scope);
    const children = childrenOf(node);
    const list = children.find(({ name }) => name === "ParamList");
    const parameters: string[] = [];
    for (const name of list ? parametersOf(list) : []) {
      const isSelf = own !== null && parameters.length === 0 && /^(?:self|cls)$/.test(this.#text(name));
      if (!isSelf) parameters.push(this.#parameter(name, inner));
    }
    const body = children.find(({ name }) => name === "Body");
    const returns: Value[] = [];
    if (!body) {
      const values = this.#expressions.all(
        children.slice(children.indexOf(list ?? node) + 1),
        inner,
        depth + 1,
      );
      return { kind: "function", parameters, body: values, returns: values, span: spanOf(node) };
    }
    this.#declare(body, inner, depth);
    const values = this.statements(childrenOf(body), inner, depth + 1, returns);
    return { kind: "function", parameters, body: values, returns, span: spanOf(node) };
  }

  #parameter(name: SyntaxNode, scope: Scope): string {
    const reference = scope.declare(this.#text(name), name.from);
    this.locals.set(reference, { kind: "unknown", span: spanOf(name) });
    return reference;
  }

  /** Names that are given a value anywhere in a function belong to all of it. */
  #declare(node: SyntaxNode, scope: Scope, depth: number): void {
    if (depth > DEEPEST) return;
    const outer = new Set<string>();
    for (const child of childrenOf(node)) {
      if (child.name === "ScopeStatement") {
        for (const name of childrenOf(child)) outer.add(this.#text(name));
      }
    }
    for (const child of childrenOf(node)) {
      const definition = child.name === "DecoratedStatement" ? child.lastChild : child;
      const names = DEFINITION.test(definition?.name ?? "")
        ? childrenOf(definition as SyntaxNode)
            .filter(({ name }) => name === "VariableName")
            .slice(0, 1)
        : assignedBy(child);
      for (const name of names) {
        if (!outer.has(this.#text(name))) scope.declare(this.#text(name), name.from);
      }
      if (HOLDING.test(child.name)) this.#declare(child, scope, depth + 1);
    }
  }

  /** Methods of a class share what `self` has; what its own body names they reach through that alone. */
  #class(node: SyntaxNode, scope: Scope, depth: number): FunctionValue {
    const own = new Scope(scope);
    const self = own.declare("self", node.from);
    const inner = new Scope(scope);
    const body = childrenOf(node).find(({ name }) => name === "Body");
    const name = childrenOf(node).find((child) => child.name === "VariableName");
    if (body) this.#declare(body, inner, depth);
    const values = (body ? childrenOf(body) : []).flatMap((member): Value[] => {
      const decorated = member.name === "DecoratedStatement" ? member.lastChild : member;
      if (decorated?.name !== "FunctionDefinition") return this.#statement(member, inner, depth + 1, []);
      const loose = /^\s*@staticmethod\b/.test(this.#text(member));
      const method = this.#function(decorated, loose ? scope : own, depth + 1, loose ? null : own);
      const called = childrenOf(decorated).find((child) => child.name === "VariableName");
      if (called) this.#give(`${self}.${this.#text(called)}`, method);
      return [method];
    });
    for (const attribute of body ? childrenOf(body).flatMap(assignedBy) : []) {
      const value = this.locals.get(inner.resolve(this.#text(attribute)));
      if (!value) continue;
      this.#give(`${self}.${this.#text(attribute)}`, value);
      const reference = name ? `${scope.resolve(this.#text(name))}.${this.#text(attribute)}` : "";
      (reference.includes("@") ? this.locals : this.names).set(reference, value);
    }
    return { kind: "function", parameters: [], body: values, returns: [], span: spanOf(node) };
  }

  /** `for x in list:` is a call with a function. */
  #loop(node: SyntaxNode, scope: Scope, depth: number, returns: Value[]): Value[] {
    const children = childrenOf(node);
    const [word, body] = ["in", "Body"].map((each) => children.findIndex(({ name }) => name === each));
    const inner = new Scope(scope);
    const names = children.slice(1, word).flatMap((child) => namesIn(child));
    const parameters = names.map((name) => this.#parameter(name, inner));
    const [list] = this.#expressions.all(children.slice((word ?? 0) + 1, body), scope, depth + 1);
    const values = this.#bodies(children, inner, depth + 1, returns);
    const span = spanOf(node);
    const each: FunctionValue = { kind: "function", parameters, body: values, returns: [], span };
    return [opaque("for of", span, list ? [list, each] : [each])];
  }

  #text({ from, to }: SyntaxNode): string {
    return this.#source.slice(from, to);
  }
}
