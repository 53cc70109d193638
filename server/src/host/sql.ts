/**
 * Rows of tables of records, as PowerDNS and others keep them: `INSERT INTO records (name, type, content) VALUES …`, and
 * `COPY records (name, type, content) FROM stdin;` of PostgreSQL's dumps. Without a list of columns those are meant that the
 * table is made with; where nobody makes it, only what is a record of SPF for certain is taken for one.
 */

import { type Cell, type Columns, columnsOf, isSpf, known, NOWHERE, type Row, seeRow } from "./columns.ts";
import { namesOf, notTwice } from "./declared.ts";
import type { DeclaredNames } from "./evaluate.ts";
import { domainOf, fileNameOf, isDomain } from "./file-names.ts";
import type { Format, Section, Seen } from "./format.ts";
import { PerSection } from "./per-section.ts";
import { copiedText } from "./sql/cells.ts";
import { rowsOf, type SqlRow } from "./sql/statements.ts";
import { columnsOfTable, withTables } from "./sql/tables.ts";
import { seeZoneTemplate } from "./sql/zone-templates.ts";
import { type CopyBlock, copyIn, copyRows } from "./syntax/sql-copy.ts";
import { plainText, type Value } from "./syntax/value.ts";
import { nameWithin } from "./zone-said.ts";

/** Longer statements are dumps of what nobody wrote. */
const LONGEST = 4_000_000;

const memory = new PerSection();

export const sqlInserts: Format = {
  format: "sql",
  syntax: "sql",
  mayHold: ({ uri }) => /\.(?:sql|pgsql|mysql|dump)$/i.test(fileNameOf(uri)),
  see: (sections, { rows }) =>
    memory.see(
      rows,
      sections,
      (section, _, names) => seeRows(section, names),
      withTables(namesOf(rows, zonesIn, sections, zonesIn, notTwice), rows, sections),
    ),
};

/** The rows of a section, written in either way. */
function rowsIn({ text }: Section): Iterable<SqlRow> {
  if (text.length > LONGEST) return [];
  const block = copyIn(text);
  return block ? copiedRows(text, block) : rowsOf(text);
}

function* copiedRows(text: string, block: CopyBlock): Iterable<SqlRow> {
  for (const { cells, start, end, next } of copyRows(text, block)) {
    yield {
      titles: block.titles,
      table: null,
      cells: cells.map((span) => ({ text: copiedText(text, span), span })),
      span: { start, end },
      removal: { start, end: next },
      isChange: false,
      uncommented: true,
    };
  }
}

/** A table of zones. */
const ZONES = /\b(?:INTO|COPY)\s+[`"\w.]*(?:zone|domain|soa)/i;
/** What these call the number of one, and its name. */
const NUMBERED = /^(?:(?:zone|domain)_?)?id$/;
const NAMED = /^(?:(?:zone|domain)_?)?name$|^(?:zone|domain|origin)$/;

/** The names of zones by their numbers, where a section fills a table of them. */
function* zonesIn(section: Section): Iterable<readonly [string, Value]> {
  if (!ZONES.test(section.text)) return;
  for (const { titles, cells } of rowsIn(section)) {
    const [id, name] = titles
      ? [titles.findIndex((each) => NUMBERED.test(each)), titles.findIndex((each) => NAMED.test(each))]
      : [cells.findIndex(isNumber), cells.findIndex((cell) => domainOf(known(cell) ?? "") !== null)];
    if (titles && (titles.length !== cells.length || columnsOf(titles))) continue;
    const [number, zone] = [known(cells[id]), known(cells[name])];
    if (number === null || zone === null || domainOf(zone) === null) continue;
    yield [number, { kind: "scalar", source: zone.replace(/\.$/, ""), span: { start: 0, end: 0 } }];
  }
}

function isNumber(cell: Cell): boolean {
  return /^\d+$/.test(known(cell) ?? "");
}

function* seeRows(section: Section, names: DeclaredNames): Iterable<Seen> {
  const madeWith = tableColumns(names);
  for (const { titles: own, table, cells, span, removal, isChange, uncommented } of rowsIn(section)) {
    for (const cell of cells) yield* seeZoneTemplate(section, cell);
    const titles = own ?? madeWith(table, cells.length);
    const columns = titles ? columnsOf(titles, isChange) : guessed(cells);
    // What does not fit the list of columns is refused.
    if (!columns || (titles && titles.length !== cells.length)) continue;
    const isRelative = titles?.includes("aux") ?? false;
    const row: Row = {
      section,
      cells,
      span,
      removal,
      certain: !isChange,
      zoneOf: (number) => plainText(names.get(number)?.value),
      fullName: (name, zone) => fullName(name, zone, isRelative),
    };
    for (const seen of seeRow(row, columns))
      yield uncommented && seen.found ? { section, found: { ...seen.found, uncommented } } : seen;
  }
}

/** The columns of a table of records that so many cells fill; null for others. */
function tableColumns(
  names: DeclaredNames,
): (table: string | null, size: number) => readonly string[] | null {
  const known = new Map<string | null, readonly string[] | null>();
  return (table, size) => {
    let columns = known.get(table);
    if (columns === undefined) {
      const made = columnsOfTable(names, table);
      columns = made && columnsOf(made) ? made : null;
      known.set(table, columns);
    }
    return columns?.length === size ? columns : null;
  };
}

/** Names of PowerDNS are full ones; those of tables with `aux`, MyDNS's, end in a dot where they are. */
function fullName(written: string, zone: string | null, isRelative: boolean): string | null {
  const name = written.replace(/(?<=.)\.$/, "");
  if (name !== written) return name;
  if (zone !== null) return nameWithin(zone, written);
  return !isRelative && isDomain(written.toLowerCase()) ? written : null;
}

/** The columns of a row without titles: a type, one text that is SPF, and one name. */
function guessed(cells: readonly Cell[]): Columns | null {
  const texts = cells.map((cell) => known(cell) ?? "");
  const type = texts.findIndex((text) => /^(?:TXT|SPF)$/i.test(text));
  const data = texts.findIndex((text) => isSpf(text.trimStart()));
  if (type < 0 || data < 0) return null;
  const names = texts.flatMap((text, i) => (isDomain(text.toLowerCase().replace(/\.$/, "")) ? [i] : []));
  const name = names.length === 1 ? (names[0] as number) : -1;
  return { ...NOWHERE, name, type, data };
}
