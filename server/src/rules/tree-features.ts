/**
 * What the tree below a record holds, as bits: so that a rule about loops is not asked about every tree without one.
 *
 * `features.ts` is the same for a record by itself.
 */

import type { Expansion, Missing } from "../spf/expand.ts";
import { isWide } from "./everyone.ts";

/** A rule that names some is asked about trees that have one of them at the least. */
export type TreeFeature =
  /** A target without a record, for this reason. */
  | Missing
  /** A target whose record a check refuses. */
  | "invalid"
  /** A target that lets everyone pass by an `all`, or by networks that may hold all addresses of a family. */
  | "passing-all"
  | "wide"
  /** A target that lets nobody pass but whom its own targets do. */
  | "closed"
  /** Two targets, or one that is reached twice. */
  | "several-targets"
  /** An a, mx or exists, in the record itself or below. */
  | "a"
  | "mx"
  | "exists";

const features: readonly TreeFeature[] = [
  "none",
  "nxdomain",
  "multiple",
  "temperror",
  "unknown",
  "macro",
  "loop",
  "stopped",
  "invalid",
  "passing-all",
  "wide",
  "closed",
  "several-targets",
  "a",
  "mx",
  "exists",
];

const bits = Object.fromEntries(features.map((feature, i) => [feature, 1 << i])) as Readonly<
  Record<TreeFeature, number>
>;

/** A target of any kind, to know the second one by. */
const TARGET = 1 << features.length;

/** The bits of the features; all bits where there is no list. */
export function treeMaskOf(list: readonly TreeFeature[] | undefined): number {
  return list ? list.reduce((mask, feature) => mask | bits[feature], 0) : -1;
}

/** The bits of what a tree has. `known` are those of trees that were looked at before, since records share them. */
export function treeFeaturesOf({ terms }: Expansion, known: Map<Expansion, number>): number {
  let found = 0;
  for (const { term, target } of terms) {
    if (term.kind === "directive" && (term.name === "a" || term.name === "mx" || term.name === "exists"))
      found |= bits[term.name];
    if (!target) continue;
    const below = targetFeatures(target, known);
    if (found & TARGET) found |= bits["several-targets"];
    found |= below;
  }
  return found;
}

function targetFeatures(target: Expansion, known: Map<Expansion, number>): number {
  let found = known.get(target);
  if (found === undefined) {
    found = treeFeaturesOf(target, known);
    if (found & TARGET) found |= bits["several-targets"];
    if (target.missing) found |= bits[target.missing];
    if (target.record?.valid === false) found |= bits.invalid;
    found |= TARGET | whoPasses(target);
    known.set(target, found);
  }
  return found;
}

function whoPasses({ record, terms }: Expansion): number {
  let found = isWide(terms.map(({ term }) => term)) ? bits.wide : 0;
  // Of what is not known, or not read, nobody can tell.
  let closed = record?.valid === true;
  for (const { term, target } of terms) {
    if (term.kind === "directive" && term.qualifier !== "+") continue;
    if (!target) closed = false;
    if (term.kind === "directive" && term.name === "all") found |= bits["passing-all"];
  }
  return closed ? found | bits.closed : found;
}
