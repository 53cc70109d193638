/** Keeps answers as long as they hold, and lets all who wait for the same question share one. */

import { orAborted } from "./abort.ts";
import type { Answer, Query, Resolver } from "./answers.ts";
import { normalise } from "./names.ts";

export interface CacheOptions {
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** How much is kept, in octets more or less; what was used longest ago goes first. */
  readonly maxOctets?: number;
}

/** Seconds that an answer is kept, whatever it says itself: evaluations that follow each other see the same. */
const SHORTEST = 5;
const LONGEST = 86_400;
/** Where nothing says how long an answer holds. */
const UNSAID = 60;
/** RFC 2308, 5 has hours; whoever watches a record that is being published waits no longer than this. */
const LONGEST_EMPTY = 60;

const MAX_OCTETS = 8 * 1024 * 1024;

/**
 * A resolver that asks `next` only for what it does not hold. Several callers with one question share it: one that is
 * aborted leaves the others waiting, and when all have gone the question is cancelled.
 */
export function cached(next: Resolver, { now, maxOctets = MAX_OCTETS }: CacheOptions): Resolver {
  const kept = new Kept(maxOctets);
  const flights = new Map<string, Flight>();
  return async (query, signal) => {
    signal?.throwIfAborted();
    const key = `${query.type} ${normalise(query.name)}`;
    const answer = kept.get(key, now());
    if (answer) return answer;
    let flight = flights.get(key);
    if (!flight) {
      const started = new Flight(next, query);
      const landed = () => {
        if (flights.get(key) === started) flights.delete(key);
      };
      started.answer.then((got) => kept.set(key, got, now() + lifetime(got) * 1000), landed).then(landed);
      started.abandoned = landed;
      flights.set(key, (flight = started));
    }
    return flight.join(signal);
  };
}

/** Seconds for which an answer is kept. */
function lifetime(answer: Answer): number {
  switch (answer.kind) {
    case "ok":
      return Math.min(Math.max(answer.ttl ?? UNSAID, SHORTEST), LONGEST);
    case "nodata":
    case "nxdomain":
      return Math.min(Math.max(answer.ttl ?? 0, SHORTEST), LONGEST_EMPTY);
    // RFC 9520, 3.2: failures are remembered too, for a moment, so that nobody is stormed with questions.
    case "servfail":
    case "timeout":
      return SHORTEST;
    case "unknown":
      return 0;
  }
}

/** A question on its way, and how many wait for it. */
class Flight {
  readonly answer: Promise<Answer>;
  /** Called when nobody waits any more. */
  abandoned = () => {};
  readonly #control = new AbortController();
  #waiting = 0;

  constructor(next: Resolver, query: Query) {
    this.answer = next(query, this.#control.signal);
  }

  async join(signal: AbortSignal | undefined): Promise<Answer> {
    this.#waiting++;
    try {
      return await orAborted(this.answer, signal);
    } finally {
      if (--this.#waiting === 0) {
        // Before the abort, so that nobody joins what is being cancelled.
        this.abandoned();
        this.#control.abort();
      }
    }
  }
}

/** Answers by question, the latest used last. */
class Kept {
  readonly #max: number;
  readonly #answers = new Map<string, { answer: Answer; until: number; octets: number }>();
  #octets = 0;

  constructor(max: number) {
    this.#max = max;
  }

  get(key: string, now: number): Answer | null {
    const found = this.#answers.get(key);
    if (!found) return null;
    this.#answers.delete(key);
    if (found.until > now) this.#answers.set(key, found);
    else this.#octets -= found.octets;
    return found.until > now ? found.answer : null;
  }

  set(key: string, answer: Answer, until: number): void {
    const octets = weight(key, answer);
    this.#octets += octets - (this.#answers.get(key)?.octets ?? 0);
    this.#answers.delete(key);
    this.#answers.set(key, { answer, until, octets });
    for (const [oldest, { octets }] of this.#answers) {
      if (this.#octets <= this.#max) return;
      this.#answers.delete(oldest);
      this.#octets -= octets;
    }
  }
}

/** Octets that an answer takes in memory, more or less: what surrounds it, and its text. */
function weight(key: string, answer: Answer): number {
  let octets = 300 + 2 * key.length;
  if (answer.kind !== "ok") return octets;
  for (const record of answer.records) {
    octets += 100;
    if (typeof record === "string") octets += 2 * record.length;
    else if ("strings" in record) for (const text of record.strings) octets += 2 * text.length;
    else if ("exchange" in record) octets += 2 * record.exchange.length;
  }
  return octets;
}
