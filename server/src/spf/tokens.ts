/** Collects the tokens of a record from left to right and sees to it that they cover every character. */

import type { RecordSpace, Span } from "../text/span.ts";
import type { Token, TokenKind } from "./ast.ts";

export class TokenWriter {
  readonly #text: string;
  readonly #holes: ReadonlySet<number>;
  readonly #tokens: Token[] = [];
  #end = 0;

  constructor(text: string, holes: ReadonlySet<number>) {
    this.#text = text;
    this.#holes = holes;
  }

  /** Adds a token; what lies before it and has none yet becomes space or junk. What is covered already is left alone. */
  add(kind: TokenKind, span: Span<RecordSpace>): void {
    this.#fill(span.start);
    if (span.end > this.#end) this.#put(kind, span.end);
  }

  /** All tokens, to the end of the text. */
  finish(): readonly Token[] {
    this.#fill(this.#text.length);
    return this.#tokens;
  }

  #fill(to: number): void {
    while (this.#end < to) {
      const start = this.#end;
      const blank = this.#text[start] === " ";
      let end = start + 1;
      while (end < to && (this.#text[end] === " ") === blank) end++;
      this.#put(blank ? "space" : "junk", end);
    }
  }

  /** Holes are tokens of their own wherever they stand. */
  #put(kind: TokenKind, to: number): void {
    if (this.#holes.size > 0) {
      for (let at = this.#end; at < to; at++) {
        if (!this.#holes.has(at)) continue;
        if (at > this.#end) this.#push(kind, at);
        this.#push("hole", at + 1);
      }
    }
    if (to > this.#end) this.#push(kind, to);
  }

  #push(kind: TokenKind, end: number): void {
    this.#tokens.push({ kind, span: { start: this.#end, end } });
    this.#end = end;
  }
}
