/** The rows that statements of SQL make or change, as far as they are written down. */

import type { PartSpace, Span } from "../../text/span.ts";
import type { Cell } from "../columns.ts";
import { bracketRemoval } from "../syntax/removal.ts";
import { isMySql, type SqlToken, sqlTokens } from "../syntax/sql-tokens.ts";
import { cellOf } from "./cells.ts";

/** Words and signs of one row. */
const MOST_TOKENS = 1000;
/** What ends a statement that is damaged: nothing of the next one is looked at twice. */
const BEGINS = /^(?:;|insert|into)$/i;

export interface SqlRow {
  /** The names of its columns in lower case; null where the statement names none. */
  readonly titles: readonly string[] | null;
  /** The table that the statement fills, in lower case; null where it is no such statement. */
  readonly table: string | null;
  readonly cells: readonly Cell[];
  readonly span: Span<PartSpace>;
  readonly removal: Span<PartSpace> | null;
  /** Whether it is what another statement may have made. */
  readonly isChange: boolean;
  /** That a comment around it would be one more row. */
  readonly uncommented?: true;
}

interface Assigned {
  readonly titles: string[];
  readonly cells: Cell[];
}

/** Rows of `INSERT … VALUES`, `INSERT … SET`, `INSERT … SELECT` and `UPDATE … SET`. */
export function rowsOf(text: string): Iterable<SqlRow> {
  return /\b(?:VALUES|SET|SELECT)\b/i.test(text) ? new Statements(text).rows() : [];
}

class Statements {
  readonly #text: string;
  readonly #mysql: boolean;
  readonly #tokens: readonly SqlToken[];

  constructor(text: string) {
    this.#text = text;
    this.#mysql = isMySql(text);
    this.#tokens = [...sqlTokens(text, this.#mysql)].filter(({ kind }) => kind !== "comment");
  }

