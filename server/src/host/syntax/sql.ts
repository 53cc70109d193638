/** SQL as statements: where one ends, and what is a comment. */

import type { Syntax } from "./index.ts";
import { sqlTokens } from "./sql-tokens.ts";
import type { Tree, TreeComment } from "./value.ts";

export const sql: Syntax = {
  sections(text) {
    const starts = [0];
    // A line that ends in a semicolon ends a statement, within a string too where that was never closed.
    for (const { index, 0: end } of text.matchAll(/;[ \t]*\r?\n/g)) {
      if (index + end.length < text.length) starts.push(index + end.length);
    }
    return starts;
  },
  read: (section): Tree => ({
    root: { kind: "unknown", span: { start: 0, end: section.length } },
    comments: [...commentsOf(section)],
    names: new Map(),
  }),
};

function* commentsOf(section: string): Generator<TreeComment> {
  for (const { kind, start, end } of sqlTokens(section)) {
    if (kind !== "comment" || !section.startsWith("--", start)) continue;
    const line = section.lastIndexOf("\n", start - 1) + 1;
    const last = section.slice(start, end).trimEnd().length + start;
    yield {
      span: { start: start + 2, end: last },
      text: section.slice(start + 2, last),
      alone: section.slice(line, start).trim() === "",
    };
  }
}
