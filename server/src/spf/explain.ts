/** The explanation of a fail (RFC 7208, 6.2): the text that the sender's `exp` leads to, with its macros expanded. */

import { type Txt, textOf } from "../dns/rr.ts";
import type { Modifier } from "./ast.ts";
import { type Evaluation, lookUp } from "./evaluation.ts";
import { expandMacros, needsNames, targetName } from "./expansion-values.ts";
import { readExplanation } from "./explain-string.ts";
import { isCheckable } from "./identity.ts";
import { validateNames } from "./mechanisms.ts";
import type { ExplanationStep, QueryStep, RecordStep } from "./trace.ts";

/**
 * Looks up and expands the explanation of the record whose directive failed; null where it has none. `text` is null
 * where the sender gives none that can be used. It costs no lookup of the ten, and no failure here changes the result.
 */
export function explain(evaluation: Evaluation, trace: RecordStep): ExplanationStep | null {
  const step = failing(trace);
  const exp = step.record?.terms.find(
    (term): term is Modifier => term.kind === "modifier" && term.known === "exp",
  );
  if (!exp) return null;
  const queries: QueryStep[] = [];
  const unusable = (target: string | null): ExplanationStep => ({ target, queries, text: null });
  if (exp.holes) return unusable(null);
  // RFC 7208, 4.6.4: the "exp" modifier is not subject to the limits.
  const free: Evaluation = {
    ...evaluation,
    limits: { ...evaluation.limits, voids: Number.POSITIVE_INFINITY },
  };
  if (needsNames(free, exp.value.parts)) validateNames(free, queries);
  const target = targetName(free, exp.value, step.domain);
  if (!isCheckable(target)) return unusable(target);
  const answer = lookUp(free, queries, target, "TXT");
  // RFC 7208, 6.2: no record, several of them, or any error: as if there were no "exp".
  if (answer.kind !== "ok" || answer.records.length !== 1) return unusable(target);
  const txt = answer.records[0] as Txt;
  const parts = txt.holes.length > 0 ? null : readExplanation(textOf(txt));
  if (!parts) return unusable(target);
  if (needsNames(free, parts)) validateNames(free, queries);
  const text = expandMacros(free, parts, step.domain);
  return { target, queries, text: isAscii(text) ? text : null };
}

/** The record whose own directive gave the fail: RFC 7208, 6.2: that of the redirect target, never that of an include. */
function failing(step: RecordStep): RecordStep {
  const last = step.terms.at(-1)?.nested;
  return step.reason === "redirected" && last ? failing(last) : step;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7e) return false;
  return true;
}
