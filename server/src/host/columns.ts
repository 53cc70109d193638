/** Records in rows: which column says what, for tables of SQL and for exports. */

import type { Decoded } from "../text/decoded.ts";
import type { PartSpace, Span } from "../text/span.ts";
import { describe, mxData, setOf } from "./describe.ts";
import { domainOf } from "./file-names.ts";
import type { Section, Seen } from "./format.ts";
import type { Other } from "./host.ts";
import { wrapped } from "./quoting.ts";
import { treatmentOf } from "./zone/types.ts";

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
  /** What tells records of one name apart that are not for the same clients. */
  readonly view: number;
  /** Whether names are always full ones. */
  readonly full: boolean;
}

const TITLES: Readonly<Record<Exclude<keyof Columns, "full">, RegExp>> = {
  name: /^(?:(?:record|host|dns)?[ _]?name|host(?: record)?|hostname|fqdn|owner|subdomain|label|record)$/,
  type: /^(?:(?:record|rr|dns)?[ _]?type|rtype|rrtype)$/,
  data: /^(?:(?:record|txt|text|rr)?[ _]?(?:content|values?|data|target)|rdata|answers?|destination|points to|address|txt|text|details|value\/route traffic to)$/,
  ttl: /^ttl(?: \(?s(?:ec(?:ond)?s)?\)?)?$/,
  zone: /^(?:(?:zone|domain|origin)(?:[ _]?name)?|hosted zone)$/,
  zoneId: /^(?:zone|domain)[ _]?id$/,
  preference: /^(?:(?:mx[ _]?)?(?:prio|priority|preference|pref)|aux|distance)$/,
  disabled: /^disabled$/,
  view: /^(?:(?:dns|network)[ _]?)?views?$|^set[ _]?identifier$|^line$/,
};

/** What titles say; null where they are not those of records. Of records that have no name `isNameless` lets be. */
export function columnsOf(titles: readonly string[], isNameless = false): Columns | null {
  const plain = titles.map((title) => title.trim().toLowerCase().replace(/[*:]$/, ""));
  const at = (key: keyof typeof TITLES) => plain.findIndex((title) => TITLES[key].test(title));
  const [name, zone, data] = [at("name"), at("zone"), at("data")];
  const columns: Columns = {
    // Where nothing else is a name, the domain is that of the record.
    name: name >= 0 ? name : zone,
    type: at("type"),
    // A record beside a name is what stands there.
    data: data >= 0 || plain[name] === "record" ? data : plain.indexOf("record"),
    ttl: at("ttl"),
    zone: name >= 0 ? zone : -1,
    zoneId: at("zoneId"),
    preference: at("preference"),
    disabled: at("disabled"),
    view: at("view"),
    full: name < 0 || plain[name] === "fqdn",
  };
  const needed = [columns.type, columns.data, ...(isNameless && columns.name < 0 ? [] : [columns.name])];
  return needed.every((index) => index >= 0) && new Set(needed).size === needed.length ? columns : null;
}

/** What rows without titles say where that can be nothing else: a column of types, and SPF in rows of TXT. */
export function columnsWithin(rows: readonly (readonly Cell[])[]): Columns | null {
  const texts = rows.map((cells) => cells.map((cell) => known(cell)?.trim() ?? ""));
  const [first = []] = texts;
  const where = (holds: (text: string) => boolean) =>
    first.flatMap((_, i) => (texts.every((row) => holds(row[i] ?? "")) ? [i] : []));
  const [type, ...more] = where((text) => /^[A-Z0-9]+$/.test(text) && treatmentOf(text) !== undefined);
  if (type === undefined || more.length > 0) return null;
  const spf = texts.find((row) => /^(?:TXT|SPF)$/.test(row[type] ?? "") && row.some(isSpf));
  const data = spf?.findIndex(isSpf) ?? -1;
  if (data < 0) return null;
  const domains = where((text) => domainOf(text) !== null);
  const labels = where((text) => /^(?:[\w*.-]+|@)?$/.test(text)).filter((i) => i < type && i < data);
  const [one, two] = domains.length > 0 ? domains : labels.slice(-1);
  // What has no name may be anything about texts, as the cases of a test.
  if (one === undefined) return null;
  return { ...NOWHERE, name: two ?? one, type, data, zone: two === undefined ? -1 : one };
}

/** Whether a text is a record for certain. */
export function isSpf(text: string): boolean {
  return /^"?(?:v=spf1|spf2\.0\/[\w,]+)(?:\s|"|$)/i.test(text);
}

/** No column for anything. */
export const NOWHERE: Columns = {
  name: -1,
  type: -1,
  data: -1,
  ttl: -1,
  zone: -1,
  zoneId: -1,
  preference: -1,
  disabled: -1,
  view: -1,
  full: false,
};

/** What there is to know of a row beside its cells. */
export interface Row {
  readonly section: Section;
  readonly cells: readonly Cell[];
  readonly span: Span<PartSpace>;
  readonly removal: Span<PartSpace> | null;
  /** False for what may take the place of another row. */
  readonly certain?: boolean;
  /** The zone that has a number, or null. */
  zoneOf?(number: string): string | null;
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
  const place = said(columns.zone) ?? said(columns.zoneId) ?? "";
  const zone = domainOf(place) === null ? (row.zoneOf?.(place) ?? null) : place.replace(/\.$/, "");
  const owner = name === undefined ? null : row.fullName(name, zone);
  const written = said(columns.ttl)?.trim() ?? "";
  const view = said(columns.view)?.trim();
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
      set: setOf(
        owner ??
          (name === undefined
            ? `#@${digest(section.text.slice(span.start, span.end))}`
            : `#${name}@${place}`),
        view ?? null,
      ),
      certain: row.certain ?? true,
      strings: "tool",
      span,
      typeSpan: contentOf(typeCell),
      ttlSpan: ttl === null ? null : contentOf(cell(columns.ttl) as Cell),
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

/** A few characters that tell a text from others: where it stands changes with the text around it. */
export function digest(text: string): string {
  let sum = text.length;
  for (let at = 0; at < text.length; at++) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0;
  return (sum >>> 0).toString(36);
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
