/** Names of Nix and the sets that give them: `a.b = …;`, `inherit (x) a;`, and which binding a name means. */

import { Cursor } from "./cursor.ts";
import { type Block, resolve, type Use } from "./nix-names.ts";
import { readText } from "./nix-strings.ts";
import { nameOf } from "./program-values.ts";
import type { Entry, Value } from "./value.ts";

/** Expressions within expressions; what lies deeper is unknown. */
export const DEEPEST = 80;

export const NAME = /[A-Za-z_][\w'-]*/y;
/** `a.b =`: a bracket or a semicolon before it is missing. */
export const BINDING = /(?:[A-Za-z_][\w'-]*|"[^"\n]*")(?:\s*\.\s*(?:[A-Za-z_][\w'-]*|"[^"\n]*"))*\s*=(?!=)/y;

interface Key {
  /** Null where it is computed. */
  readonly text: string | null;
  readonly value?: Value;
}

export abstract class BindingReader extends Cursor {
  readonly locals = new Map<string, Value>();
  readonly #uses: Use[] = [];
  /** The names that count here. */
  protected block: Block = { outer: null, names: new Map() };

  /** The value that is given to a name. */
  abstract expression(depth: number): Value;

  /** Gives all names the meaning that they have where they are used. */
  resolve(): void {
    resolve(this.#uses);
  }

  /** A name is used; `mean` is told what it means, when that is known. */
  protected use(path: string, block: Block | null, mean: Use["mean"]): void {
    this.#uses.push({ block, path, mean });
  }

  /** A name, whose meaning is found when all blocks around it have been read. */
  protected named(path: string, span: Value["span"], block: Block | null = this.block): Value {
    const value = { kind: "unknown" as const, span, reference: path };
    this.use(path, block, (reference) => {
      value.reference = reference;
    });
    return value;
  }

  /** A block gives a name; one that is given two values has none for certain. */
  protected give({ names }: Block, key: string | null, value: Value): void {
    if (key === null) return;
    const known = names.get(key);
    const reference = known ?? `${key}@${value.span.start}`;
    names.set(key, reference);
    this.locals.set(reference, known === undefined ? value : { kind: "unknown", span: value.span });
  }

  /** The set whose bracket is passed already; in its `own` names count that it gives itself (`rec`). */
  protected set(start: number, isOwn: boolean, depth: number): Value {
    const outer = this.block;
    if (isOwn) this.block = { outer, names: new Map() };
    const entries = this.bindings(/\}/y, depth, outer);
    if (isOwn) for (const { key, value } of entries) this.give(this.block, key, value);
    this.block = outer;
    this.take(/\}/y);
    return { kind: "map", entries, span: this.from(start), whole: entries.every(({ key }) => key !== null) };
  }

  /** `a.b = …;` and `inherit (x) a;`, to the sign that ends them. */
  protected bindings(end: RegExp, depth: number, outer: Block | null): Entry[] {
    const out: Entry[] = [];
    for (;;) {
      this.pass();
      if (this.isOver || this.sees(end) || this.sees(/[)\]}]/y) || depth > DEEPEST) return out;
      const at = this.at;
      if (this.take(/inherit\b(?![\w'-])/y)) out.push(...this.#inherited(depth, outer));
      else if (this.sees(/[A-Za-z_"$]/y)) {
        const keys = [this.key(depth)];
        while (this.sign(/\./y)) keys.push(this.key(depth));
        if (this.sign(/=/y)) out.push(this.#entry(at, keys, this.expression(depth + 1)));
        this.sign(/;/y);
      }
      // What is no binding is passed over.
      if (this.at === at) this.at++;
    }
  }

  #entry(start: number, [first, ...more]: readonly Key[], value: Value): Entry {
    const span = this.from(start);
    const keySpan = first?.value?.span ?? span;
    if (!first || more.length === 0) return { key: first?.text ?? null, keySpan, value, span, removal: null };
    const inner = this.#entry(start, more, value);
    return {
      key: first.text,
      keySpan,
      value: { kind: "map", entries: [inner], span, whole: true },
      span,
      removal: null,
    };
  }

  #inherited(depth: number, outer: Block | null): Entry[] {
    this.pass();
    const from = this.take(/\(/y) ? this.expression(depth + 1) : null;
    if (from) this.sign(/\)/y);
    const out: Entry[] = [];
    for (;;) {
      this.pass();
      const start = this.at;
      const name = this.sees(BINDING) ? undefined : this.take(NAME)?.[0];
      if (name === undefined) break;
      const span = this.from(start);
      const path =
        from?.kind === "unknown" && from.reference !== undefined ? `${from.reference}.${name}` : null;
      const value: Value = !from
        ? this.named(name, span, outer)
        : path === null
          ? { kind: "unknown", span }
          : this.named(path, span);
      out.push({ key: name, keySpan: span, value, span, removal: null });
    }
    this.sign(/;/y);
    return out;
  }

  /** A name, a text, or what is computed. */
  protected key(depth: number): Key {
    this.pass();
    const start = this.at;
    if (this.sees(/"/y)) {
      const value = readText(this, () => this.expression(depth + 1));
      return { text: value.kind === "text" && value.text.holes.length === 0 ? value.text.text : null, value };
    }
    if (this.take(/\$\{/y)) {
      const value = this.expression(depth + 1);
      this.sign(/\}/y);
      return { text: null, value };
    }
    const name = this.take(NAME)?.[0] ?? null;
    return { text: name, value: nameOf(this.source, { from: start, to: this.at }) };
  }

  /** Passes over blanks, and over the sign where it stands behind them. */
  protected sign(sign: RegExp): boolean {
    this.pass();
    return this.take(sign) !== null;
  }

  /** Passes over blanks and comments. */
  protected pass(): void {
    this.skip(true, "#");
  }
}
