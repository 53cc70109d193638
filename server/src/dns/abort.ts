/** Waiting that a signal ends, whatever is waited for. */

/** What runs when a signal is aborted. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Runs something once the signal is aborted, unless what it returns is called before. However many wait for a signal,
 * it has one listener: Node takes more than ten for a leak, and needs longer for each that is taken away.
 */
export function onAbort(signal: AbortSignal | undefined, run: () => void): () => void {
  if (!signal) return () => {};
  const all = waiting.get(signal) ?? listenedTo(signal);
  all.add(run);
  return () => all.delete(run);
}

function listenedTo(signal: AbortSignal): Set<() => void> {
  const all = new Set<() => void>();
  waiting.set(signal, all);
  const aborted = () => {
    for (const run of [...all]) run();
  };
  signal.addEventListener("abort", aborted, { once: true });
  return all;
}

/** As the promise, or a rejection with the signal's reason as soon as it is aborted. What the promise does is seen to. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const aborted = () => reject(signal.reason);
    if (signal.aborted) aborted();
    const forget = onAbort(signal, aborted);
    promise.then(resolve, reject).finally(forget);
  });
}
