/**
 * A decoded value and its source map: the one place where positions in a record meet positions in a file.
 *
 * A host reads its source once, from left to right, and says what each stretch means (`decoded-builder.ts`).
 * Everything later asks the `Decoded` it built: where a span of the text stands in the source, which offset of
 * the text a place in the source is, how long each character-string is, and which edits of the source would
 * change the text as wanted. An edit that can't be exact is refused, never approximated.
 */

import { cutRuns, fillRuns, holesShown, withHoles } from "./derived-runs.ts";
import type { Edit } from "./edit.ts";
import { hasRawOctets, octetLength } from "./octets.ts";
import { bordered, insertion, replacement } from "./rewrite.ts";
import {
  beside,
  type Encode,
  holesOf,
  join,
  piecesOf,
  placeIn,
  placeOf,
  type Run,
  runHolding,
  standsNowhere,
} from "./run.ts";
import { firstWhere } from "./sorted.ts";
import { coverAll, type PartSpace, type RecordSpace, type Span } from "./span.ts";

export type { Around, Encode } from "./run.ts";

export { HOLE } from "./run.ts";

/** A border between two character-strings: an offset of the text, and the source between the two. */
export interface Boundary {
  readonly at: number;
  readonly source: Span<PartSpace>;
}

const NONE: readonly never[] = [];
const NOWHERE: readonly number[] = NONE;
const isSeen = ({ start, end }: Span<PartSpace>) => start < end;

/**
 * Whether edits of the source leave it such that this value is `text` and all others are what they were: a format
 * that can read its source again says so, where it can't know from the characters around.
 */
export type Proof = (edits: readonly Edit<PartSpace>[], text: string) => boolean;

export class Decoded {
  /** The text. Each hole is one `HOLE`, which may also occur as an ordinary character: ask `holes`. */
  readonly text: string;
  /** Borders of character-strings, ascending. */
  readonly boundaries: readonly Boundary[];
  /** Stretches of the text whose value is unknown, ascending. */
  readonly holes: readonly Span<RecordSpace>[];
  /** Ascending both in the text and in the source, so that they can be searched by either. */
  readonly #runs: readonly Run[];
  readonly #source: string;
  /** The text that the source of this one lies in, where a format is nested in another. */
  readonly #outer: Decoded | undefined;
  readonly #proof: Proof | undefined;
  #octets = -1;

  /** For `DecodedBuilder`, which keeps runs in order. */
  constructor(
    source: string,
    text: string,
    runs: readonly Run[],
    boundaries: readonly Boundary[],
    outer?: Decoded,
    proof?: Proof,
  ) {
    this.text = text;
    this.boundaries = boundaries;
    this.holes = runs.some((run) => run.kind === "hole") ? holesOf(runs) : NONE;
    this.#source = source;
    this.#runs = runs;
    this.#outer = outer;
    this.#proof = proof;
  }

  /** A text of one character-string that stands in the source as it is: most of what there is, made quickly. */
  static verbatim(source: string, from: number, to: number, encode: Encode, border?: string): Decoded {
    const text = source.slice(from, to);
    const run: Run = { kind: "verbatim", start: 0, end: text.length, from, to, encode, border };
    return new Decoded(source, text, [run], NONE);
  }

  /**
   * Where a span of the text stands in the source: one span, or several where source that gives no text (a
   * gap) lies between. An atom that is touched is there as a whole. An empty span gives one empty span, at
   * the end of what stands before it where the two sides of a gap are both possible.
   */
  toSource(span: Span<RecordSpace>): readonly Span<PartSpace>[] {
    const start = Math.min(Math.max(0, span.start), this.text.length);
    const end = Math.min(span.end, this.text.length);
    const verbatim = this.#verbatim(start, end);
    if (verbatim) return [verbatim];
    const inner: readonly Span<PartSpace>[] =
      start < end ? piecesOf(this.#runs, start, end) : [placeOf(this.#runs, start)];
    const outer = this.#outer;
    if (!outer) return join(inner);
    return join(inner.flatMap((piece) => outer.toSource({ start: piece.start, end: piece.end })));
  }

  /** The source of a stretch that stands there as it is, which nearly all do; undefined where it is none. */
  #verbatim(start: number, end: number): Span<PartSpace> | undefined {
    const run = start < end && !this.#outer ? runHolding(this.#runs, start, end) : undefined;
    return run && { start: run.from + start - run.start, end: run.from + end - run.start };
  }

