/**
 * Writes an item into a list of a configuration: an entry of `ignore`, for findings in formats that have no comments, or a
 * domain of `trustedIncludes`.
 */

import type { IgnoreEntry } from "../rules/settings.ts";
import type { Document } from "../text/document.ts";
import type { Edit } from "../text/edit.ts";
import { type DocumentSpace, emptySpan } from "../text/span.ts";

/** Where the entries of a document's folder are kept. */
export interface IgnorePlace {
  /** The configuration; empty, with its uri, where there is none yet. */
  readonly config: Document;
  readonly exists: boolean;
  /** The path of the document as entries write it. */
  readonly path: string;
}

/** The edit that adds an entry; null where the text is not plain JSON, or another thing is there. */
export function ignoreEntryEdit(place: IgnorePlace, entry: IgnoreEntry): Edit<DocumentSpace> | null {
  return itemEdit(place, "ignore", lineOf(entry));
}

/** The same for a domain whose includes are trusted. */
export function trustEdit(place: IgnorePlace, domain: string): Edit<DocumentSpace> | null {
  return itemEdit(place, "trustedIncludes", JSON.stringify(domain));
}

/** At the end of the list. */
function itemEdit(
  { config, exists }: IgnorePlace,
  list: "ignore" | "trustedIncludes",
  written: string,
): Edit<DocumentSpace> | null {
  const text = config.text();
  if (!exists || text.trim() === "") {
    const whole = `{\n  "${list}": [\n    ${written}\n  ]\n}\n`;
    return { span: { start: 0, end: text.length }, text: whole };
  }
  const where = placesIn(text, list);
  if (!where) return null;
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? "  ";
  const own = `${end}${indent}${indent}${written}`;
  const add = (at: number, isFirst: boolean, what: string): Edit<DocumentSpace> => {
    const last = text.slice(0, at).trimEnd().length;
    return { span: emptySpan(last), text: `${isFirst ? "" : ","}${what}` };
  };
  const { items, root } = where;
  if (items) return add(items.end, items.isEmpty, items.isEmpty ? `${own}${end}${indent}` : own);
  const key = `${end}${indent}"${list}": [${own}${end}${indent}]`;
  return add(root.end, root.isEmpty, root.isEmpty ? `${key}${end}` : key);
}

/** An entry in one line, as people write them. */
function lineOf(entry: IgnoreEntry): string {
  const keys = Object.entries(entry).map(([key, value]) => {
    const said = Array.isArray(value)
      ? `[${value.map((each) => JSON.stringify(each)).join(", ")}]`
      : JSON.stringify(value);
    return `${JSON.stringify(key)}: ${said}`;
  });
  return `{ ${keys.join(", ")} }`;
}

/** Before the bracket that closes a list or an object, and whether nothing stands in it. */
interface Inside {
  readonly end: number;
  readonly isEmpty: boolean;
}

/** Where the object and its list end. */
function placesIn(
  text: string,
  list: string,
): { readonly root: Inside; readonly items: Inside | null } | null {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const items = (value as { readonly [key: string]: unknown })[list];
  if (items !== undefined && !Array.isArray(items)) return null;
  const root = { end: text.lastIndexOf("}"), isEmpty: Object.keys(value).length === 0 };
  if (items === undefined) return { root, items: null };
  const end = endOfList(text, list);
  return end === null ? null : { root, items: { end, isEmpty: items.length === 0 } };
}

/** The bracket that closes the list under an outermost key; of several the last counts. */
function endOfList(text: string, list: string): number | null {
  const open: { readonly isList: boolean }[] = [];
  let key = "";
  let end: number | null = null;
  for (const { index, 0: token } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}:]/g)) {
    if (token === "[" || token === "{")
      open.push({ isList: open.length === 1 && token === "[" && key === list });
    else if (token === "]" || token === "}") {
      if (open.pop()?.isList) end = index;
      if (open.length === 1) key = "";
    } else if (open.length === 1 && token !== ":") {
      // A value is no key, but what stands behind it is no list either.
      key = JSON.parse(token) as string;
    }
  }
  return end;
}
