/** Whether a mechanism matches the client (RFC 7208, 5). `include` is in `check-record.ts`. */

import type { Answer } from "../dns/answers.ts";
import { isValidName, isWithin } from "../dns/names.ts";
import type { Directive, Modifier } from "./ast.ts";
import {
  type Asked,
  countVoid,
  type Evaluation,
  failure,
  lateness,
  lookUp,
  type Stop,
  stop,
} from "./evaluation.ts";
import { reverseName } from "./expansion-values.ts";
import type { Octets } from "./ip.ts";

/** Whether a mechanism matches, or the end of the evaluation. */
export type Verdict = boolean | Stop;

/** Whether a mechanism matches that asks nothing; undefined for terms that ask. */
export function matchAtOnce(ip: Octets, term: Directive | Modifier): boolean | undefined {
  if (term.kind === "modifier") return undefined;
  switch (term.name) {
    case "all":
      return true;
    case "ip4":
    case "ip6": {
      if (!term.network) return false;
      const bits = (term.name === "ip4" ? term.prefix4 : term.prefix6)?.bits;
      return isInNetwork(ip, term.network.address, bits);
    }
    default:
      return undefined;
  }
}

/** Evaluates a, mx, ptr or exists, whose target-name is known. */
export function match(evaluation: Evaluation, asked: Asked, term: Directive, target: string): Verdict {
  // RFC 7208, 4.8: some let such a name match nothing, others return permerror.
  if (!isValidName(target)) {
    const strict = evaluation.readings.malformedTarget === "permerror";
    return strict ? stop("permerror", "malformed-domain") : false;
  }
  switch (term.name) {
    case "mx":
      return matchMx(evaluation, asked, term, target);
    case "ptr":
      return matchPtr(evaluation, asked, target);
    case "exists": {
      // RFC 7208, 5.7: the lookup type is A even when the client connects by IPv6.
      const answer = lookUp(evaluation, asked, target, "A");
      return failure(answer) ?? countVoid(evaluation, answer) ?? answer.kind === "ok";
    }
    default:
      return matchAddress(evaluation, asked, term, target);
  }
}

/** RFC 7208, 5: A or AAAA, as the client connects. */
function lookUpAddress(evaluation: Evaluation, asked: Asked, name: string): Answer<"A" | "AAAA"> {
  return lookUp(evaluation, asked, name, evaluation.ip.length === 4 ? "A" : "AAAA");
}

// RFC 7208, 5.3
function matchAddress(evaluation: Evaluation, asked: Asked, term: Directive, name: string): Verdict {
  const answer = lookUpAddress(evaluation, asked, name);
  const end = failure(answer) ?? countVoid(evaluation, answer);
  if (end) return end;
  if (answer.kind !== "ok") return false;
  const { ip } = evaluation;
  const bits = (ip.length === 4 ? term.prefix4 : term.prefix6)?.bits;
  for (const address of answer.records) if (isInNetwork(ip, address, bits)) return true;
  return false;
}

// RFC 7208, 5.4
function matchMx(evaluation: Evaluation, asked: Asked, term: Directive, target: string): Verdict {
  const answer = lookUp(evaluation, asked, target, "MX");
  const end = failure(answer) ?? countVoid(evaluation, answer);
  if (end) return end;
  if (answer.kind !== "ok") return false;
  // RFC 7208, 4.6.4: more than ten are a permerror, whatever the first ten would give.
  if (answer.records.length > evaluation.limits.mx) return stop("permerror", "too-many-mx");
  const hosts = [...answer.records].sort((a, b) => a.preference - b.preference);
  for (const { exchange } of hosts) {
    // RFC 7505, 3: the root in place of a host means that there is none.
    if (exchange === "." || exchange === "" || !isValidName(exchange)) continue;
    const verdict = matchAddress(evaluation, asked, term, exchange);
    if (verdict !== false) return verdict;
  }
  return false;
}

// RFC 7208, 5.5: a DNS error while looking up PTR makes the mechanism fail to match.
function matchPtr(evaluation: Evaluation, asked: Asked, target: string): Verdict {
  const end = evaluation.validated ? null : validateNames(evaluation, asked);
  if (end) return end;
  return (evaluation.validated ?? []).some((name) => isWithin(name, target));
}

/** Looks up the names of the client that lead back to it (RFC 7208, 5.5). Gives the end of the evaluation, if it is one. */
export function validateNames(evaluation: Evaluation, asked: Asked): Stop | null {
  const { ip, limits } = evaluation;
  const answer = lookUp(evaluation, asked, reverseName(ip), "PTR");
  const end = lateness(answer) ?? countVoid(evaluation, answer);
  if (end) return end;
  const names: string[] = [];
  if (answer.kind === "ok") {
    // RFC 7208, 4.6.4: all names other than the first ten are ignored.
    for (const name of answer.records.slice(0, limits.ptr)) {
      const addresses = lookUpAddress(evaluation, asked, name);
      const over = lateness(addresses) ?? countVoid(evaluation, addresses);
      if (over) return over;
      // RFC 7208, 5.5: if a DNS error occurs, that domain name is skipped.
      if (addresses.kind === "ok" && addresses.records.some((address) => isInNetwork(ip, address))) {
        names.push(name);
      }
    }
  }
  // What was not asked may be answered for a later term.
  if (!evaluation.blockedOn) evaluation.validated = names;
  return null;
}

/**
 * RFC 7208, 5: whether the first `bits` bits (all, where there is no prefix length) are the same. Addresses of
 * different families never match, not even `::/0` and an IPv4 client.
 */
export function isInNetwork(ip: Octets, network: Octets, bits: number = ip.length * 8): boolean {
  if (ip.length !== network.length) return false;
  const whole = bits >> 3;
  for (let i = 0; i < whole; i++) if (ip[i] !== network[i]) return false;
  const rest = bits & 7;
  if (rest === 0) return true;
  const mask = 0xff << (8 - rest);
  return ((ip[whole] as number) & mask) === ((network[whole] as number) & mask);
}
