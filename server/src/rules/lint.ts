/**
 * Runs the rules over a reading and keeps what it learnt, so that a keystroke costs what it changed.
 *
 * What depends on one record is kept with the record, what depends on a name with the records of that name, and
 * what depends on other names with the answers that were given. Nothing here knows documents, editors or languages.
 */

import type { Found, Part, Placed, Reading } from "../host/host.ts";
import type { Expansion } from "../spf/expand.ts";
import { select } from "../spf/select.ts";
import { overlaps, type PartSpace, type RecordSpace, type Span } from "../text/span.ts";
import { type Asked, FileNames, noting, type Reference, referencesOf, stillHolds } from "./names.ts";
import { expansionOf, type Neighbours, neighboursOf, type ReachMemory } from "./reach.ts";
import type { Context, Report, Rule, Severity, Subject } from "./rule.ts";
import { type RuleTable, ruleTable } from "./table.ts";

/** A report of an active rule, with the severity in force. */
export interface Finding extends Omit<Report, "severity" | "at"> {
  readonly rule: string;
  readonly severity: Severity;
  /** The part it stands in, and that part's document. */
  readonly part: Part;
  readonly uri: string;
  /** The record it is about, where it is about one. */
  readonly subject: Subject | null;
  /** Where it stands in the subject's text, where the rule speaks of text. */
  readonly span: Span<RecordSpace> | null;
  /** Where it stands in the part: one stretch, or several where a term lies in several strings. */
  readonly pieces: readonly Span<PartSpace>[];
  /** From the first character to the last. */
  readonly range: Span<PartSpace>;
}

/** What linting a reading gave. Findings are in the order of the file and before suppression. */
export interface Linted {
  readonly subjects: readonly Subject[];
  readonly findings: readonly Finding[];
  /** What the record reaches, where it is one. */
  expansion(subject: Subject): Expansion | null;
}

/** A subject, and what was learnt of it beyond its own part. */
interface Learnt {
  readonly subject: Subject;
  set: SetLint | null;
  zone: ZoneLint | null;
  reached: ExpansionLint | null;
  readonly reach: ReachMemory;
}

interface PartLint {
  readonly learnt: readonly Learnt[];
  /** Names that its records include or redirect to. */
  readonly references: readonly Reference[];
  readonly findings: readonly Finding[];
}

interface SetLint {
  readonly subjects: readonly Subject[];
  readonly findings: readonly Finding[];
}

interface ZoneLint {
  readonly asked: Asked;
  readonly findings: readonly Finding[];
}

interface ExpansionLint {
  readonly expansion: Expansion;
  readonly findings: readonly Finding[];
}

/** What was learnt under one context; it lives as long as the settings, the day and the zone stay the same. */
export class LintCache {
  readonly rules: RuleTable;
  readonly parts = new WeakMap<Part, PartLint>();
  readonly names = new FileNames((part) => this.parts.get(part)?.references ?? []);

  constructor(
    rules: readonly Rule[],
    readonly context: Context,
  ) {
    this.rules = ruleTable(rules, context.settings);
  }

  /** Whether what it holds is still true under `context`. */
  serves(context: Context): boolean {
    const mine = this.context;
    return mine.settings === context.settings && mine.today === context.today && mine.zone === context.zone;
  }
}

/** All findings of the active rules over a reading. `cache` is for this file alone and may hold earlier work on it. */
export function lint(reading: Reading, cache: LintCache): Linted {
  const all: Learnt[] = [];
  const byPart = new Map<Part, { readonly own: readonly Finding[]; readonly more: Finding[] }>();
  const sets = new Map<string, Learnt[]>();
  for (const placed of reading.placed) {
    const { learnt, findings } = lintPart(placed, reading.format, cache);
    byPart.set(placed.part, { own: findings, more: [] });
    for (const each of learnt) {
      all.push(each);
      const set = sets.get(each.subject.found.set);
      if (set) set.push(each);
      else sets.set(each.subject.found.set, [each]);
    }
  }
  const add = (findings: readonly Finding[]) => {
    for (const finding of findings) byPart.get(finding.part)?.more.push(finding);
  };
  for (const set of sets.values()) add(lintSet(set, cache));
  const subjects = all.map(({ subject }) => subject);
  const neighbours = neighboursOf(subjects);
  cache.names.read(reading.placed);
  for (const each of all) {
    add(lintZone(each, cache));
    add(lintExpansion(each, neighbours, cache));
  }
  const findings: Finding[] = [];
  for (const { own, more } of byPart.values()) {
    if (own.length + more.length === 0) continue;
    // One by one: a line of megabytes has more findings than a call takes arguments.
    for (const finding of settle([...own, ...more], cache.rules)) findings.push(finding);
  }
  let reach: Map<Subject, ReachMemory> | undefined;
  return {
    subjects,
    findings,
    expansion: (subject) => {
      reach ??= new Map(all.map((each) => [each.subject, each.reach]));
      return expansionOf(subject, neighbours, reach.get(subject) ?? { known: null });
    },
  };
}

/** A subject for a found record, or null where its text has nothing to do with SPF. */
function subjectOf(found: Found, placed: Placed, format: string): Subject | null {
  const { decoded } = found;
  const choice = select(decoded.text, decoded.holes);
  if (choice.kind === "nothing") return null;
  const record = choice.kind === "record" ? choice.record : null;
  const faults = choice.kind === "record" ? choice.record.faults : choice.faults;
  return { found, part: placed.part, uri: placed.uri, format, record, faults };
}

