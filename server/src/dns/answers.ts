/** Questions to DNS and what may come back. A failure is an answer like any other, never an exception. */

import type { DataByType, QueryType } from "./rr.ts";

export interface Query<T extends QueryType = QueryType> {
  /** In any case, with or without the final dot. */
  readonly name: string;
  readonly type: T;
}

/** Where an answer came from: a name for people and traces, `workspace`, `recorded`, `192.0.2.53`. */
export type Source = string;

/** Records of the type asked for, one at the least. */
export interface Ok<T extends QueryType> {
  readonly kind: "ok";
  readonly type: T;
  readonly records: readonly DataByType[T][];
  /** The shortest time to live, in seconds, or null where it is not known. */
  readonly ttl: number | null;
  readonly source: Source;
  /** Whether the name may have more than these: a file holds some of its records. */
  readonly isPart?: true;
}

export interface Empty {
  readonly kind: /** RCODE 0 without an answer: the name exists, the type does not. */
    | "nodata"
    /** RCODE 3. */
    | "nxdomain"
    /** RCODE 2, or any other error that is an answer. */
    | "servfail"
    | "timeout"
    /** Nobody was asked, or nobody who was asked can know. */
    | "unknown";
  readonly source: Source;
  /** Seconds for which an answer without records may be remembered (RFC 2308, 5), where the zone says so. */
  readonly ttl?: number;
  /** Of `unknown`: the name that aliases lead to, which is the one to ask for; absent where it is the name itself. */
  readonly alias?: string;
}

export type Answer<T extends QueryType = QueryType> = { [K in T]: Ok<K> }[T] | Empty;

/** The source of answers that were not waited for, since the evaluation had used its time (RFC 7208, 4.6.4). */
export const OUT_OF_TIME: Source = "time";

/** Answers at once from what it holds. */
export type Answerer = (query: Query) => Answer;

/** Answers in time. It resolves for every failure of the network, and rejects only where the signal was aborted. */
export type Resolver = (query: Query, signal?: AbortSignal) => Promise<Answer>;

/** An evaluation that asks as it goes: it yields queries and is sent their answers. */
export type Asking<Result> = Generator<Query, Result, Answer>;

/** Asks one query from within an `Asking`, and gives the answer its type. */
export function* ask<T extends QueryType>(name: string, type: T): Generator<Query, Answer<T>, Answer> {
  const answer = yield { name, type };
  // An answerer that gives records of another type has answered something else.
  if (answer.kind === "ok" && answer.type !== type) return { kind: "servfail", source: answer.source };
  return answer as Answer<T>;
}

/** RCODE 0 without an answer, or RCODE 3: what RFC 7208, 4.6.4 calls a void lookup. */
export function isVoid(answer: Answer): boolean {
  return answer.kind === "nodata" || answer.kind === "nxdomain";
}
