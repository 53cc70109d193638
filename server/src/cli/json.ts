/** JSON in which nothing is obeyed by the terminal or the log that it is shown in: what is invisible is escaped. */

import { replaceInvisible } from "../text/visible.ts";

/** The value as JSON, which says the same with escapes. `indent` as `JSON.stringify` has it. */
export function jsonOf(value: unknown, indent?: number): string {
  // Line ends between the values are the only ones that stand there unescaped already.
  return replaceInvisible(JSON.stringify(value, null, indent), (text) =>
    text === "\n"
      ? text
      : Array.from({ length: text.length }, (_, i) => escaped(text.charCodeAt(i))).join(""),
  );
}

function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}
