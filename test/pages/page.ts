/**
 * Reads a rule's page: the prose, and the examples that are tests.
 *
 * A fenced block whose info string begins with a host format is an example; see "Pages" in ARCHITECTURE.md.
 */

/** One fenced block, with where it stands in the page. */
export interface Block {
  readonly info: string;
  readonly lines: readonly string[];
  /** Number of the line of the opening fence, from 0. */
  readonly line: number;
}

/** A file of an example: its text as linted, and for each line of the page which line of the text it is. */
export interface PageFile {
  readonly name: string;
  readonly host: string;
  readonly block: Block;
  readonly text: string;
  /** Marks of the caret lines: a rule's name, or "" for the page's own. */
  readonly marks: readonly Mark[];
  /** Offset of `$0`, where the block has one. */
  readonly cursor: number | null;
}

/** One stretch of carets, in UTF-16 units of the text. */
export interface Mark {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
}

export interface Example {
  readonly main: PageFile;
  readonly also: readonly PageFile[];
  readonly date: string | null;
  readonly settings: unknown;
  /** What DNS answers, in the shape of `dns/zonedata.ts`; undefined where nobody asks it. */
  readonly zonedata: unknown;
  /** The block that shows the text after a fix, and which fix of each finding it takes, from 0. */
  readonly fixed: { readonly block: Block; readonly text: string; readonly choice: number } | null;
  /** What a hover at `$0` says, as plain text. */
  readonly hover: Block | null;
  /** What is offered at `$0` to who has typed so far, a line each. */
  readonly completion: Block | null;
}

export interface Page {
  readonly blocks: readonly Block[];
  readonly examples: readonly Example[];
  readonly title: string;
  /** The first paragraph. */
  readonly summary: string;
  readonly headings: readonly string[];
}

const CARETS = /^[\t \u3000]*\^[\t \u3000^]*(?:\s+([a-z0-9-]+))?$/;

