/**
 * Rows of tables of records, as PowerDNS and others keep them: `INSERT INTO records (name, type, content) VALUES …`, and
 * `COPY records (name, type, content) FROM stdin;` of PostgreSQL's dumps. Without a list of columns only what is a record of SPF for certain is taken for one.
 */

import type { Decoded, Encode } from "../text/decoded.ts";
import { DecodedBuilder } from "../text/decoded-builder.ts";
import { type Cell, type Columns, columnsOf, known, NOWHERE, type Row, seeRow } from "./columns.ts";
import { fileNameOf, isDomain } from "./file-names.ts";
import type { Format, Section, Seen } from "./format.ts";
import { PerSection } from "./per-section.ts";
import { bracketRemoval } from "./syntax/removal.ts";
import { type CopyBlock, copyIn, copyRows } from "./syntax/sql-copy.ts";
import { isMySql, type SqlToken, sqlTokens } from "./syntax/sql-tokens.ts";
import { looksLikeSpf } from "./zone/spf-like.ts";

/** Words and signs of one row. */
const MOST_TOKENS = 1000;
/** Longer statements are dumps of what nobody wrote. */
const LONGEST = 4_000_000;

const memory = new PerSection();

export const sqlInserts: Format = {
  format: "sql",
  syntax: "sql",
  mayHold: ({ uri }) => /\.(?:sql|pgsql|mysql|dump)$/i.test(fileNameOf(uri)),
  see: (sections, { rows }) => memory.see(rows, sections, seeRows),
};

function seeRows(section: Section): Iterable<Seen> {
  const block = section.text.length <= LONGEST ? copyIn(section.text) : null;
  return block ? seeCopied(section, block) : seeInserts(section);
}

function* seeCopied(section: Section, block: CopyBlock): Iterable<Seen> {
  const columns = columnsOf(block.titles);
  if (!columns) return;
  for (const { cells, start, end, next } of copyRows(section.text, block)) {
    // What does not fit the list of columns is refused.
    if (cells.length !== block.titles.length) continue;
    const row: Row = {
      section,
      cells: cells.map((span) => ({ text: copiedText(section.text, span), span })),
      span: { start, end },
      removal: { start, end: next },
      fullName: (name, zone) => fullName(name, zone, block.titles.includes("aux")),
    };
    // A comment would be one more row.
    for (const seen of seeRow(row, columns))
      yield seen.found ? { section, found: { ...seen.found, uncommented: true } } : seen;
  }
}

