/** Puts the quotes of a zone file round a text that is written in YAML or JSON. */

import type { Edit } from "../text/edit.ts";
import type { PartSpace } from "../text/span.ts";
import type { TextValue } from "./syntax/value.ts";

/** The edits, or undefined where they can't be had: round what is put together, or what has quotes within. */
export function enquote(source: string, { text, span }: TextValue): Edit<PartSpace>[] | undefined {
  if (/["\\]/.test(text.text)) return undefined;
  const { start, end } = text.sourceRange({ start: 0, end: text.text.length });
  if (start < span.start || end > span.end) return undefined;
  // A plain scalar of YAML would become a quoted one.
  if (start === span.start && end === span.end) {
    if (source.slice(start, end).includes("'")) return undefined;
    return [insert(start, `'"`), insert(end, `"'`)];
  }
  const ending = text.text.trimEnd().length;
  const first = text.replace({ start: 0, end: 0 }, '"');
  const last = text.replace({ start: ending, end: ending }, '"');
  return first && last ? [...first, ...last] : undefined;
}

function insert(at: number, text: string): Edit<PartSpace> {
  return { span: { start: at, end: at }, text };
}
