/**
 * Ruby, as far as files of settings use it: statements, calls with blocks, texts, lists and names. What is damaged is
 * passed over; each call of `hosted_zone` that begins a line begins anew.
 */

import { opaque, programTree } from "./program-values.ts";
import { DEEPEST, ExpressionReader } from "./ruby-expression.ts";
import type { Syntax } from "./syntax.ts";
import type { FunctionValue, Value } from "./value.ts";

export const ruby: Syntax = {
  sections(text) {
    const starts = [0];
    for (const { index } of text.matchAll(/^(?:hosted_zone|template)\b/gm)) {
      if (index > 0 && !isHidden(text, index)) starts.push(index);
    }
    return starts;
  },
  read(source) {
    const reader = new Reader(source);
    const values = reader.all();
    return programTree(source, values, reader, reader.comments);
  },
};

/** Whether a line stands in a comment of several lines. */
function isHidden(text: string, at: number): boolean {
  const before = text.slice(0, at);
  const begin =
    before.startsWith("=begin") && !before.includes("\n=begin") ? 0 : before.lastIndexOf("\n=begin");
  return begin >= 0 && before.slice(begin + 1).search(/^=end/m) < 0;
}

class Reader extends ExpressionReader {
  all(): Value[] {
    const out: Value[] = [];
    while (!this.isOver) {
      for (const value of this.#statements(0)) out.push(value);
      // An `end` or a bracket too many.
      this.take(/end\b|[\])}]|\S/y);
    }
    return out;
  }

  /** As far as what ends them, which is left there. */
  #statements(depth: number): Value[] {
    const out: Value[] = [];
    for (;;) {
      this.pass();
      if (this.isOver || this.sees(/end\b(?![?!:])|[\])}]/y)) return out;
      const at = this.at;
      out.push(this.#statement(depth));
      if (this.at === at) this.at++;
    }
  }

  #statement(depth: number): Value {
    const start = this.at;
    if (depth > DEEPEST) {
      this.skipLine();
      return { kind: "unknown", span: this.from(start) };
    }
    if (this.take(/(?:elsif|else|when|rescue|ensure)\b/y)) {
      const tests = this.sees(/[ \t]*\S/y) ? [this.expression(depth + 1)] : [];
      return opaque("", this.from(start), tests);
    }
    const word = this.take(/(?:if|unless|while|until|case|begin|class|module|for|def)\b(?![?!:.])/y)?.[0];
    if (word === "def") return this.#define(start, depth);
    if (word !== undefined) {
      // The first line says when.
      this.take(/[^\n#;]*/y);
      const values = this.#statements(depth + 1);
      this.take(/end\b/y);
      return opaque(
        word === "begin" || word === "module" || word === "class" ? "" : "if",
        this.from(start),
        values,
      );
    }
    const value = this.expression(depth + 1, true);
    return this.take(/[ \t]+(?:if|unless)\b[^\n]*/y) ? opaque("if", this.from(start), [value]) : value;
  }

  #define(start: number, depth: number): Value {
    const name = this.take(/[ \t]+(?:self\.)?([a-z_]\w*[?!]?)/y)?.[1];
    const each = this.block(start, depth, /[ \t]*\(?([^)\n]*)\)?/y);
    // A call without arguments is written as a name is.
    const [result] = each.parameters.length === 0 ? each.returns : [];
    if (name !== undefined) this.give(name, result ?? each);
    return each;
  }

  protected block(start: number, depth: number, parameters: RegExp): FunctionValue {
    const outer = this.bound;
    const bound = new Map(outer);
    const names: string[] = [];
    const from = this.at;
    for (const [, name] of (this.take(parameters)?.[1] ?? "").matchAll(/(?:^|,)\s*([a-z_]\w*)/g)) {
      if (name === undefined) continue;
      const reference = `${name}@${from}`;
      bound.set(name, reference);
      names.push(reference);
      this.locals.set(reference, { kind: "unknown", span: this.from(from) });
    }
    this.bound = bound;
    const body = this.#statements(depth + 1);
    this.bound = outer;
    this.take(/end\b|\}/y);
    return { kind: "function", parameters: names, body, returns: body.slice(-1), span: this.from(start) };
  }
}
