/** Which format a document is, without reading it. */

import { fileNameOf, isDomain } from "../host/file-names.ts";
import type { Host } from "../host/host.ts";
import { hostFor } from "../host/index.ts";
import type { Document } from "../text/document.ts";

/** As much of a document as a host looks at to tell its format, in UTF-16 units. */
const HEAD_LENGTH = 8192;

/** The host that takes a document; null where none does. */
export function hostOf(document: Document): Host | null {
  const { uri, languageId } = document;
  return hostFor({ uri, languageId, head: document.slice({ start: 0, end: HEAD_LENGTH }) }) ?? null;
}

/** The name of the format that takes a document; null where none does. Its beginning is enough: 8,192 characters. */
export function formatOf(document: Document): string | null {
  return hostOf(document)?.format ?? null;
}

/**
 * Whether a file is so plainly named as a zone that it is read though nobody opened it. Others may hold records as well;
 * those are read when they are opened.
 */
export function isNamedAsZone(uri: string): boolean {
  const name = fileNameOf(uri).toLowerCase();
  if (/^named\.(conf|rfc1912)/.test(name)) return false;
  if (/^(db|named)\.|\.(zone|zonefile|zf|signed|db|hosts)$/.test(name)) return true;
  const stem = name.replace(/\.(txt|dns|bind|ya?ml)$/, "");
  return stem !== name && isDomain(stem);
}
