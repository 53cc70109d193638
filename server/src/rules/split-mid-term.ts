/** `split-mid-term`: a term that begins in one character-string and ends in the next. */

import type { SpfRecord, Term } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { fixText, type Replacement } from "./fix.ts";
import { type Fix, type Report, rule } from "./rule.ts";
import { octetsBetween, STRING_LIMIT } from "./strings.ts";
import type { Subject } from "./subject.ts";
import { shownIn, textOf } from "./terms.ts";

export const splitMidTerm = rule({
  name: "split-mid-term",
  severity: "hint",
  profile: "recommended",
  needs: "record",
  about: ["strings"],
  sources: ["RFC 7208, 3.3"],
  messages: messagesOf("split-mid-term", {
    split:
      "{term} lies in {count} strings. Receivers join them, so it counts, but it is hard to read and easy to break, and no search finds it. Split the record between terms.",
    whole: "Write {term} in one string",
  }),
  yieldsTo: ["boundary-glue", "unquoted"],
  *check({ subject, record }): Iterable<Report> {
    const { decoded, strings } = subject.found;
    if (strings !== "author" || decoded.boundaries.length === 0) return;
    let next = 0;
    for (const term of record.terms) {
      const { start, end } = term.span;
      // Both are in the order of the text, so that long records are gone through once.
      while ((decoded.boundaries[next]?.at ?? end) <= start) next++;
      let last = next;
      while ((decoded.boundaries[last]?.at ?? end) < end) last++;
      const within = decoded.boundaries.slice(next, last);
      if (within.length === 0) continue;
      yield {
        message: splitMidTerm.messages.split({ term: shownIn(record, term), count: within.length + 1 }),
        at: { subject, span: term.span },
        fixes: () => (within.length === 1 ? inOneString(subject, record, term, within[0]?.at ?? 0) : []),
      };
    }
  },
});

/** Moves one part of a term over the border at `at`, so that the blank before the term ends the first string. */
function inOneString(subject: Subject, record: SpfRecord, term: Term, at: number): Fix[] {
  const strings = subject.found.decoded.strings();
  const left = strings.find(({ end }) => end === at);
  const right = strings.find(({ start, end }) => start === at && end > at);
  if (!left || !right || subject.found.decoded.holes.length > 0) return [];
  const { start, end } = term.span;
  const title = splitMidTerm.messages.whole({ term: shownIn(record, term) });
  const moves: Replacement[][] = [];
  if (start > left.start && octetsBetween(record, start, right.end) <= STRING_LIMIT) {
    const text = textOf(record, { start, end: at + 1 });
    moves.push([
      { span: { start, end: at }, text: "" },
      { span: { start: at, end: at + 1 }, text },
    ]);
  }
  // All of a replacement goes where the first of what it replaces stands.
  if (end < right.end && octetsBetween(record, left.start, end) <= STRING_LIMIT) {
    moves.push([{ span: term.span, text: textOf(record, term) }]);
  }
  for (const replacements of moves) {
    const fix = fixText("safe", title, subject, replacements);
    if (fix.length > 0) return fix;
  }
  return [];
}
