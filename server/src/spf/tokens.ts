/** Collects the tokens of a record from left to right and sees to it that they cover every character. */

import type { RecordSpace, Span } from "../text/span.ts";
import type { Token, TokenKind } from "./ast.ts";

/** What takes the tokens of a record while it is read. */
export interface TokenSink {
  /** Adds a token; what lies before it and has none yet becomes space or junk. What is covered already is left alone. */
  add(kind: TokenKind, span: Span<RecordSpace>): void;
  /** As `add`. */
  put(kind: TokenKind, start: number, end: number): void;
}

/** For who reads a record to know its terms and faults: few ever ask for the tokens. */
export const noTokens: TokenSink = { add() {}, put() {} };

/** Keeps the tokens. */
export class TokenWriter implements TokenSink {
  readonly #text: string;
  readonly #holes: ReadonlySet<number>;
  readonly #kinds: TokenKind[] = [];
  readonly #ends: number[] = [];
  #end = 0;

  constructor(text: string, holes: ReadonlySet<number>) {
    this.#text = text;
    this.#holes = holes;
  }

  add(kind: TokenKind, span: Span<RecordSpace>): void {
    this.put(kind, span.start, span.end);
  }

  put(kind: TokenKind, start: number, end: number): void {
    if (this.#end < start) this.#fill(start);
    if (end <= this.#end) return;
    if (this.#holes.size > 0) this.#pushAroundHoles(kind, end);
    else this.#push(kind, end);
  }

  /** All tokens, to the end of the text. */
  tokens(): Token[] {
    this.#fill(this.#text.length);
    let start = 0;
    return this.#ends.map((end, i) => {
      const token = { kind: this.#kinds[i] as TokenKind, span: { start, end } };
      start = end;
      return token;
    });
  }

  #fill(to: number): void {
    while (this.#end < to) {
      const blank = this.#text.charCodeAt(this.#end) === 0x20;
      let end = this.#end + 1;
      while (end < to && (this.#text.charCodeAt(end) === 0x20) === blank) end++;
      if (this.#holes.size > 0) this.#pushAroundHoles(blank ? "space" : "junk", end);
      else this.#push(blank ? "space" : "junk", end);
    }
  }

  /** Holes are tokens of their own wherever they stand. */
  #pushAroundHoles(kind: TokenKind, to: number): void {
    for (let at = this.#end; at < to; at++) {
      if (!this.#holes.has(at)) continue;
      if (at > this.#end) this.#push(kind, at);
      this.#push("hole", at + 1);
    }
    if (to > this.#end) this.#push(kind, to);
  }

  #push(kind: TokenKind, end: number): void {
    this.#kinds.push(kind);
    this.#ends.push(end);
    this.#end = end;
  }
}
