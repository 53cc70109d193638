// The two assertions of the suite; Node's own are not to be had in a web worker.

/** Fails with `message` unless `condition` holds. */
export function holds(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** Fails unless the two have the same JSON, and shows both, and `what` they were about. */
export function same(actual: unknown, expected: unknown, what = ""): void {
  const [is, should] = [actual, expected].map((value) => JSON.stringify(value, null, 1));
  if (is !== should) throw new Error(`expected ${should}\nbut it is ${is}\n${what}`);
}