  /**
   * Where a span of the text is marked for somebody to see: its source, and where none stands for it alone, as for the
   * second of the texts that a loop makes, that of what stands next before it.
   */
  markedAt(span: Span<RecordSpace>): readonly Span<PartSpace>[] {
    const own = this.toSource(span);
    if (span.start >= span.end || own.some(isSeen)) return own;
    const inner = piecesOf(this.#runs, span.start, span.end).find(isSeen) ?? this.#seenBefore(span.start);
    if (!inner) return own;
    const { start, end } = inner;
    return this.#outer ? this.#outer.markedAt({ start, end }) : [{ start, end }];
  }

  /** The same from the first character to the last. */
  markedRange(span: Span<RecordSpace>): Span<PartSpace> {
    return this.#verbatim(span.start, span.end) ?? coverAll(this.markedAt(span));
  }

  /** The source of the run next before an offset that has any. */
  #seenBefore(at: number): Span<PartSpace> | undefined {
    for (let i = firstWhere(this.#runs, (run) => run.end > at) - 1; i >= 0; i--) {
      const { from: start, to: end } = this.#runs[i] as Run;
      if (start < end) return { start, end };
    }
    return undefined;
  }

  /** From the first character of the span to its last, gaps included: what an editor marks when it marks one range. */
  sourceRange(span: Span<RecordSpace>): Span<PartSpace> {
    return coverAll(this.toSource(span));
  }

  /**
   * The offset of the text that a place in the source means, or undefined where the source gives no text (a
   * gap, or outside). Within an atom it is the atom's start.
   */
  toDecoded(source: number): number | undefined {
    const at = this.#outer ? this.#outer.toDecoded(source) : source;
    if (at === undefined) return undefined;
    let ending: number | undefined;
    for (let i = firstWhere(this.#runs, (run) => run.to >= at); i < this.#runs.length; i++) {
      const run = this.#runs[i] as Run;
      if (run.from > at) break;
      if (at === run.to && run.from !== run.to) ending = run.end;
      else return run.kind === "verbatim" ? run.start + at - run.from : run.start;
    }
    return ending;
  }

  /** Octets of the published text, or of a span of it. A hole counts as one `HOLE`: ask `holes` first. */
  octets(span?: Span<RecordSpace>): number {
    if (span) return octetLength(this.text.slice(span.start, span.end));
    if (this.#octets < 0) this.#octets = octetLength(this.text);
    return this.#octets;
  }

  /** The character-strings, in order; one at the least. */
  strings(): Span<RecordSpace>[] {
    const out: Span<RecordSpace>[] = [];
    let start = 0;
    for (const boundary of this.boundaries) {
      out.push({ start, end: boundary.at });
      start = boundary.at;
    }
    out.push({ start, end: this.text.length });
    return out;
  }

  /**
   * The edits that put `text` where `span` is and leave everything else as it is written: quotes, borders,
   * comments. Undefined where no exact edit exists: across a hole, within an atom, over octets that could not
   * be decoded, or text that the host can't write there. All of `text` goes where the first of the span stands
   * (or the first that can take it); what stands in other strings is emptied. At each of `cuts`, offsets of `text`, a
   * character-string ends.
   */
  replace(span: Span<RecordSpace>, text: string, cuts = NOWHERE): Edit<PartSpace>[] | undefined {
    if (hasRawOctets(text) || hasRawOctets(this.text.slice(span.start, span.end))) return undefined;
    const written = { text: this.text, runs: bordered(this.#runs, text, cuts), source: this.#source };
    const edits =
      span.start < span.end ? replacement(written, span, text) : insertion(written, span.start, text);
    return this.#proven(
      this.#outward(edits),
      this.text.slice(0, span.start) + text + this.text.slice(span.end),
    );
  }

  /**
   * The edits that end a character-string at `at` and start the next one there, which leaves the text as it is.
   * Undefined where the host can't write that, within an atom, and where one of the two would be empty.
   */
  split(at: number): Edit<PartSpace>[] | undefined {
    const [before, after] = [this.text.codePointAt(at - 1) ?? 0, this.text.codePointAt(at)];
    if (at <= 0 || after === undefined || before > 0xffff) return undefined;
    if (this.boundaries.some((boundary) => boundary.at === at)) return undefined;
    for (const run of beside(this.#runs, at)) {
      const within = run.kind !== "verbatim" && run.start < at && at < run.end;
      if (within || standsNowhere(run) || run.border === undefined) continue;
      return this.#proven(this.#outward([{ span: placeIn(run, at), text: run.border }]), this.text);
    }
    return undefined;
  }

  /**
   * The edits that make one character-string of the two that meet at `at`: the inverse of `split`. Undefined where more
   * stands between them than a format puts there, such as a comment.
   */
  unite(at: number): Edit<PartSpace>[] | undefined {
    const boundary = this.boundaries.find((each) => each.at === at);
    const run = beside(this.#runs, at).find((each) => !standsNowhere(each) && each.border !== undefined);
    if (!boundary || !run || this.#outer) return undefined;
    const { source } = boundary;
    const between = this.#source.slice(source.start, source.end).replace(/\s+/g, " ");
    return between === run.border ? this.#proven([{ span: source, text: "" }], this.text) : undefined;
  }

  /**
   * This value, whose source is the text of `outer`, as a value of the source of `outer`. Where `outer` has
   * holes, so has the result.
   */
  through(outer: Decoded): Decoded {
    const boundaries = this.boundaries.map(({ at, source }) => {
      const { start, end } = source;
      return { at, source: outer.sourceRange({ start, end }) };
    });
    const between = this.#outer ? this.#outer.through(outer) : outer;
    const runs = withHoles(this.#runs, between.holes);
    return new Decoded(this.#source, holesShown(this.text, runs), runs, boundaries, between);
  }

  /** A stretch of the text as a value of its own. */
  slice(start: number, end: number): Decoded {
    const boundaries = this.boundaries.filter(({ at }) => at > start && at < end);
    const moved = boundaries.map(({ at, source }) => ({ at: at - start, source }));
    const runs = cutRuns(this.#runs, start, end);
    return new Decoded(this.#source, this.text.slice(start, end), runs, moved, this.#outer, this.#proof);
  }

  /** For `DecodedBuilder.append`: what it is made of, if its source is this one. */
  runsFor(source: string): readonly Run[] {
    if (source !== this.#source || this.#outer) throw new RangeError("a value of another source");
    return this.#runs;
  }

  /** Whether it can be made part of a value of this source. */
  standsIn(source: string): boolean {
    return this.#outer === undefined && this.#source === source;
  }

  /** From where to where it stands in this source; null where it stands nowhere, or in another. */
  extentIn(source: string): Span<PartSpace> | null {
    const [first, last] = [this.#runs[0], this.#runs.at(-1)];
    return first && last && this.standsIn(source) ? { start: first.from, end: last.to } : null;
  }

  /** The same value, whose edits are offered only where the proof holds. */
  provenBy(proof: Proof): Decoded {
    return new Decoded(this.#source, this.text, this.#runs, this.boundaries, this.#outer, proof);
  }

  /** The same value, in which `border` ends a character-string and starts the next one. */
  borderedBy(border: string): Decoded {
    const runs = this.#runs.map((run) => ({ ...run, border }));
    return new Decoded(this.#source, this.text, runs, this.boundaries, this.#outer, this.#proof);
  }

  /** The same value where some holes are known after all: what stands in the place of each, or undefined. */
  filled(values: readonly (string | undefined)[]): Decoded {
    const { text, runs, moved } = fillRuns(this.text, this.#runs, values);
    const boundaries = this.boundaries.map(({ at, source }) => ({ at: moved(at), source }));
    return new Decoded(this.#source, text, runs, boundaries, this.#outer, this.#proof);
  }

  #proven(edits: Edit<PartSpace>[] | undefined, text: string): Edit<PartSpace>[] | undefined {
    return edits && this.#proof && !this.#proof(edits, text) ? undefined : edits;
  }

  /** Edits of the source as edits of the text that the source lies in. */
  #outward(edits: Edit<PartSpace>[] | undefined): Edit<PartSpace>[] | undefined {
    const outer = this.#outer;
    if (!edits || !outer) return edits;
    const through: Edit<PartSpace>[] = [];
    for (const edit of edits) {
      const written = outer.replace({ start: edit.span.start, end: edit.span.end }, edit.text);
      if (!written) return undefined;
      through.push(...written);
    }
    return through;
  }
}
