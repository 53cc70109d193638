/** A place in a source, for the readers that are our own: what stands there, and what was passed over. */

import type { PartSpace, Span } from "../../text/span.ts";
import type { Comment } from "../comment.ts";
import { commentIn } from "../comment.ts";

type PartSpan = Span<PartSpace>;

export class Cursor {
  readonly source: string;
  readonly comments: Comment[] = [];
  at = 0;

  constructor(source: string) {
    this.source = source;
  }

  get isOver(): boolean {
    return this.at >= this.source.length;
  }

  /** Whether the pattern, which is sticky, fits here. */
  sees(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.source);
  }

  /** What the pattern fits here, which is passed over; null where it does not fit. */
  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.source);
    if (match) this.at = match.index + match[0].length;
    return match;
  }

  /** A span from here to there as a span of the source. */
  from(start: number): PartSpan {
    return { start, end: Math.max(start, this.at) };
  }

  /** Notes a comment that begins at `start`, with a sign of this length, and ends here. */
  comment(start: number, sign: number, closing = ""): void {
    this.comments.push(commentIn(this.source, { start, end: this.at }, sign, closing));
  }

  /** Passes over blanks and comments of this sign, and over line ends where they mean nothing. */
  skip(lines: boolean, sign: "#" | "//"): void {
    for (;;) {
      this.take(lines ? /\s+/y : /[ \t]+/y);
      const start = this.at;
      if (this.take(sign === "#" ? /#[^\n\r]*/y : /\/\/[^\n\r]*/y)) this.comment(start, sign.length);
      else if (this.take(/\/\*[\s\S]*?(?:\*\/|$)/y)) this.comment(start, 2, "*/");
      else return;
    }
  }

  skipLine(): void {
    this.take(/[^\n]*\n?/y);
  }
}
