/**
 * Where a YAML text can be cut so that each piece can be read by itself: at keys and items of the outermost level, and
 * within these where a list or a map holds things that have a type, as records and resources do.
 *
 * A piece that lies deeper is read behind the keys that lead to it: then it is the document without some siblings.
 */

/** A key of the outermost level, with what may stand behind its colon. */
const KEY =
  /^(?:[^\s#\-?:,[\]{}&*!|>'"%@`][^#]*?|[-?:](?=\S)[^#]*?|'(?:[^']|'')*'|"(?:[^"\\]|\\.)*")[ \t]*:(?=[ \t]|$)/;
/** The key that tells what something is, in block style and within braces. */
const TYPE = /^["']?(?:type|kind|record_?type)["']?[ \t]*:[ \t]+\S/i;
const TYPE_IN_BRACES = /[{,][ \t]*["']?(?:type|record_?type)["']?[ \t]*:[ \t]+\S/i;
/** A key whose value stands in the lines below. */
const HEADER = /:[ \t]*(?:[&!]\S*[ \t]*)*(?:#.*)?$/;
const BLOCK = /(?:^|[ \t])[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$/;
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

/** Starts of sections, the first at 0. A text whose outermost node stands in brackets is one section. */
export function sectionStarts(text: string): number[] {
  const starts = [0];
  let lines: Line[] = [];
  // What stands before the first key or item belongs to the section that it begins.
  let headed = false;
  for (const line of linesOf(text)) {
    if (line.indent > 0 || !/^(?:---|\.\.\.)(?:\s|$)/.test(line.text)) {
      lines.push(line);
      headed = true;
      continue;
    }
    cutDocument(lines, starts);
    lines = [];
    if (headed && line.text.startsWith("---")) starts.push(line.at);
    headed = /^---[ \t]+[^\s#]/.test(line.text);
    // What begins behind the dashes is no list or map of lines.
    if (/^---[ \t]+[[{'"|>]/.test(line.text)) lines.push(line);
  }
  cutDocument(lines, starts);
  return starts;
}

/** Lines that say something: no blank ones, no comments, nothing within block scalars. */
function* linesOf(text: string): Generator<Line> {
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
    const own = text.slice(from, Math.min(next, from + WIDEST)).trimEnd();
    const dash = first === 45 ? (/^(?:-[ \t]+)+(?=\S)|^-$/.exec(own)?.[0].length ?? 0) : 0;
    const inner = indent + dash;
    yield { at, indent, inner, text: own };
    if (BLOCK.test(own)) block = /^[|>&!]/.test(own.slice(dash)) ? indent : inner;
  }
}

/** Cuts a document at what stands at its outermost level, and within. */
function cutDocument(lines: readonly Line[], starts: number[]): void {
  const [first] = lines;
  if (!first || (/^[[{]/.test(first.text) && !KEY.test(first.text)) || /^---/.test(first.text)) return;
  const children = childrenOf(lines, 0, lines.length);
  // A document that is one thing says what it is beside what it holds.
  const isOne = children.some(([start]) => TYPE.test((lines[start] as Line).text));
  for (const [i, [start, end]] of children.entries()) {
    const { at, text } = lines[start] as Line;
    if (i > 0 && !isOne && (text.startsWith("-") || KEY.test(text))) starts.push(at);
    cutWithin(lines, start, end, starts, 0);
  }
}

/** Cuts what a key holds, where that are things, or holds such. */
function cutWithin(lines: readonly Line[], from: number, to: number, starts: number[], depth: number): void {
  const { text, indent, inner } = lines[from] as Line;
  const isKey = indent === inner && HEADER.test(text) && from + 1 < to;
  if (!isKey || depth > DEEPEST || isThing(lines, from, to)) return;
  const children = childrenOf(lines, from + 1, to);
  const cuts = children.some(([start, end]) => isThing(lines, start, end));
  for (const [start, end] of children) {
    if (cuts && start > from + 1) starts.push((lines[start] as Line).at);
    cutWithin(lines, start, end, starts, depth + 1);
  }
}

/** Ranges of lines that begin at the outermost level of them all, with a key or a dash, as the first of these does. */
function childrenOf(lines: readonly Line[], from: number, to: number): [number, number][] {
  let first = lines[from] as Line;
  for (let i = from + 1; i < to; i++) {
    const line = lines[i] as Line;
    if (line.indent < first.indent) first = line;
  }
  const { indent, inner } = first;
  const children: [number, number][] = [];
  for (let i = from; i < to; i++) {
    const line = lines[i] as Line;
    const last = children.at(-1);
    if (line.indent === indent && line.inner > indent === inner > indent) children.push([i, i + 1]);
    else if (last) last[1] = i + 1;
  }
  return children;
}

/** Whether a key or an item holds a map that says of what type it is. */
function isThing(lines: readonly Line[], from: number, to: number): boolean {
  const { text, indent, inner } = lines[from] as Line;
  const isItem = inner > indent;
  if (TYPE_IN_BRACES.test(text) || (isItem && TYPE.test(text.slice(inner - indent)))) return true;
  const level = isItem ? inner : lines[from + 1]?.indent;
  for (let i = from + 1; i < to; i++) {
    const line = lines[i] as Line;
    if (line.indent === level && line.inner === level && TYPE.test(line.text)) return true;
  }
  return false;
}

/** What each section stands behind: the keys that lead to it, in lines of their own. */
export function leadsOf(text: string, starts: readonly number[]): string[] {
  const above: { readonly indent: number; readonly line: string }[] = [];
  return starts.map((start, i) => {
    let lead: string | undefined;
    for (const line of linesOf(text.slice(start, starts[i + 1] ?? text.length))) {
      if (line.text.startsWith("---")) {
        above.length = 0;
        continue;
      }
      const isItem = line.inner > line.indent;
      const isAbove = ({ indent }: { readonly indent: number }) =>
        indent < line.indent || (indent === line.indent && isItem);
      while (above.length > 0 && !isAbove(above.at(-1) as (typeof above)[number])) above.pop();
      lead ??= above.map((each) => each.line).join("");
      if (isItem || !HEADER.test(line.text)) break;
      above.push({ indent: line.indent, line: `${" ".repeat(line.indent)}${line.text}\n` });
    }
    return lead ?? "";
  });
}
