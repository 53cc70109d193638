/**
 * Where a YAML text can be cut so that each piece can be read by itself: at keys and items of the outermost level, and
 * within these where a list or a map holds things that have a type, as records and resources do.
 *
 * A piece that lies deeper is read behind the keys that lead to it: then it is the document without some siblings.
 */

import type { Cuts } from "./index.ts";

/** A key of the outermost level, with what may stand behind its colon. */
const KEY =
  /^(?:[^\s#\-?:,[\]{}&*!|>'"%@`][^#]*?|[-?:](?=\S)[^#]*?|'(?:[^']|'')*'|"(?:[^"\\]|\\.)*")[ \t]*:(?=[ \t]|$)/;
/** The key that tells what something is, in block style and within braces. */
const TYPE = /^["']?(?:type|kind|record_?type)["']?[ \t]*:(?:[ \t]|$)/i;
const TYPE_IN_BRACES = /[{,][ \t]*["']?(?:type|record_?type)["']?[ \t]*:[ \t]+\S/i;
/** A key whose value stands in the lines below. */
const HEADER = /:[ \t]*(?:[&!]\S*[ \t]*)*(?:#.*)?$/;
const BLOCK = /(?:^|[ \t])[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$/;
/** Between documents. */
const BORDER = /^(?:---|\.\.\.)(?:\s|$)/;
/** Lists and maps in each other. */
const DEEPEST = 20;
/** What is looked at of one line. */
const WIDEST = 1000;

interface Line {
  readonly at: number;
  readonly indent: number;
  /** Where what the line says begins: behind the dash of an item. */
  readonly inner: number;
  readonly text: string;
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
    if (line.indent > 0 || !BORDER.test(line.text)) {
      lines.push(line);
      headed = true;
      continue;
    }
    cutDocument(lines, add);
    lines = [];
    if (headed && line.text.startsWith("---")) add(line.at, "");
    headed = /^---[ \t]+[^\s#]/.test(line.text);
    // What begins behind the dashes is no list or map of lines.
    if (/^---[ \t]+[[{'"|>]/.test(line.text)) lines.push(line);
  }
  cutDocument(lines, add);
  return { starts, leads };
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
    const inner = indent + dash;
    lines.push({ at, indent, inner, text: own });
    if (BLOCK.test(own)) block = /^[|>&!]/.test(own.slice(dash)) ? indent : inner;
  }
  return lines;
}

type Add = (start: number, lead: string) => void;

/** Cuts a document at what stands at its outermost level, and within. */
function cutDocument(lines: readonly Line[], add: Add): void {
  const [first] = lines;
  if (!first || BORDER.test(first.text) || (/^[[{]/.test(first.text) && !KEY.test(first.text))) return;
  const children = childrenOf(lines, 0, lines.length);
  // A document that is one thing says what it is beside what it holds.
  const isOne = children.some(([start]) => TYPE.test((lines[start] as Line).text));
  for (const [start, end] of children) {
    const { at, text } = lines[start] as Line;
    if (start > 0 && !isOne && (text.startsWith("-") || KEY.test(text))) add(at, "");
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
  const { text, indent, inner } = lines[from] as Line;
  const isKey = indent === inner && from + 1 < to && HEADER.test(text);
  if (!isKey || depth > DEEPEST || isThing(lines, from, to)) return;
  const children = childrenOf(lines, from + 1, to);
  const cuts = children.some(([start, end]) => isThing(lines, start, end));
  const lead = `${above}${" ".repeat(indent)}${text}\n`;
  for (const [start, end] of children) {
    if (cuts && start > from + 1) add((lines[start] as Line).at, lead);
    cutWithin(lines, start, end, add, lead, depth + 1);
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
  const items = isItem(first);
  const children: [number, number][] = [];
  for (let i = from; i < to; i++) {
    const line = lines[i] as Line;
    const last = children.at(-1);
    if (line.indent === indent && isItem(line) === items) children.push([i, i + 1]);
    else if (last) last[1] = i + 1;
  }
  return children;
}

/** Whether a line begins with a dash; one that is there twice was meant as one. */
function isItem({ indent, inner, text }: Line): boolean {
  return inner > indent || text.startsWith("-- ");
}

/** Whether a key or an item holds a map that says of what type it is. */
function isThing(lines: readonly Line[], from: number, to: number): boolean {
  const { text, indent, inner } = lines[from] as Line;
  const isDashed = inner > indent;
  if (TYPE_IN_BRACES.test(text) || (isDashed && TYPE.test(text.slice(inner - indent)))) return true;
  const level = isDashed ? inner : lines[from + 1]?.indent;
  for (let i = from + 1; i < to; i++) {
    const line = lines[i] as Line;
    if (line.indent === level && line.inner === level && TYPE.test(line.text)) return true;
  }
  return false;
}
