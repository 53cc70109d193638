/** YAML 1.2, read by the library `yaml`; the source of every character of a scalar is worked out here. */

import {
  type Alias,
  Composer,
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Parser,
  type Scalar,
} from "yaml";
import type { PartSpace, Span } from "../../text/span.ts";
import type { Comment } from "../comment.ts";
import { commentIn } from "../comment.ts";
import { bracketRemoval, lineRemoval } from "./removal.ts";
import type { Syntax } from "./syntax.ts";
import type { Entry, Item, Tree, Value } from "./value.ts";
import { decodeScalar } from "./yaml-scalar.ts";
import { cutYaml, isCutAlike } from "./yaml-sections.ts";

type PartSpan = Span<PartSpace>;

/** Nodes within nodes; what lies deeper is unknown. */
const DEEPEST = 100;
/** Brackets within brackets, those in texts included. */
const MOST_BRACKETS = 1000;
/** Dashes, question marks and colons of one line with nothing but words between them. */
const MOST_BEGUN = 200;
/** What may stand between a tag and its node: an anchor, comments. */
const NEAR = 2000;

export const yaml: Syntax = { sections: (text) => cutYaml(text).starts, cut: cutYaml, isCutAlike, read };

function read(section: string, lead = ""): Tree {
  const source = lead + section;
  if (isTooDeep(source)) return unknownTree(section);
  try {
    return readAll(source, section, lead.length);
  } catch (error) {
    // Nested so deep, line within line, that the library has no stack left.
    if (error instanceof RangeError) return unknownTree(section);
    throw error;
  }
}

function unknownTree({ length }: string): Tree {
  return {
    root: { kind: "unknown", span: { start: 0, end: length } },
    comments: [],
    names: new Map(),
    isDamaged: true,
  };
}

function readAll(source: string, section: string, shift: number): Tree {
  // Nobody asks for errors, and a damaged file has thousands, of which the library makes a stack each.
  const all = [...new Parser().parse(source)];
  const tokens = all.filter(({ type }) => type !== "error");
  let isDamaged = tokens.length < all.length;
  const composer = new Composer({
    keepSourceTokens: true,
    uniqueKeys: false,
    strict: false,
    logLevel: "silent",
  });
  Object.assign(composer, {
    // A tag of a tool's own is no more than a warning.
    onError: (_at: unknown, _code: unknown, _message: unknown, isWarning?: boolean) => {
      isDamaged ||= !isWarning;
    },
  });
  const span = { start: 0, end: section.length };
  const roots: Value[] = [];
  const names = new Map<string, Value>();
  for (const document of composer.compose(tokens, true, source.length)) {
    const reader = new Reader(section, shift, names);
    if (document.contents) roots.push(reader.value(document.contents, 0));
  }
  const root: Value =
    roots.length === 1
      ? (roots[0] as Value)
      : { kind: "list", items: roots.map((value) => ({ value, removal: null })), span, whole: true };
  return { root, comments: [...commentsOf(tokens, section, shift)], names, isDamaged };
}

/** Whether brackets, dashes and colons stand in each other as nobody writes them: the library takes its time over these. */
function isTooDeep(source: string): boolean {
  let depth = 0;
  // What may begin a list or a map within another, in one line.
  let begun = 0;
  for (let at = 0; at < source.length; at++) {
    const unit = source.charCodeAt(at);
    if (unit === 91 || unit === 123) depth++;
    else if ((unit === 93 || unit === 125) && depth > 0) depth--;
    if (unit === 10 || unit === 44 || unit === 91 || unit === 123) begun = 0;
    else if ((unit === 45 || unit === 58 || unit === 63) && source.charCodeAt(at + 1) <= 32) begun++;
    if (depth > MOST_BRACKETS || begun > MOST_BEGUN) return true;
  }
  return false;
}

