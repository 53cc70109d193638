/** One call of check_host() (RFC 7208, 4.3 to 4.7): finds the record of a domain and evaluates its terms. */

import type { Answer } from "../dns/answers.ts";
import type { Directive, Junk, Modifier, SpfRecord } from "./ast.ts";
import {
  type Asked,
  blocked,
  countLookup,
  type Evaluation,
  failure,
  isStop,
  lookUp,
  nothingAsked,
  type Stop,
  stop,
} from "./evaluation.ts";
import { needsNames, targetName } from "./expansion-values.ts";
import { qualifiers } from "./facts.ts";
import { isCheckable } from "./identity.ts";
import { match, matchAtOnce, type Verdict, validateNames } from "./mechanisms.ts";
import { chooseRecord } from "./record-choice.ts";
import type { Reached, RecordStep, TermStep } from "./trace.ts";

/** Evaluates the record of `domain`, and gives all that was done. */
export function checkRecord(evaluation: Evaluation, domain: string, reached: Reached): RecordStep {
  const asked: Asked = { queries: nothingAsked };
  const terms: TermStep[] = [];
  const found = findRecord(evaluation, asked, domain, reached);
  const record = isStop(found) ? null : found;
  const end = isStop(found) ? found : evaluate({ evaluation, domain, record: found, terms });
  return { domain, reached, queries: asked.queries, record, terms, result: end.stop, reason: end.reason };
}

/** The record of a domain, or the result without one. */
function findRecord(
  evaluation: Evaluation,
  asked: Asked,
  domain: string,
  reached: Reached,
): SpfRecord | Stop {
  // RFC 7208, 4.3
  if (!isCheckable(domain)) return stop("none", "malformed-domain");
  const answer = lookUp(evaluation, asked, domain, "TXT");
  if (answer.kind !== "ok") return withoutAnswer(evaluation, answer, reached);
  const { selector, parse } = evaluation;
  const record = chooseRecord(answer.records, selector, parse);
  if (record === "none" && answer.isPart) {
    evaluation.blockedOn ??= { name: domain, type: "TXT" };
    return stop("undetermined", "not-asked");
  }
  // RFC 7208, 4.5: no record is "none", more than one is "permerror".
  if (record === "none") return stop("none", "no-record");
  if (record === "multiple") return stop("permerror", "several-records");
  if (record === "open") return stop("undetermined", "unknown-text");
  if (selector.protocol === "sender-id" && record.version.protocol === "spf1") {
    evaluation.spf1ForSenderId = true;
  }
  return record;
}

function withoutAnswer(evaluation: Evaluation, answer: Answer, reached: Reached): Stop {
  const forced = failure(answer) ?? blocked(evaluation);
  if (forced) return forced;
  if (answer.kind !== "nxdomain") return stop("none", "no-record");
  const { selector } = evaluation;
  // RFC 4406, 4.3: when performing the PRA version of the test, a domain that does not exist is a fail.
  const isPra = selector.protocol === "sender-id" && selector.scope === "pra" && reached === "start";
  return stop(isPra ? "fail" : "none", "no-such-name");
}

/** A record that is evaluated, and what was done so far. */
interface Work {
  readonly evaluation: Evaluation;
  readonly domain: string;
  readonly record: SpfRecord;
  readonly terms: TermStep[];
}

/** Evaluates the terms of a record from left to right (RFC 7208, 4.6.2). */
function evaluate(work: Work): Stop {
  const { record } = work;
  // RFC 7208, 4.6: any syntax error anywhere is a permerror, without further evaluation.
  if (!record.valid) return stop("permerror", "syntax");
  let redirect: Modifier | null = null;
  for (const term of record.terms) {
    if (term.kind === "modifier") {
      if (term.known === "redirect") redirect = term;
      continue;
    }
    const verdict = evaluateTerm(work, term);
    if (isStop(verdict)) return verdict;
    if (verdict && term.kind === "directive") return stop(qualifiers[term.qualifier].result, "matched");
  }
  // RFC 7208, 4.7. With an "all" anywhere nobody comes so far, and redirect is ignored, as 6.1 wants it.
  const verdict = redirect ? evaluateTerm(work, redirect) : null;
  return isStop(verdict) ? verdict : stop("neutral", "default");
}

/** What a term asked for and reached. */
interface Doing extends Asked {
  target: string | null;
  nested: RecordStep | null;
}

const nothing: Readonly<Doing> = { target: null, queries: nothingAsked, nested: null };

/** Evaluates a term and adds it to the trace. */
function evaluateTerm(work: Work, term: Directive | Modifier | Junk): Verdict {
  if (isHidden(term)) return traced(work, term, nothing, stop("undetermined", "unknown-text"));
  const atOnce = matchAtOnce(work.evaluation.ip, term);
  if (atOnce !== undefined) return traced(work, term, nothing, atOnce);
  const doing: Doing = { target: null, queries: nothingAsked, nested: null };
  return traced(work, term, doing, ask(work, term, doing));
}

/** Whether too little is known of a term to evaluate it. Nothing can stand behind `all` that makes it match less. */
function isHidden(term: Directive | Modifier | Junk): term is Junk {
  return term.kind === "junk" || (term.holes && term.name !== "all");
}

/** Evaluates include, a, mx, ptr, exists or redirect. */
function ask({ evaluation, domain }: Work, term: Directive | Modifier, doing: Doing): Verdict {
  const over = countLookup(evaluation);
  if (over) return over;
  const domainSpec = term.kind === "modifier" ? term.value : term.domain;
  if (domainSpec && needsNames(evaluation, domainSpec.parts)) {
    const end = validateNames(evaluation, doing) ?? blocked(evaluation);
    if (end) return end;
  }
  const target = domainSpec ? targetName(evaluation, domainSpec, domain) : domain;
  doing.target = target;
  if (term.kind === "modifier") {
    doing.nested = checkRecord(evaluation, target, "redirect");
    return redirectVerdict(doing.nested);
  }
  if (term.name === "include") {
    doing.nested = checkRecord(evaluation, target, "include");
    return includeVerdict(doing.nested);
  }
  const verdict = match(evaluation, doing, term, target);
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

/** Adds a term to the trace, and gives its verdict. */
function traced(
  { evaluation, record, terms }: Work,
  { span }: Directive | Modifier | Junk,
  { target, queries, nested }: Readonly<Doing>,
  verdict: Verdict,
): Verdict {
  terms.push({
    kind: "term",
    span,
    text: record.text.slice(span.start, span.end),
    target,
    queries,
    nested,
    verdict: isStop(verdict) ? wordFor(verdict) : verdict ? "match" : "no-match",
    lookups: evaluation.lookups,
    voids: evaluation.voids,
  });
  return verdict;
}

function wordFor({ stop, reason }: Stop): TermStep["verdict"] {
  if (reason === "redirected") return "match";
  return stop === "undetermined" ? "unknown" : "error";
}
