/** What one evaluation of check_host() carries along: its arguments, limits, counters and the way it asks DNS. */

import { type Answer, type Answerer, isVoid, OUT_OF_TIME, type Query } from "../dns/answers.ts";
import { type QueryType, textOf } from "../dns/rr.ts";
import type { Sender } from "./identity.ts";
import { type Octets, printIp } from "./ip.ts";
import type { Parse, Selector } from "./record-choice.ts";
import type { QueryStep, Reason, Result } from "./trace.ts";

/** RFC 7208, 4.6.4. */
export interface Limits {
  readonly lookups: number;
  readonly voids: number;
  /** MX hosts of one `mx`; more are a permerror. */
  readonly mx: number;
  /** Names of one `ptr` or `%{p}`; more are ignored. */
  readonly ptr: number;
}

export const standardLimits: Limits = { lookups: 10, voids: 2, mx: 10, ptr: 10 };

/** How the RFC is read where it leaves a choice. */
export interface Readings {
  /** Whether a term counts one void lookup at the most, or each empty answer counts (4.6.4). */
  readonly voids: "term" | "answer";
  /** What a target-name that DNS can't have does to its mechanism (4.8). */
  readonly malformedTarget: "no-match" | "permerror";
}

export const standardReadings: Readings = { voids: "term", malformedTarget: "no-match" };

export interface Evaluation {
  readonly ask: Answerer;
  readonly ip: Octets;
  readonly sender: Sender;
  readonly helo: string;
  /** For `%{r}`. */
  readonly receiver: string;
  /** For `%{t}`: seconds since 1970. */
  readonly now: number;
  readonly limits: Limits;
  readonly readings: Readings;
  readonly selector: Selector;
  readonly parse: Parse;
  lookups: number;
  voids: number;
  /** Whether the term at hand has had a void lookup. */
  voidInTerm: boolean;
  /** The first question of the term at hand that nobody answered; it decides unless the term matches all the same. */
  blockedOn: { readonly name: string; readonly type: QueryType } | null;
  /** Names that were validated for the client (RFC 7208, 5.5), once looked up. */
  validated: readonly string[] | null;
  spf1ForSenderId: boolean;
}

/** Ends an evaluation from within: a result that no term above can change. A value, thrown by nobody. */
export interface Stop {
  readonly stop: Result;
  readonly reason: Reason;
}

export function stop(result: Result, reason: Reason): Stop {
  return { stop: result, reason };
}

export function isStop(value: unknown): value is Stop {
  return typeof value === "object" && value !== null && "stop" in value;
}

/** What was asked for one record or one term, in order. */
export interface Asked {
  queries: QueryStep[];
}

/** Nothing so far. Most ask once or not at all, and a list that grows would take room for sixteen more. */
export const nothingAsked: QueryStep[] = [];

/** Asks a question and notes it with its answer. */
export function lookUp<T extends QueryType>(
  evaluation: Evaluation,
  asked: Asked,
  name: string,
  type: T,
): Answer<T> {
  const query: Query = { name, type };
  const answer = evaluation.ask(query);
  const step = queryStep(query, answer);
  if (asked.queries === nothingAsked) asked.queries = [step];
  else asked.queries.push(step);
  if (answer.kind === "unknown") evaluation.blockedOn ??= query;
  // An answerer that gives records of another type has answered something else.
  if (answer.kind === "ok" && answer.type !== type) return { kind: "servfail", source: answer.source };
  return answer as Answer<T>;
}

/** The result that a failure to answer forces (RFC 7208, 5), or null where there is an answer, empty or not. */
export function failure(answer: Answer): Stop | null {
  if (answer.kind !== "servfail" && answer.kind !== "timeout") return null;
  return lateness(answer) ?? stop("temperror", "dns-error");
}

/** RFC 7208, 4.6.4: once the time is used up the result is a temperror, whatever the term makes of a timeout. */
export function lateness(answer: Answer): Stop | null {
  return answer.kind === "timeout" && answer.source === OUT_OF_TIME ? stop("temperror", "time") : null;
}

/** The result where what decides was not asked, or null where everything was. */
export function blocked(evaluation: Evaluation): Stop | null {
  return evaluation.blockedOn ? stop("undetermined", "not-asked") : null;
}

/** Counts a term that costs a lookup. RFC 7208, 4.6.4: more than ten are a permerror. */
export function countLookup(evaluation: Evaluation): Stop | null {
  evaluation.lookups++;
  evaluation.voidInTerm = false;
  return evaluation.lookups <= evaluation.limits.lookups ? null : stop("permerror", "too-many-lookups");
}

/** Counts an empty answer. RFC 7208, 4.6.4: more than two terms with one are a permerror. */
export function countVoid(evaluation: Evaluation, answer: Answer): Stop | null {
  if (!isVoid(answer)) return null;
  if (evaluation.voidInTerm && evaluation.readings.voids === "term") return null;
  evaluation.voidInTerm = true;
  evaluation.voids++;
  return evaluation.voids <= evaluation.limits.voids ? null : stop("permerror", "too-many-voids");
}

/** A question and its answer as plain data. */
export function queryStep({ name, type }: Query, answer: Answer): QueryStep {
  return { name, type, answer: answer.kind, records: recordsOf(answer), source: answer.source };
}

const none: readonly string[] = [];

function recordsOf(answer: Answer): readonly string[] {
  if (answer.kind !== "ok") return none;
  switch (answer.type) {
    case "A":
    case "AAAA":
      return answer.records.map(printIp);
    case "MX":
      return answer.records.map(({ preference, exchange }) => `${preference} ${exchange}`);
    case "TXT":
      return answer.records.map(textOf);
    case "PTR":
      return answer.records;
  }
}
