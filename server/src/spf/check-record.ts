/** One call of check_host() (RFC 7208, 4.3 to 4.7): finds the record of a domain and evaluates its terms. */

import type { Answer } from "../dns/answers.ts";
import type { Directive, Junk, Modifier, SpfRecord } from "./ast.ts";
import { evaluatedTerms } from "./evaluated-terms.ts";
import {
  blocked,
  countLookup,
  type Evaluation,
  failure,
  isStop,
  lookUp,
  type Stop,
  stop,
} from "./evaluation.ts";
import { needsNames, targetName } from "./expansion-values.ts";
import { qualifiers } from "./facts.ts";
import { isCheckable } from "./identity.ts";
import { match, matchAtOnce, type Verdict, validateNames } from "./mechanisms.ts";
import { chooseRecord } from "./record-choice.ts";
import type { QueryStep, Reached, Reason, RecordStep, Result, TermStep } from "./trace.ts";

/** Evaluates the record of `domain`, and gives all that was done. */
export function checkRecord(evaluation: Evaluation, domain: string, reached: Reached): RecordStep {
  const queries: QueryStep[] = [];
  const terms: TermStep[] = [];
  const ended = (result: Result, reason: Reason, record: SpfRecord | null = null): RecordStep => {
    return { domain, reached, queries, record, terms, result, reason };
  };
  // RFC 7208, 4.3
  if (!isCheckable(domain)) return ended("none", "malformed-domain");
  const record = recordOf(evaluation, lookUp(evaluation, queries, domain, "TXT"), reached);
  if (isStop(record)) return ended(record.stop, record.reason);
  // RFC 7208, 4.6: any syntax error anywhere is a permerror, without further evaluation.
  if (!record.valid) return ended("permerror", "syntax", record);
  for (const term of evaluatedTerms(record)) {
    const asked: Asked = { target: null, queries: [], nested: null };
    const verdict = isHidden(term)
      ? stop("undetermined", "unknown-text")
      : (matchAtOnce(evaluation.ip, term) ?? evaluateTerm(evaluation, term, domain, asked));
    terms.push(termStep(evaluation, record, term, asked, verdict));
    if (isStop(verdict)) return ended(verdict.stop, verdict.reason, record);
    if (verdict && term.kind === "directive") {
      return ended(qualifiers[term.qualifier].result, "matched", record);
    }
  }
  // RFC 7208, 4.7
  return ended("neutral", "default", record);
}

/** The record in an answer, or the result without one. */
function recordOf(evaluation: Evaluation, answer: Answer<"TXT">, reached: Reached): SpfRecord | Stop {
  const { selector, parse } = evaluation;
  if (answer.kind !== "ok") {
    const forced = failure(answer) ?? blocked(evaluation);
    if (forced) return forced;
    if (answer.kind !== "nxdomain") return stop("none", "no-record");
    // RFC 4406, 4.3: when performing the PRA version of the test, a domain that does not exist is a fail.
    const pra = reached === "start" && selector.protocol === "sender-id" && selector.scope === "pra";
    return stop(pra ? "fail" : "none", "no-such-name");
  }
  const record = chooseRecord(answer.records, selector, parse);
  // RFC 7208, 4.5: no record is "none", more than one is "permerror".
  if (record === "none") return stop("none", "no-record");
  if (record === "multiple") return stop("permerror", "several-records");
  if (record === "open") return stop("undetermined", "unknown-text");
  if (selector.protocol === "sender-id" && record.version.protocol === "spf1") {
    evaluation.spf1ForSenderId = true;
  }
  return record;
}

/** Whether too little is known of a term to evaluate it. Nothing can stand behind `all` that makes it match less. */
function isHidden(term: Directive | Modifier | Junk): term is Junk {
  return term.kind === "junk" || (term.holes && !(term.kind === "directive" && term.name === "all"));
}

/** What a term that asks has asked and reached so far. */
interface Asked {
  target: string | null;
  readonly queries: QueryStep[];
  nested: RecordStep | null;
}

/** Evaluates include, a, mx, ptr, exists or redirect. */
function evaluateTerm(
  evaluation: Evaluation,
  term: Directive | Modifier,
  domain: string,
  asked: Asked,
): Verdict {
  const over = countLookup(evaluation);
  if (over) return over;
  const domainSpec = term.kind === "modifier" ? term.value : term.domain;
  if (domainSpec && needsNames(evaluation, domainSpec.parts)) {
    const end = validateNames(evaluation, asked.queries) ?? blocked(evaluation);
    if (end) return end;
  }
  const target = domainSpec ? targetName(evaluation, domainSpec, domain) : domain;
  asked.target = target;
  if (term.kind === "modifier") {
    asked.nested = checkRecord(evaluation, target, "redirect");
    return redirectVerdict(asked.nested);
  }
  if (term.name === "include") {
    asked.nested = checkRecord(evaluation, target, "include");
    return includeVerdict(asked.nested);
  }
  const verdict = match(evaluation, asked.queries, term, target);
  // A question that nobody answered might have been a match before what came after it.
  if (verdict !== true) return blocked(evaluation) ?? verdict;
  evaluation.blockedOn = null;
  return true;
}

/** RFC 7208, 5.2: what the result of the included record makes of the mechanism. */
function includeVerdict({ result, reason }: RecordStep): Verdict {
  switch (result) {
    case "pass":
      return true;
    case "fail":
    case "softfail":
    case "neutral":
      return false;
    case "none":
      return stop("permerror", "include-without-record");
    default:
      return stop(result, reason);
  }
}

// RFC 7208, 6.1: the result is that of the target, but a target without a record is a permerror.
function redirectVerdict({ result }: RecordStep): Stop {
  return result === "none" ? stop("permerror", "redirect-without-record") : stop(result, "redirected");
}

function termStep(
  evaluation: Evaluation,
  record: SpfRecord,
  { span }: Directive | Modifier | Junk,
  { target, queries, nested }: Asked,
  verdict: Verdict,
): TermStep {
  return {
    kind: "term",
    span,
    text: record.text.slice(span.start, span.end),
    target,
    queries,
    nested,
    verdict: isStop(verdict) ? wordFor(verdict) : verdict ? "match" : "no-match",
    lookups: evaluation.lookups,
    voids: evaluation.voids,
  };
}

function wordFor({ stop, reason }: Stop): TermStep["verdict"] {
  if (reason === "redirected") return "match";
  return stop === "undetermined" ? "unknown" : "error";
}
