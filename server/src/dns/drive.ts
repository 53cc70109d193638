/** Runs what asks DNS, with answers at hand or with answers to wait for. */

import type { Answerer, Asking, Resolver } from "./answers.ts";

/** Runs to the end with answers that are there at once. */
export function driveSync<Result>(asking: Asking<Result>, answer: Answerer): Result {
  let step = asking.next();
  while (!step.done) step = asking.next(answer(step.value));
  return step.value;
}

/** Runs to the end, one query after the other; rejects with the signal's reason once it is aborted. */
export async function driveAsync<Result>(
  asking: Asking<Result>,
  resolve: Resolver,
  signal?: AbortSignal,
): Promise<Result> {
  let step = asking.next();
  while (!step.done) {
    signal?.throwIfAborted();
    step = asking.next(await resolve(step.value, signal));
  }
  return step.value;
}
