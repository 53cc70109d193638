/** Which format a document is, without reading it. */

import { hostFor } from "../host/index.ts";
import type { Document } from "../text/document.ts";

/** The name of the format that takes a document; null where none does. Its beginning is enough: 8,192 characters. */
export function formatOf(document: Document): string | null {
  return hostFor(document)?.format ?? null;
}
