/** Declarations and expressions of Bicep as values. */

import type { PartSpace, Span } from "../../text/span.ts";
import { readText, textAt } from "./bicep-strings.ts";
import { Cursor } from "./cursor.ts";
import { opaque } from "./program-values.ts";
import { bracketRemoval, lineRemoval } from "./removal.ts";
import type { CallValue, Entry, FunctionValue, Item, Value } from "./value.ts";

type PartSpan = Span<PartSpace>;

/** A declaration: what its name stands for, and what it does. */
interface Declared {
  readonly name: string | null;
  readonly value: Value;
  readonly runs: Value;
}

/** Names of resources that others are in, and their types. */
interface Parent {
  readonly name: string;
  readonly type: string;
}

/** Expressions within expressions; what lies deeper is unknown. */
const DEEPEST = 60;

export class BicepExpressions extends Cursor {
  /** What loops give names. */
  readonly locals = new Map<string, Value>();
  #bound: ReadonlyMap<string, string> = new Map();

  /** A declaration; what is none is passed over to the end of its line. */
  declaration(): Declared | null {
    this.#skip(true);
    if (this.isOver) return null;
    const start = this.at;
    if (this.take(/@/y)) {
      const span = this.from(start);
      return { name: null, value: { kind: "unknown", span }, runs: this.#expression(0) };
    }
    const kind = this.take(/(?:metadata|param|var|resource|module|output)\b(?![.:(])/y)?.[0];
    if (kind === "resource" || kind === "module") return this.#resource(start, kind, null, 0);
    this.#skip(false);
    const name = kind ? (this.take(/[A-Za-z_]\w*/y)?.[0] ?? null) : null;
    // What stands between is a type.
    if (!kind || !this.take(/[^=\n'{[]*=(?![=~>])/y)) {
      this.skipLine();
      const span = this.from(start);
      return { name, value: { kind: "unknown", span }, runs: { kind: "unknown", span } };
    }
    this.#skip(true);
    const value = this.#expression(0);
    const isName = kind === "param" || kind === "var";
    return { name: isName ? name : null, value, runs: value };
  }

  /** `resource zone 'Microsoft.Network/dnsZones@2018-05-01' existing = { … }`. */
  #resource(start: number, kind: string, parent: Parent | null, depth: number): Declared {
    this.#skip(false);
    const name = this.take(/[A-Za-z_]\w*/y)?.[0] ?? "";
    this.#skip(false);
    const type = this.sees(/'/y) ? this.#string(depth) : null;
    const written = type?.kind === "text" ? type.text.text.replace(/@.*$/s, "") : "";
    const full = parent ? `${parent.type}/${written}` : written;
    this.take(/[ \t]*(?:existing)?[ \t]*=?/y);
    this.#skip(false);
    const outer: Value[] = parent
      ? [{ kind: "unknown", reference: parent.name, span: this.from(start) }]
      : [];
    const make = (body: Value): Value => {
      const span = { start, end: body.span.end };
      return {
        kind: "call",
        name: `${kind} ${full}`,
        nameSpan: span,
        arguments: [body, ...outer],
        named: [],
        span,
      };
    };
    const body = this.#body(make, { name, type: full }, depth + 1);
    return { name: name || null, value: body.value, runs: body.runs };
  }

  /** What describes a resource, where `make` says what becomes of it: in a loop, under a condition, or there. */
  #body(make: (body: Value) => Value, own: Parent, depth: number): { value: Value; runs: Value } {
    const start = this.at;
    const unknown = (): Value => ({ kind: "unknown", span: this.from(start) });
    if (depth > DEEPEST) return { value: unknown(), runs: unknown() };
    if (this.take(/if\b\s*/y)) {
      const test = this.#expression(depth);
      this.#skip(false);
      const { value, runs } = this.#body(make, own, depth + 1);
      return { value, runs: opaque("if", this.from(start), [test, runs]) };
    }
    if (this.take(/\[\s*for\b/y)) {
      const runs = this.#loop(start, depth, () => this.#body(make, own, depth + 1).runs);
      return { value: { kind: "unknown", span: runs.span }, runs };
    }
    const value = this.sees(/\{/y) ? this.#object(depth, own) : this.#expression(depth);
    return { value, runs: make(value) };
  }

  /** Behind `[for`: a call with a function, as loops of programs are. */
  #loop(start: number, depth: number, body: () => Value): CallValue {
    const outer = this.#bound;
    const names = this.take(/\s*\(?\s*([A-Za-z_]\w*)(?:\s*,\s*([A-Za-z_]\w*)\s*\))?\s+in\b/y);
    this.#skip(false);
    const list = this.#expression(depth);
    this.#skip(false);
    this.take(/:/y);
    this.#skip(true);
    const bound = new Map(outer);
    const parameters = (names ?? []).slice(1).flatMap((name) => {
      if (!name) return [];
      const reference = `${name}@${start}`;
      bound.set(name, reference);
      this.locals.set(reference, { kind: "unknown", span: this.from(start) });
      return [reference];
    });
    this.#bound = bound;
    const inner = body();
    this.#bound = outer;
    this.#skip(true);
    this.take(/\]/y);
    const span = this.from(start);
    // The second name counts.
    const each: FunctionValue = {
      kind: "function",
      parameters: parameters.slice(0, 1),
      body: [inner],
      returns: [inner],
      span,
    };
    return opaque("for of", span, [list, each]);
  }

  #expression(depth: number): Value {
    const start = this.at;
    if (depth > DEEPEST) return { kind: "unknown", span: this.from(start) };
    const left = this.#operand(depth + 1);
    const all: Value[] = [left];
    let sign = "";
    while (!this.isOver) {
      this.take(/[ \t]*/y);
      const next = this.take(/\?\?|\|\||&&|[=!<>]=|=~|!~|[<>*/%+-](?![/*])/y);
      if (!next) break;
      sign = all.length > 1 && sign !== next[0] ? "" : next[0];
      this.#skip(false);
      all.push(this.#operand(depth + 1));
    }
    const value = all.length > 1 ? opaque(sign, this.from(start), all) : left;
    if (!this.take(/\s*\?(?![?.])/y)) return value;
    this.#skip(true);
    const yes = this.#expression(depth + 1);
    if (!this.take(/\s*:/y)) return opaque("", this.from(start), [value, yes]);
    this.#skip(true);
    const no = this.#expression(depth + 1);
    return opaque("?:", this.from(start), [value, yes, no]);
  }

  #operand(depth: number): Value {
    const start = this.at;
    if (depth > DEEPEST) return { kind: "unknown", span: this.from(start) };
    if (this.take(/[!-](?=\S)/y)) {
      const value = this.#operand(depth + 1);
      return opaque("!", this.from(start), [value]);
    }
    return this.#behind(this.#plain(depth), start, depth);
  }

  #plain(depth: number): Value {
    const start = this.at;
    if (this.sees(/\$?'/y)) return this.#string(depth);
    if (this.sees(/\{/y)) return this.#object(depth, null);
    if (this.take(/\[\s*for\b/y)) {
      const loop = this.#loop(start, depth, () => this.#expression(depth + 1));
      return { ...loop, name: "for" };
    }
    if (this.sees(/\[/y)) return this.#array(depth);
    if (this.take(/\(/y)) {
      const values = this.#given(depth);
      return values.length === 1 ? (values[0] as Value) : opaque("", this.from(start), values);
    }
    const scalar = this.take(/(?:\d+|true|false|null)\b/y);
    if (scalar) return { kind: "scalar", source: scalar[0], span: this.from(start) };
    const name = this.take(/[A-Za-z_]\w*/y)?.[0];
    if (name === undefined) return { kind: "unknown", span: this.from(start) };
    if (this.take(/\s*=>/y)) {
      this.#skip(true);
      const value = this.#expression(depth + 1);
      return opaque("=>", this.from(start), [value]);
    }
    return { kind: "unknown", span: this.from(start), reference: this.#bound.get(name) ?? name };
  }

  /** What is called, or a part of it: `a.b`, `a[0]`, `f(x)`. */
  #behind(first: Value, start: number, depth: number): Value {
    let value = first;
    for (;;) {
      const member = this.take(/(?:\.\??|::)([A-Za-z_]\w*)/y)?.[1];
      if (member !== undefined) {
        const key = textAt(this.source, this.at - member.length, this.at);
        value =
          value.kind === "unknown" && value.reference !== undefined
            ? { kind: "unknown", span: this.from(start), reference: `${value.reference}.${member}` }
            : opaque("[].", this.from(start), [value, key]);
      } else if (this.take(/\[\??/y)) {
        this.#skip(true);
        const key = this.#expression(depth + 1);
        this.take(/\s*\]/y);
        value = opaque("[].", this.from(start), [value, key]);
      } else if (value.kind === "unknown" && value.reference !== undefined && this.take(/\(/y)) {
        const name = value.reference;
        const nameSpan = value.span;
        const given = this.#given(depth);
        value = { kind: "call", name, nameSpan, arguments: given, named: [], span: this.from(start) };
      } else if (!this.take(/!(?![=~])/y)) return value;
    }
  }

  /** Arguments, behind the bracket. */
  #given(depth: number): Value[] {
    const out: Value[] = [];
    for (;;) {
      this.#skip(true);
      const start = this.at;
      if (this.isOver || this.take(/\)/y) || this.sees(/[\]}]/y)) return out;
      out.push(this.#expression(depth + 1));
      this.#skip(true);
      if (!this.take(/,/y) && this.at === start) return out;
    }
  }

  #array(depth: number): Value {
    const start = this.at;
    this.take(/\[/y);
    const values: Value[] = [];
    let whole = true;
    for (;;) {
      this.#skip(true);
      this.take(/,\s*/y);
      this.#skip(true);
      // A key stands in no array: its bracket is missing.
      if (this.isOver || this.take(/\]/y) || this.sees(/\}|[A-Za-z_]\w*[ \t]*:(?!:)/y)) break;
      const at = this.at;
      if (this.take(/\.\.\./y)) {
        whole = false;
        this.#expression(depth + 1);
      } else values.push(this.#expression(depth + 1));
      if (this.at === at) this.at++;
    }
    const spans = values.map(({ span }) => span);
    const items = values.map((value, i): Item => ({ value, removal: this.#removal(spans, i) }));
    return { kind: "list", items, span: this.from(start), whole };
  }

  #removal(spans: readonly PartSpan[], index: number): PartSpan | null {
    const own = spans[index] as PartSpan;
    return lineRemoval(this.source, own, "//") ?? bracketRemoval(this.source, spans, index);
  }

  /** `own` is the resource that it describes: others may stand in it. */
  #object(depth: number, own: Parent | null): Value {
    const start = this.at;
    this.take(/\{/y);
    const entries: Entry[] = [];
    let whole = true;
    for (;;) {
      this.#skip(true);
      this.take(/,/y);
      this.#skip(true);
      if (this.isOver || this.take(/\}/y) || this.sees(/\]/y)) break;
      const at = this.at;
      if (own && this.take(/resource\b(?=[ \t]+\w)/y)) {
        const { runs } = this.#resource(at, "resource", own, depth + 1);
        entries.push({ key: null, keySpan: runs.span, value: runs, span: runs.span, removal: null });
        continue;
      }
      const name = this.sees(/'/y) ? this.#string(depth) : (this.take(/[A-Za-z_]\w*/y)?.[0] ?? null);
      const keySpan = this.from(at);
      if (name === null || !this.take(/\s*:/y)) {
        whole &&= !this.sees(/\.\.\./y);
        this.skipLine();
        if (this.at === at) this.at++;
        continue;
      }
      this.take(/[ \t]*/y);
      const value = this.#expression(depth + 1);
      const key = typeof name === "string" ? name : name.kind === "text" ? name.text.text : null;
      entries.push({ key, keySpan, value, span: this.from(at), removal: null });
    }
    return { kind: "map", entries, span: this.from(start), whole };
  }

  #string(depth: number): Value {
    return readText(this, () => this.#expression(depth + 1));
  }

  #skip(lines: boolean): void {
    do this.skip(lines, "//");
    while (
      // Directives to the compiler.
      lines &&
      this.take(/#[a-z-]+[^\n\r]*/y)
    );
  }
}
