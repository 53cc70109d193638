/**
 * Writes the reading of a record the way the tables of tests do: the text, and under it a line of carets for each
 * fault with its kind, its detail, "valid" where a checker takes it all the same, and what is suggested.
 */

import type { Fault } from "../../../server/src/spf/ast.ts";

/** Each unit as it is shown: what can't be seen, blanks at the end among it, as `{U+00A0}`. */
function shown(text: string): string[] {
  const end = text.trimEnd().length;
  return text.split("").map((unit, i) => {
    if (/[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff]/.test(unit) && i < end) return unit;
    return `{U+${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}}`;
  });
}

/** The text that is shown so. */
export function invisible(text: string): string {
  return text.replace(/\{U\+([0-9A-F]{4})\}/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** The text and its faults, as the tables write them. */
export function drawn(text: string, faults: readonly Fault[]): string {
  const units = shown(text);
  const width = (from: number, to: number) => units.slice(from, to).join("").length;
  const lines = [units.join("")];
  for (const fault of faults) {
    const { start, end } = fault.span;
    const indent = " ".repeat(width(0, start));
    const carets = "^".repeat(Math.max(1, width(start, end)));
    const valid = fault.error ? "" : " (valid)";
    lines.push(`${indent}${carets} ${fault.kind}/${fault.detail}${valid}${suggested(text, fault)}`);
  }
  return lines.join("\n");
}

function suggested(text: string, fault: Fault): string {
  if (fault.suggestion === undefined) return "";
  const { start, end } = fault.replaces ?? fault.span;
  return ` => ${shown(text.slice(0, start) + fault.suggestion + text.slice(end)).join("")}`;
}

/** The cases of a table: blocks between blank lines. */
export function casesOf(table: string): string[] {
  return table
    .split(/\n{2,}/)
    .map((block) => block.replace(/^\n+|\s+$/g, ""))
    .filter((block) => block !== "");
}
