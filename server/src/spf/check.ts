/** check_host() (RFC 7208, 4), for SPF and for Sender ID (RFC 4406, 4), with everything it did on the way. */

import type { Answer, Asking, Query } from "../dns/answers.ts";
import { textOf } from "../dns/rr.ts";
import type { Directive, Modifier, Qualifier, SpfRecord } from "./ast.ts";
import {
  blocked,
  countLookup,
  type Evaluation,
  failure,
  isStop,
  type Limits,
  lookUp,
  type Readings,
  type Selector,
  type Stop,
  standardLimits,
  standardReadings,
} from "./evaluation.ts";
import { targetName } from "./expansion-values.ts";
import { explain } from "./explain.ts";
import { clientAddress, isCheckable, senderOf } from "./identity.ts";
import { match, matchAtOnce } from "./mechanisms.ts";
import { parse } from "./parse.ts";
import { selectRecord } from "./record-choice.ts";
import type { Outcome, QueryStep, Reached, Reason, RecordStep, Result, TermStep } from "./trace.ts";

export interface CheckRequest {
  /** The client's address, IPv4 or IPv6. */
  readonly ip: string;
  readonly helo: string;
  /** MAIL FROM, "" for the null reverse-path; for Sender ID's `pra`, the purported responsible address. */
  readonly sender: string;
  /** Where the first record is looked for; the sender's domain by default. */
  readonly domain?: string;
  readonly selector?: Selector;
}

export interface CheckOptions {
  readonly limits?: Partial<Limits>;
  readonly readings?: Partial<Readings>;
  /** For `%{r}`, "unknown" by default (RFC 7208, 7.3). */
  readonly receiver?: string;
  /** For `%{t}`: seconds since 1970, 0 by default. */
  readonly now?: number;
  /** What a receiver says for a `fail` without an explanation of the sender's (RFC 7208, 6.2). */
  readonly defaultExplanation?: string;
  /** Reads the text of a record; a caller that evaluates often keeps what was read. */
  readonly parse?: (text: string) => SpfRecord;
  /** Whether the time budget is used up: every later query counts as timed out. */
  readonly expired?: () => boolean;
}

/** RFC 7208, 4.6.2. */
const results: Readonly<Record<Qualifier, Result>> = {
  "+": "pass",
  "-": "fail",
  "~": "softfail",
  "?": "neutral",
};

/**
 * Evaluates a request: yields queries, is sent answers, and gives the result with its trace. An `ip` that is no
 * address is a mistake of the caller's: `clientAddress` tells it apart beforehand, here it throws.
 */
export function* check(request: CheckRequest, options: CheckOptions = {}): Asking<Outcome> {
  const ip = clientAddress(request.ip);
  if (!ip) throw new RangeError(`not an IP address: ${request.ip}`);
  const sender = senderOf(request.sender, request.helo);
  const evaluation: Evaluation = {
    ip,
    sender,
    helo: request.helo,
    receiver: options.receiver ?? "unknown",
    now: options.now ?? 0,
    limits: options.limits ? { ...standardLimits, ...options.limits } : standardLimits,
    readings: options.readings ? { ...standardReadings, ...options.readings } : standardReadings,
    selector: request.selector ?? { protocol: "spf" },
    parse: options.parse ?? parse,
    expired: options.expired ?? never,
    lookups: 0,
    voids: 0,
    voidInTerm: false,
    blockedOn: null,
    validated: null,
    spf1ForSenderId: false,
  };
  const trace = yield* checkRecord(evaluation, request.domain ?? sender.domain, "start");
  const fallback = options.defaultExplanation ?? "";
  const explained = trace.result === "fail" ? yield* explain(evaluation, trace) : null;
  return {
    result: trace.result,
    explanation: trace.result === "fail" ? (explained?.text ?? fallback) : null,
    explained,
    lookups: evaluation.lookups,
    voids: evaluation.voids,
    trace,
    blockedOn: trace.result === "undetermined" ? evaluation.blockedOn : null,
    spf1ForSenderId: evaluation.spf1ForSenderId,
  };
}

function never(): boolean {
  return false;
}

/** One call of check_host(): finds the record of a domain and evaluates it. */
function* checkRecord(
  evaluation: Evaluation,
  domain: string,
  reached: Reached,
): Generator<Query, RecordStep, Answer> {
  const queries: QueryStep[] = [];
  const terms: TermStep[] = [];
  const step = (result: Result, reason: Reason, record: SpfRecord | null = null): RecordStep => {
    return { domain, reached, queries, record, terms, result, reason };
  };
  // RFC 7208, 4.3
  if (!isCheckable(domain)) return step("none", "malformed-domain");
  const answer = yield* lookUp(evaluation, queries, domain, "TXT");
  const stop = failure(answer) ?? blocked(evaluation);
  if (stop) return step(stop.stop, stop.reason);
  if (answer.kind !== "ok") return step("none", answer.kind === "nxdomain" ? "no-such-name" : "no-record");
  const record = selectRecord(evaluation, answer.records.map(textOf));
  if (typeof record === "string") return step(record === "several-records" ? "permerror" : "none", record);
  // RFC 7208, 4.6: any syntax error anywhere is a permerror, without further evaluation.
  if (!record.valid) return step("permerror", "syntax", record);
  const end = yield* evaluate(evaluation, record, domain, terms);
  return step(end.stop, end.reason, record);
}