/** What looks like an anchor: in a text it costs an offer to remove it, and no more. */
const ANCHOR = /(?:^|[\s[{,])&\S/;

class Reader {
  readonly #source: string;
  /** How much stands before the source in what the library read. */
  readonly #shift: number;
  /** Nodes by the anchors that stand before what is read. */
  readonly #anchors = new Map<string, Node>();
  readonly #names: Map<string, Value>;

  constructor(source: string, shift: number, names: Map<string, Value>) {
    this.#source = source;
    this.#shift = shift;
    this.#names = names;
  }

  value(node: Node, depth: number): Value {
    const span = this.#spanOf(node);
    if (depth > DEEPEST) return { kind: "unknown", span };
    const inner = this.#inner(node, depth, span);
    if (!isAlias(node) && node.anchor) {
      this.#names.set(`*${node.anchor}`, inner);
      this.#anchors.set(node.anchor, node);
    }
    // A tag of a tool's own is a call of it: CloudFormation's `!Sub "…"`.
    const tag = node.tag;
    if (!tag || !/^!(?!!|<)/.test(tag)) return inner;
    // It may be written with escapes, so it is not looked for in all that comes before.
    const near = Math.max(0, span.start - tag.length - NEAR);
    const found = this.#source.slice(near, span.start + tag.length).lastIndexOf(tag);
    const nameStart = found < 0 ? span.start : near + found;
    const nameSpan = { start: nameStart, end: nameStart + tag.length };
    return {
      kind: "call",
      name: tag,
      nameSpan,
      arguments: [inner],
      named: [],
      span: { start: nameSpan.start, end: span.end },
    };
  }

  #inner(node: Node, depth: number, span: PartSpan): Value {
    if (isAlias(node)) return this.#alias(node, depth, span);
    if (isScalar(node)) return this.#scalar(node, span);
    if (isMap(node)) {
      const entries = node.items.map((pair) => this.#entry(pair as Pair<Node, Node | null>, depth));
      return { kind: "map", entries, span, whole: entries.every(({ key }) => key !== "<<" && key !== null) };
    }
    if (isSeq(node)) {
      const items = node.flow
        ? this.#flowItems(node.items.map((item) => this.value(item as Node, depth + 1)))
        : node.items.map((item) => this.#item(item as Node, depth));
      return { kind: "list", items, span, whole: true };
    }
    return { kind: "unknown", span };
  }

  /** What an anchor of the same section stands for; its place is where it is written. */
  #alias(node: Alias, depth: number, span: PartSpan): Value {
    const target = this.#anchors.get(node.source);
    if (!target || !isScalar(target)) return { kind: "unknown", span, reference: `*${node.source}` };
    const value = this.value(target, depth + 1);
    return value.kind === "text" ? { ...value, used: span } : value;
  }

  #scalar(node: Scalar, span: PartSpan): Value {
    const isText = typeof node.value === "string";
    if (isText || node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE") {
      const text = decodeScalar(this.#source, node, span);
      if (text) return { kind: "text", text, span };
    }
    return { kind: "scalar", source: this.#source.slice(span.start, span.end), span };
  }

  #entry(pair: Pair<Node, Node | null>, depth: number): Entry {
    const keySpan = this.#spanOf(pair.key);
    const key = isScalar(pair.key) ? String(pair.key.value ?? "") : null;
    if (isScalar(pair.key) && pair.key.anchor) this.#anchors.set(pair.key.anchor, pair.key);
    const value: Value = pair.value
      ? this.value(pair.value, depth + 1)
      : { kind: "scalar", source: "", span: { start: keySpan.end, end: keySpan.end } };
    const span = { start: keySpan.start, end: Math.max(keySpan.end, value.span.end) };
    const isOwn = (pair.key?.range?.[0] ?? 0) >= this.#shift;
    const removal = isOwn ? this.#removal(span) : null;
    return { key, keySpan, value, span, removal };
  }

  /** Items between brackets; what an anchor stands before is not known by its place. */
  #flowItems(values: readonly Value[]): Item[] {
    const spans = values.map(({ span }) => span);
    return values.map((value, i) => {
      const removal = bracketRemoval(this.#source, spans, i);
      if (!removal || ANCHOR.test(` ${this.#source.slice(removal.start, removal.end)}`))
        return { value, removal: null };
      const before = this.#source.slice(Math.max(0, removal.start - NEAR), removal.start);
      const isBare = removal.start !== value.span.start || /[[,]\s*$/.test(before);
      return { value, removal: isBare ? removal : null };
    });
  }

  #item(node: Node, depth: number): Item {
    const value = this.value(node, depth + 1);
    const dash = this.#source.lastIndexOf("-", value.span.start);
    return { value, removal: this.#removal({ start: dash, end: value.span.end }) };
  }

  /** What follows a value is not its own, though the library counts line ends with it. Null where aliases may lead there. */
  #removal({ start, end }: PartSpan): PartSpan | null {
    const text = this.#source.slice(start, end).trimEnd();
    const { length } = text;
    if (ANCHOR.test(text)) return null;
    return lineRemoval(this.#source, { start, end: start + length }, "#");
  }

  /** In the source; what stands before it has no place there. */
  #spanOf(node: Node): PartSpan {
    const [start, end] = node.range ?? [0, 0];
    return { start: Math.max(0, start - this.#shift), end: Math.max(0, end - this.#shift) };
  }
}

/** Comments are tokens of their own, or stand among the blanks around others. */
function* commentsOf(tokens: Iterable<CST.Token>, source: string, shift: number): Generator<Comment> {
  const seen = new Set<number>();
  const stack: unknown[] = [...tokens].reverse();
  while (stack.length > 0) {
    const token = stack.pop();
    if (Array.isArray(token)) {
      for (let i = token.length - 1; i >= 0; i--) stack.push(token[i]);
      continue;
    }
    if (typeof token !== "object" || token === null) continue;
    const { type, offset: from, source: text } = token as { type?: string; offset?: number; source?: string };
    const offset = (from ?? -1) - shift;
    if (type === "comment" && offset >= 0 && text !== undefined && !seen.has(offset)) {
      seen.add(offset);
      yield commentIn(source, { start: offset, end: offset + text.length }, 1);
    }
    const { start, key, sep, value, end, items, props } = token as Record<string, unknown>;
    stack.push(end, value, sep, key, items, props, start);
  }
}
