// One line of a benchmark's outcome: ours beside an anchor, both measured in one interleaved run.

export interface Row {
  readonly name: string;
  readonly ours: number;
  readonly anchor: number;
  readonly unit: string;
  /** Ours divided by the anchor. */
  readonly ratio: number;
  /** What the ratio should be: `<= 1`. */
  readonly goal: string;
  readonly met: boolean;
}

/** `goal` bounds the ratio of ours to the anchor, from above for times and sizes, from below for speeds. */
export function row(
  name: string,
  ours: number,
  anchor: number,
  unit: string,
  goal: { readonly atMost: number } | { readonly atLeast: number },
): Row {
  const ratio = ours / anchor;
  const fromAbove = "atMost" in goal;
  const bound = fromAbove ? goal.atMost : goal.atLeast;
  return {
    name,
    ours: rounded(ours),
    anchor: rounded(anchor),
    unit,
    ratio: rounded(ratio),
    goal: `${fromAbove ? "<=" : ">="} ${bound}`,
    met: fromAbove ? ratio <= bound : ratio >= bound,
  };
}

/** The value in the middle, which one slow run does not move. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Says loudly that something is not measured. */
export function leftOut(what: string, why: string): void {
  console.error(`LEFT OUT: ${what}: ${why}`);
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
