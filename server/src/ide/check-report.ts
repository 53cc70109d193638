/**
 * An evaluation as plain JSON: what the command line's `check` and the editors' `spf.simulate` answer.
 *
 * `P` is how the rim names a place in a file: a path with a range, or a uri with a range.
 */

import type { SpfRecord } from "../spf/ast.ts";
import type { Outcome, QueryStep, Reached, Reason, RecordStep, Result, TermStep } from "../spf/trace.ts";
import type { RecordSpace, Span } from "../text/span.ts";

export interface ReportedTerm<P> {
  readonly text: string;
  /** In UTF-16 units of the record's text. */
  readonly span: { readonly start: number; readonly end: number };
  /** Where it is written, if the record stands in a file at hand. */
  readonly place: P | null;
  readonly target: string | null;
  readonly queries: readonly QueryStep[];
  /** For include and redirect: the evaluation of the target. */
  readonly nested: ReportedRecord<P> | null;
  readonly verdict: TermStep["verdict"];
  /** Counted over the whole evaluation, after this term (RFC 7208, 4.6.4). */
  readonly lookups: number;
  readonly voids: number;
}

export interface ReportedRecord<P> {
  readonly domain: string;
  readonly reached: Reached;
  readonly text: string | null;
  readonly place: P | null;
  readonly queries: readonly QueryStep[];
  readonly terms: readonly ReportedTerm<P>[];
  readonly result: Result;
  readonly reason: Reason;
}

/** The result and what it cost; `trace` where it was asked for. */
export interface CheckReport<P> {
  readonly result: Result;
  /** For `fail`: the sender's explanation, or the receiver's default where there is one. */
  readonly explanation?: string;
  readonly lookups: number;
  readonly voids: number;
  /** For `undetermined`: the question nobody was asked. */
  readonly blockedOn?: { readonly name: string; readonly type: string };
  /** Present where `v=spf1` was read for Sender ID (RFC 4406, 3.4). */
  readonly spf1ForSenderId?: true;
  readonly trace?: ReportedRecord<P>;
}

/** Says where a span of a record's text is written, or null where that record is in no file at hand. */
export type Locate<P> = (domain: string, record: SpfRecord, span: Span<RecordSpace>) => P | null;

/** The report of an outcome without its trace. */
export function reportOf<P = never>(outcome: Outcome): CheckReport<P> {
  const { result, explanation, lookups, voids, blockedOn, spf1ForSenderId } = outcome;
  return {
    result,
    ...(explanation ? { explanation } : {}),
    lookups,
    voids,
    ...(blockedOn ? { blockedOn } : {}),
    ...(spf1ForSenderId ? { spf1ForSenderId } : {}),
  };
}

/** The report of an outcome with every step that led to it. */
export function tracedReportOf<P>(outcome: Outcome, locate: Locate<P>): CheckReport<P> {
  return { ...reportOf<P>(outcome), trace: recordOf(outcome.trace, locate) };
}

function recordOf<P>(step: RecordStep, locate: Locate<P>): ReportedRecord<P> {
  const { domain, reached, queries, record, result, reason } = step;
  const whole = record && ({ start: 0, end: record.text.length } as Span<RecordSpace>);
  return {
    domain,
    reached,
    text: record?.text ?? null,
    place: record && whole ? locate(domain, record, whole) : null,
    queries,
    terms: record ? step.terms.map((term) => termOf(term, domain, record, locate)) : [],
    result,
    reason,
  };
}

function termOf<P>(step: TermStep, domain: string, record: SpfRecord, locate: Locate<P>): ReportedTerm<P> {
  const { span, text, target, queries, nested, verdict, lookups, voids } = step;
  return {
    text,
    span: { start: span.start, end: span.end },
    place: locate(domain, record, span),
    target,
    queries,
    nested: nested && recordOf(nested, locate),
    verdict,
    lookups,
    voids,
  };
}
