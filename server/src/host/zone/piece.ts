/**
 * One piece of a zone file: the entries that start in one chunk of it, which are one part of the reading, and what
 * must stay the same for it to be used again after an edit.
 */

import type { Chunk, Document } from "../../text/document.ts";
import type { Other } from "../host.ts";
import { type Ahead, readContinuation, readEntry, WHOLE } from "./entry.ts";
import { continuesText, mayGoOn } from "./lines.ts";
import { Octets } from "./octets.ts";
import type { Parens } from "./parens.ts";
import { ZonePart } from "./part.ts";
import { Reader, type Surroundings } from "./reader.ts";
import { scan } from "./scan.ts";
import { looksLikeSpf } from "./spf-like.ts";
import type { State } from "./state.ts";

/** A file that a piece includes: what was asked of the world for it, and what reading it gave. */
export interface Inclusion<R> {
  readonly asked: readonly { readonly uri: string; readonly answer: Document | null | undefined }[];
  readonly reading: R | null;
  /** Where the state of the including file goes on, apart from owner and origin. */
  readonly exit: State;
}

export interface Piece<R> {
  readonly part: ZonePart;
  readonly entry: State;
  readonly exit: State;
  /** Where it begins in its first chunk. */
  readonly offset: number;
  /** How many chunks it depends on, its first one counted; a chunk behind the last one counts, too. */
  readonly reach: number;
  /** Where the next piece begins: chunks after its first one, and the offset there. */
  readonly nextChunk: number;
  readonly nextOffset: number;
  readonly inclusions: readonly Inclusion<R>[];
  readonly origins: readonly string[];
  readonly apex: string | null;
}

export interface PieceInput<R> {
  readonly chunks: readonly Chunk[];
  readonly index: number;
  readonly offset: number;
  readonly state: State;
  readonly parens: () => Parens;
  readonly octets: Octets;
  readonly include: (
    reader: Reader,
    path: string,
    origin: string,
    start: number,
    end: number,
  ) => Inclusion<R>;
}

/** The text at hand: from the piece's start over as many chunks as the last entry needs. */
class Window implements Ahead {
  text: string;
  /** Chunks in it. */
  count = 1;
  /** Whether anything was asked about what follows, for the entry at hand. */
  asked = false;
  /** Whether what was read depends on all of the file that follows. */
  looked = false;
  readonly #input: PieceInput<unknown>;

  constructor(input: PieceInput<unknown>) {
    this.#input = input;
    const { text } = input.chunks[input.index] as Chunk;
    this.text = input.offset > 0 ? text.slice(input.offset) : text;
  }

  get atEnd(): boolean {
    return this.#input.index + this.count >= this.#input.chunks.length;
  }

  /** Doubles itself, so that an entry of many chunks is not read as often as it has chunks. */
  grow(): void {
    const from = this.#input.index + this.count;
    const more = this.#input.chunks.slice(from, from + this.count);
    this.text += more.map((chunk) => chunk.text).join("");
    this.count += more.length;
  }

  /** The first character behind the first `length`. */
  behind(length: number): number {
    return length < this.text.length ? this.text.charCodeAt(length) : this.next;
  }

  /** The first character behind it, or NaN at the end. */
  get next(): number {
    return this.#input.chunks[this.#input.index + this.count]?.text.charCodeAt(0) ?? Number.NaN;
  }

  closes(at: number, depth: number): boolean | undefined {
    const [index, offset] = this.#place(at);
    return this.#input.parens().isKnown(index) ? this.#answer(index, offset, depth) : undefined;
  }

  ask(at: number, depth: number): boolean {
    const [index, offset] = this.#place(at);
    return this.#answer(index, offset, depth);
  }

  #answer(index: number, offset: number, depth: number): boolean {
    this.asked = true;
    return this.#input.parens().closes(index, offset, depth);
  }

  #place(at: number): [number, number] {
    const [chunks, offset] = placeOf(this.#input, at);
    return [this.#input.index + chunks, offset];
  }
}

/** Chunks after the first one, and the offset there, of a place in the text at hand. */
function placeOf(input: PieceInput<unknown>, at: number): [number, number] {
  let offset = at + input.offset;
  let count = 0;
  for (;;) {
    const chunk = input.chunks[input.index + count];
    if (!chunk || offset < chunk.text.length) return [count, offset];
    offset -= chunk.text.length;
    count++;
  }
}

