/** Answers that DNS gave earlier, for those who can't wait for one. */

import type { Answer, Query } from "./answers.ts";
import { normalise } from "./names.ts";

/** More answers than these are not kept; the oldest go first. */
const MOST = 20_000;

const unknown: Answer = { kind: "unknown", source: "nobody" };

export class Learned {
  /** In the order in which they came. */
  readonly #answers = new Map<
    string,
    { readonly query: Query; readonly answer: Answer; readonly until: number }
  >();

  /** What was answered, or `unknown`. An answer stands until a newer one comes, however old it is. */
  answer(query: Query): Answer {
    return this.#answers.size === 0 ? unknown : (this.#answers.get(keyOf(query))?.answer ?? unknown);
  }

  /** @param until the time, in milliseconds of the caller's clock, from which on it should be asked again */
  learn(query: Query, answer: Answer, until: number): void {
    const key = keyOf(query);
    this.#answers.delete(key);
    this.#answers.set(key, { query, answer, until });
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= MOST) break;
      this.#answers.delete(oldest);
    }
  }

  /** Questions whose answers are too old by now. */
  stale(now: number): Query[] {
    return [...this.#answers.values()].filter(({ until }) => until <= now).map(({ query }) => query);
  }

  /** What came from a network that must not be asked any more is forgotten with it. */
  clear(): void {
    this.#answers.clear();
  }
}

function keyOf({ name, type }: Query): string {
  return `${type} ${normalise(name)}`;
}
