/** JSON, with comments and what half-typed text leaves out: the scanner is that of `jsonc-parser`. */

import { createScanner, type JSONScanner } from "jsonc-parser";
import type { Decoded, Encode } from "../../text/decoded.ts";
import { DecodedBuilder } from "../../text/decoded-builder.ts";
import type { PartSpace, Span } from "../../text/span.ts";
import type { Comment } from "../comment.ts";
import { commentIn } from "../comment.ts";
import { cutJson, isCutAlike } from "./json-sections.ts";
import { bracketRemoval } from "./removal.ts";
import type { Syntax } from "./syntax.ts";
import type { Entry, Item, Tree, Value } from "./value.ts";

type PartSpan = Span<PartSpace>;

/** Lists and objects within each other; what lies deeper is unknown. */
const DEEPEST = 100;

/** The scanner's `SyntaxKind`, which is no value that can be imported. */
const kinds = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  blank: 15,
  unknown: 16,
  end: 17,
} as const;

const OVER: ReadonlySet<number> = new Set([kinds.end, kinds.closeBrace, kinds.closeBracket]);

export const json: Syntax = {
  sections: (text) => cutJson(text).starts,
  cut: cutJson,
  isCutAlike,
  read: (section, lead = "") => new Reader(section, lead).tree(),
};

class Reader {
  readonly #source: string;
  /** How much stands before the source in what is scanned. */
  readonly #shift: number;
  readonly #scanner: JSONScanner;
  readonly #comments: Comment[] = [];
  #token: number = kinds.unknown;
  /** The end of the token before. */
  #end = 0;

  constructor(source: string, lead: string) {
    this.#source = source;
    this.#shift = lead.length;
    this.#scanner = createScanner(lead + source, false);
    this.#next();
  }

  tree(): Tree {
    const items: Item[] = [];
    // Several values in a row are lines of a log or of a stream.
    while (this.#token !== kinds.end) {
      const value = this.#isKey() ? this.#entries(this.#span().start, 0) : this.#value(0);
      if (value) items.push({ value, removal: null });
      else this.#next();
    }
    const span = { start: 0, end: this.#source.length };
    const [only] = items;
    const root: Value = only && items.length === 1 ? only.value : { kind: "list", items, span, whole: true };
    return { root: withoutBraces(root), comments: this.#comments, names: new Map() };
  }

  /** The next token that is more than a blank. */
  #next(): void {
    this.#end = this.#span().end;
    for (;;) {
      this.#token = this.#scanner.scan();
      if (this.#token === kinds.lineComment || this.#token === kinds.blockComment) {
        this.#comment();
      } else if (this.#token !== kinds.blank && this.#token !== kinds.lineBreak) return;
    }
  }

  #comment(): void {
    const closing = this.#token === kinds.blockComment ? "*/" : "";
    this.#comments.push(commentIn(this.#source, this.#span(), 2, closing));
  }

  #span(): PartSpan {
    const start = this.#scanner.getTokenOffset() - this.#shift;
    const end = start + this.#scanner.getTokenLength();
    // What leads to the source has no place in it.
    return { start: Math.max(0, start), end: Math.max(0, end) };
  }

