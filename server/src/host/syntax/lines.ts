/** Text that is read line by line: there is no tree, and whoever reads it looks at the lines. */

import type { Comment } from "../comment.ts";
import { commentIn } from "../comment.ts";
import type { Syntax } from "./syntax.ts";
import type { Tree } from "./value.ts";

/** Lines of a section: few enough to be read anew at each keystroke. */
const LINES = 64;

export const lines: Syntax = {
  sections(text) {
    const starts = [0];
    let count = 0;
    for (let at = text.indexOf("\n"); at >= 0 && at + 1 < text.length; at = text.indexOf("\n", at + 1)) {
      if (++count % LINES === 0) starts.push(at + 1);
    }
    return starts;
  },
  read: (section): Tree => ({
    root: { kind: "unknown", span: { start: 0, end: section.length } },
    comments: commentsOf(section),
    names: new Map(),
  }),
};

/** Lines that begin with `#`. Behind anything else it is a character like others, in some formats. */
function commentsOf(section: string): Comment[] {
  return [...section.matchAll(/^[ \t]*#(.*)$/gm)].map((match) => {
    const end = match.index + match[0].trimEnd().length;
    return commentIn(section, { start: match.index + match[0].indexOf("#"), end }, 1);
  });
}
