/** The columns of tables that a dump makes, for the rows that it fills them with and names no columns beside. */

import { namesOf, notTwice } from "../declared.ts";
import type { DeclaredNames } from "../evaluate.ts";
import type { Section } from "../format.ts";
import type { Rows } from "../rows.ts";
import { sqlTokens } from "../syntax/sql-tokens.ts";
import { itemsOf, plainText, type Value } from "../syntax/value.ts";

/** Under this and the name of a table, its columns. */
const COLUMNS_OF = "columns of ";

/** More columns has no table of records. */
const MOST = 200;

const CREATES = /^\s*CREATE\s+(?:\w+\s+)?TABLE\b/i;
/** What begins an item that is no column. */
const NO_COLUMN = /^(?:primary|key|unique|constraint|foreign|check|index|fulltext|spatial|exclude|like)$/i;

/** Names, and among them the columns of the tables that the sections make. */
export function withTables(names: DeclaredNames, rows: Rows, sections: readonly Section[]): DeclaredNames {
  const tables = namesOf(rows, withTables, sections, tablesIn, notTwice);
  return { get: (name) => (name.startsWith(COLUMNS_OF) ? tables : names).get(name) };
}

/** The columns of a table in their order and in lower case; null where nobody makes it, or not once. */
export function columnsOfTable(names: DeclaredNames, table: string | null): readonly string[] | null {
  const value = table === null ? undefined : names.get(COLUMNS_OF + table)?.value;
  return value?.kind === "list" ? itemsOf(value).map((item) => plainText(item.value) ?? "") : null;
}

function* tablesIn({ text }: Section): Iterable<readonly [string, Value]> {
  // A statement begins with the comments above it.
  const tokens = /\bTABLE\b/i.test(text) ? [...sqlTokens(text)].filter(({ kind }) => kind !== "comment") : [];
  const [first] = tokens;
  if (!first || !CREATES.test(text.slice(first.start))) return;
  const word = (i: number) => text.slice(tokens[i]?.start ?? 0, tokens[i]?.end ?? 0);
  const open = tokens.findIndex((_, i) => word(i) === "(");
  const columns: string[] = [];
  let depth = 0;
  for (let i = open; open > 0 && i < tokens.length && columns.length <= MOST; i++) {
    const sign = word(i);
    const begins = depth === 1 && (word(i - 1) === "(" || word(i - 1) === ",");
    if (begins && !NO_COLUMN.test(sign)) columns.push(plainName(sign));
    if (sign === "(") depth++;
    if (sign === ")" && --depth === 0) break;
  }
  if (open < 1 || depth !== 0 || columns.length > MOST) return;
  const span = { start: 0, end: 0 };
  const items = columns.map((source) => ({
    value: { kind: "scalar", source, span } as const,
    removal: null,
  }));
  yield [COLUMNS_OF + plainName(word(open - 1)), { kind: "list", items, span, whole: true }];
}

/** A name without its quotes, in lower case. */
function plainName(written: string): string {
  return written.replace(/^["`[]|["`\]]$/g, "").toLowerCase();
}
