/** Writes a record from its tokens: the inverse of `parse`. */

import type { SpfRecord } from "./ast.ts";

/** The text of the record, to the letter: `print(parse(text)) === text` for every text. */
export function print(record: SpfRecord): string {
  return record.tokens.map((token) => record.text.slice(token.span.start, token.span.end)).join("");
}
