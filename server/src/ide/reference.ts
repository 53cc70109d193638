/** The rules as a list to read: for the command, and for whoever writes a reference. */

import { rules } from "../rules/index.ts";
import type { Profile, Severity } from "../rules/settings.ts";

/** What can be said of a rule without its page. */
export interface RuleEntry {
  readonly name: string;
  readonly severity: Severity;
  /** Null: off unless the configuration names it. */
  readonly profile: Profile | null;
  readonly sources: readonly string[];
}

/** Every rule, in the order of the reference. */
export function ruleEntries(): RuleEntry[] {
  return rules.map(({ name, severity, profile, sources }) => ({ name, severity, profile, sources }));
}

/** The names of all rules there are. */
export function ruleNames(): ReadonlySet<string> {
  return new Set(rules.map((rule) => rule.name));
}
