/** What the linter says of a report: which rule made it, how severe it is, where in the file it stands. */

import type { Part } from "../host/host.ts";
import { overlaps, type PartSpace, type RecordSpace, type Span } from "../text/span.ts";
import type { Report, Severity, Subject } from "./rule.ts";
import type { RuleTable } from "./table.ts";

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

/**
 * The findings of one part in the order of the text, without those that an overlapping finding of a more specific
 * rule makes superfluous.
 */
export function settle(findings: readonly Finding[], rules: RuleTable): Finding[] {
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
