/**
 * Where a YAML text can be cut so that each piece can be read by itself: at keys and items of the outermost level, and
 * within these where a list or a map holds things that have a type, as records and resources do.
 *
 * A piece that lies deeper is read behind the keys that lead to it, and those beside these that tell a zone: then it is the
 * document without some siblings.
 */

import { ZONE_OR_NAME } from "../zone-words.ts";
import type { Cuts } from "./syntax.ts";

/** A key of the outermost level, with what may stand behind its colon. */
const KEY =
  /^(?:[^\s#\-?:,[\]{}&*!|>'"%@`][^#]*?|[-?:](?=\S)[^#]*?|'(?:[^']|'')*'|"(?:[^"\\]|\\.)*")[ \t]*:(?=[ \t]|$)/;
/** The key that tells what something is, in block style and within braces. */
const TYPE = /^["']?(?:type|kind|record_?type)["']?[ \t]*:(?:[ \t]|$)/i;
const TYPE_IN_BRACES = /[{,][ \t]*["']?(?:type|record_?type)["']?[ \t]*:[ \t]+\S/i;
/** The key that tells the zone of what is beside it, and a word for that. */
const ZONE = new RegExp(
  `^["']?${ZONE_OR_NAME}["']?[ \\t]*:[ \\t]+(?:"[^"\\\\]*"|'[^']*'|[\\w.-]+)[ \\t]*(?:#.*)?$`,
  "i",
);
/** A key whose value stands in the lines below. */
const HEADER = /:[ \t]*(?:[&!]\S*[ \t]*)*(?:#.*)?$/;
const BLOCK = /(?:^|[ \t])[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$/;
/** Between documents. */
const BORDER = /^(?:---|\.\.\.)(?:\s|$)/;
/** Lists and maps in each other. */
const DEEPEST = 20;
/** What is looked at of one line. */
const WIDEST = 1000;
/** Keys of one map that tell its zone: more nobody writes down. */
const MOST = 3;

/** A line and all that matters of it here. */
class Line {
  readonly #text: string;

  constructor(
    readonly at: number,
    readonly indent: number,
    /** Where what the line says begins: behind the dash of an item. */
    readonly inner: number,
    text: string,
  ) {
    this.#text = text;
  }

  get isBorder(): boolean {
    return this.indent === 0 && BORDER.test(this.#text);
  }

  /** Whether a document begins here, and says something in this line. */
  get opens(): "not" | "empty" | "plain" | "closed" {
    if (!this.#text.startsWith("---")) return "not";
    if (!/^---[ \t]+[^\s#]/.test(this.#text)) return "empty";
    // What begins behind the dashes is no list or map of lines.
    return /^---[ \t]+[[{'"|>]/.test(this.#text) ? "closed" : "plain";
  }

  get isInBrackets(): boolean {
    return BORDER.test(this.#text) || (/^[[{]/.test(this.#text) && !KEY.test(this.#text));
  }

  /** Whether a key or an item of the outermost level begins here. */
  get begins(): boolean {
    return this.#text.startsWith("-") || KEY.test(this.#text);
  }

  /** A line with a dash; one that is there twice was meant as one. */
  get isItem(): boolean {
    return this.inner > this.indent || this.#text.startsWith("-- ");
  }

  /** The line of a key whose value stands in the lines below, as it is written; else null. */
  get header(): string | null {
    const isKey = this.indent === this.inner && HEADER.test(this.#text);
    return isKey ? `${" ".repeat(this.indent)}${this.#text}\n` : null;
  }

  /** The line of a key that tells a zone, as it is written; else "". */
  get zone(): string {
    const isKey = this.indent === this.inner && ZONE.test(this.#text);
    return isKey ? `${" ".repeat(this.indent)}${this.#text}\n` : "";
  }

  get saysType(): boolean {
    return TYPE.test(this.#text.slice(this.inner - this.indent));
  }

  get saysTypeInBraces(): boolean {
    return TYPE_IN_BRACES.test(this.#text);
  }

  get opensBlock(): number {
    if (!BLOCK.test(this.#text)) return -1;
    return /^[|>&!]/.test(this.#text.slice(this.inner - this.indent)) ? this.indent : this.inner;
  }

  /** Lines that mean the same can stand in each other's places. */
  get meaning(): string {
    const { indent, inner, isBorder, opens, isInBrackets, begins, isItem, header, opensBlock } = this;
    const { zone, saysType, saysTypeInBraces } = this;
    return JSON.stringify([
      ...[indent, inner, isBorder, opens, isInBrackets, begins, isItem, header, opensBlock],
      ...[zone, saysType, saysTypeInBraces],
    ]);
  }
}

/** Whether a line can take the place of another, and the text is cut at the same places. */
export function isCutAlike(before: string, after: string): boolean {
  const [old, more] = linesOf(before);
  const [own, further] = linesOf(after);
  return old !== undefined && !more && !further && old.meaning === own?.meaning;
}

/** A text whose outermost node stands in brackets is one section. */
export function cutYaml(text: string): Cuts {
  const starts = [0];
  const leads = [""];
  let lines: Line[] = [];
  // What stands before the first key or item belongs to the section that it begins.
  let headed = false;
  const add = (start: number, lead: string) => {
    starts.push(start);
    leads.push(lead);
  };
  for (const line of linesOf(text)) {
    if (!line.isBorder) {
      lines.push(line);
      headed = true;
      continue;
    }
    cutDocument(lines, add);
    lines = [];
    const { opens } = line;
    if (headed && opens !== "not") add(line.at, "");
    headed = opens === "plain" || opens === "closed";
    if (opens === "closed") lines.push(line);
  }
  cutDocument(lines, add);
  return { starts, leads };
}

/** The lines of keys in what a piece is read behind, which may tell zones as well. */
export function headersIn(lead: string): readonly string[] {
  return lead === "" ? [] : lead.split("\n").filter((line) => HEADER.test(line));
}

/** Lines that say something: no blank ones, no comments, nothing within block scalars. */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let block = -1;
  for (let at = 0, next = 0; at < text.length; at = next) {
    const newline = text.indexOf("\n", at);
    next = newline < 0 ? text.length : newline + 1;
    let from = at;
    while (text.charCodeAt(from) === 32) from++;
    const first = text.charCodeAt(from);
    const isBlank = from >= next || first === 9 || first === 10 || first === 13;
    const indent = from - at;
    if (isBlank || (block >= 0 && indent > block)) continue;
    block = -1;
    if (first === 35) continue;
    let end = Math.min(next, from + WIDEST);
    while (end > from && text.charCodeAt(end - 1) <= 32) end--;
    const own = text.slice(from, end);
    const dash = first === 45 ? (/^(?:-[ \t]+)+(?=\S)|^-$/.exec(own)?.[0].length ?? 0) : 0;
    const line = new Line(at, indent, indent + dash, own);
    lines.push(line);
    block = line.opensBlock;
  }
  return lines;
}

type Add = (start: number, lead: string) => void;

/** Cuts a document at what stands at its outermost level, and within. */
function cutDocument(lines: readonly Line[], add: Add): void {
  const [first] = lines;
  if (!first || first.isInBrackets) return;
  const children = childrenOf(lines, 0, lines.length);
  // A document that is one thing says what it is beside what it holds.
  const isOne = children.some(([start]) => isTyped(lines[start] as Line));
  for (const [start, end] of children) {
    const { at, begins } = lines[start] as Line;
    if (start > 0 && !isOne && begins) add(at, "");
    cutWithin(lines, start, end, add, "", 0);
  }
}

/** Cuts what a key holds, where that are things, or holds such. `above` are the keys that lead to it. */
function cutWithin(
  lines: readonly Line[],
  from: number,
  to: number,
  add: Add,
  above: string,
  depth: number,
): void {
  const { header } = lines[from] as Line;
  if (header === null || from + 1 === to || depth > DEEPEST || isThing(lines, from, to)) return;
  const children = childrenOf(lines, from + 1, to);
  const cuts = children.some(([start, end]) => isThing(lines, start, end));
  let lead = above + header;
  let told = 0;
  for (const [start, end] of children) {
    const line = lines[start] as Line;
    if (cuts && start > from + 1) add(line.at, lead);
    cutWithin(lines, start, end, add, lead, depth + 1);
    if (start + 1 === end && line.zone !== "" && told++ < MOST) lead += line.zone;
  }
}

/** Ranges of lines that begin at the outermost level of them all, with a key or a dash, as the first of these does. */
function childrenOf(lines: readonly Line[], from: number, to: number): [number, number][] {
  let first = lines[from] as Line;
  for (let i = from + 1; i < to; i++) {
    const line = lines[i] as Line;
    if (line.indent < first.indent) first = line;
  }
  const { indent } = first;
  const items = first.isItem;
  const children: [number, number][] = [];
  for (let i = from; i < to; i++) {
    const line = lines[i] as Line;
    const last = children.at(-1);
    if (line.indent === indent && line.isItem === items) children.push([i, i + 1]);
    else if (last) last[1] = i + 1;
  }
  return children;
}

/** Whether a key or an item holds a map that says of what type it is. */
function isThing(lines: readonly Line[], from: number, to: number): boolean {
  const { indent, inner, saysType, saysTypeInBraces } = lines[from] as Line;
  const isDashed = inner > indent;
  if (saysTypeInBraces || (isDashed && saysType)) return true;
  const level = isDashed ? inner : lines[from + 1]?.indent;
  for (let i = from + 1; i < to; i++) {
    const line = lines[i] as Line;
    if (line.indent === level && isTyped(line)) return true;
  }
  return false;
}

/** Whether a line that is no item is a key that says of what type something is. */
function isTyped({ indent, inner, saysType }: Line): boolean {
  return indent === inner && saysType;
}
