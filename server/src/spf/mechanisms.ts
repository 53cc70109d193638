/** Whether a mechanism matches the client (RFC 7208, 5). `include` is in `check.ts`, since it evaluates a record. */

import type { Answer, Query } from "../dns/answers.ts";
import { isValidName, isWithin } from "../dns/names.ts";
import type { Directive } from "./ast.ts";
import { countLookup, countVoid, type Evaluation, failure, lookUp, type Stop } from "./evaluation.ts";
import { targetName, validatedNames } from "./expansion-values.ts";
import type { QueryStep } from "./trace.ts";

/** What a mechanism did: it matched or not, or it ends the evaluation; and the name it asked for. */
export interface Matched {
  readonly outcome: boolean | Stop;
  readonly target: string | null;
}

type Matching = Generator<Query, Matched, Answer>;

const matches: Matched = { outcome: true, target: null };
const misses: Matched = { outcome: false, target: null };

/** Mechanisms that ask nothing; undefined for those that do. */
export function matchAtOnce(evaluation: Evaluation, term: Directive): Matched | undefined {
  switch (term.name) {
    case "all":
      return matches;
    case "ip4":
    case "ip6": {
      if (!term.network) return misses;
      const bits = (term.name === "ip4" ? term.prefix4 : term.prefix6)?.bits;
      return isInNetwork(evaluation.ip, term.network.address, bits) ? matches : misses;
    }
    default:
      return undefined;
  }
}

/** Evaluates a, mx, ptr or exists at `domain`. */
export function* match(
  evaluation: Evaluation,
  queries: QueryStep[],
  term: Directive,
  domain: string,
): Matching {
  const over = countLookup(evaluation);
  if (over) return { outcome: over, target: null };
  const target = term.domain ? yield* targetName(evaluation, queries, term.domain, domain) : domain;
  if (evaluation.blockedOn) return { outcome: false, target };
  if (!isValidName(target)) {
    // RFC 7208, 4.8: some let such a name match nothing, others return permerror.
    const strict = evaluation.readings.malformedTarget === "permerror";
    return { outcome: strict ? { stop: "permerror", reason: "malformed-domain" } : false, target };
  }
  return { outcome: yield* matchTarget(evaluation, queries, term, target), target };
}

type Verdict = Generator<Query, boolean | Stop, Answer>;

function matchTarget(evaluation: Evaluation, queries: QueryStep[], term: Directive, target: string): Verdict {
  switch (term.name) {
    case "mx":
      return matchMx(evaluation, queries, term, target);
    case "ptr":
      return matchPtr(evaluation, queries, target);
    case "exists":
      return matchExists(evaluation, queries, target);
    default:
      return matchAddress(evaluation, queries, term, target);
  }
}

// RFC 7208, 5.3: A or AAAA, as the client connects.
function* matchAddress(evaluation: Evaluation, queries: QueryStep[], term: Directive, name: string): Verdict {
  const { ip } = evaluation;
  const answer = yield* lookUp(evaluation, queries, name, ip.length === 4 ? "A" : "AAAA");
  const stop = failure(answer) ?? countVoid(evaluation, answer);
  if (stop) return stop;
  if (answer.kind !== "ok") return false;
  const bits = (ip.length === 4 ? term.prefix4 : term.prefix6)?.bits;
  return answer.records.some((address) => isInNetwork(ip, address, bits));
}

// RFC 7208, 5.4
function* matchMx(evaluation: Evaluation, queries: QueryStep[], term: Directive, target: string): Verdict {
  const answer = yield* lookUp(evaluation, queries, target, "MX");
  const stop = failure(answer) ?? countVoid(evaluation, answer);
  if (stop) return stop;
  if (answer.kind !== "ok") return false;
  // RFC 7208, 4.6.4: more than ten are a permerror, whatever the first ten would give.
  if (answer.records.length > evaluation.limits.mx) return { stop: "permerror", reason: "too-many-mx" };
  const hosts = [...answer.records].sort((a, b) => a.preference - b.preference);
  for (const { exchange } of hosts) {
    // RFC 7505, 3: the root in place of a host means that there is none.
    if (exchange === "." || exchange === "" || !isValidName(exchange)) continue;
    const verdict = yield* matchAddress(evaluation, queries, term, exchange);
    if (verdict !== false) return verdict;
  }
  return false;
}

// RFC 7208, 5.5: a DNS error while looking up PTR makes the mechanism fail to match.
function* matchPtr(evaluation: Evaluation, queries: QueryStep[], target: string): Verdict {
  const names = yield* validatedNames(evaluation, queries);
  const reverse = queries.find((query) => query.type === "PTR");
  if (reverse && (reverse.answer === "nodata" || reverse.answer === "nxdomain")) {
    const stop = countVoid(evaluation, { kind: reverse.answer, source: reverse.source });
    if (stop) return stop;
  }
  return names.some((name) => isWithin(name, target));
}

// RFC 7208, 5.7: the lookup type is A even when the client connects by IPv6.
function* matchExists(evaluation: Evaluation, queries: QueryStep[], target: string): Verdict {
  const answer = yield* lookUp(evaluation, queries, target, "A");
  return failure(answer) ?? countVoid(evaluation, answer) ?? answer.kind === "ok";
}

/**
 * RFC 7208, 5: whether the first `bits` bits (all, where there is no prefix length) are the same. Addresses of
 * different families never match, not even `::/0` and an IPv4 client.
 */
export function isInNetwork(ip: Uint8Array, network: Uint8Array, bits: number = ip.length * 8): boolean {
  if (ip.length !== network.length) return false;
  const whole = bits >> 3;
  for (let i = 0; i < whole; i++) if (ip[i] !== network[i]) return false;
  const rest = bits & 7;
  if (rest === 0) return true;
  const mask = 0xff << (8 - rest);
  return ((ip[whole] as number) & mask) === ((network[whole] as number) & mask);
}