  /** Whether the token stands in what leads to the source. */
  #isBefore(): boolean {
    return this.#scanner.getTokenOffset() < this.#shift;
  }

  /** A value, or undefined where none begins here. */
  #value(depth: number): Value | undefined {
    const span = this.#span();
    switch (this.#token) {
      case kinds.openBrace:
        return this.#object(span.start, depth);
      case kinds.openBracket:
        return this.#array(span.start, depth);
      case kinds.string: {
        const text = this.#isBefore()
          ? unplaced(this.#source, this.#scanner.getTokenValue())
          : decodeString(this.#source, span);
        this.#next();
        return { kind: "text", text, span };
      }
      case kinds.number:
      case kinds.true:
      case kinds.false:
      case kinds.null:
      case kinds.unknown:
        this.#next();
        return { kind: "scalar", source: this.#source.slice(span.start, span.end), span };
      default:
        return undefined;
    }
  }

  /** Whether a key stands here, which it may where the bracket before it is lost. */
  #isKey(): boolean {
    return (
      this.#token === kinds.string &&
      /^\s*:/.test(this.#source.slice(this.#span().end, this.#span().end + 20))
    );
  }

  #object(start: number, depth: number): Value {
    this.#next();
    return this.#entries(start, depth);
  }

  #entries(start: number, depth: number): Value {
    const entries: { entry: Omit<Entry, "removal">; end: number }[] = [];
    while (!this.#isOver(kinds.closeBrace)) {
      if (this.#token !== kinds.string) {
        // A comma, or something that is out of place, and may be what a bracket too many stands round.
        const at = this.#span();
        const value = depth < DEEPEST ? this.#value(depth + 1) : undefined;
        if (value)
          entries.push({ entry: { key: null, keySpan: at, value, span: value.span }, end: value.span.end });
        else this.#next();
        continue;
      }
      const keySpan = this.#span();
      const key = this.#scanner.getTokenValue();
      this.#next();
      let value: Value | undefined;
      if (this.#is(kinds.colon)) {
        this.#next();
        value = depth < DEEPEST ? this.#value(depth + 1) : undefined;
      }
      value ??= { kind: "unknown", span: { start: keySpan.end, end: keySpan.end } };
      const end = Math.max(keySpan.end, value.span.end);
      entries.push({ entry: { key, keySpan, value, span: { start: keySpan.start, end } }, end });
    }
    const inside = { start: start + 1, end: this.#close(kinds.closeBrace) };
    const spans = entries.map(({ entry }) => entry.span);
    return {
      kind: "map",
      entries: entries.map(({ entry }, i) => ({ ...entry, removal: bracketRemoval(this.#source, spans, i) })),
      span: { start, end: inside.end },
      whole: true,
    };
  }

  #array(start: number, depth: number): Value {
    this.#next();
    const values: Value[] = [];
    while (!this.#isOver(kinds.closeBracket)) {
      const value = depth < DEEPEST ? this.#value(depth + 1) : undefined;
      if (value) values.push(value);
      else this.#skip(depth);
    }
    const end = this.#close(kinds.closeBracket);
    const spans = values.map(({ span }) => span);
    const items = values.map(
      (value, i): Item => ({ value, removal: bracketRemoval(this.#source, spans, i) }),
    );
    return { kind: "list", items, span: { start, end }, whole: true };
  }

  /** Whether a list ends here: with its bracket, with one of another kind that was forgotten, or with the text. */
  #isOver(close: number): boolean {
    return this.#token === close || OVER.has(this.#token);
  }

  #is(kind: number): boolean {
    return this.#token === kind;
  }

  #close(close: number): number {
    if (this.#token !== close) return this.#end;
    const { end } = this.#span();
    this.#next();
    return end;
  }

  /** Passes over what has no place here, brackets and all. */
  #skip(depth: number): void {
    if (depth < DEEPEST && this.#value(depth + 1)) return;
    this.#next();
  }
}

/** What stands in braces that stand in braces. */
function withoutBraces(root: Value): Value {
  const [entry, ...more] = root.kind === "map" ? root.entries : [];
  const isDoubled = entry?.key === null && more.length === 0 && entry.value.kind === "map";
  return isDoubled ? entry.value : root;
}

/** RFC 8259, 7. The closing quote may be missing. */
/** A text that does not stand in the source. */
function unplaced(source: string, text: string): Decoded {
  const builder = new DecodedBuilder(source, () => undefined);
  builder.replaced(0, 0, text);
  return builder.build();
}

function decodeString(source: string, { start, end }: PartSpan): Decoded {
  const builder = new DecodedBuilder(source, encode);
  const last = end - 1 > start && source[end - 1] === '"' && !isEscaped(source, end - 1) ? end - 1 : end;
  let plain = start + 1;
  if (plain >= last) builder.verbatim(plain, plain);
  for (let at = plain; at < last; ) {
    if (source[at] !== "\\") {
      at++;
      if (at === last) builder.verbatim(plain, at);
      continue;
    }
    if (plain < at) builder.verbatim(plain, at);
    const found = /^\\(?:u([0-9a-fA-F]{4})|(.))?/su.exec(source.slice(at, Math.min(last, at + 6)));
    const [whole = "\\", hex, letter] = found ?? [];
    const text = hex
      ? String.fromCharCode(Number.parseInt(hex, 16))
      : letter
        ? (SHORT[letter] ?? letter)
        : whole;
    builder.replaced(at, at + whole.length, text);
    at += whole.length;
    plain = at;
  }
  return builder.build();
}

function isEscaped(source: string, at: number): boolean {
  let slashes = 0;
  while (source[at - 1 - slashes] === "\\") slashes++;
  return slashes % 2 === 1;
}

const SHORT: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

const encode: Encode = (text) => JSON.stringify(text).slice(1, -1);