  *rows(): Iterable<SqlRow> {
    for (let i = 0; i < this.#tokens.length; i++) {
      // Behind other words it says what is done with rows that are there.
      const begins = i === 0 || this.#word(i - 1) === ";";
      if (begins && this.#is(i, /^update$/i)) yield* this.#changed(i);
      if (!this.#is(i, /^into$/i)) continue;
      let at = i + 2;
      while (this.#word(at) === ".") at += 2;
      const table = this.#word(at - 1).toLowerCase();
      if (this.#is(at, /^set$/i)) {
        const own = { titles: [], cells: [] };
        this.#assign(at + 1, own, ",");
        yield this.#row(own.titles, own.cells, this.#spanOf(at, own.cells));
      }
      const titled = this.#word(at) === "(" ? this.#titlesAt(at) : null;
      if (titled) at = titled.next;
      if (titled && this.#is(at, /^select$/i)) yield* this.#selected(at, titled.names);
      if (!this.#is(at, /^values?$/i)) continue;
      const { rows, next } = this.#valuesAt(at + 1);
      for (const [index, { cells, ...span }] of rows.entries())
        yield {
          ...this.#row(titled?.names ?? null, cells, span, bracketRemoval(this.#text, rows, index)),
          table,
        };
      i = Math.max(i, next - 1);
    }
  }

  #row(
    titles: SqlRow["titles"],
    cells: readonly Cell[],
    { start, end }: Span<PartSpace>,
    removal: SqlRow["removal"] = null,
  ): SqlRow {
    return { titles, table: null, cells, span: { start, end }, removal, isChange: false };
  }

  /** A word without quotes that are not those of a string. */
  #word(i: number): string {
    const token = this.#tokens[i];
    return token ? this.#text.slice(token.start, token.end).replace(/^["`]|["`]$/g, "") : "";
  }

  #is(i: number, word: RegExp): boolean {
    return word.test(this.#word(i));
  }

  #spanOf(first: number, cells: readonly Cell[]): Span<PartSpace> {
    const start = this.#tokens[first]?.start ?? 0;
    return { start, end: cells.at(-1)?.span.end ?? start };
  }

  /** `SELECT 'a', 'TXT' UNION ALL SELECT …`, from its first word on. */
  *#selected(first: number, titles: readonly string[]): Iterable<SqlRow> {
    for (let at = first; this.#is(at, /^select$/i); ) {
      const cells: Cell[] = [];
      const start = this.#tokens[at]?.start ?? 0;
      do {
        const { tokens, next } = this.#upTo(at + 1, /^(?:,|;|from|where|union|on)$/i);
        cells.push(this.#cell(tokens, start));
        at = next;
      } while (this.#word(at) === "," && cells.length < MOST_TOKENS);
      yield this.#row(titles, cells, { start, end: cells.at(-1)?.span.end ?? start });
      if (!this.#is(at, /^union$/i)) at = this.#upTo(at + 1, /^(?:;|union)$/i).next;
      if (!this.#is(at, /^union$/i)) return;
      at += this.#is(at + 1, /^(?:all|distinct)$/i) ? 2 : 1;
    }
  }

  /** `UPDATE records SET content = '…' WHERE name = 'a' AND type = 'TXT'`. */
  *#changed(first: number): Iterable<SqlRow> {
    const set = this.#upTo(first + 1, /^(?:set|;)$/i).next;
    if (!this.#is(set, /^set$/i)) return;
    const own: Assigned = { titles: [], cells: [] };
    const where = this.#upTo(this.#assign(set + 1, own, ","), /^(?:where|;)$/i).next;
    const span = this.#spanOf(first, own.cells);
    const told: Assigned = { titles: [], cells: [] };
    // Of rows that are one or the other nothing is known.
    if (this.#is(where, /^where$/i) && !this.#is(this.#assign(where + 1, told, "and"), /^or$/i)) {
      own.titles.push(...told.titles);
      own.cells.push(...told.cells);
    }
    yield { ...this.#row(own.titles, own.cells, span), isChange: true };
  }

  /** Reads `name = 'a'` and what follows behind `between`; what is no such thing is passed over. Returns where it ends. */
  #assign(first: number, into: Assigned, between: "," | "and"): number {
    for (let at = first; ; at++) {
      while (this.#word(at + 1) === ".") at += 2;
      const ends = /^(?:,|;|and|or|where|from|on|as|returning|limit)$/i;
      const isSet = this.#word(at + 1) === "=";
      const { tokens, next } = this.#upTo(isSet ? at + 2 : at, ends);
      if (isSet) {
        into.titles.push(this.#word(at).toLowerCase());
        into.cells.push(this.#cell(tokens, this.#tokens[at]?.end ?? 0));
      }
      at = next;
      if (this.#word(at).toLowerCase() !== between || into.cells.length > MOST_TOKENS) return at;
    }
  }

  #cell(tokens: readonly SqlToken[], start: number): Cell {
    return cellOf(this.#text, tokens, tokens.at(-1)?.end ?? start, this.#mysql);
  }

  /** What stands before the next of these words that is not in parentheses. */
  #upTo(first: number, word: RegExp): { tokens: SqlToken[]; next: number } {
    const tokens: SqlToken[] = [];
    let depth = 0;
    let at = first;
    for (; at < this.#tokens.length && at < first + MOST_TOKENS; at++) {
      const token = this.#tokens[at] as SqlToken;
      if (token.kind !== "string" && (BEGINS.test(this.#word(at)) || (depth <= 0 && this.#is(at, word))))
        break;
      if (this.#word(at) === "(") depth++;
      if (this.#word(at) === ")") depth--;
      tokens.push(token);
    }
    return { tokens, next: at };
  }

  #valuesAt(first: number): { rows: { cells: Cell[]; start: number; end: number }[]; next: number } {
    const rows: { cells: Cell[]; start: number; end: number }[] = [];
    let at = first;
    for (; this.#word(at) === "("; at++) {
      const row = this.#cellsAt(at);
      if (!row) break;
      rows.push({ cells: row.cells, start: (this.#tokens[at] as SqlToken).start, end: row.end });
      at = row.next;
      if (this.#word(at) !== ",") break;
    }
    return { rows, next: at };
  }

  #titlesAt(open: number): { names: string[]; next: number } | null {
    const names: string[] = [];
    for (let at = open + 1; at < this.#tokens.length; at += 2) {
      names.push(this.#word(at).toLowerCase());
      if (this.#word(at + 1) === ")") return { names, next: at + 2 };
      if (this.#word(at + 1) !== ",") return null;
    }
    return null;
  }

  /** The cells of the row that opens at a token; null where it is never closed. */
  #cellsAt(open: number): { cells: Cell[]; end: number; next: number } | null {
    const cells: Cell[] = [];
    let own: SqlToken[] = [];
    let depth = 0;
    const last = Math.min(this.#tokens.length, open + MOST_TOKENS);
    for (let at = open + 1; at < last; at++) {
      const token = this.#tokens[at] as SqlToken;
      const sign = token.kind === "sign" ? this.#text.slice(token.start, token.end) : "";
      if (depth === 0 && (sign === "," || sign === ")")) {
        cells.push(cellOf(this.#text, own, token.start, this.#mysql));
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
}
