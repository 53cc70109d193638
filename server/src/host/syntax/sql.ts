/** SQL as statements: where one ends, and what is a comment. */

import type { Comment } from "../comment.ts";
import { commentIn } from "../comment.ts";
import { copyEnd, copyIn, copyTitles, STATEMENT_END } from "./sql-copy.ts";
import { sqlTokens } from "./sql-tokens.ts";
import type { Syntax } from "./syntax.ts";
import type { Tree } from "./value.ts";

export const sql: Syntax = {
  sections(text) {
    const starts = [0];
    let open = 0;
    for (const { index, 0: end } of text.matchAll(new RegExp(STATEMENT_END, "g"))) {
      let next = index + end.length;
      // What stands in rows ends nothing.
      if (next <= open) continue;
      if (copyTitles(text, next)) next = open = copyEnd(text, next);
      if (next < text.length) starts.push(next);
    }
    return starts;
  },
  read: (section): Tree => ({
    root: { kind: "unknown", span: { start: 0, end: section.length } },
    comments: [...commentsOf(section)],
    names: new Map(),
  }),
};

function* commentsOf(section: string): Generator<Comment> {
  for (const { kind, start, end } of sqlTokens(section.slice(0, copyIn(section)?.rows.start))) {
    if (kind !== "comment" || !section.startsWith("--", start)) continue;
    yield commentIn(section, { start, end: section.slice(start, end).trimEnd().length + start }, 2);
  }
}
