/**
 * Exports of Infoblox: rows of several kinds in one file, each kind below titles of its own, and named in the first cell of
 * its rows: `header-txtrecord,fqdn*,text*` above `txtrecord,example.com,…`.
 */

import { DecodedBuilder } from "../text/decoded-builder.ts";
import { type Cell, type Columns, columnsOf, known } from "./columns.ts";

interface Row {
  readonly cells: readonly Cell[];
}

/** The records of texts among such rows, as rows that say their type; null where the rows are others. */
export function textsInBlocks<T extends Row>(
  rows: readonly T[],
  source: string,
): { readonly row: T; readonly columns: Columns }[] | null {
  const out: { row: T; columns: Columns }[] = [];
  let columns: Columns | null = null;
  let isBlocks = false;
  for (const row of rows) {
    const kind = kindOf(row);
    if (kind.startsWith("header-")) {
      isBlocks = true;
      const titles = row.cells.slice(1).map((cell) => known(cell) ?? "");
      // The name of the kind is that of the type of its records.
      if (kind === "header-txtrecord") columns = columnsOf(["type", ...titles]);
    } else if (!isBlocks) return null;
    else if (kind === "txtrecord" && columns)
      out.push({ row: { ...row, cells: typed(row.cells, source) }, columns });
  }
  return isBlocks ? out : null;
}

function kindOf({ cells }: Row): string {
  return known(cells[0])?.trim().toLowerCase() ?? "";
}

function typed([kind, ...others]: readonly Cell[], source: string): Cell[] {
  if (!kind) return others;
  const builder = new DecodedBuilder(source, () => undefined);
  builder.replaced(kind.span.start, kind.span.end, "TXT");
  return [{ ...kind, text: builder.build() }, ...others];
}
