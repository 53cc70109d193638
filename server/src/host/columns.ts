/** Records in rows: which column says what, for tables of SQL and for exports. */

import type { Decoded } from "../text/decoded.ts";
import type { PartSpace, Span } from "../text/span.ts";
import { describe, mxData } from "./describe.ts";
import { isDomain } from "./file-names.ts";
import type { Section, Seen } from "./format.ts";
import type { Other } from "./host.ts";
import { wrapped } from "./quoting.ts";

/** One cell: its text where it has one, and where it stands. */
export interface Cell {
  /** Null for what is not written: NULL, a sum, a query. */
  readonly text: Decoded | null;
  readonly span: Span<PartSpace>;
}

/** The number of the column for each thing that a record says; -1 where there is none. */
export interface Columns {
  readonly name: number;
  readonly type: number;
  readonly data: number;
  readonly ttl: number;
  readonly zone: number;
  /** Where only a number says which zone it is. */
  readonly zoneId: number;
  readonly preference: number;
  readonly disabled: number;
}

const TITLES: Readonly<Record<keyof Columns, RegExp>> = {
  name: /^(?:(?:record|host|dns)?[ _]?name|host|hostname|fqdn|owner|subdomain|label|record)$/,
  type: /^(?:(?:record|rr|dns)?[ _]?type|rtype|rrtype)$/,
  data: /^(?:(?:record)?[ _]?(?:content|value|data|target)|rdata|answer|destination|points to|txt|text)$/,
  ttl: /^ttl(?: \(?s(?:ec(?:ond)?s)?\)?)?$/,
  zone: /^(?:zone|domain|origin)(?:[ _]?name)?$/,
  zoneId: /^(?:zone|domain)[ _]?id$/,
  preference: /^(?:prio|priority|preference|pref|aux|distance)$/,
  disabled: /^disabled$/,
};

/** What titles say; null where they are not those of records. */
export function columnsOf(titles: readonly string[]): Columns | null {
  const plain = titles.map((title) => title.trim().toLowerCase());
  const at = (key: keyof Columns) => plain.findIndex((title) => TITLES[key].test(title));
  const columns: Columns = {
    name: at("name"),
    type: at("type"),
    data: at("data"),
    ttl: at("ttl"),
    zone: at("zone"),
    zoneId: at("zoneId"),
    preference: at("preference"),
    disabled: at("disabled"),
  };
  const needed = [columns.name, columns.type, columns.data];
  return needed.every((index) => index >= 0) && new Set(needed).size === 3 ? columns : null;
}

/** What there is to know of a row beside its cells. */
export interface Row {
  readonly section: Section;
  readonly cells: readonly Cell[];
  readonly span: Span<PartSpace>;
  readonly removal: Span<PartSpace> | null;
  /** The full name of what the cell says, or null. */
  fullName(written: string, zone: string | null): string | null;
}

const OTHERS: ReadonlySet<string> = new Set(["A", "AAAA", "CNAME", "MX", "NS", "PTR"]);

/** The record of a row. */
export function* seeRow(row: Row, columns: Columns): Iterable<Seen> {
  const { section, span } = row;
  const cell = (index: number): Cell | undefined => (index < 0 ? undefined : row.cells[index]);
  const said = (index: number): string | null => known(cell(index));
  const type = said(columns.type)?.trim().toUpperCase();
  const data = cell(columns.data);
  const name = said(columns.name)?.trim();
  if (type === undefined || !data?.text || /^(?:1|true|t|yes)$/i.test(said(columns.disabled) ?? "")) return;
  const zone = said(columns.zone)?.replace(/\.$/, "") ?? null;
  const owner =
    name === undefined ? null : row.fullName(name, zone && isDomain(zone.toLowerCase()) ? zone : null);
  const place = said(columns.zone) ?? said(columns.zoneId) ?? "";
  const written = said(columns.ttl)?.trim() ?? "";
  const ttl = /^\d{1,10}$/.test(written) ? Number(written) : null;
  if (type === "TXT" || type === "SPF") {
    const value = { kind: "text", text: data.text, span: data.span } as const;
    const typeCell = cell(columns.type) as Cell;
    const found = describe({
      value,
      decoded: wrapped(data.text),
      owners: owner === null ? null : [owner],
      type,
      ttl,
      set: owner ?? (name === undefined ? `#@${span.start}` : `#${name}@${place}`),
      strings: "tool",
      span,
      typeSpan: contentOf(typeCell),
      removal: row.removal,
    });
    yield { section, found };
  } else if (owner !== null) {
    yield {
      section,
      other: otherOf(owner, type, ttl, known(data)?.trim() ?? "", said(columns.preference), span),
    };
  }
}

function contentOf({ text, span }: Cell): Span<PartSpace> {
  return text ? text.sourceRange({ start: 0, end: text.text.length }) : span;
}

export function known(cell: Cell | undefined): string | null {
  return cell?.text && cell.text.holes.length === 0 ? cell.text.text : null;
}

function otherOf(
  name: string,
  type: string,
  ttl: number | null,
  data: string,
  preference: string | null,
  span: Span<PartSpace>,
): Other {
  if (!OTHERS.has(type)) return { name, type: "OTHER", ttl, data: type, span };
  const plain = data.replace(/(?<=.)\.$/, "");
  if (type !== "MX")
    return { name, type: plain === "" ? "OTHER" : (type as Other["type"]), ttl, data: plain, span };
  if (plain === "") return { name, type: "OTHER", ttl, data: "", span };
  return { name, type: "MX", ttl, data: mxData(plain, preference), span };
}
