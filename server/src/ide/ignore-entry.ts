/** Writes an entry of `ignore` into the text of a configuration, for findings in formats that have no comments. */

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

/** The edit that adds an entry at the end of the list; null where the text is not plain JSON, or another thing is there. */
export function ignoreEntryEdit(
  { config, exists }: IgnorePlace,
  entry: IgnoreEntry,
): Edit<DocumentSpace> | null {
  const text = config.text();
  const written = lineOf(entry);
  if (!exists || text.trim() === "") {
    const whole = `{\n  "ignore": [\n    ${written}\n  ]\n}\n`;
    return { span: { start: 0, end: text.length }, text: whole };
  }
  const where = placesIn(text);
  if (!where) return null;
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? "  ";
  const own = `${end}${indent}${indent}${written}`;
  const { list, root } = where;
  const add = (at: number, isFirst: boolean, what: string): Edit<DocumentSpace> => {
    const last = text.slice(0, at).trimEnd().length;
    return { span: emptySpan(last), text: `${isFirst ? "" : ","}${what}` };
  };
  if (list) return add(list.end, list.isEmpty, list.isEmpty ? `${own}${end}${indent}` : own);
  const key = `${end}${indent}"ignore": [${own}${end}${indent}]`;
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

/** Where the object and its list `ignore` end. */
function placesIn(text: string): { readonly root: Inside; readonly list: Inside | null } | null {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { ignore } = value as { readonly ignore?: unknown };
  if (ignore !== undefined && !Array.isArray(ignore)) return null;
  const root = { end: text.lastIndexOf("}"), isEmpty: Object.keys(value).length === 0 };
  if (ignore === undefined) return { root, list: null };
  const end = endOfList(text);
  return end === null ? null : { root, list: { end, isEmpty: ignore.length === 0 } };
}

/** The bracket that closes the list under the outermost key `ignore`; of several the last counts. */
function endOfList(text: string): number | null {
  const open: { readonly isList: boolean }[] = [];
  let key = "";
  let end: number | null = null;
  for (const { index, 0: token } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}:]/g)) {
    if (token === "[" || token === "{")
      open.push({ isList: open.length === 1 && token === "[" && key === "ignore" });
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
