/** What the linter says of a report: which rule made it, how severe it is, where in the file it stands. */

import type { Part } from "../host/host.ts";
import type { Message } from "../text/message.ts";
import { overlaps, type PartSpace, type RecordSpace, type Span } from "../text/span.ts";
import type { RuleTable } from "./lint/table.ts";
import type { Fix, Related, Report } from "./rule.ts";
import type { Severity } from "./settings.ts";
import type { Subject } from "./subject.ts";

/** A report of an active rule, with the severity in force. Its place is mapped to the part here, once. */
export class Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** From the first character to the last, in the part. */
  readonly range: Span<PartSpace>;
  readonly #report: Report;
  readonly #standsAlone: (subject: Subject) => boolean;

  constructor(
    rule: string,
    severity: Severity,
    report: Report,
    standsAlone: (subject: Subject) => boolean = () => true,
  ) {
    this.rule = rule;
    this.severity = severity;
    this.#report = report;
    this.#standsAlone = standsAlone;
    this.range = rangeOf(report.at);
  }

  get message(): Message {
    return messageOf(this.#report);
  }

  /** The part it stands in. */
  get part(): Part {
    const { at } = this.#report;
    return "part" in at ? at.part : at.subject.part;
  }

  /** The document of that part. */
  get uri(): string {
    const { at } = this.#report;
    return "part" in at ? at.uri : at.subject.uri;
  }

  /** The record it is about, where it is about one. */
  get subject(): Subject | null {
    return this.#report.at.subject ?? null;
  }

  /** Where it stands in the subject's text, where the rule speaks of text. */
  get span(): Span<RecordSpace> | null {
    const { at } = this.#report;
    return "part" in at ? null : at.span;
  }

  /** Where it stands in the part: one stretch, or several where a term lies in several strings. */
  get pieces(): readonly Span<PartSpace>[] {
    return piecesOf(this.#report.at);
  }

  get related(): readonly Related[] {
    return made(this.#report.related ?? none);
  }

  get tag(): "unnecessary" | "deprecated" | null {
    return this.#report.tag ?? null;
  }

  get spoilsText(): boolean {
    return this.#report.spoilsText ?? false;
  }

  /** Best first. Made anew at each call where the rule makes them when asked, so two of them are never the same object. */
  get fixes(): readonly Fix[] {
    const fixes = fixesOf(this.#report);
    const { subject } = this;
    if (!subject || !fixes.some(({ kind }) => kind === "safe") || this.#standsAlone(subject)) return fixes;
    return fixes.map((fix) =>
      fix.kind === "safe" && isRewriting(fix, subject) ? { ...fix, kind: "repair" } : fix,
    );
  }
}

function piecesOf(at: Report["at"]): readonly Span<PartSpace>[] {
  return "part" in at ? [at.span] : at.subject.found.decoded.markedAt(at.span);
}

function rangeOf(at: Report["at"]): Span<PartSpace> {
  return "part" in at ? at.span : at.subject.found.decoded.markedRange(at.span);
}

/**
 * Whether a fix writes the record anew. Where others stand beside it that is never safe: two that are equal are one to
 * DNS (RFC 2181, 5), so one that differs from a copy of itself is a second record, and two that become equal are one.
 */
function isRewriting({ edits }: Fix, { found: { removal } }: Subject): boolean {
  return !edits.every(({ span }) => span.start === removal?.start && span.end === removal.end);
}

/** The sentence of a report, made if it is not yet. */
export function messageOf({ message }: Pick<Report, "message">): Message {
  return made(message);
}

/** The fixes of a report, made if they are not yet. */
export function fixesOf({ fixes }: Pick<Report, "fixes">): readonly Fix[] {
  return made(fixes ?? none);
}

/** What a rule tells at once, or when somebody wants to see it. */
function made<T extends object>(told: T | (() => T)): T {
  return typeof told === "function" ? told() : told;
}

const none: readonly never[] = [];

/**
 * The findings of one part in the order of the text, without those that an overlapping finding of a more specific
 * rule makes superfluous.
 */
export function settle(findings: readonly Finding[], rules: RuleTable): Finding[] {
  const spoilt: Span<PartSpace>[] = [];
  for (const { spoilsText, subject } of findings)
    if (spoilsText && subject) spoilt.push(subject.found.dataSpan);
  const stronger = strongerThan(findings, rules);
  const kept = findings.filter((finding) => {
    // Only what is said of text has a span in it.
    if (spoilt.length > 0 && finding.span && spoilt.some((span) => overlaps(span, finding.range)))
      return false;
    return !stronger(finding.rule).some((each) => each.touch(finding.range));
  });
  return kept.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** Where the findings stand that make those of a rule superfluous: one list for each rule that has any. */
function strongerThan(
  findings: readonly Finding[],
  rules: RuleTable,
): (rule: string) => readonly Stretches[] {
  const own = new Map<string, Span<PartSpace>[]>();
  for (const { rule, range } of findings) {
    const ranges = own.get(rule);
    if (ranges) ranges.push(range);
    else own.set(rule, [range]);
  }
  const stretches = new Map<string, Stretches>();
  const known = new Map<string, readonly Stretches[]>();
  for (const rule of own.keys()) {
    const stronger = rules.yieldsTo(rule).filter((each) => own.has(each));
    for (const each of stronger)
      if (!stretches.has(each)) stretches.set(each, new Stretches(own.get(each) ?? none));
    known.set(
      rule,
      stronger.map((each) => stretches.get(each) as Stretches),
    );
  }
  return (rule) => known.get(rule) ?? none;
}

/** Where the findings of a rule stand, to ask for one that overlaps: of a record of thousands of terms there may be as many. */
class Stretches {
  /** In the order of their starts. */
  readonly #ranges: readonly Span<PartSpace>[];
  /** For each the furthest end of those up to it. */
  readonly #reach: readonly number[];

  constructor(ranges: readonly Span<PartSpace>[]) {
    this.#ranges = [...ranges].sort((a, b) => a.start - b.start);
    let furthest = 0;
    this.#reach = this.#ranges.map(({ end }) => (furthest = Math.max(furthest, end)));
  }

  touch(range: Span<PartSpace>): boolean {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ranges[middle] as Span<PartSpace>).start <= range.end) low = middle + 1;
      else high = middle;
    }
    for (let at = low - 1; at >= 0 && (this.#reach[at] as number) >= range.start; at--) {
      if (overlaps(this.#ranges[at] as Span<PartSpace>, range)) return true;
    }
    return false;
  }
}
