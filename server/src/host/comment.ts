/** Comments of all formats: what stands behind the sign of one, and what goes when it goes. */

import type { PartSpace, Span } from "../text/span.ts";

type PartSpan = Span<PartSpace>;

/** A comment, without its sign: where suppressions are written. */
export interface Comment {
  readonly span: PartSpan;
  /** The same with its signs. */
  readonly whole: PartSpan;
  /** What goes with it: its line, where that has nothing else. */
  readonly removal: PartSpan;
  readonly text: string;
  /** Whether nothing but blanks stands before it in its line. */
  readonly alone: boolean;
}

/** The comment that stands at `whole`, with a sign of this length in front and perhaps another one at its end. */
export function commentIn(source: string, whole: PartSpan, sign: number, closing = ""): Comment {
  const start = whole.start + sign;
  const closed = closing !== "" && source.endsWith(closing, whole.end) && whole.end - closing.length >= start;
  return commentAt(source, whole, { start, end: closed ? whole.end - closing.length : whole.end });
}

/** The same where it is known which part of it is its text. */
export function commentAt(source: string, whole: PartSpan, span: PartSpan): Comment {
  // No farther than blanks go: a line may hold thousands of comments.
  let before = whole.start;
  while (before > 0 && /[ \t]/.test(source[before - 1] as string)) before--;
  let after = whole.end;
  while (/[ \t\r]/.test(source[after] ?? "")) after++;
  const alone = before === 0 || /[\r\n]/.test(source[before - 1] as string);
  const isLast = after >= source.length || source[after] === "\n";
  // Some grammars count the first half of the line end among the comment.
  const end = source[whole.end - 1] === "\r" ? whole.end - 1 : whole.end;
  // A line that has nothing else goes as a whole.
  const removal =
    isLast && alone
      ? { start: before, end: Math.min(after + 1, source.length) }
      : { start: isLast ? before : whole.start, end };
  return { span, whole, removal, text: source.slice(span.start, span.end), alone };
}
