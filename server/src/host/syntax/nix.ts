/**
 * Nix, read as one expression: what is damaged is passed over, and the rest read all the same.
 *
 * What is applied is a call by the last part of its name: combinators are known by it, whatever a file calls the library.
 */

import { BINDING, BindingReader, DEEPEST, NAME } from "./nix-bindings.ts";
import type { Block } from "./nix-names.ts";
import { readText } from "./nix-strings.ts";
import { opaque, programTree } from "./program-values.ts";
import { lineRemoval } from "./removal.ts";
import type { Syntax } from "./syntax.ts";
import type { FunctionValue, Item, Value } from "./value.ts";

const KEYWORD = /(?:then|else|in|or|inherit|let|with|if|assert)\b(?![\w'-])/y;
const PARAMETERS = /\{\s*(?:\.\.\.|[A-Za-z_][\w'-]*\s*[,?}]|\}\s*[:@])/y;

export const nix: Syntax = {
  sections: () => [0],
  read(source) {
    const reader = new Reader(source);
    const values: Value[] = [];
    while (!reader.isOver) {
      const at = reader.at;
      values.push(values.length === 0 ? reader.expression(0) : reader.rest());
      // What belongs to nothing.
      if (reader.at === at) reader.at++;
    }
    reader.resolve();
    return programTree(source, values, { names: new Map(), locals: reader.locals }, reader.comments);
  },
};

class Reader extends BindingReader {
  /** What stands behind the expression: what set its bindings belong to, nobody knows. */
  rest(): Value {
    this.pass();
    const start = this.at;
    if (!this.sees(BINDING)) return this.expression(0);
    const entries = this.bindings(/\}/y, 0, null);
    const span = this.from(start);
    return opaque("", span, [{ kind: "map", entries, span, whole: false }]);
  }

  expression(depth: number): Value {
    this.pass();
    const start = this.at;
    if (depth > DEEPEST) return { kind: "unknown", span: this.from(start) };
    if (this.take(/let\b(?![\w'-])/y)) return this.#let(depth);
    if (this.take(/with\b(?![\w'-])/y)) {
      const of = this.expression(depth + 1);
      this.sign(/;/y);
      const value = this.expression(depth + 1);
      return opaque("with", this.from(start), [of, value]);
    }
    if (this.take(/assert\b(?![\w'-])/y)) {
      this.expression(depth + 1);
      this.sign(/;/y);
      return this.expression(depth + 1);
    }
    if (this.take(/if\b(?![\w'-])/y)) {
      const test = this.expression(depth + 1);
      this.sign(/then\b/y);
      const yes = this.expression(depth + 1);
      this.sign(/else\b/y);
      const no = this.expression(depth + 1);
      return opaque("?:", this.from(start), [test, yes, no]);
    }
    if (this.sees(PARAMETERS) || this.sees(/[A-Za-z_][\w'-]*\s*(?:@\s*\{|:(?=[\s{[("]))/y))
      return this.#function(depth);
    return this.#operators(depth);
  }

  #let(depth: number): Value {
    const start = this.at;
    const block: Block = { outer: this.block, names: new Map() };
    this.block = block;
    for (const { key, value } of this.bindings(/in\b(?![\w'-])/y, depth, block.outer))
      this.give(block, key, value);
    this.take(/in\b/y);
    const value = this.expression(depth + 1);
    this.block = block.outer as Block;
    return opaque("let", this.from(start), [value]);
  }

  /** `x: …`, `{ a, b ? 1, ... }@all: …`. */
  #function(depth: number): Value {
    const start = this.at;
    const block: Block = { outer: this.block, names: new Map() };
    const parameters: string[] = [];
    const declare = (name: string, at: number) => {
      const reference = `${name}@${at}`;
      block.names.set(name, reference);
      this.locals.set(reference, { kind: "unknown", span: { start: at, end: at + name.length } });
      return reference;
    };
    this.block = block;
    const before = this.take(NAME)?.[0];
    if (before !== undefined) parameters.push(declare(before, start));
    this.take(/\s*@\s*/y);
    if (this.take(/\{/y)) {
      for (;;) {
        this.pass();
        const at = this.at;
        const name = this.take(NAME)?.[0];
        if (name !== undefined) declare(name, at);
        if (this.sign(/\?/y)) this.expression(depth + 1);
        this.pass();
        if (this.take(/\.\.\./y)) this.pass();
        if (this.isOver || this.take(/\}/y) || (!this.take(/,/y) && this.at === at)) break;
      }
      this.take(/\s*@\s*[A-Za-z_][\w'-]*/y);
    }
    this.sign(/:/y);
    const body = this.expression(depth + 1);
    this.block = block.outer as Block;
    const span = this.from(start);
    // `a: b: …` is given both.
    if (body.kind === "function" && parameters.length > 0)
      return { ...body, parameters: [...parameters, ...body.parameters], span };
    const made: FunctionValue = { kind: "function", parameters, body: [body], returns: [body], span };
    return made;
  }

  #operators(depth: number): Value {
    const start = this.at;
    const all = [this.#application(depth + 1)];
    let sign = "";
    for (;;) {
      this.pass();
      const next = this.take(/\+\+|\/\/|->|\|>|[=!<>]=|&&|\|\||[+*/<>?-]/y)?.[0];
      if (next === undefined) break;
      sign = all.length > 1 && next !== sign ? "" : next;
      this.pass();
      const right = this.sees(/(?:let|with|if|assert)\b/y)
        ? this.expression(depth + 1)
        : this.#application(depth + 1);
      all.push(right);
    }
    return all.length > 1 ? opaque(sign, this.from(start), all) : (all[0] as Value);
  }

  #application(depth: number): Value {
    const start = this.at;
    if (this.take(/[!-]\s*(?:[!-]\s*)*/y)) {
      const value = this.#application(depth + 1);
      return opaque("!", this.from(start), [value]);
    }
    const called = this.#selection(depth);
    const given: Value[] = [];
    for (;;) {
      this.pass();
      if (!this.#begins()) break;
      const at = this.at;
      given.push(this.#selection(depth));
      // Too deep to be read.
      if (this.at === at) break;
    }
    if (given.length === 0) return called;
    const span = this.from(start);
    const reference = called.kind === "unknown" ? called.reference : undefined;
    if (reference === undefined) return opaque("", span, [called, ...given]);
    const name = reference.replace(/^.*\./, "");
    const call = {
      kind: "call" as const,
      name,
      nameSpan: called.span,
      callee: reference,
      arguments: given,
      named: [],
      span,
    };
    this.use(reference, this.block, (meant) => {
      call.callee = meant;
    });
    return call;
  }

  /** Whether an operand begins here. */
  #begins(): boolean {
    if (this.isOver || this.sees(KEYWORD) || this.sees(BINDING)) return false;
    return this.sees(/["'[({A-Za-z_\d]|\.{1,2}\/|~\/|\/(?=[\w.])|<(?=[\w])/y);
  }

  #selection(depth: number): Value {
    const start = this.at;
    let value = this.#operand(depth);
    while (this.take(/\s*\.(?=[A-Za-z_"$])/y)) {
      const at = this.at;
      const key = this.key(depth);
      const known = key.text;
      const { kind } = value;
      value =
        kind === "unknown" && value.reference !== undefined && known !== null
          ? this.named(`${value.reference}.${known}`, this.from(start))
          : opaque("[].", this.from(start), [value, key.value ?? { kind: "unknown", span: this.from(at) }]);
      if (this.take(/\s+or\b(?![\w'-])\s*/y)) this.#selection(depth + 1);
    }
    return value;
  }

  #operand(depth: number): Value {
    const start = this.at;
    if (depth > DEEPEST) return { kind: "unknown", span: this.from(start) };
    if (this.sees(/"|''/y)) return readText(this, () => this.expression(depth + 1));
    if (this.take(/\(/y)) {
      const value = this.expression(depth + 1);
      this.sign(/\)/y);
      return value;
    }
    if (this.take(/\[/y)) return this.#list(start, depth);
    const isOwn = this.take(/rec\b(?=\s*\{)\s*/y) !== null;
    if (this.take(/\{/y)) return this.set(start, isOwn, depth);
    const number = this.take(/\d+(?![\w.])/y)?.[0];
    if (number !== undefined)
      return { kind: "scalar", source: `${BigInt(number.slice(0, 30))}`, span: this.from(start) };
    if (this.take(/(?:\.{0,2}|~)\/[\w.+/-]+|<[\w./-]+>|[\d.]+/y))
      return { kind: "unknown", span: this.from(start) };
    const name = this.sees(KEYWORD) ? undefined : this.take(NAME)?.[0];
    const span = this.from(start);
    if (name === undefined) return { kind: "unknown", span };
    if (/^(?:true|false|null)$/.test(name)) return { kind: "scalar", source: name, span };
    return this.named(name, span);
  }

  #list(start: number, depth: number): Value {
    const values: Value[] = [];
    for (;;) {
      this.pass();
      if (this.isOver || this.take(/\]/y) || this.sees(/[});]/y) || this.sees(BINDING)) break;
      const at = this.at;
      values.push(this.#selection(depth + 1));
      if (this.at === at) this.at++;
    }
    const items = values.map((value): Item => ({ value, removal: this.#removal(value) }));
    return { kind: "list", items, span: this.from(start), whole: true };
  }

  /** A whole line, brackets round the item included; or the item and the blanks behind it. */
  #removal({ span }: Value): { start: number; end: number } | null {
    const open = /\(\s*$/.exec(this.source.slice(Math.max(0, span.start - 20), span.start));
    const close = /^\s*\)/.exec(this.source.slice(span.end, span.end + 20));
    const own =
      open && close ? { start: span.start - open[0].length, end: span.end + close[0].length } : span;
    const blanks = /^[ \t]*/.exec(this.source.slice(own.end))?.[0].length ?? 0;
    return lineRemoval(this.source, own, "#") ?? { start: own.start, end: own.end + blanks };
  }
}
