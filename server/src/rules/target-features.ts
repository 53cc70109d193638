/**
 * What is known of the names that a record includes or redirects to, as bits: so that a rule about names that a provider
 * gave up is not asked about every record that includes one in use.
 *
 * `features.ts` is the same for the record itself.
 */

import { type ProviderTarget, providerOf } from "../spf/providers.ts";
import { FREEMAIL } from "./freemail.ts";
import type { Subject } from "./subject.ts";
import { literalTarget } from "./terms.ts";

/** A rule that names some is asked about records with a name that has one of them at the least. */
export type TargetFeature =
  /** A field of its row in the provider data. */
  | Exclude<keyof ProviderTarget, "name" | "source" | "allRegions">
  /** A service where anybody has a mailbox. */
  | "freemail";

const features: readonly TargetFeature[] = [
  "cost",
  "retired",
  "instead",
  "partOf",
  "region",
  "account",
  "ownReturnPath",
  "shared",
  "everybodys",
  "freemail",
];

const bits = Object.fromEntries(features.map((feature, i) => [feature, 1 << i])) as Readonly<
  Record<TargetFeature, number>
>;

/** The bits of the features; all bits where there is no list. */
export function targetMaskOf(list: readonly TargetFeature[] | undefined): number {
  return list ? list.reduce((mask, feature) => mask | bits[feature], 0) : -1;
}

/** The bits of what the targets of a record have. */
export function targetFeaturesOf({ record }: Subject): number {
  let found = 0;
  for (const term of record?.terms ?? []) {
    if (
      term.kind === "directive" ? term.name !== "include" : term.kind === "junk" || term.known !== "redirect"
    )
      continue;
    const name = literalTarget(term);
    if (name !== null) found |= ofName(name);
  }
  return found;
}

const ofRows = new Map<ProviderTarget, number>();

function ofName(name: string): number {
  const found = FREEMAIL[name] === undefined ? 0 : bits.freemail;
  const row = providerOf(name)?.target;
  return row ? found | ofRow(row) : found;
}

function ofRow(row: ProviderTarget): number {
  let found = ofRows.get(row);
  if (found === undefined) {
    found = targetMaskOf(features.filter((feature) => feature in row));
    ofRows.set(row, found);
  }
  return found;
}
