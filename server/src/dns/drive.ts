/** Runs what asks DNS, with answers at hand or with answers to wait for. */

import { onAbort, orAborted } from "./abort.ts";
import { type Answer, type Answerer, type Asking, OUT_OF_TIME, type Resolver } from "./answers.ts";

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

/** Milliseconds that RFC 7208, 4.6.4 asks for at the least. */
export const STANDARD_BUDGET = 20_000;

export interface Budget {
  readonly milliseconds: number;
  /** Runs something after so many milliseconds, unless what it returns is called before. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

/**
 * As `driveAsync`, in bounded time: once the budget is used up, the query that is waited for is cancelled, and it and
 * every later one count as timed out (RFC 7208, 4.6.4), so that the evaluation ends by itself and says all that it did.
 */
export async function driveWithin<Result>(
  asking: Asking<Result>,
  resolve: Resolver,
  budget: Budget,
  signal?: AbortSignal,
): Promise<Result> {
  const late: Answer = { kind: "timeout", source: OUT_OF_TIME };
  const control = new AbortController();
  let over = false;
  const forget = budget.after(budget.milliseconds, () => {
    over = true;
    control.abort();
  });
  const finish = onAbort(signal, () => control.abort(signal?.reason));
  const inTime: Resolver = async (query) => {
    if (over) return late;
    try {
      return await orAborted(resolve(query, control.signal), control.signal);
    } catch (error) {
      if (over && !signal?.aborted) return late;
      throw error;
    }
  };
  try {
    return await driveAsync(asking, inTime, signal);
  } finally {
    forget();
    finish();
  }
}