/** Reads the entries that start in chunk number `input.index`. */
export function readPiece<R>(input: PieceInput<R>): Piece<R> {
  const window = new Window(input);
  const inclusions: Inclusion<R>[] = [];
  const surroundings: Surroundings = {
    include(reader, path, origin, start, end) {
      const inclusion = input.include(reader, path, origin, start, end);
      inclusions.push(inclusion);
      goOn(reader, inclusion.exit);
    },
  };
  const reader = new Reader(input.state, surroundings, null);
  const own = window.text.length;
  const octets = input.octets.of(window.text);
  // A mark of the encoding at the start of a file is no part of a name.
  const from = input.index + input.offset === 0 && window.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let at = from;
  let peeked = 0;
  while (at < own) {
    at = scan(reader, window.text, octets, own, at, window, window.behind(own));
    if (at < own) at = takeEntry(reader, window, at);
    if (reader.openText && at >= window.text.length) peeked = 1;
  }
  const [nextChunk, nextOffset] = placeOf(input, at);
  const text = window.text.length === at ? window.text : window.text.slice(0, at);
  const { state } = input;
  const part = new ZonePart({
    text,
    length: at,
    found: reader.found,
    soa: reader.soa,
    comments: reader.comments,
    faults: reader.faults,
    others: othersOf(text, from, state, inclusions),
  });
  return {
    part,
    entry: state,
    exit: reader.state,
    offset: input.offset,
    reach: window.looked ? Number.POSITIVE_INFINITY : window.count + peeked,
    nextChunk,
    nextOffset,
    inclusions,
    origins: reader.origins,
    apex: reader.apex,
  };
}

/** Reads the entry at `at` with the lines that lack its parentheses; returns where the next one starts. */
function takeEntry(reader: Reader, window: Window, at: number): number {
  const { entry } = reader;
  window.asked = false;
  while (!readEntry(entry, window.text, at, window)) window.grow();
  if (window.asked && entry.broken) window.looked = true;
  reader.atEnd = window.atEnd;
  reader.take();
  for (;;) {
    const text = reader.openText;
    if (!text) return entry.end;
    if (entry.end >= window.text.length) {
      // What follows a chunk is looked at only where it may go on.
      if (!mayGoOn(window.next)) return entry.end;
      window.grow();
    } else if (!mayGoOn(window.text.charCodeAt(entry.end))) return entry.end;
    if (!continuesText(window.text, entry.end, looksLikeSpf(text.decoded.text))) return entry.end;
    reader.takeBack();
    while (!readContinuation(entry, window.text, window)) window.grow();
    if (window.asked && entry.broken) window.looked = true;
    reader.take();
  }
}

/**
 * Reads the text of a part once more when asked, for its records of other types. A function of its own, so that what
 * it keeps is what it is given: the reading that a piece was made in leads to the one before it, and so on.
 */
function othersOf(
  text: string,
  from: number,
  state: State,
  inclusions: readonly Inclusion<unknown>[],
): () => readonly Other[] {
  return () => readOthers(text, from, state, inclusions);
}

function readOthers(
  text: string,
  from: number,
  state: State,
  inclusions: readonly Inclusion<unknown>[],
): readonly Other[] {
  const others: Other[] = [];
  let included = 0;
  const surroundings: Surroundings = {
    include(reader) {
      const inclusion = inclusions[included++];
      if (inclusion) goOn(reader, inclusion.exit);
    },
  };
  const reader = new Reader(state, surroundings, others);
  const octets = new Octets().of(text);
  for (let at = from; at < text.length; ) {
    at = scan(reader, text, octets, text.length, at, WHOLE, Number.NaN);
    if (at >= text.length) break;
    readEntry(reader.entry, text, at, WHOLE);
    reader.take();
    at = reader.entry.end;
  }
  return others;
}

/** Lets the state of an included file go on, apart from owner and origin. RFC 1035, 5.1 */
function goOn(reader: Reader, exit: State): void {
  reader.defaultTtl = exit.defaultTtl;
  reader.lastTtl = exit.lastTtl;
  reader.generated = exit.generated;
  reader.included = exit.included;
}
