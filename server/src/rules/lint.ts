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
import { type ExpansionCache, expansionCache, expansionOf, type Neighbours } from "./reach.ts";
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

interface PartLint {
  readonly subjects: readonly Subject[];
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
  readonly sets = new WeakMap<Subject, SetLint>();
  readonly zones = new WeakMap<Subject, ZoneLint>();
  readonly reached = new WeakMap<Expansion, ExpansionLint>();
  readonly expansions: ExpansionCache = expansionCache();
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
  const subjects: Subject[] = [];
  const byPart: { placed: Placed; findings: readonly Finding[]; extra: Finding[] }[] = [];
  const rows = new Map<Part, Finding[]>();
  const sets = new Map<string, Subject[]>();
  for (const placed of reading.placed) {
    const known = lintPart(placed, reading.format, cache);
    const extra: Finding[] = [];
    byPart.push({ placed, findings: known.findings, extra });
    rows.set(placed.part, extra);
    for (const subject of known.subjects) {
      subjects.push(subject);
      const set = sets.get(subject.found.set);
      if (set) set.push(subject);
      else sets.set(subject.found.set, [subject]);
    }
  }
  for (const set of sets.values()) {
    for (const finding of lintSet(set, cache)) rows.get(finding.part)?.push(finding);
  }
  const neighbours = neighboursOf(subjects, sets);
  cache.names.read(reading.placed);
  for (const subject of subjects) {
    for (const finding of lintZone(subject, cache)) rows.get(finding.part)?.push(finding);
    for (const finding of lintExpansion(subject, neighbours, cache)) rows.get(finding.part)?.push(finding);
  }
  const findings: Finding[] = [];
  for (const { findings: own, extra } of byPart) {
    if (own.length + extra.length === 0) continue;
    // One by one: a line of megabytes has more findings than a call takes arguments.
    for (const finding of settle([...own, ...extra], cache.rules)) findings.push(finding);
  }
  return {
    subjects,
    findings,
    expansion: (subject) => expansionOf(subject, neighbours, cache.expansions),
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
  const subjects: Subject[] = [];
  const findings: Finding[] = [];
  const { rules, context } = cache;
  const damaged = new Map<Found, Subject | null>();
  for (const found of placed.part.found) {
    const subject = subjectOf(found, placed, format);
    damaged.set(found, subject);
    if (!subject) continue;
    subjects.push(subject);
    for (const fault of subject.faults) {
      const rule = rules.fault.get(fault.kind);
      if (rule) collect(findings, rule, rule.check({ subject, fault }, context), rules);
    }
    const record = subject.record;
    if (!record) continue;
    for (const rule of rules.record) collect(findings, rule, rule.check({ subject, record }, context), rules);
  }
  for (const fault of placed.part.faults) {
    const rule = rules.hostFault.get(fault.kind);
    const subject = fault.found ? (damaged.get(fault.found) ?? null) : null;
    const input = { fault, part: placed.part, uri: placed.uri, subject };
    if (rule) collect(findings, rule, rule.check(input, context), rules);
  }
  const made = { subjects, references: subjects.flatMap(referencesOf), findings };
  cache.parts.set(placed.part, made);
  return made;
}

function lintSet(subjects: readonly Subject[], cache: LintCache): readonly Finding[] {
  const first = subjects[0] as Subject;
  const known = cache.sets.get(first);
  if (known && sameItems(known.subjects, subjects)) return known.findings;
  const findings: Finding[] = [];
  const owner = first.found.owners?.[0] ?? null;
  for (const rule of cache.rules.set) {
    collect(findings, rule, rule.check({ owner, subjects }, cache.context), cache.rules);
  }
  cache.sets.set(first, { subjects, findings });
  return findings;
}

function lintZone(subject: Subject, cache: LintCache): readonly Finding[] {
  const { record } = subject;
  const { names } = cache;
  if (!record || cache.rules.zone.length === 0) return [];
  const known = cache.zones.get(subject);
  if (known && stillHolds(known.asked, names)) return known.findings;
  const findings: Finding[] = [];
  const notes = noting(names);
  for (const rule of cache.rules.zone) {
    collect(findings, rule, rule.check({ subject, record, names: notes }, cache.context), cache.rules);
  }
  cache.zones.set(subject, { asked: notes.asked, findings });
  return findings;
}

function lintExpansion(subject: Subject, neighbours: Neighbours, cache: LintCache): readonly Finding[] {
  const { record } = subject;
  if (!record || cache.rules.expansion.length === 0) return [];
  const expansion = expansionOf(subject, neighbours, cache.expansions);
  if (!expansion) return [];
  const known = cache.reached.get(expansion);
  if (known) return known.findings;
  const findings: Finding[] = [];
  for (const rule of cache.rules.expansion) {
    collect(findings, rule, rule.check({ subject, record, expansion }, cache.context), cache.rules);
  }
  cache.reached.set(expansion, { expansion, findings });
  return findings;
}

function neighboursOf(
  subjects: readonly Subject[],
  sets: ReadonlyMap<string, readonly Subject[]>,
): Neighbours {
  let byName: Map<string, readonly Subject[]> | undefined;
  return (name) => {
    if (!byName) {
      byName = new Map();
      for (const subject of subjects) {
        for (const owner of subject.found.owners ?? []) {
          byName.set(owner.toLowerCase(), sets.get(subject.found.set) ?? [subject]);
        }
      }
    }
    return byName.get(name);
  };
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
  return ordered.filter((finding) => {
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
