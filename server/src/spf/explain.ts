/** The explanation of a fail (RFC 7208, 6.2): the text that the sender's `exp` leads to, with its macros expanded. */

import type { Answer, Query } from "../dns/answers.ts";
import { textOf } from "../dns/rr.ts";
import type { Modifier } from "./ast.ts";
import { decisionOf } from "./decision.ts";
import { type Evaluation, lookUp } from "./evaluation.ts";
import { expandMacros, targetName } from "./expansion-values.ts";
import { readExplanation } from "./explain-string.ts";
import { isCheckable } from "./identity.ts";
import type { ExplanationStep, QueryStep, RecordStep } from "./trace.ts";

/**
 * Looks up and expands the explanation of the record whose directive failed. Its `text` is null where the sender
 * gives none that can be used. It costs no lookup of the ten, and no failure here changes the result.
 */
export function* explain(
  evaluation: Evaluation,
  trace: RecordStep,
): Generator<Query, ExplanationStep | null, Answer> {
  // RFC 7208, 6.2: that of the redirect target, and never that of an include.
  const step = decisionOf(trace).record;
  const exp = step.record?.terms.find(
    (term): term is Modifier => term.kind === "modifier" && term.known === "exp",
  );
  if (!exp) return null;
  const queries: QueryStep[] = [];
  const target = yield* targetName(evaluation, queries, exp.value, step.domain);
  if (!isCheckable(target)) return { target, queries, text: null };
  const answer = yield* lookUp(evaluation, queries, target, "TXT");
  // RFC 7208, 6.2: no record, several of them, or any error: as if there were no "exp".
  if (answer.kind !== "ok" || answer.records.length !== 1) return { target, queries, text: null };
  const parts = readExplanation(textOf(answer.records[0] as (typeof answer.records)[0]));
  if (!parts) return { target, queries, text: null };
  const text = yield* expandMacros(evaluation, queries, parts, step.domain);
  return { target, queries, text: isAscii(text) ? text : null };
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7e) return false;
  return true;
}
