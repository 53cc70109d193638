/** Waiting that a signal ends, whatever is waited for. */

/** As the promise, or a rejection with the signal's reason as soon as it is aborted. What the promise does is seen to. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const aborted = () => reject(signal.reason);
    if (signal.aborted) aborted();
    signal.addEventListener("abort", aborted, { once: true });
    const settled = () => signal.removeEventListener("abort", aborted);
    promise.then(resolve, reject).finally(settled);
  });
}
