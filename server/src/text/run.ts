/** The runs a `Decoded` is made of, and how a sorted list of them is searched. For `decoded.ts` alone. */

import { firstWhere } from "./sorted.ts";
import type { PartSpace, RecordSpace, Span } from "./span.ts";

/** What stands in the text for a value nobody knows; one UTF-16 unit. */
export const HOLE = "\uFFFC";

/** How much of its surroundings a host sees; little, so that one that searches them stays quick in a large value. */
export const AROUND = 64;

/** The source on both sides of the place where text will stand: up to 64 units each, which the edit leaves alone. */
export interface Around {
  readonly before: string;
  readonly after: string;
}

/**
 * Writes decoded text the way the host writes it at that place: escapes, doubled signs. It is asked for "" too,
 * where text goes away. Returns undefined where the host has no way to write it there, and also where what it
 * writes would mean something else beside its neighbours: `{` after a `$`, nothing at all for a bare word.
 */
export type Encode = (text: string, around: Around) => string | undefined;

/** An item as it is written, quotes included. */
export interface ListItem {
  readonly span: Span<PartSpace>;
  /** What to take out of the source so that this one goes and the others stay; null where that can't be had. */
  readonly removal: Span<PartSpace> | null;
}

/** The items on both sides of a blank. */
export interface Joint {
  readonly before: ListItem;
  readonly after: ListItem;
}

/**
 * One stretch of source that gives one stretch of text. `verbatim` characters stand for themselves and can be
 * split; `replaced` and `hole` are atoms: a position inside means all of it.
 */
export interface Run {
  readonly kind: "verbatim" | "replaced" | "hole";
  /** In the text. */
  readonly start: number;
  readonly end: number;
  /** In the source. */
  readonly from: number;
  readonly to: number;
  readonly encode: Encode;
  /** What ends a character-string here and starts the next: `" "`. Undefined where the host has no such thing. */
  readonly border: string | undefined;
  /** Of a blank that joins the items of a list. */
  readonly joint?: Joint;
}

/** A stretch of source that is written in one way. */
export interface Piece extends Span<PartSpace> {
  readonly encode: Encode;
}

/** Whether the run gives text that no source stands for: a blank that a host puts between the items of a list. */
export function standsNowhere(run: Run): boolean {
  return run.from === run.to && run.start < run.end;
}

/** The empty place in the source of a run before the character at `at`; the start of an atom that `at` is within. */
export function placeIn(run: Run, at: number): Span<PartSpace> {
  const verbatim = run.kind === "verbatim" ? run.from + at - run.start : run.from;
  const source = at >= run.end ? run.to : verbatim;
  return { start: source, end: source };
}

/** Runs that share characters with a stretch of the text. */
export function* touched(runs: readonly Run[], start: number, end: number): Generator<Run> {
  for (let i = firstWhere(runs, (run) => run.end > start); i < runs.length; i++) {
    const run = runs[i] as Run;
    if (run.start >= end) break;
    if (run.start < run.end) yield run;
  }
}

/** The verbatim run that holds all of a stretch of the text that is not empty; undefined where there is none. */
export function runHolding(runs: readonly Run[], start: number, end: number): Run | undefined {
  const run = runs[firstWhere(runs, (each) => each.end > start)];
  return run?.kind === "verbatim" && run.start <= start && end <= run.end ? run : undefined;
}

/** Source of a stretch of the text that is not empty, atoms whole, neighbours in the source joined. */
export function piecesOf(runs: readonly Run[], start: number, end: number): Piece[] {
  const out: Piece[] = [];
  for (const run of touched(runs, start, end)) {
    const atom = run.kind !== "verbatim";
    const from = atom ? run.from : run.from + Math.max(0, start - run.start);
    const to = atom ? run.to : run.from + Math.min(run.end, end) - run.start;
    const last = out.at(-1);
    if (last && last.end === from && last.encode === run.encode) out[out.length - 1] = { ...last, end: to };
    else out.push({ start: from, end: to, encode: run.encode });
  }
  return out;
}

/** The empty place in the source before the character at `at`; the start of the atom that `at` is in. */
export function placeOf(runs: readonly Run[], at: number): Span<PartSpace> {
  const run = beside(runs, at)[0];
  return run ? placeIn(run, at) : { start: 0, end: 0 };
}

/**
 * Runs that hold `at` or border on it. The left one comes first, so that text is added to what is there, unless the right
 * one is wanted; holes come later, since the one who wrote `"a" + x` can take more text in the string and not beside the `x`.
 */
export function beside(runs: readonly Run[], at: number, first: "left" | "right" = "left"): Run[] {
  const out: Run[] = [];
  for (let i = firstWhere(runs, (run) => run.end >= at); i < runs.length; i++) {
    const run = runs[i] as Run;
    if (run.start > at) break;
    out.push(run);
  }
  if (first === "right") out.reverse();
  const rank = (run: Run) => (standsNowhere(run) ? 2 : run.kind === "hole" ? 1 : 0);
  return out.sort((a, b) => rank(a) - rank(b));
}

/** The holes among runs, in the text. */
export function holesOf(runs: readonly Run[]): Span<RecordSpace>[] {
  return runs.filter((run) => run.kind === "hole").map((run) => ({ start: run.start, end: run.end }));
}

/** Joins spans that touch, in order. */
export function join(spans: readonly Span<PartSpace>[]): Span<PartSpace>[] {
  const out: Span<PartSpace>[] = [];
  for (const { start, end } of spans) {
    const last = out.at(-1);
    if (last && last.end === start) out[out.length - 1] = { start: last.start, end };
    else out.push({ start, end });
  }
  return out;
}
