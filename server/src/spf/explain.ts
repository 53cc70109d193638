/** The explanation of a fail (RFC 7208, 6.2): the text that the sender's `exp` leads to, with its macros expanded. */

import { type Txt, textOf } from "../dns/rr.ts";
import type { MacroPart, Modifier } from "./ast.ts";
import { type Asked, type Evaluation, lookUp, nothingAsked } from "./evaluation.ts";
import { expandMacros, needsNames, targetName } from "./expansion-values.ts";
import { readExplanation } from "./explain-string.ts";
import { isCheckable } from "./identity.ts";
import { validateNames } from "./mechanisms.ts";
import type { ExplanationStep, RecordStep } from "./trace.ts";

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
  const asked: Asked = { queries: nothingAsked };
  const given = (target: string | null, text: string | null): ExplanationStep => {
    return { target, queries: asked.queries, text };
  };
  if (exp.holes) return given(null, null);
  validateFreely(evaluation, asked, exp.value.parts);
  const target = targetName(evaluation, exp.value, step.domain);
  if (!isCheckable(target)) return given(target, null);
  const answer = lookUp(evaluation, asked, target, "TXT");
  // RFC 7208, 6.2: no record, several of them, or any error: as if there were no "exp".
  if (answer.kind !== "ok" || answer.records.length !== 1) return given(target, null);
  const txt = answer.records[0] as Txt;
  const parts = txt.holes.length > 0 ? null : readExplanation(textOf(txt));
  if (!parts) return given(target, null);
  validateFreely(evaluation, asked, parts);
  const text = expandMacros(evaluation, parts, step.domain);
  return given(target, isAscii(text) ? text : null);
}

/** RFC 7208, 4.6.4: the "exp" modifier is not subject to the limits, so that nothing is counted here. */
function validateFreely(evaluation: Evaluation, asked: Asked, parts: readonly MacroPart[]): void {
  if (!needsNames(evaluation, parts)) return;
  const free = { ...evaluation, limits: { ...evaluation.limits, voids: Number.POSITIVE_INFINITY } };
  validateNames(free, asked);
  evaluation.validated = free.validated;
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
