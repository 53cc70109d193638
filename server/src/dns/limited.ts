/** Lets only so many questions be on their way at once, and gives everybody a turn. */

import { onAbort } from "./abort.ts";
import type { Resolver } from "./answers.ts";

/**
 * A resolver that asks `next` no more than `most` questions at a time. The others wait by their signal, that is by the
 * evaluation that they belong to, and evaluations take turns: one that asks thousands of questions at once does not
 * keep one that asks a single question waiting. So it stands before a cache, whose questions belong to nobody.
 */
export function limited(next: Resolver, most: number): Resolver {
  const waiting = new Map<AbortSignal | undefined, Set<() => void>>();
  let running = 0;

  const turn = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const own = waiting.get(signal) ?? new Set();
      waiting.set(signal, own);
      const go = () => {
        stay();
        resolve();
      };
      const stay = onAbort(signal, () => {
        own.delete(go);
        if (own.size === 0) waiting.delete(signal);
        reject(signal?.reason);
      });
      own.add(go);
    });

  /** Hands the place to the first of whoever's turn it is, who then goes to the end of the line. */
  const pass = () => {
    for (const [signal, own] of waiting) {
      waiting.delete(signal);
      for (const go of own) {
        own.delete(go);
        if (own.size > 0) waiting.set(signal, own);
        return go();
      }
    }
    running--;
  };

  return async (query, signal) => {
    signal?.throwIfAborted();
    if (running < most) running++;
    else await turn(signal);
    try {
      return await next(query, signal);
    } finally {
      pass();
    }
  };
}
