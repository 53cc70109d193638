/** Expressions of Ruby as values: texts, lists, names, and calls with what is given to them. */

import { Cursor } from "./cursor.ts";
import { LONGEST_CHAIN, opaque } from "./program-values.ts";
import { bracketRemoval } from "./removal.ts";
import { readText, styleAt, wordAt } from "./ruby-strings.ts";
import type { CallValue, Entry, FunctionValue, Item, Value } from "./value.ts";

/** Statements and expressions within each other; what lies deeper is unknown. */
export const DEEPEST = 60;
/** What may be the first argument of a call without brackets. */
const ARGUMENT =
  /[ \t]+(?=["'(\d:[A-Za-z_]|%[qQwWiI]?[([{<|!/]|<<[~-]?["'A-Z])(?!(?:do|if|unless|and|or|end|then|while|until|in|rescue)\b)/y;

export abstract class ExpressionReader extends Cursor {
  readonly names = new Map<string, Value>();
  readonly locals = new Map<string, Value>();
  /** Terminators of texts whose lines begin with the next one. */
  readonly #heredocs: string[] = [];
  /** Whether a block with `do` belongs to a call whose arguments are being read. */
  #isArgument = false;
  /** What names of blocks mean here. */
  protected bound: ReadonlyMap<string, string> = new Map();

  /** Parameters that the pattern finds, then statements as far as `end` or a brace. */
  protected abstract block(start: number, depth: number, parameters: RegExp): FunctionValue;

  /** A name that is given two values has none for certain. */
  protected give(name: string, value: Value): void {
    this.names.set(name, this.names.has(name) ? { kind: "unknown", span: value.span } : value);
  }

  /** `command` allows a call without brackets. */
  protected expression(depth: number, command = false): Value {
    const start = this.at;
    if (depth > DEEPEST) return { kind: "unknown", span: this.from(start) };
    const target = this.take(/([A-Za-z_]\w*)[ \t]*(\|\||\+)?=(?![=~>])\s*/y);
    if (target) {
      const value = this.expression(depth + 1, true);
      const name = target[1] as string;
      this.give(name, target[2] === "+" ? { kind: "unknown", span: value.span } : value);
      return value;
    }
    const all = [this.#operand(depth, command)];
    let sign = "";
    for (;;) {
      const next = this.take(/[ \t]*(\+|<<|==|&&|\|\||[*/-](?=[ \t]))\s*/y)?.[1];
      if (next === undefined) break;
      sign = all.length > 1 && next !== sign ? "" : next;
      all.push(this.#operand(depth, false));
    }
    const value = all.length > 1 ? opaque(sign, this.from(start), all) : (all[0] as Value);
    if (!this.take(/[ \t]+\?\s+/y)) return value;
    const yes = this.expression(depth + 1);
    this.take(/\s*:\s+/y);
    const no = this.expression(depth + 1);
    return opaque("?:", this.from(start), [value, yes, no]);
  }

  #operand(depth: number, command: boolean): Value {
    const start = this.at;
    let value = this.#plain(depth, command);
    for (let links = 1; ; links++) {
      // What calls of calls begin with is forgotten before it lies too deep for those who look into them.
      if (links > LONGEST_CHAIN) value = { kind: "unknown", span: this.from(start) };
      const method = this.take(/\s*(?:&?\.|::)([A-Za-z_]\w*[?!]?)/y)?.[1];
      if (method === undefined) {
        if (!this.take(/\[/y)) break;
        const given = this.#given(/\]/y, depth);
        value = opaque("[].", this.from(start), [value, ...given]);
        continue;
      }
      const brackets = this.take(/\(/y);
      const given = brackets ? this.#given(/\)/y, depth) : [];
      const nameSpan = this.from(this.at);
      const block = this.#blockBehind(depth, brackets !== null);
      const { kind } = value;
      if (method === "each" && block) value = opaque("for of", this.from(start), [value, block]);
      else if (kind === "unknown" && value.reference !== undefined && given.length === 0 && !block)
        value = { kind: "unknown", span: this.from(start), reference: `${value.reference}.${method}` };
      else {
        const all = [value, ...given, ...(block ? [block] : [])];
        value = {
          kind: "call",
          name: `.${method}`,
          nameSpan,
          arguments: all,
          named: [],
          span: this.from(start),
        };
      }
    }
    if (value.kind === "unknown" && value.reference !== undefined) {
      // `a.freeze` is a text as it is.
      const [, of] = /^(.+)\.(?:freeze|to_s|strip)$/.exec(value.reference) ?? [];
      if (of !== undefined) return { ...value, reference: of };
    }
    return value;
  }

  #plain(depth: number, command: boolean): Value {
    const start = this.at;
    const words = this.take(/%[wW]([([{<|!/])/y);
    if (words) return this.#words(start, words[1] as string);
    const style = styleAt(this);
    if (style) {
      const texts = [readText(this, start, style, () => this.expression(depth + 1))];
      // Texts beside each other are one.
      while (this.take(/[ \t]*(?:\\\r?\n[ \t]*)?(?=["'])/y)) {
        const at = this.at;
        const next = styleAt(this);
        if (next) texts.push(readText(this, at, next, () => this.expression(depth + 1)));
      }
      return texts.length > 1 ? opaque("`", this.from(start), texts) : (texts[0] as Value);
    }
    if (this.take(/\[/y)) return this.#list(start, depth);
    if (this.take(/\{/y)) return this.#hash(start, depth);
    if (this.take(/\(/y)) {
      const [value] = this.#given(/\)/y, depth);
      return value ?? { kind: "unknown", span: this.from(start) };
    }
    const heredoc = this.take(/<<[~-]?(["']?)([A-Z]\w*)\1/y);
    if (heredoc) {
      this.#heredocs.push(heredoc[2] as string);
      return { kind: "unknown", span: this.from(start) };
    }
    const number = this.take(/\d[\d_]*(?![\w.])/y)?.[0];
    if (number !== undefined)
      return { kind: "scalar", source: number.replaceAll("_", ""), span: this.from(start) };
    const name = this.take(/:?[A-Za-z_]\w*[?!]?(?:::[A-Z]\w*)*/y)?.[0];
    if (name === undefined || name.startsWith(":")) return { kind: "unknown", span: this.from(start) };
    const nameSpan = this.from(start);
    const bound = this.bound.get(name);
    const brackets = this.take(/\(/y);
    const given = brackets
      ? this.#given(/\)/y, depth)
      : command && bound === undefined && this.take(ARGUMENT)
        ? this.#given(null, depth)
        : null;
    const block = this.#blockBehind(depth, brackets !== null);
    if (!given?.length && !block) {
      const isWord = /^(?:true|false|nil)$/.test(name);
      return isWord
        ? { kind: "scalar", source: name, span: nameSpan }
        : { kind: "unknown", span: nameSpan, reference: bound ?? name };
    }
    const all = [...(given ?? []), ...(block ? [block] : [])];
    const call: CallValue = {
      kind: "call",
      name,
      nameSpan,
      callee: name,
      arguments: all,
      named: [],
      span: this.from(start),
    };
    return call;
  }

  /** Behind brackets a brace is no map. */
  #blockBehind(depth: number, isBehindBrackets: boolean): FunctionValue | null {
    const start = this.at;
    const brace = isBehindBrackets ? /[ \t]*\{/y : /[ \t]*\{(?=[ \t]*\||[ \t]*\n)/y;
    if (!(!this.#isArgument && this.take(/[ \t]*do\b/y)) && !this.take(brace)) return null;
    return this.#within(false, () => this.block(start, depth, /[ \t]*\|([^|\n]*)\|/y));
  }

  #within<T>(isArgument: boolean, read: () => T): T {
    const outer = this.#isArgument;
    this.#isArgument = isArgument;
    const value = read();
    this.#isArgument = outer;
    return value;
  }

  /** Arguments as far as the bracket; without one, as far as the line goes on with commas. */
  #given(end: RegExp | null, depth: number): Value[] {
    return this.#within(end === null, () => this.#arguments(end, depth));
  }

  #arguments(end: RegExp | null, depth: number): Value[] {
    const out: Value[] = [];
    for (;;) {
      if (end) this.pass();
      else this.take(/[ \t]*/y);
      if (this.isOver || (end ? this.take(end) : this.sees(/\n/y)) || this.sees(/end\b|[\]}]/y)) return out;
      const at = this.at;
      // Arguments by name say nothing of records.
      const isNamed = this.take(/(?::?\w+[ \t]*=>|\w+:(?!:))[ \t]*/y) !== null;
      const value = this.expression(depth + 1);
      if (!isNamed) out.push(value);
      if (end) this.pass();
      else this.take(/[ \t]*/y);
      if (!this.take(/,/y)) {
        if (end) this.take(end);
        return out;
      }
      this.pass();
      if (this.at === at) return out;
    }
  }

  #list(start: number, depth: number): Value {
    const values = this.#given(/\]/y, depth);
    const spans = values.map(({ span }) => span);
    const items = values.map((value, i): Item => ({ value, removal: bracketRemoval(this.source, spans, i) }));
    return { kind: "list", items, span: this.from(start), whole: true };
  }

  #words(start: number, open: string): Value {
    const close = { "(": ")", "[": "]", "{": "}", "<": ">" }[open] ?? open;
    const items: Item[] = [];
    for (;;) {
      this.take(/\s+/y);
      const at = this.at;
      while (!this.isOver && !/\s/.test(this.source[this.at] ?? "") && this.source[this.at] !== close)
        this.at += this.source[this.at] === "\\" ? 2 : 1;
      if (this.at > at) items.push({ value: wordAt(this.source, at, this.at), removal: null });
      if (this.isOver || this.source[this.at] === close) break;
    }
    this.at++;
    return { kind: "list", items, span: this.from(start), whole: true };
  }

  #hash(start: number, depth: number): Value {
    const entries: Entry[] = [];
    for (;;) {
      this.pass();
      if (this.isOver || this.take(/\}/y) || this.sees(/[\])]|end\b/y)) break;
      const at = this.at;
      const word = this.take(/(\w+):(?!:)\s*|:(\w+)\s*=>\s*/y);
      const text = word ? null : this.expression(depth + 1);
      if (!word) this.take(/\s*=>\s*/y);
      const value = this.expression(depth + 1);
      const key = word ? (word[1] ?? word[2] ?? null) : text?.kind === "text" ? text.text.text : null;
      entries.push({ key, keySpan: this.from(at), value, span: this.from(at), removal: null });
      this.pass();
      if (!this.take(/,/y) && this.at === at) this.at++;
    }
    return { kind: "map", entries, span: this.from(start), whole: entries.every(({ key }) => key !== null) };
  }

  /** Passes over blanks, comments, line ends, and the texts that begin behind one. */
  protected pass(): void {
    for (;;) {
      const start = this.at;
      if (this.take(/\r?\n/y)) {
        for (const word of this.#heredocs.splice(0)) {
          const end = new RegExp(`^[ \\t]*${word}[ \\t\\r]*$`, "gm");
          end.lastIndex = this.at;
          this.at = end.exec(this.source) ? end.lastIndex : this.source.length;
        }
        if (this.take(/__END__[ \t\r]*(?=\n|$)/y)) this.at = this.source.length;
      } else if (this.take(/^=begin[\s\S]*?(?:^=end[^\n]*|(?![\s\S]))/my)) this.comment(start, 6);
      else if (this.take(/#[^\n]*/y)) this.comment(start, 1);
      else if (!this.take(/[ \t;]+|\\\r?\n/y)) return;
    }
  }
}
