/**
 * A document as a list of chunks of whole lines.
 *
 * An edit makes new chunks for the lines it touches and keeps the others, the very same objects. That makes a
 * keystroke in a file of megabytes cheap, and lets a host keep what it found in a chunk it has seen before.
 * A library's rope would do the first, not the second: see DEPENDENCIES in ARCHITECTURE.md.
 */

import type { DocumentSpace, Span } from "./span.ts";

/** A zero-based line and the UTF-16 units before it in that line. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Whole lines with their line ends; only the last chunk of a document may end without one, and none is empty. */
export class Chunk {
  readonly text: string;
  /** How many line ends it holds: CR LF, LF or a lone CR, as the Language Server Protocol counts them. */
  readonly lineEnds: number;
  #lineStarts: readonly number[] | undefined;

  constructor(text: string) {
    this.text = text;
    this.lineEnds = countLineEnds(text);
  }

  /** Where its lines start, found when first asked: most chunks never are. */
  get lineStarts(): readonly number[] {
    this.#lineStarts ??= lineStarts(this.text);
    return this.#lineStarts;
  }
}

/**
 * A chunk is cut at the first line end after this many UTF-16 units, once twice as many are at hand: the slack
 * keeps typing in one place from making ever more and ever smaller chunks.
 */
const CHUNK_LENGTH = 4096;

export class Document {
  /** Offset of each chunk, and at the end the length of the text. */
  readonly #offsets: Float64Array;
  /** Number of the line at which each chunk starts, and at the end the number of the last line. */
  readonly #lines: Float64Array;

  private constructor(
    readonly uri: string,
    /** The editor's name for the language, or "" where nobody said. */
    readonly languageId: string,
    readonly version: number,
    readonly chunks: readonly Chunk[],
  ) {
    this.#offsets = new Float64Array(chunks.length + 1);
    this.#lines = new Float64Array(chunks.length + 1);
    for (let i = 0; i < chunks.length; i++) {
      const chunk = chunks[i] as Chunk;
      this.#offsets[i + 1] = (this.#offsets[i] as number) + chunk.text.length;
      this.#lines[i + 1] = (this.#lines[i] as number) + chunk.lineEnds;
    }
  }

  /** Cuts `text` into chunks. `uri` and `languageId` are kept as they are. */
  static of(uri: string, text: string, languageId = "", version = 0): Document {
    return new Document(uri, languageId, version, cut(text));
  }

  /** The same from pieces of a text, each of whole lines but for the last: a large one need not be at hand as a whole. */
  static ofPieces(uri: string, pieces: Iterable<string>, languageId = "", version = 0): Document {
    const chunks: Chunk[] = [];
    for (const piece of pieces) for (const chunk of cut(piece)) chunks.push(chunk);
    return new Document(uri, languageId, version, chunks);
  }

  /** Length of the whole text in UTF-16 units. */
  get length(): number {
    return this.#offsets[this.chunks.length] as number;
  }

