/** Runs made from other runs: cut out of them, filled, or with holes that an outer value has. For `decoded.ts` alone. */

import { HOLE, type Run } from "./run.ts";
import { firstWhere } from "./sorted.ts";
import type { RecordSpace, Span } from "./span.ts";

/** The runs of a stretch of the text, counted from its start. */
export function cutRuns(runs: readonly Run[], start: number, end: number): Run[] {
  const out: Run[] = [];
  for (const run of runs) {
    const [from, to] = [Math.max(run.start, start), Math.min(run.end, end)];
    if (from > to || (from === to && run.start !== run.end)) continue;
    const cut =
      run.kind === "verbatim" ? { from: run.from + from - run.start, to: run.from + to - run.start } : null;
    out.push({ ...run, ...cut, start: from - start, end: to - start });
  }
  return out;
}

/** The text and the runs where some holes are known after all, and where an offset of the old text is in the new one. */
export function fillRuns(
  before: string,
  runs: readonly Run[],
  values: readonly (string | undefined)[],
): { text: string; runs: readonly Run[]; moved: (at: number) => number } {
  let text = "";
  let hole = 0;
  const filled = runs.map((run): Run => {
    const value = run.kind === "hole" ? values[hole++] : undefined;
    const start = text.length;
    text += value ?? before.slice(run.start, run.end);
    return { ...run, kind: value === undefined ? run.kind : "replaced", start, end: text.length };
  });
  const moved = (at: number) => {
    // Borders stand between runs or within one that is verbatim, so they move with what is before them.
    const index = firstWhere(runs, (run) => run.start > at) - 1;
    const [old, now] = [runs[index], filled[index]];
    return old && now ? Math.min(now.end, now.start + at - old.start) : at;
  };
  return { text, runs: filled, moved };
}

/** The runs, where stretches of their source are unknown: verbatim ones are split there, escapes become holes. */
export function withHoles(runs: readonly Run[], holes: readonly Span<RecordSpace>[]): readonly Run[] {
  if (holes.length === 0) return runs;
  const out: Run[] = [];
  let next = 0;
  for (const run of runs) {
    while (next < holes.length && (holes[next] as Span<RecordSpace>).end <= run.from) next++;
    let rest = run;
    for (let hole = holes[next]; hole && hole.start < rest.to; hole = holes[++next]) {
      if (rest.kind !== "verbatim") {
        rest = { ...rest, kind: "hole" };
        break;
      }
      const start = rest.start + hole.start - rest.from;
      const end = rest.start + hole.end - rest.from;
      if (rest.start < start) out.push({ ...rest, end: start, to: hole.start });
      out.push({ ...rest, kind: "hole", start, end, from: hole.start, to: hole.end });
      rest = { ...rest, start: end, from: hole.end };
    }
    if (rest.start < rest.end || run.start === run.end) out.push(rest);
  }
  return out;
}

/** The text, in which what stands for an unknown value in its source is one `HOLE`. */
export function holesShown(text: string, runs: readonly Run[]): string {
  let out = "";
  let told = 0;
  for (const { kind, start, end } of runs) {
    if (kind !== "hole" || end - start !== 1) continue;
    out += text.slice(told, start) + HOLE;
    told = end;
  }
  return out + text.slice(told);
}