/** Evaluates the terms of a record from left to right (RFC 7208, 4.6.2). */
function* evaluate(
  evaluation: Evaluation,
  record: SpfRecord,
  domain: string,
  terms: TermStep[],
): Generator<Query, Stop, Answer> {
  let redirect: Modifier | null = null;
  let all = false;
  for (const term of record.terms) {
    if (term.kind === "modifier" && term.known === "redirect") redirect = term;
    if (term.kind !== "directive") continue;
    const verdict = yield* evaluateDirective(evaluation, record, term, domain, terms);
    if (isStop(verdict)) return verdict;
    if (verdict) return { stop: results[term.qualifier], reason: "matched" };
    all ||= term.name === "all";
  }
  // RFC 7208, 4.7
  if (!redirect || all) return { stop: "neutral", reason: "default" };
  return yield* evaluateRedirect(evaluation, record, redirect, domain, terms);
}

function* evaluateDirective(
  evaluation: Evaluation,
  record: SpfRecord,
  term: Directive,
  domain: string,
  terms: TermStep[],
): Generator<Query, boolean | Stop, Answer> {
  const queries: QueryStep[] = [];
  let nested: RecordStep | null = null;
  let target: string | null = null;
  let outcome: boolean | Stop;
  const atOnce = matchAtOnce(evaluation, term);
  if (atOnce) outcome = atOnce.outcome;
  else if (term.name === "include" && term.domain) {
    const over = countLookup(evaluation);
    if (over) outcome = over;
    else {
      target = yield* targetName(evaluation, queries, term.domain, domain);
      if (evaluation.blockedOn) outcome = false;
      else {
        nested = yield* checkRecord(evaluation, target, "include");
        outcome = includeVerdict(nested);
      }
    }
  } else {
    const matched = yield* match(evaluation, queries, term, domain);
    outcome = matched.outcome;
    target = matched.target;
  }
  // An error behind a question that nobody answered might have been a match before it.
  if (outcome !== true) outcome = blocked(evaluation) ?? outcome;
  else evaluation.blockedOn = null;
  terms.push(termStep(evaluation, record, term, { target, queries, nested, outcome }));
  return outcome;
}

/** RFC 7208, 5.2: what the result of the included record makes of the mechanism. */
function includeVerdict(nested: RecordStep): boolean | Stop {
  switch (nested.result) {
    case "pass":
      return true;
    case "fail":
    case "softfail":
    case "neutral":
      return false;
    case "none":
      return { stop: "permerror", reason: "include-without-record" };
    default:
      return { stop: nested.result, reason: nested.reason };
  }
}

// RFC 7208, 6.1
function* evaluateRedirect(
  evaluation: Evaluation,
  record: SpfRecord,
  term: Modifier,
  domain: string,
  terms: TermStep[],
): Generator<Query, Stop, Answer> {
  const queries: QueryStep[] = [];
  let nested: RecordStep | null = null;
  let target: string | null = null;
  let end: Stop | null = countLookup(evaluation);
  if (!end) {
    target = yield* targetName(evaluation, queries, term.value, domain);
    end = blocked(evaluation);
    if (!end) {
      nested = yield* checkRecord(evaluation, target, "redirect");
      end =
        nested.result === "none"
          ? { stop: "permerror", reason: "redirect-without-record" }
          : { stop: nested.result, reason: "redirected" };
    }
  }
  terms.push(
    termStep(evaluation, record, term, {
      target,
      queries,
      nested,
      outcome: end.reason === "redirected" ? true : end,
    }),
  );
  return end;
}

function termStep(
  evaluation: Evaluation,
  record: SpfRecord,
  term: Directive | Modifier,
  done: Pick<TermStep, "target" | "queries" | "nested"> & { readonly outcome: boolean | Stop },
): TermStep {
  const { outcome, ...rest } = done;
  return {
    kind: "term",
    span: term.span,
    text: record.text.slice(term.span.start, term.span.end),
    ...rest,
    verdict: isStop(outcome) ? "error" : outcome ? "match" : "no-match",
    lookups: evaluation.lookups,
    voids: evaluation.voids,
  };
}