  /** Number of lines; a text without a line end has one. */
  get lineCount(): number {
    return (this.#lines[this.chunks.length] as number) + 1;
  }

  /** The whole text, made anew at each call: for what must see all of it at once. */
  text(): string {
    return this.chunks.map((chunk) => chunk.text).join("");
  }

  /** The text of one span, clipped to the document. */
  slice(span: Span<DocumentSpace>): string {
    const start = Math.max(0, span.start);
    const end = Math.min(this.length, span.end);
    let out = "";
    for (let i = this.#chunkAt(start); i < this.chunks.length; i++) {
      const base = this.#offsets[i] as number;
      if (base >= end) break;
      out += (this.chunks[i] as Chunk).text.slice(Math.max(0, start - base), end - base);
    }
    return out;
  }

  /** Where chunk number `index` begins. */
  chunkOffset(index: number): number {
    return this.#offsets[index] as number;
  }

  /** Line and column of an offset, which is clipped to the document. */
  lineColumn(offset: number): LineColumn {
    const at = Math.min(Math.max(0, offset), this.length);
    const index = this.#chunkAt(at);
    const chunk = this.chunks[index];
    if (!chunk) return { line: 0, column: 0 };
    const within = at - (this.#offsets[index] as number);
    const starts = chunk.lineStarts;
    const line = lastAtMost(starts, within);
    return { line: (this.#lines[index] as number) + line, column: within - (starts[line] as number) };
  }

  /** Offset of a line and column. A column past the end of its line means the end, before the line end. */
  offset(position: LineColumn): number {
    if (position.line < 0) return 0;
    if (position.line >= this.lineCount) return this.length;
    const index = this.#chunkOfLine(position.line);
    const chunk = this.chunks[index];
    if (!chunk) return 0;
    const starts = chunk.lineStarts;
    const line = position.line - (this.#lines[index] as number);
    const start = starts[line] as number;
    const end = withoutLineEnd(chunk.text, start, starts[line + 1] ?? chunk.text.length);
    const column = Math.max(0, Math.min(position.column, end - start));
    return (this.#offsets[index] as number) + start + column;
  }

  /** The text of a line without its line end. */
  line(line: number): string {
    const start = this.offset({ line, column: 0 });
    const end = this.offset({ line, column: Number.POSITIVE_INFINITY });
    return this.slice({ start, end });
  }

  /**
   * The document after `text` took the place of `span`. Chunks the edit does not touch are the same objects.
   * @param version the editor's version number, by default one more
   */
  edit(span: Span<DocumentSpace>, text: string, version = this.version + 1): Document {
    const start = Math.min(Math.max(0, span.start), this.length);
    const end = Math.min(Math.max(start, span.end), this.length);
    const first = this.#chunkAt(start);
    // An end at the border of two chunks belongs to the second one, so a removed line end takes that one along.
    let last = this.#chunkAt(end);
    const kept =
      start - (this.#offsets[first] as number) + text.length + (this.#offsets[last + 1] ?? end) - end;
    if (kept < CHUNK_LENGTH / 2 && last + 1 < this.chunks.length) last++;
    const base = this.#offsets[first] as number;
    const touched = this.chunks.slice(first, last + 1).map((chunk) => chunk.text);
    const old = touched.join("");
    const fresh = cut(old.slice(0, start - base) + text + old.slice(end - base));
    const chunks = [...this.chunks.slice(0, first), ...fresh, ...this.chunks.slice(last + 1)];
    return new Document(this.uri, this.languageId, version, chunks);
  }

  /** Number of the chunk that holds an offset; the end of the text belongs to the last one. */
  #chunkAt(offset: number): number {
    return Math.max(0, Math.min(lastAtMost(this.#offsets, offset), this.chunks.length - 1));
  }

  #chunkOfLine(line: number): number {
    const index = Math.min(lastAtMost(this.#lines, line), this.chunks.length - 1);
    // The last line of a text that ends in a line end lies, empty, behind the last chunk.
    return Math.max(0, index);
  }
}

/** Cuts a text after LF alone: a lone CR is a line to an editor, and a character like others to most formats. */
function cut(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let from = 0;
  while (from < text.length) {
    let end = text.length;
    if (from + 2 * CHUNK_LENGTH < text.length) {
      const lf = text.indexOf("\n", from + CHUNK_LENGTH - 1);
      end = lf < 0 ? text.length : lf + 1;
    }
    const piece = text.slice(from, end);
    chunks.push(new Chunk(piece));
    from = end;
  }
  return chunks;
}

function countLineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  for (let at = text.indexOf("\r"); at >= 0; at = text.indexOf("\r", at + 1)) {
    if (text.charCodeAt(at + 1) !== 10) count++;
  }
  return count;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

function withoutLineEnd(text: string, start: number, end: number): number {
  let at = end;
  if (at > start && text.charCodeAt(at - 1) === 10) at--;
  if (at > start && text.charCodeAt(at - 1) === 13) at--;
  return at;
}

/** Index of the last value that is at most `value`, in an ascending list that starts at or below it. */
function lastAtMost(values: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] as number) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