function* seeInserts(section: Section): Iterable<Seen> {
  const { text } = section;
  if (text.length > LONGEST || !/\b(?:VALUES|SET)\b/i.test(text)) return;
  const mysql = isMySql(text);
  const tokens = [...sqlTokens(text, mysql)].filter(({ kind }) => kind !== "comment");
  const word = (i: number): string => {
    const token = tokens[i];
    return token ? text.slice(token.start, token.end).replace(/^["`]|["`]$/g, "") : "";
  };
  for (let i = 0; i < tokens.length; i++) {
    if (!/^into$/i.test(word(i))) continue;
    let at = i + 2;
    while (word(at) === ".") at += 2;
    const assigned = /^set$/i.test(word(at)) ? assignedAt(at) : null;
    const assignedColumns = assigned && columnsOf(assigned.names);
    if (assigned && assignedColumns) {
      const { names, cells, start, end } = assigned;
      const isRelative = names.includes("aux");
      const row = { section, cells, span: { start, end }, removal: null };
      yield* seeRow({ ...row, fullName: (name, zone) => fullName(name, zone, isRelative) }, assignedColumns);
    }
    const titles = word(at) === "(" ? titlesAt(at) : null;
    if (titles) at = titles.next;
    if (!/^values?$/i.test(word(at))) continue;
    const rows: { cells: Cell[]; start: number; end: number }[] = [];
    for (at++; word(at) === "("; at++) {
      const row = cellsAt(text, tokens, at, mysql);
      if (!row) break;
      rows.push({ cells: row.cells, start: (tokens[at] as SqlToken).start, end: row.end });
      at = row.next;
      if (word(at) !== ",") break;
    }
    const columns = titles && columnsOf(titles.names);
    for (const [index, { cells, start, end }] of rows.entries()) {
      const own = titles ? columns : guessed(cells);
      // What does not fit the list of columns is refused.
      if (!own || (titles && titles.names.length !== cells.length)) continue;
      const isRelative = titles?.names.includes("aux") ?? false;
      yield* seeRow(
        {
          section,
          cells,
          span: { start, end },
          removal: bracketRemoval(text, rows, index),
          fullName: (name, zone) => fullName(name, zone, isRelative),
        },
        own,
      );
    }
    i = Math.max(i, at - 1);
  }

  /** MySQL's `SET name = 'a', type = 'TXT'`, behind its first word. */
  function assignedAt(first: number): { names: string[]; cells: Cell[]; start: number; end: number } {
    const names: string[] = [];
    const cells: Cell[] = [];
    let end = 0;
    for (let at = first + 1; word(at + 1) === "=" && at < first + MOST_TOKENS; at++) {
      const title = word(at).toLowerCase();
      const own: SqlToken[] = [];
      let depth = 0;
      for (at += 2; at < tokens.length && (depth > 0 || !/^(?:,|;|on|as)$/i.test(word(at))); at++) {
        if (word(at) === "(") depth++;
        if (word(at) === ")") depth--;
        own.push(tokens[at] as SqlToken);
      }
      const last = own.at(-1)?.end ?? end;
      names.push(title);
      cells.push(cellOf(text, own, last, mysql));
      end = last;
      if (word(at) !== ",") break;
    }
    return { names, cells, start: tokens[first]?.start ?? 0, end };
  }

  function titlesAt(open: number): { names: string[]; next: number } | null {
    const names: string[] = [];
    for (let at = open + 1; at < tokens.length; at += 2) {
      names.push(word(at).toLowerCase());
      if (word(at + 1) === ")") return { names, next: at + 2 };
      if (word(at + 1) !== ",") return null;
    }
    return null;
  }
}

/** The cells of the row that opens at a token; null where it is never closed. */
function cellsAt(
  text: string,
  tokens: readonly SqlToken[],
  open: number,
  mysql: boolean,
): { cells: Cell[]; end: number; next: number } | null {
  const cells: Cell[] = [];
  let own: SqlToken[] = [];
  let depth = 0;
  const last = Math.min(tokens.length, open + MOST_TOKENS);
  for (let at = open + 1; at < last; at++) {
    const token = tokens[at] as SqlToken;
    const sign = token.kind === "sign" ? text.slice(token.start, token.end) : "";
    if (depth === 0 && (sign === "," || sign === ")")) {
      cells.push(cellOf(text, own, token.start, mysql));
      own = [];
      if (sign === ")") return { cells, end: token.end, next: at + 1 };
      continue;
    }
    if (sign === "(") depth++;
    if (sign === ")") depth--;
    if (sign === ";") return null;
    own.push(token);
  }
  return null;
}

function cellOf(text: string, tokens: readonly SqlToken[], end: number, mysql: boolean): Cell {
  const [first] = tokens;
  const span = first ? { start: first.start, end: (tokens.at(-1) as SqlToken).end } : { start: end, end };
  if (!first || tokens.length > 1) return { text: null, span };
  if (first.kind === "string") return { text: stringOf(text, first, mysql), span };
  const isPlain = first.kind === "number" || /^(?:true|false)$/i.test(text.slice(first.start, first.end));
  if (!isPlain) return { text: null, span };
  const builder = new DecodedBuilder(text, () => undefined);
  builder.verbatim(first.start, first.end);
  return { text: builder.build(), span };
}

/** The text of a cell of `COPY`; null for NULL, and where a number stands for a character. */
function copiedText(text: string, { start, end }: Cell["span"]): Decoded | null {
  const written = text.slice(start, end);
  if (written === "\\N" || /\\[0-7x]/.test(written)) return null;
  const builder = new DecodedBuilder(text, copied);
  let plain = start;
  for (const { index, 0: pair } of written.matchAll(/\\[\s\S]/g)) {
    const at = start + index;
    if (plain < at) builder.verbatim(plain, at);
    builder.replaced(at, at + 2, ESCAPES[pair.charAt(1)] ?? pair.charAt(1));
    plain = at + 2;
  }
  if (plain < end || start === end) builder.verbatim(plain, end);
  return builder.build();
}

const copied: Encode = (written) =>
  /[\0-\x1f\x7f]/.test(written) ? undefined : written.replaceAll("\\", "\\\\");

/** What a backslash and a letter stand for, in MySQL, in PostgreSQL's `E'…'` and in its dumps. */
const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  "0": "\0",
  Z: "\x1a",
};

function stringOf(text: string, { start, end }: SqlToken, mysql: boolean): Decoded | null {
  const from = text.slice(start, end).search(/['"]/) + start + 1;
  const quote = text.charAt(from - 1);
  if (end - 1 < from || text[end - 1] !== quote) return null;
  const escapes = mysql || from > start + 1;
  const builder = new DecodedBuilder(text, writing(quote, escapes));
  let plain = from;
  const flush = (to: number) => {
    if (plain < to) builder.verbatim(plain, to);
  };
  for (let at = from; at < end - 1; ) {
    const doubled = text.startsWith(quote + quote, at);
    const escaped = escapes && text[at] === "\\";
    if (!doubled && !escaped) {
      at++;
      continue;
    }
    const letter = text.charAt(at + 1);
    // Numbers of characters, in PostgreSQL: one piece of which nobody needs to know more.
    if (escaped && !mysql && /[xuU0-7]/.test(letter)) return null;
    flush(at);
    builder.replaced(at, at + 2, doubled ? quote : (ESCAPES[letter] ?? letter));
    at += 2;
    plain = at;
  }
  flush(end - 1);
  if (from === end - 1) builder.verbatim(from, from);
  return builder.build();
}

function writing(quote: string, escapes: boolean): Encode {
  return (written) => {
    if (/[\0-\x1f\x7f]/.test(written)) return undefined;
    const doubled = written.replaceAll(quote, quote + quote);
    return escapes ? doubled.replaceAll("\\", "\\\\") : doubled;
  };
}

/** Names of PowerDNS are full ones; those of tables with `aux`, MyDNS's, end in a dot where they are. */
function fullName(written: string, zone: string | null, isRelative: boolean): string | null {
  const name = written.replace(/(?<=.)\.$/, "");
  if (name !== written) return name;
  if (zone !== null) {
    if (written === "" || written === "@") return zone;
    const [low, top] = [written.toLowerCase(), zone.toLowerCase()];
    return low === top || low.endsWith(`.${top}`) ? written : `${written}.${zone}`;
  }
  return !isRelative && isDomain(written.toLowerCase()) ? written : null;
}

/** The columns of a row without titles: a type, one text that is SPF, and one name. */
function guessed(cells: readonly Cell[]): Columns | null {
  const texts = cells.map((cell) => known(cell) ?? "");
  const type = texts.findIndex((text) => /^(?:TXT|SPF)$/i.test(text));
  const data = texts.findIndex((text) => looksLikeSpf(text) && /^\s*"?v=spf1(?:\s|"|$)/i.test(text));
  if (type < 0 || data < 0) return null;
  const names = texts.flatMap((text, i) => (isDomain(text.toLowerCase().replace(/\.$/, "")) ? [i] : []));
  const name = names.length === 1 ? (names[0] as number) : -1;
  return { ...NOWHERE, name, type, data };
}
