/** Makes a check that was planned: at once with answers at hand, or with answers to wait for. */

import type { Answerer, Asking, Resolver } from "../dns/answers.ts";
import { type Budget, driveWithin, STANDARD_BUDGET } from "../dns/drive.ts";
import type { SpfRecord } from "../spf/ast.ts";
import { type CheckOptions, check, checkNow } from "../spf/check.ts";
import { authenticationResults, mailboxOf, receivedSpf } from "../spf/header-fields.ts";
import { parse } from "../spf/parse.ts";
import { missingPra } from "../spf/pra.ts";
import type { Outcome } from "../spf/trace.ts";
import type { PlannedCheck } from "./check-request.ts";

export { type Budget, mailboxOf, type Outcome, STANDARD_BUDGET };

/** The receiver whose result is worked out, where nobody says which one it is. */
export const RECEIVER = "receiver.example";

/** Evaluates with answers that are there at once. */
export function evaluateAtOnce(
  { request, noPra }: PlannedCheck,
  answer: Answerer,
  options: CheckOptions = {},
): Outcome {
  if (noPra) return missingPra(options.defaultExplanation);
  return checkNow(request, answer, { receiver: RECEIVER, ...options });
}

/** Evaluates as it is asked. */
export function* evaluation({ request, noPra }: PlannedCheck, options: CheckOptions = {}): Asking<Outcome> {
  if (noPra) return missingPra(options.defaultExplanation);
  return yield* check(request, { receiver: RECEIVER, ...options });
}

/** Evaluates with answers that take time, and no more than the budget. */
export function evaluate(
  plan: PlannedCheck,
  resolve: Resolver,
  budget: Budget,
  options: CheckOptions = {},
): Promise<Outcome> {
  return driveWithin(evaluation(plan, options), resolve, budget);
}

/** The lines of the two header fields in which a receiver notes the outcome; none for `undetermined`. */
export function headerFieldsOf({ verified }: PlannedCheck, outcome: Outcome): HeaderFields {
  const noted = { ...verified, outcome, receiver: RECEIVER };
  return { receivedSpf: receivedSpf(noted), authenticationResults: authenticationResults(noted) };
}

export interface HeaderFields {
  readonly receivedSpf: readonly string[];
  readonly authenticationResults: readonly string[];
}

/** Characters of all texts that are kept; a record's tree takes some hundred octets for each. */
const KEPT_CHARACTERS = 256 * 1024;

/** A `parse` that keeps what it read last, for whoever evaluates the same records again and again. */
export function keepingParse(): (text: string) => SpfRecord {
  const kept = new Map<string, SpfRecord>();
  let characters = 0;
  return (text) => {
    const known = kept.get(text);
    if (known) return known;
    const record = parse(text);
    kept.set(text, record);
    characters += text.length;
    for (const oldest of kept.keys()) {
      if (characters <= KEPT_CHARACTERS) break;
      kept.delete(oldest);
      characters -= oldest.length;
    }
    return record;
  };
}
