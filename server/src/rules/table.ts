/** The rules that the settings leave active, by what they need, and the severity each finding gets. */

import type { HostFaultKind } from "../host/host.ts";
import type { FaultKind } from "../spf/ast.ts";
import { maskOf } from "./features.ts";
import type { Profile, Rule, Severity } from "./rule.ts";
import type { Settings } from "./settings.ts";

type Of<N extends Rule["needs"]> = Extract<Rule, { needs: N }>;

export interface RuleTable {
  readonly text: readonly Of<"text">[];
  readonly set: readonly Of<"set">[];
  /** Those about a record with these features, as bits; the same list each time. */
  record(features: number): readonly Of<"record">[];
  zone(features: number): readonly Of<"zone">[];
  expansion(features: number): readonly Of<"expansion">[];
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
    text: needing("text"),
    set: needing("set"),
    zone: byFeatures(needing("zone")),
    expansion: byFeatures(needing("expansion")),
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

/** Picks the rules about what a record has, once for all records that have the same. */
function byFeatures<R extends Rule>(rules: readonly R[]): (features: number) => readonly R[] {
  const masked = rules.map((rule) => ({ rule, mask: maskOf(rule.about) }));
  const lists = new Map<number, readonly R[]>();
  return (features) => {
    const known = lists.get(features);
    if (known) return known;
    const list = masked.filter(({ mask }) => (mask & features) !== 0).map(({ rule }) => rule);
    if (lists.size >= MOST_LISTS) lists.clear();
    lists.set(features, list);
    return list;
  };
}
