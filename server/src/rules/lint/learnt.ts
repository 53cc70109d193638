/** Runs the rules over one part, one name, one record, and keeps what was learnt with the record it was learnt of. */

import type { Query } from "../../dns/answers.ts";
import type { Found, Part, Placed } from "../../host/host.ts";
import type { Expansion } from "../../spf/expand.ts";
import { mentionsSpf, select } from "../../spf/select.ts";
import { lowerAscii } from "../../text/lower.ts";
import { featuresOf } from "../features.ts";
import { Finding } from "../finding.ts";
import { type Asked, type Names, Noting, nothingAsked, stillHolds } from "../names.ts";
import type { Context, Report, Rule } from "../rule.ts";
import type { Severity } from "../settings.ts";
import type { Subject } from "../subject.ts";
import { targetFeaturesOf } from "../target-features.ts";
import { expansionOf, type Neighbours, type ReachMemory, unansweredIn } from "./reach.ts";
import type { Has, RuleTable } from "./table.ts";

/** A subject, and what was learnt of it beyond its own part. */
export interface Learnt extends ReachMemory, Has {
  readonly subject: Subject;
  /** What was found among the records at its name, as far as it stands at this one. */
  set: readonly Finding[];
  zone: { readonly asked: Asked; readonly findings: readonly Finding[] } | null;
  reached: {
    readonly expansion: Expansion;
    readonly asked: Asked;
    readonly findings: readonly Finding[];
  } | null;
}

/** What all that is looked at in one file has in common. */
export interface Linting {
  readonly rules: RuleTable;
  readonly context: Context;
  /** What a record reaches, as far as it is known now. */
  expansion(subject: Subject): Expansion | null;
  /** Whether a record has no other beside it, as far as the file tells now. */
  standsAlone(subject: Subject): boolean;
}

/** A TXT record that has nothing to do with SPF. */
export interface Text {
  readonly found: Found;
  readonly part: Part;
}

/** What was learnt of a part by itself. */
export interface PartLint {
  readonly learnt: readonly Learnt[];
  /** TXT records for other purposes. */
  readonly texts: readonly Text[];
  readonly findings: readonly Finding[];
}

export const nothing: readonly Finding[] = [];

/** What is learnt of other names where no rule asks for any. */
const unheard: Learnt["zone"] = { asked: nothingAsked, findings: nothing };

/** Records that were read before, by their texts: an edit puts back most of the lines that it touches as they were. */
export type ReadBefore = ReadonlyMap<string, Subject>;

/** The records in these, by their texts; without those that hold what nobody knows. */
export function readBefore(learnt: readonly Learnt[]): ReadBefore {
  const out = new Map<string, Subject>();
  for (const { subject } of learnt) if (!subject.record?.holes) out.set(subject.found.decoded.text, subject);
  return out;
}

export function lintPart(placed: Placed, format: string, linting: Linting, before: ReadBefore): PartLint {
  const { rules, context } = linting;
  const learnt: Learnt[] = [];
  const texts: Text[] = [];
  const findings: Finding[] = [];
  for (const found of placed.part.found) {
    const subject = subjectOf(found, placed, format, before);
    if (!subject) {
      if (found.type === "TXT") texts.push({ found, part: placed.part });
      continue;
    }
    const { record } = subject;
    const features = featuresOf(subject, context.zone);
    const has: Has = { features, targets: targetFeaturesOf(subject) };
    learnt.push({ subject, ...has, set: nothing, zone: null, reached: null, known: null });
    for (const fault of subject.faults) {
      const rule = rules.fault.get(fault.kind);
      if (rule)
        collect(
          findings,
          rule,
          rule.check({ subject, fault, expansion: () => linting.expansion(subject) }, context),
          linting,
        );
    }
    for (const rule of rules.text(has)) collect(findings, rule, rule.check({ subject }, context), linting);
    if (!record) continue;
    for (const rule of rules.record(has))
      collect(findings, rule, rule.check({ subject, record }, context), linting);
  }
  const { faults } = placed.part;
  const damaged = new Map(faults.length > 0 ? learnt.map(({ subject }) => [subject.found, subject]) : []);
  for (const fault of faults) {
    const rule = rules.hostFault.get(fault.kind);
    const subject = fault.found ? (damaged.get(fault.found) ?? null) : null;
    const input = { fault, part: placed.part, uri: placed.uri, subject };
    if (rule) collect(findings, rule, rule.check(input, context), linting);
  }
  return { learnt, texts, findings };
}

/** A subject for a found record, or null where its text has nothing to do with SPF. */
function subjectOf(found: Found, placed: Placed, format: string, before: ReadBefore): Subject | null {
  if (found.plain && !mentionsSpf(found.plain)) return null;
  const { decoded } = found;
  const known = before.size > 0 ? before.get(decoded.text) : undefined;
  if (known && decoded.holes.length === 0) {
    const { record, faults } = known;
    return { found, part: placed.part, uri: placed.uri, format: found.format ?? format, record, faults };
  }
  const choice = select(decoded.text, decoded.holes);
  if (choice.kind === "nothing") return null;
  const record = choice.kind === "record" ? choice.record : null;
  const faults = choice.kind === "record" ? choice.record.faults : choice.faults;
  return { found, part: placed.part, uri: placed.uri, format: found.format ?? format, record, faults };
}

