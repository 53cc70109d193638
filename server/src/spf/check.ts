/** check_host() (RFC 7208, 4), for SPF and for Sender ID (RFC 4406, 4), with everything it did on the way. */

import { type Answer, type Answerer, type Asking, OUT_OF_TIME, type Query } from "../dns/answers.ts";
import { withoutFinalDot } from "../dns/names.ts";
import type { SpfRecord } from "./ast.ts";
import { checkRecord } from "./check-record.ts";
import {
  type Evaluation,
  type Limits,
  type Readings,
  standardLimits,
  standardReadings,
} from "./evaluation.ts";
import { explain } from "./explain.ts";
import { clientAddress, senderOf } from "./identity.ts";
import { parse } from "./parse.ts";
import type { Parse, Selector } from "./record-choice.ts";
import type { Outcome } from "./trace.ts";

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
  /** Reads a record; a caller that evaluates often keeps what was read. */
  readonly parse?: Parse;
}

/**
 * Evaluates a request with answers to wait for: yields each question once, is sent the answer, and gives the result
 * with its trace. Time is up to who answers: an answer from `OUT_OF_TIME` ends the evaluation as a temperror (RFC 7208,
 * 4.6.4).
 *
 * An evaluation follows from its answers alone, and takes no time beside that of a network. So there is but one
 * evaluator, without any waiting in it: it starts again with each answer that was missing.
 */
export function* check(request: CheckRequest, options: CheckOptions = {}): Asking<Outcome> {
  const answers = new Map<string, Answer>();
  const once: CheckOptions = { ...options, parse: remembering(options.parse ?? parse) };
  for (;;) {
    let missing: Query | null = null;
    const ask = (query: Query): Answer => {
      const known = answers.get(keyOf(query));
      if (!known) missing ??= query;
      return known ?? unanswered;
    };
    const outcome = checkNow(request, ask, once);
    if (!missing) return outcome;
    answers.set(keyOf(missing), yield missing);
  }
}

/** Ends an evaluation at once, wherever it is. */
const unanswered: Answer = { kind: "timeout", source: OUT_OF_TIME };

function keyOf({ name, type }: Query): string {
  return `${type} ${name}`;
}

/** Reads each text once. */
function remembering(read: Parse): Parse {
  const records = new Map<string, SpfRecord>();
  return (text, holes) => {
    const key = holes.length === 0 ? text : JSON.stringify([text, holes]);
    const known = records.get(key);
    if (known) return known;
    const record = read(text, holes);
    records.set(key, record);
    return record;
  };
}

const spf: Selector = { protocol: "spf" };

/**
 * Evaluates a request with answers that are there at once. An `ip` that is no address is a mistake of the caller's:
 * `clientAddress` tells it apart beforehand, here it throws.
 */
export function checkNow(request: CheckRequest, ask: Answerer, options: CheckOptions = {}): Outcome {
  const ip = clientAddress(request.ip);
  if (!ip) throw new RangeError(`not an IP address: ${request.ip}`);
  const { local, domain } = senderOf(request.sender, request.helo);
  const sender = { local, domain: withoutFinalDot(domain) };
  const evaluation: Evaluation = {
    ask,
    ip,
    sender,
    helo: request.helo,
    receiver: options.receiver ?? "unknown",
    now: options.now ?? 0,
    limits: options.limits ? { ...standardLimits, ...options.limits } : standardLimits,
    readings: options.readings ? { ...standardReadings, ...options.readings } : standardReadings,
    selector: request.selector ?? spf,
    parse: options.parse ?? parse,
    lookups: 0,
    voids: 0,
    voidInTerm: false,
    blockedOn: null,
    validated: null,
    spf1ForSenderId: false,
  };
  const trace = checkRecord(evaluation, withoutFinalDot(request.domain ?? domain), "start");
  const { result } = trace;
  const explained = result === "fail" ? explain(evaluation, trace) : null;
  return {
    result,
    explanation: result === "fail" ? (explained?.text ?? options.defaultExplanation ?? "") : null,
    explained,
    lookups: evaluation.lookups,
    voids: evaluation.voids,
    trace,
    blockedOn: result === "undetermined" ? evaluation.blockedOn : null,
    spf1ForSenderId: evaluation.spf1ForSenderId,
  };
}
