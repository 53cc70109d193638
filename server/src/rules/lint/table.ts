/** The rules that the settings leave active, by what they need, and the severity each finding gets. */

import type { HostFaultKind } from "../../host/host.ts";
import type { FaultKind } from "../../spf/ast.ts";
import { maskOf } from "../features.ts";
import type { Rule } from "../rule.ts";
import type { Profile, Settings, Severity } from "../settings.ts";
import { targetMaskOf } from "../target-features.ts";
import { treeMaskOf } from "../tree-features.ts";

type Of<N extends Rule["needs"]> = Extract<Rule, { needs: N }>;

/** What a record has, as bits. */
export interface Has {
  /** By itself (`features.ts`). */
  readonly features: number;
  /** In the names that it leads to (`target-features.ts`). */
  readonly targets: number;
}

export interface RuleTable {
  readonly set: readonly Of<"set">[];
  readonly name: readonly Of<"name">[];
  /** Those about a record, or a text like one, that has this, as bits; the same list each time. */
  text(has: Has): readonly Of<"text">[];
  record(has: Has): readonly Of<"record">[];
  zone(has: Has): readonly Of<"zone">[];
  /** Those about its tree as well; about any tree where that is not known yet. */
  expansion(has: Has, tree?: number): readonly Of<"expansion">[];
  readonly fault: ReadonlyMap<FaultKind, Of<"fault">>;
  readonly hostFault: ReadonlyMap<HostFaultKind, Of<"hostFault">>;
  /** Rules that the linter itself reports under. */
  readonly run: ReadonlyMap<string, Of<"run">>;
  /** The level in force for a finding; `reported` is what the rule asked for in this case. */
  severity(rule: Rule, reported?: Severity): Severity | "off";
  /** Rules whose overlapping findings make those of `name` superfluous. */
  yieldsTo(name: string): readonly string[];
}

const order: readonly Profile[] = ["recommended", "strict", "all"];

/** Whether the settings leave a rule active: named with a level, or part of the chosen profile. */
export function isActive(rule: Rule, settings: Settings): boolean {
  const level = settings.rules[rule.name];
  if (level) return level !== "off";
  return rule.profile !== null && order.indexOf(rule.profile) <= order.indexOf(settings.profile);
}

export function ruleTable(rules: readonly Rule[], settings: Settings): RuleTable {
  const active = rules.filter((rule) => isActive(rule, settings));
  const needing = <N extends Rule["needs"]>(need: N) =>
    active.filter((rule): rule is Of<N> => rule.needs === need);
  const stronger = new Map(active.map((rule) => [rule.name, [...(rule.yieldsTo ?? [])]]));
  for (const rule of active) for (const weaker of rule.silences ?? []) stronger.get(weaker)?.push(rule.name);
  return {
    record: byFeatures(needing("record")),
    text: byFeatures(needing("text")),
    set: needing("set"),
    name: needing("name"),
    zone: byFeatures(needing("zone")),
    expansion: byTree(needing("expansion")),
    fault: new Map(
      needing("fault").flatMap((rule) => (rule.faults ?? []).map((kind) => [kind, rule] as const)),
    ),
    hostFault: new Map(
      needing("hostFault").flatMap((rule) => (rule.hostFaults ?? []).map((kind) => [kind, rule] as const)),
    ),
    run: new Map(needing("run").map((rule) => [rule.name, rule] as const)),
    severity: (rule, reported) => settings.rules[rule.name] ?? reported ?? rule.severity,
    yieldsTo: (name) => stronger.get(name) ?? [],
  };
}

/** Records of one file differ in few ways; past this many the lists are made anew. */
const MOST_LISTS = 1000;

/** Picks the rules about what a record has. */
function byFeatures<R extends Rule>(rules: readonly R[]): (has: Has) => readonly R[] {
  const about = once((features) => {
    const own = rules.filter((rule) => concerns(maskOf(rule.about), features));
    return once((targets) => own.filter((rule) => concerns(targetMaskOf(rule.targets), targets)));
  });
  return ({ features, targets }) => about(features)(targets);
}

/** The same for rules that are about a tree, too. */
function byTree<R extends Rule>(rules: readonly R[]): (has: Has, tree?: number) => readonly R[] {
  const about = byFeatures(rules);
  const within = new WeakMap<readonly R[], (tree: number) => readonly R[]>();
  return (has, tree) => {
    const any = about(has);
    if (tree === undefined) return any;
    let known = within.get(any);
    if (!known) {
      known = once((bits) => any.filter((rule) => concerns(treeMaskOf(rule.reaches), bits)));
      within.set(any, known);
    }
    return known(tree);
  };
}

/** Whether a rule with this mask is about what has these features; one with all bits is about everything. */
function concerns(mask: number, features: number): boolean {
  return mask === -1 || (mask & features) !== 0;
}

/** Makes something of bits, once for all records that have the same. */
function once<T>(make: (bits: number) => T): (bits: number) => T {
  const made = new Map<number, T>();
  return (bits) => {
    let known = made.get(bits);
    if (known === undefined) {
      if (made.size >= MOST_LISTS) made.clear();
      known = make(bits);
      made.set(bits, known);
    }
    return known;
  };
}