/** Reads a page. `hosts` are the names that make a block an example. Throws a plain error for a malformed page. */
export function readPage(markdown: string, hosts: readonly string[]): Page {
  const lines = markdown.split("\n");
  const blocks: Block[] = [];
  const prose: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const open = /^(`{3,})(.*)$/.exec(lines[i] as string);
    if (!open) {
      prose.push(lines[i] as string);
      continue;
    }
    const end = lines.indexOf(open[1] as string, i + 1);
    if (end < 0) throw new Error(`The fence in line ${i + 1} is not closed.`);
    blocks.push({ info: (open[2] as string).trim(), lines: lines.slice(i + 1, end), line: i });
    i = end;
  }
  const paragraphs = prose
    .join("\n")
    .split(/\n{2,}/)
    .map((each) => each.trim())
    .filter((each) => each !== "");
  return {
    blocks,
    examples: readExamples(blocks, hosts),
    title: (paragraphs[0] ?? "").replace(/^# /, ""),
    summary: paragraphs[1] ?? "",
    headings: prose.filter((line) => line.startsWith("## ")).map((line) => line.slice(3)),
  };
}

function readExamples(blocks: readonly Block[], hosts: readonly string[]): Example[] {
  const examples: Example[] = [];
  let settings: unknown;
  let zonedata: unknown;
  let also: PageFile[] = [];
  for (const block of blocks) {
    const [host = "", ...words] = block.info.split(/\s+/);
    const last = examples.at(-1);
    if (words.includes("settings")) settings = JSON.parse(block.lines.join("\n"));
    else if (words.includes("zonedata")) zonedata = JSON.parse(block.lines.join("\n"));
    else if (words.includes("hover") && last) examples[examples.length - 1] = { ...last, hover: block };
    else if (words.includes("completion") && last)
      examples[examples.length - 1] = { ...last, completion: block };
    else if (!hosts.includes(host)) continue;
    else if (words.some((word) => /^fixed(=\d+)?$/.test(word))) {
      if (!last) throw new Error(`Line ${block.line + 1}: a fixed block without an example before it.`);
      const choice = Number(words.find((word) => word.startsWith("fixed="))?.slice(6) ?? 1) - 1;
      examples[examples.length - 1] = {
        ...last,
        fixed: { block, text: plain(block.lines.join("\n")), choice },
      };
    } else {
      const file = readFile(block, host, words);
      if (words.includes("also")) {
        also.push(file);
        continue;
      }
      const date = words.find((word) => word.startsWith("date="))?.slice(5) ?? null;
      const snapshots = { fixed: null, hover: null, completion: null };
      examples.push({ main: file, also, date, settings, zonedata, ...snapshots });
      also = [];
      settings = undefined;
      zonedata = undefined;
    }
  }
  return examples;
}

function readFile(block: Block, host: string, words: readonly string[]): PageFile {
  const name = words.find((word) => word.startsWith("file="))?.slice(5) ?? "db.example.com";
  let text = "";
  let columns: number[] = [];
  const marks: Mark[] = [];
  let cursor: number | null = null;
  for (const line of block.lines) {
    const carets = CARETS.exec(line);
    if (carets) {
      marks.push(...readCarets(line, columns, carets[1] ?? ""));
      continue;
    }
    columns = [];
    for (let i = 0; i < line.length; ) {
      const spelt = /^\{U\+([0-9A-F]{4,6})\}/.exec(line.slice(i, i + 12));
      const shown = spelt ? spelt[0] : String.fromCodePoint(line.codePointAt(i) as number);
      if (line.startsWith("$0", i) && cursor === null) {
        cursor = text.length;
        i += 2;
        continue;
      }
      // An escape is as wide on the page as it is long; a caret under any of it means the one character.
      const width = spelt ? shown.length : 1;
      for (let k = 0; k < width; k++) columns.push(text.length);
      text += spelt ? String.fromCodePoint(Number.parseInt(spelt[1] as string, 16)) : shown;
      i += shown.length;
    }
    columns.push(text.length);
    text += "\n";
  }
  return { name, host, block, text, marks, cursor };
}

function readCarets(line: string, columns: readonly number[], rule: string): Mark[] {
  const marks: Mark[] = [];
  for (const match of line.matchAll(/\^+/g)) {
    const start = columns[match.index];
    const after = columns[match.index + match[0].length];
    if (start === undefined || after === undefined)
      throw new Error(`Carets reach past the line above: ${line}`);
    marks.push({ rule, start, end: after });
  }
  return marks;
}

/** The text a block stands for: invisible characters spelled `{U+00A0}` are themselves. */
export function plain(shown: string): string {
  return shown.replace(/\{U\+([0-9A-F]{4,6})\}/g, (_, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  );
}

/** The inverse of `plain`, for rewriting pages: what can't be seen is spelled out. */
export function shown(text: string): string {
  return text.replace(
    /[^\t\n\x20-\x7e\u00a1-\u00ac\u00ae-\u1fff\u2010-\u2027\u2030-\ud7ff\uf900-\ufefe\u{10000}-\u{1ffff}]/gu,
    (each) => {
      return `{U+${(each.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}}`;
    },
  );
}

/** The lines of an example with carets under its marks and `$0` at its cursor, as `UPDATE=1` writes them. */
export function writeCarets(text: string, marks: readonly Mark[], cursor: number | null = null): string[] {
  const out: string[] = [];
  let start = 0;
  for (const line of text.replace(/\n$/, "").split("\n")) {
    const end = start + line.length;
    const at = cursor === null ? -1 : cursor - start;
    const isHere = at >= 0 && at <= line.length;
    out.push(isHere ? `${shown(line.slice(0, at))}$0${shown(line.slice(at))}` : shown(line));
    const here = marks.filter((mark) => mark.start < end + 1 && mark.end > start && mark.start <= end);
    const rows = new Map<string, Mark[]>();
    for (const mark of here) rows.set(mark.rule, [...(rows.get(mark.rule) ?? []), mark]);
    for (const [rule, ranges] of rows) out.push(caretLine(line, start, ranges) + (rule ? ` ${rule}` : ""));
    start = end + 1;
  }
  return out;
}

function caretLine(line: string, base: number, marks: readonly Mark[]): string {
  let out = "";
  let at = base;
  for (const character of line) {
    const inside = marks.some((mark) => mark.start <= at && at < mark.end);
    const width = [...shown(character)].length;
    out += inside ? "^".repeat(width) : character === "\t" ? "\t" : " ".repeat(width);
    at += character.length;
  }
  return out.replace(/\s+$/, "");
}