/** Records that are shorter than this and alone at their names have nothing to agree with, and make no large answers. */
const SHORT = 200;

/**
 * What is found among all records at one name, in the order of the file. Each finding is kept where it stands. `beside`
 * are the TXT records there that have nothing to do with SPF.
 */
export function lintSet(set: readonly Learnt[], beside: readonly Text[], linting: Linting): void {
  const { rules, context } = linting;
  for (const each of set) each.set = nothing;
  const [first] = set;
  if (!first || (set.length === 1 && beside.length === 0 && isPlain(first.subject.found))) return;
  const findings: Finding[] = [];
  const subjects = set.map(({ subject }) => subject);
  const texts = [...subjects, ...beside].map(({ found }) => found).filter(({ type }) => type === "TXT");
  const owner = first.subject.found.owners?.[0] ?? null;
  const input = { owner, subjects, texts };
  for (const rule of rules.set) collect(findings, rule, rule.check(input, context), linting);
  for (const finding of findings) {
    const stands = set.find(({ subject }) => subject === finding.subject);
    const at = stands ?? set.find(({ subject }) => subject.part === finding.part) ?? first;
    at.set = [...at.set, finding];
  }
}

function isPlain({ type, decoded }: Found): boolean {
  return type === "TXT" && decoded.text.length <= SHORT;
}

/** What is found with a look at other names; nothing is done where the answers are still the same. */
export function lintZone(learnt: Learnt, names: Names, linting: Linting): readonly Finding[] {
  const { rules, context } = linting;
  const { subject } = learnt;
  const { record } = subject;
  if (!record) return nothing;
  if (learnt.zone && stillHolds(learnt.zone.asked, names)) return learnt.zone.findings;
  const active = rules.zone(learnt);
  if (active.length === 0) {
    learnt.zone = unheard;
    return nothing;
  }
  const findings: Finding[] = [];
  const noted = new Noting(names);
  for (const rule of active)
    collect(findings, rule, rule.check({ subject, record, names: noted }, context), linting);
  learnt.zone = { asked: noted.asked(), findings: findings.length > 0 ? findings : nothing };
  return learnt.zone.findings;
}

/** What is found in the tree below a record; nothing is done where the tree is still the same. */
export function lintExpansion(
  learnt: Learnt,
  around: Neighbours,
  names: Names,
  linting: Linting,
): readonly Finding[] {
  const { rules, context } = linting;
  const { subject, reached } = learnt;
  const { record } = subject;
  if (!record || rules.expansion(learnt).length === 0) return nothing;
  const expansion = expansionOf(subject, around, learnt);
  if (!expansion) return nothing;
  if (reached?.expansion === expansion && stillHolds(reached.asked, names)) return reached.findings;
  const findings: Finding[] = [];
  const noted = new Noting(names);
  for (const rule of rules.expansion(learnt, learnt.known?.features))
    collect(findings, rule, rule.check({ subject, record, expansion, names: noted }, context), linting);
  learnt.reached = { expansion, asked: noted.asked(), findings: findings.length > 0 ? findings : nothing };
  return learnt.reached.findings;
}

/** Whether what was learnt of it may change with records of the file of which nobody tells that they changed. */
export function asksAround({ zone, reached }: Pick<Learnt, "zone" | "reached">): boolean {
  return asksOthers(zone?.asked) || asksOthers(reached?.asked);
}

function asksOthers(asked: Asked = nothingAsked): boolean {
  const { references, referenced, records, others } = asked;
  return [references, referenced, records, others].some((each) => each !== null);
}

/** Names of which rules heard what DNS answers, lower case and without the final dot. */
export function* namesAsked({ zone, reached }: Pick<Learnt, "zone" | "reached">): Iterable<string> {
  for (const asked of [zone?.asked, reached?.asked]) {
    for (const ofType of asked?.answers?.values() ?? [])
      for (const name of ofType.keys()) yield plainName(name);
  }
}

function plainName(name: string): string {
  return lowerAscii(name).replace(/(?<=.)\.$/, "");
}

/** Questions to DNS that nobody at hand could answer. */
export function* unanswered({ zone, reached, known }: Learnt): Iterable<Query> {
  yield* unansweredIn(known);
  for (const asked of [zone?.asked, reached?.asked]) {
    for (const [type, ofType] of asked?.answers ?? []) {
      for (const [name, answer] of ofType)
        if (answer.kind === "unknown") yield { name: answer.alias ?? name, type };
    }
  }
}

export function collect(
  findings: Finding[],
  rule: Rule,
  reports: Iterable<Report>,
  { rules, context, standsAlone }: Linting,
): void {
  for (const report of reports) {
    const severity = severityIn(context, rule, rules.severity(rule, report.severity));
    if (severity !== "off") findings.push(new Finding(rule.name, severity, report, standsAlone));
  }
}

/** What is only shown loses no mail, so that nothing fails for it, unless the settings name the rule. */
function severityIn(
  { isShown, settings }: Context,
  { name }: Rule,
  severity: Severity | "off",
): Severity | "off" {
  return isShown && severity === "error" && settings.rules[name] === undefined ? "warning" : severity;
}
