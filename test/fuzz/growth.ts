// How the time of some work grows with its size, in CPU time, so that a machine that is busy with other things matters little.

import assert from "node:assert/strict";

/** What is over sooner says nothing of how its time grows. */
const SHORT_MS = 150;
/** Four times the size takes four times as long where time is linear, and sixteen times where it is not; half way counts. */
const MOST_GROWTH = 8;
/** Generous: what is made sure of is that nobody waits for ever. */
const MOST_MS = 6000;

/**
 * Does work of a size, of which `what` tells, and where that takes long of a fourth of it: time that grows faster than twice as fast as the size
 * fails, and so does any that nobody would wait for. `prepare` is not measured, what it gives is.
 */
export function assertLinear(
  what: string,
  prepare: (size: number) => () => void,
  size: number,
  most = MOST_MS,
): void {
  const time = timeOf(prepare(size));
  assert.ok(time < most, `${what}: ${Math.round(time)} ms`);
  if (time < SHORT_MS) return;
  // The first run of code is slow, so the large one is looked at once more.
  const small = timeOf(prepare(size / 4));
  const large = Math.min(time, timeOf(prepare(size)));
  const times = `${Math.round(small)} ms, then ${Math.round(large)} ms`;
  assert.ok(large < MOST_GROWTH * small + SHORT_MS, `${what}: ${times}`);
}

/** Milliseconds of CPU. */
export function timeOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
