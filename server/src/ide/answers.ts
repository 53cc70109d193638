/**
 * What the documents at hand, and answers that DNS gave earlier, say of a name: the open text first, then files, then
 * DNS.
 */

import type { Answer, Answerer, Query } from "../dns/answers.ts";
import type { Learned } from "../dns/learned.ts";
import { normalise } from "../dns/names.ts";
import { answererOf, firstThatKnows, overlay, type Place } from "../dns/overlay.ts";
import type { Reading } from "../host/host.ts";
import { AT_HAND } from "../rules/names.ts";
import { FileHoldings } from "./holdings.ts";

/** A document that answers come from. */
export interface AnsweringDocument {
  readonly uri: string;
  /** Whether an editor has it open. */
  readonly open: boolean;
  /** How it was read last; null where no host takes it. */
  readonly reading: () => Reading | null;
}

/** The records of each document, looked up by name. */
export class Answers {
  readonly #holdings = new Map<string, FileHoldings>();

  /** Where to look in one document. */
  of({ uri, open, reading: read }: AnsweringDocument): Place {
    let place: Place | null = null;
    return (name, type) => {
      place ??= this.#placeOf(uri, open, read());
      return place(name, type);
    };
  }

  forget(uri: string): void {
    this.#holdings.delete(uri);
  }

  #placeOf(uri: string, open: boolean, reading: Reading | null): Place {
    if (!reading) return () => ({ kind: "unknown", source: "nobody" });
    const holdings = this.#holdings.get(uri) ?? new FileHoldings();
    this.#holdings.set(uri, holdings);
    holdings.read(reading);
    return overlay(holdings, open ? AT_HAND.buffer : AT_HAND.file);
  }
}

/**
 * Answers for one document that are the same objects as long as they say the same. `renew` tells where answers come
 * from by now.
 */
export class SteadyAnswers {
  readonly #known = new Map<string, { answer: Answer; round: number }>();
  #round = 0;
  #answer: Answerer = () => ({ kind: "unknown", source: "nobody" });
  /** How many may be kept before those that nobody asks for any more are let go. */
  #room = 1000;

  #beside: { readonly since: number; readonly place: Place } | null = null;

  /**
   * The document itself has changed, or another has. `beside` gives all other places; it is asked when `since` is
   * not what it was, so that typing in one document asks the others nothing anew.
   */
  renew(own: Place, since: number, beside: () => readonly Place[]): void {
    if (this.#known.size > this.#room) {
      for (const [key, { round }] of this.#known) if (round < this.#round) this.#known.delete(key);
      this.#room = 2 * this.#known.size + 1000;
    }
    this.#round++;
    if (this.#beside?.since !== since) this.#beside = { since, place: memoised(beside()) };
    this.#answer = answererOf([own, this.#beside.place]);
  }

  readonly answer = (query: Query): Answer => {
    const key = `${query.type} ${normalise(query.name)}`;
    const known = this.#known.get(key);
    if (known?.round === this.#round) return known.answer;
    const now = this.#answer(query);
    const answer = known && sameAnswer(known.answer, now) ? known.answer : now;
    this.#known.set(key, { answer, round: this.#round });
    return answer;
  };
}

/** The first place that knows, found once a name. */
function memoised(places: readonly Place[]): Place {
  const found = new Map<string, ReturnType<Place>>();
  return (name, type) => {
    const key = `${type} ${name}`;
    const known = found.get(key);
    if (known) return known;
    const now = firstThatKnows(places, name, type);
    found.set(key, now);
    return now;
  };
}

function sameAnswer(a: Answer, b: Answer): boolean {
  return a === b || (a.kind === b.kind && JSON.stringify(a) === JSON.stringify(b));
}

/** Where answers of DNS are kept once they came in. */
export function learnedPlace(learned: Learned): Place {
  return (name, type) => learned.answer({ name, type });
}