function lintPart(placed: Placed, format: string, cache: LintCache): PartLint {
  const known = cache.parts.get(placed.part);
  if (known) return known;
  const learnt: Learnt[] = [];
  const findings: Finding[] = [];
  const { rules, context } = cache;
  const damaged = new Map<Found, Subject | null>();
  for (const found of placed.part.found) {
    const subject = subjectOf(found, placed, format);
    damaged.set(found, subject);
    if (!subject) continue;
    learnt.push({ subject, set: null, zone: null, reached: null, reach: { known: null } });
    for (const fault of subject.faults) {
      const rule = rules.fault.get(fault.kind);
      if (rule) collect(findings, rule, rule.check({ subject, fault }, context), rules);
    }
    for (const rule of rules.text) collect(findings, rule, rule.check({ subject }, context), rules);
    const record = subject.record;
    if (!record) continue;
    for (const rule of rules.record) {
      if (rule.looksFor && !rule.looksFor.test(record.text)) continue;
      collect(findings, rule, rule.check({ subject, record }, context), rules);
    }
  }
  for (const fault of placed.part.faults) {
    const rule = rules.hostFault.get(fault.kind);
    const subject = fault.found ? (damaged.get(fault.found) ?? null) : null;
    const input = { fault, part: placed.part, uri: placed.uri, subject };
    if (rule) collect(findings, rule, rule.check(input, context), rules);
  }
  const made = { learnt, references: learnt.flatMap(({ subject }) => referencesOf(subject)), findings };
  cache.parts.set(placed.part, made);
  return made;
}

function lintSet(set: readonly Learnt[], cache: LintCache): readonly Finding[] {
  const first = set[0] as Learnt;
  // A TXT record that stands alone at its name has nothing to agree with.
  if (set.length === 1 && first.subject.found.type === "TXT") return [];
  const subjects = set.map(({ subject }) => subject);
  if (first.set && sameItems(first.set.subjects, subjects)) return first.set.findings;
  const findings: Finding[] = [];
  const owner = first.subject.found.owners?.[0] ?? null;
  for (const rule of cache.rules.set) {
    collect(findings, rule, rule.check({ owner, subjects }, cache.context), cache.rules);
  }
  first.set = { subjects, findings };
  return findings;
}

function lintZone(learnt: Learnt, cache: LintCache): readonly Finding[] {
  const { subject } = learnt;
  const { record } = subject;
  if (!record) return [];
  if (learnt.zone && stillHolds(learnt.zone.asked, cache.names)) return learnt.zone.findings;
  const findings: Finding[] = [];
  const names = noting(cache.names);
  for (const rule of cache.rules.zone) {
    if (rule.looksFor && !rule.looksFor.test(record.text)) continue;
    collect(findings, rule, rule.check({ subject, record, names }, cache.context), cache.rules);
  }
  learnt.zone = { asked: names.asked(), findings };
  return findings;
}

function lintExpansion(learnt: Learnt, neighbours: Neighbours, cache: LintCache): readonly Finding[] {
  const { subject } = learnt;
  const { record } = subject;
  if (!record || cache.rules.expansion.length === 0) return [];
  const expansion = expansionOf(subject, neighbours, learnt.reach);
  if (!expansion) return [];
  if (learnt.reached?.expansion === expansion) return learnt.reached.findings;
  const findings: Finding[] = [];
  for (const rule of cache.rules.expansion) {
    collect(findings, rule, rule.check({ subject, record, expansion }, cache.context), cache.rules);
  }
  learnt.reached = { expansion, findings };
  return findings;
}

function collect(findings: Finding[], rule: Rule, reports: Iterable<Report>, rules: RuleTable): void {
  for (const report of reports) {
    const severity = rules.severity(rule, report.severity);
    if (severity !== "off") findings.push(findingOf(rule.name, severity, report));
  }
}

/** A report as a finding of a rule: its place is mapped to the part here, once. */
export function findingOf(rule: string, severity: Severity, report: Report): Finding {
  const { at, severity: _, ...rest } = report;
  if ("part" in at) {
    const { part, uri, span } = at;
    return {
      ...rest,
      rule,
      severity,
      part,
      uri,
      subject: at.subject ?? null,
      span: null,
      pieces: [span],
      range: span,
    };
  }
  const pieces = at.subject.found.decoded.toSource(at.span);
  const { part, uri } = at.subject;
  return {
    ...rest,
    rule,
    severity,
    part,
    uri,
    subject: at.subject,
    span: at.span,
    pieces,
    range: ends(pieces),
  };
}

/** In the order of the text, without those that an overlapping finding of a more specific rule makes superfluous. */
function settle(findings: readonly Finding[], rules: RuleTable): Finding[] {
  const ordered = [...findings].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const spoilt: Span<PartSpace>[] = [];
  for (const { spoilsText, subject } of ordered)
    if (subject && spoilsText) spoilt.push(subject.found.dataSpan);
  return ordered.filter((finding) => {
    // Only what is said of text has a span in it.
    if (finding.span && spoilt.some((span) => overlaps(span, finding.range))) return false;
    const stronger = rules.yieldsTo(finding.rule);
    if (stronger.length === 0) return true;
    return !ordered.some((other) => stronger.includes(other.rule) && overlaps(other.range, finding.range));
  });
}

function ends(pieces: readonly Span<PartSpace>[]): Span<PartSpace> {
  return { start: pieces[0]?.start ?? 0, end: pieces.at(-1)?.end ?? 0 };
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
