/**
 * Whether an open parenthesis is ever closed: asked when one runs to the end of the text at hand, answered without
 * reading the rest of the file again for each of them.
 *
 * Depths are sums over lines, each line lexed on its own, since neither a quote nor a comment outlives its line. A
 * parenthesis is closed if the sum ever falls below what it was before it.
 */

import type { Chunk } from "../../text/document.ts";

/** A chunk's change of depth, and the lowest depth in it, both counted from its start. */
export interface Profile {
  readonly net: number;
  readonly low: number;
}

/** The lines of one chunk: where each starts, the depth there, and the lowest depth from there to the chunk's end. */
interface Lines {
  readonly starts: readonly number[];
  readonly depths: readonly number[];
  readonly lows: readonly number[];
}

export class Parens {
  readonly #chunks: readonly Chunk[];
  readonly #profiles: Map<Chunk, Profile>;
  readonly #lines = new Map<number, Lines>();
  /** Depth before each chunk, and the lowest depth from each chunk's start on. */
  #before: Float64Array | undefined;
  #lows: Float64Array | undefined;

  /** @param profiles what an earlier version of the document found out; it is added to */
  constructor(chunks: readonly Chunk[], profiles: Map<Chunk, Profile>) {
    this.#chunks = chunks;
    this.#profiles = profiles;
  }

  /** Whether `ask` about chunk number `index` costs nothing. */
  isKnown(index: number): boolean {
    return this.#lines.has(index);
  }

  /** Whether `depth` parentheses, open where a line starts at `offset` of chunk number `index`, are ever closed. */
  closes(index: number, offset: number, depth: number): boolean {
    if (index >= this.#chunks.length) return false;
    const lows = this.#suffixes();
    const before = this.#before as Float64Array;
    const lines = this.#linesOf(index);
    const line = lineAt(lines.starts, offset);
    if (line >= lines.starts.length)
      return (lows[index + 1] as number) <= (before[index + 1] as number) - depth;
    const base = before[index] as number;
    const lowest = Math.min(base + (lines.lows[line] as number), lows[index + 1] as number);
    return lowest <= base + (lines.depths[line] as number) - depth;
  }

  #linesOf(index: number): Lines {
    let lines = this.#lines.get(index);
    if (!lines) {
      lines = linesOf((this.#chunks[index] as Chunk).text);
      this.#lines.set(index, lines);
    }
    return lines;
  }

  #suffixes(): Float64Array {
    if (this.#lows) return this.#lows;
    const count = this.#chunks.length;
    const before = new Float64Array(count + 1);
    const lows = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY);
    for (let i = 0; i < count; i++) before[i + 1] = (before[i] as number) + this.#profileOf(i).net;
    for (let i = count - 1; i >= 0; i--) {
      lows[i] = Math.min((before[i] as number) + this.#profileOf(i).low, lows[i + 1] as number);
    }
    this.#before = before;
    this.#lows = lows;
    return lows;
  }

  #profileOf(index: number): Profile {
    const chunk = this.#chunks[index] as Chunk;
    let profile = this.#profiles.get(chunk);
    if (!profile) {
      profile = profileOf(chunk.text);
      this.#profiles.set(chunk, profile);
    }
    return profile;
  }
}

function profileOf(text: string): Profile {
  // Most chunks of a large zone have none.
  if (text.indexOf("(") < 0 && text.indexOf(")") < 0) return { net: 0, low: Number.POSITIVE_INFINITY };
  const { depths, lows } = linesOf(text);
  return { net: depths.at(-1) as number, low: lows[0] as number };
}

/** The lines of a text, and one more at its end. */
function linesOf(text: string): Lines {
  const starts: number[] = [];
  const depths: number[] = [];
  const lows: number[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    starts.push(at);
    depths.push(depth);
    let low = Number.POSITIVE_INFINITY;
    at = eachParenthesis(text, at, (step) => {
      depth += step;
      if (step < 0 && depth < low) low = depth;
    });
    lows.push(low);
  }
  starts.push(text.length);
  depths.push(depth);
  lows.push(Number.POSITIVE_INFINITY);
  for (let i = lows.length - 2; i >= 0; i--) lows[i] = Math.min(lows[i] as number, lows[i + 1] as number);
  return { starts, depths, lows };
}

/** Calls `step` with 1 or -1 for each parenthesis that counts in the line at `from`; returns where the next line is. */
function eachParenthesis(text: string, from: number, step: (by: number) => void): number {
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 10:
        return at + 1;
      case 92: {
        const next = text.charCodeAt(at + 1);
        if (quoted || (next !== 10 && next !== 13)) at++;
        break;
      }
      case 34:
        quoted = !quoted;
        break;
      case 59: {
        if (quoted) break;
        const lf = text.indexOf("\n", at);
        return lf < 0 ? text.length : lf + 1;
      }
      case 40:
        if (!quoted) step(1);
        break;
      case 41:
        if (!quoted) step(-1);
        break;
    }
  }
  return text.length;
}

/** Index of the first line that starts at or behind `offset`. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
