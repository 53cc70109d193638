/** The rules that the settings leave active, by what they need, and the severity each finding gets. */

import type { HostFaultKind } from "../host/host.ts";
import type { FaultKind } from "../spf/ast.ts";
import { maskOf } from "./features.ts";
import type { Profile, Rule, Severity } from "./rule.ts";
import type { Settings } from "./settings.ts";

type Of<N extends Rule["needs"]> = Extract<Rule, { needs: N }>;

export interface RuleTable {
  readonly record: readonly Of<"record">[];
  readonly text: readonly Of<"text">[];
  readonly set: readonly Of<"set">[];
  readonly zone: readonly Of<"zone">[];
  readonly expansion: readonly Of<"expansion">[];
  readonly fault: ReadonlyMap<FaultKind, Of<"fault">>;
  readonly hostFault: ReadonlyMap<HostFaultKind, Of<"hostFault">>;
  /** Rules that the linter itself reports under. */
  readonly run: ReadonlyMap<string, Of<"run">>;
  /** The level in force for a finding; `reported` is what the rule asked for in this case. */
  severity(rule: Rule, reported?: Severity): Severity | "off";
  /** Rules whose overlapping findings make those of `name` superfluous. */
  yieldsTo(name: string): readonly string[];
  /** The features of records that a rule is about, as bits. */
  mask(rule: Rule): number;
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
  const masks = new Map(active.map((rule) => [rule, maskOf(rule.about)]));
  return {
    record: needing("record"),
    text: needing("text"),
    set: needing("set"),
    zone: needing("zone"),
    expansion: needing("expansion"),
    fault: new Map(
      needing("fault").flatMap((rule) => (rule.faults ?? []).map((kind) => [kind, rule] as const)),
    ),
    hostFault: new Map(
      needing("hostFault").flatMap((rule) => (rule.hostFaults ?? []).map((kind) => [kind, rule] as const)),
    ),
    run: new Map(needing("run").map((rule) => [rule.name, rule] as const)),
    severity: (rule, reported) => settings.rules[rule.name] ?? reported ?? rule.severity,
    yieldsTo: (name) => stronger.get(name) ?? [],
    mask: (rule) => masks.get(rule) ?? -1,
  };
}
