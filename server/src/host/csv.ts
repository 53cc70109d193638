/**
 * Exports of records in separated values: a row of titles says which column is what, or what stands in them does. Names
 * are full ones where all of them are below one of them, or where the file is named after the zone.
 */

import type { Decoded, Encode } from "../text/decoded.ts";
import { DecodedBuilder } from "../text/decoded-builder.ts";
import { type Cell, columnsOf, columnsWithin, known, type Row, seeRow } from "./columns.ts";
import { textsInBlocks } from "./csv-blocks.ts";
import { domainOf, fileNameOf, isDomain } from "./file-names.ts";
import type { Format, Section, Seen } from "./format.ts";
import { type CsvCell, csvRows, separatorOf } from "./syntax/csv-rows.ts";
import { nameWithin } from "./zone-said.ts";

export const csvExports: Format = {
  format: "csv",
  syntax: "csv",
  mayHold: ({ uri }) => /\.[ct]sv$/i.test(fileNameOf(uri)),
  zone: ({ uri }) => zoneOf(uri),
  see: (sections, { uri }) => sections.map((section) => [...seeRows(section, zoneOf(uri))]),
};

function zoneOf(uri: string): string | null {
  return domainOf(
    fileNameOf(uri)
      .replace(/\.[ct]sv$/i, "")
      .replace(/[-_](?:dns|records|export|zone).*$/i, ""),
  );
}

/** What begins a line that says nothing, or a comment. */
const BLANK = /^[#\r\n]/;

function* seeRows(section: Section, fileZone: string | null): Iterable<Seen> {
  const { text } = section;
  const separator = separatorOf(text);
  const all = [...csvRows(text, separator)].map(({ cells, ...row }) => ({
    ...row,
    cells: cells.map((cell): Cell => {
      const quote = cell.quoted ? 1 : 0;
      return {
        text: textOf(text, cell, separator),
        span: { start: cell.start - quote, end: cell.end + quote },
      };
    }),
  }));
  const filled = all.filter(({ start }) => !BLANK.test(text.slice(start, start + 1)));
  const blocks = textsInBlocks(filled, text);
  if (blocks) {
    for (const { row, columns } of blocks) yield* seeRow(rowOf(section, row, fileZone, true), columns);
    return;
  }
  const [head] = filled;
  const titled = head && columnsOf(head.cells.map((cell) => known(cell) ?? ""));
  // Below titles all is data, whatever it begins with.
  const rows = titled ? all.slice(all.indexOf(head) + 1) : filled;
  const columns = titled ?? columnsWithin(rows.map(({ cells }) => cells));
  if (!columns) return;
  const names = rows.flatMap(
    ({ cells }) => known(cells[columns.name])?.trim().toLowerCase().replace(/\.$/, "") ?? [],
  );
  const top = topOf(names);
  const areFull = columns.full || top !== null;
  for (const row of rows) yield* seeRow(rowOf(section, row, fileZone, areFull), columns);
}

interface CellsInLine {
  readonly cells: readonly Cell[];
  readonly start: number;
  readonly next: number;
}

function rowOf(
  section: Section,
  { cells, start, next }: CellsInLine,
  fileZone: string | null,
  areFull: boolean,
): Row {
  const end = start + section.text.slice(start, next).trimEnd().length;
  return {
    section,
    cells,
    span: { start, end },
    removal: { start, end: next },
    fullName: (written, zone) => fullName(written, zone ?? fileZone, areFull),
  };
}

/** The name that all others are below, if one of them is that. */
function topOf(names: readonly string[]): string | null {
  const top = names.filter(isDomain).sort((a, b) => a.length - b.length)[0];
  return top && names.every((name) => name === top || name.endsWith(`.${top}`)) ? top : null;
}

function fullName(written: string, zone: string | null, areFull: boolean): string | null {
  if (/.\.$/.test(written)) return written.slice(0, -1);
  return areFull ? written : nameWithin(zone, written);
}

function textOf(source: string, { start, end, quoted }: CsvCell, separator: string): Decoded {
  const builder = new DecodedBuilder(source, quoted ? inQuotes : bare(separator));
  let plain = start;
  if (quoted) {
    // Only the cell is looked through, which the rest of a long line would be for each of its cells.
    for (const { index } of source.slice(start, end).matchAll(/""/g)) {
      const at = start + index;
      if (plain < at) builder.verbatim(plain, at);
      builder.replaced(at, at + 2, '"');
      plain = at + 2;
    }
  }
  if (plain < end || start === end) builder.verbatim(plain, end);
  return builder.build();
}

const inQuotes: Encode = (text) => (/[\r\n]/.test(text) ? undefined : text.replaceAll('"', '""'));

function bare(separator: string): Encode {
  return (text, { before }) =>
    /["\r\n]/.test(text) || text.includes(separator) || (before === "" && /^\uFEFF/.test(text))
      ? undefined
      : text;
}
