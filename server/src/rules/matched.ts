/** Whom a mechanism matches, as far as what is known tells. */

import type { Answerer } from "../dns/answers.ts";
import { addressesNow } from "../spf/addresses.ts";
import type { Directive, SpfRecord } from "../spf/ast.ts";
import { type Network, printNetwork } from "../spf/ip.ts";
import { type AddressSet, isEmpty, subtract } from "../spf/ip-set.ts";
import { parse } from "../spf/parse.ts";
import { textOf } from "./terms.ts";

/** Longer lists than this nobody wants in a record. */
export const MOST_NETWORKS = 100;

/**
 * The addresses that a mechanism matches for every message, its qualifier aside; null where that is not certain.
 * `domain` is the name that the record stands at, or "".
 */
export function matchedBy(
  record: SpfRecord,
  term: Directive,
  domain: string,
  answer: Answerer,
): AddressSet | null {
  const mechanism = textOf(record, { start: term.nameSpan.start, end: term.span.end });
  const { results, exact } = addressesNow(domain, parse(`v=spf1 ${mechanism} -all`), answer);
  const { pass, permerror, temperror } = results;
  const fails = [permerror, temperror].some(({ possible }) => !isEmpty(possible));
  return exact && !fails && isEmpty(subtract(pass.possible, pass.certain)) ? pass.certain : null;
}

/** Networks as the terms of a record, each with the qualifier. */
export function writtenAs(qualifier: Directive["qualifier"], networks: readonly Network[]): string {
  const sign = qualifier === "+" ? "" : qualifier;
  return networks.map((each) => `${sign}ip${each.family}:${printNetwork(each)}`).join(" ");
}
