/** Finds in a trace what decided: the record, the term and the question that gave the result. */

import type { RecordSpace, Span } from "../text/span.ts";
import type { SpfRecord } from "./ast.ts";
import type { QueryStep, Reason, RecordStep, TermStep } from "./trace.ts";

export interface Decision {
  /** The record whose own terms gave the result: behind a redirect, or behind an include that broke. */
  readonly record: RecordStep;
  /** The term that matched or could not be evaluated; null where no term did. */
  readonly term: TermStep | null;
  /** The characters of the record that decided: of the term, or of what makes the record invalid; null for none. */
  readonly span: Span<RecordSpace> | null;
  /** The question whose answer could not be used; null where none is to blame. */
  readonly query: QueryStep | null;
  /** The terms that lead from the first record to that one, outermost first, each with its record. */
  readonly path: readonly { readonly record: RecordStep; readonly term: TermStep }[];
}

/** What gave the result of an evaluation. */
export function decisionOf(trace: RecordStep): Decision {
  const path: { record: RecordStep; term: TermStep }[] = [];
  let record = trace;
  for (let through = wayOn(record); through; through = wayOn(record)) {
    path.push({ record, term: through });
    record = through.nested as RecordStep;
  }
  const { reason } = record;
  const term = reason === "default" ? null : (record.terms.at(-1) ?? null);
  const asked = term?.queries ?? record.queries;
  const span = term?.span ?? (reason === "syntax" ? errorIn(record.record) : null);
  return { record, term, span, query: unusable(asked, reason), path };
}

/** The term through which a record took its result from another one, or null where it is its own. */
function wayOn(step: RecordStep): TermStep | null {
  const last = step.terms.at(-1);
  if (!last?.nested) return null;
  if (step.reason === "redirected") return last;
  // RFC 7208, 5.2: the errors of an included record are those of the record that includes it.
  return (last.verdict === "error" || last.verdict === "unknown") &&
    step.reason === last.nested.reason &&
    step.result === last.nested.result
    ? last
    : null;
}

/** The characters that make a record invalid, the term as a whole where they are in one. */
export function errorIn(record: SpfRecord | null): Span<RecordSpace> | null {
  const fault = record?.faults.find(({ error }) => error);
  const term = fault && fault.term !== null ? record?.terms[fault.term] : undefined;
  return term?.span ?? fault?.span ?? null;
}

/** The question that ended the evaluation; a failed one before it may have been passed over (RFC 7208, 5.5). */
function unusable(queries: readonly QueryStep[], reason: Reason): QueryStep | null {
  if (reason === "not-asked") return queries.find(({ answer }) => answer === "unknown") ?? null;
  if (reason !== "dns-error" && reason !== "time") return null;
  return queries.findLast(({ answer }) => answer === "servfail" || answer === "timeout") ?? null;
}
