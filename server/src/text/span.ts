/**
 * Half-open stretches of text, told apart by the text they count in.
 *
 * Every offset counts UTF-16 units. The space is a phantom: it costs nothing at run time, and a span of a
 * record that is used as a span of a document does not compile.
 */

declare const space: unique symbol;

/** The decoded text of one record: what DNS would publish. */
export type RecordSpace = "record";
/** A part of a document: what a host read in one piece; see `Placed` in `host/host.ts`. */
export type PartSpace = "part";
/** The whole text of a document. */
export type DocumentSpace = "document";

export type Space = RecordSpace | PartSpace | DocumentSpace;

/**
 * `start` (inclusive) to `end` (exclusive), in UTF-16 units of the text that `S` names. The phantom is a function, so
 * that a span of two texts at once, which the compiler would else make up to compare two spans, is none of either.
 */
export interface Span<S extends Space> {
  readonly start: number;
  readonly end: number;
  readonly [space]?: (text: S) => S;
}

/** Makes a span; the caller says which text it counts in. */
export function span<S extends Space>(start: number, end: number): Span<S> {
  return { start, end };
}

/** The span at `at` that holds nothing. */
export function emptySpan<S extends Space>(at: number): Span<S> {
  return { start: at, end: at };
}

/** From the start of the first to the end of the last, in whatever order they stand. */
export function cover<S extends Space>(a: Span<S>, b: Span<S>): Span<S> {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

/** From the start of the first to the end of the last of spans in their order, one at the least. */
export function coverAll<S extends Space>(spans: readonly Span<S>[]): Span<S> {
  return { start: (spans[0] as Span<S>).start, end: (spans.at(-1) as Span<S>).end };
}

/** Whether the two share at least one character; an empty span overlaps what it stands strictly inside of, or equals. */
export function overlaps<S extends Space>(a: Span<S>, b: Span<S>): boolean {
  if (a.start === b.start && a.end === b.end) return true;
  return a.start < b.end && b.start < a.end;
}

/** Whether `inner` lies within `outer`, borders included. */
export function contains<S extends Space>(outer: Span<S>, inner: Span<S>): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Moves a span of a part to where the part begins in its document. */
export function place(at: number, part: Span<PartSpace>): Span<DocumentSpace> {
  return { start: part.start + at, end: part.end + at };
}
