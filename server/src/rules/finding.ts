/** What the linter says of a report: which rule made it, how severe it is, where in the file it stands. */

import type { Part } from "../host/host.ts";
import type { Message } from "../text/message.ts";
import { overlaps, type PartSpace, type RecordSpace, type Span } from "../text/span.ts";
import type { Fix, Related, Report, Severity, Subject } from "./rule.ts";
import type { RuleTable } from "./table.ts";

/** A report of an active rule, with the severity in force. Its place is mapped to the part here, once. */
export class Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: Message;
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
  readonly related: readonly Related[];
  readonly tag: "unnecessary" | "deprecated" | null;
  readonly spoilsText: boolean;
  readonly #fixes: readonly Fix[] | (() => readonly Fix[]);

  constructor(rule: string, severity: Severity, report: Report) {
    const { at } = report;
    this.rule = rule;
    this.severity = severity;
    this.message = report.message;
    if ("part" in at) {
      this.part = at.part;
      this.uri = at.uri;
      this.subject = at.subject ?? null;
      this.span = null;
      this.pieces = [at.span];
    } else {
      this.part = at.subject.part;
      this.uri = at.subject.uri;
      this.subject = at.subject;
      this.span = at.span;
      this.pieces = at.subject.found.decoded.toSource(at.span);
    }
    this.range = { start: this.pieces[0]?.start ?? 0, end: this.pieces.at(-1)?.end ?? 0 };
    this.related = report.related ?? none;
    this.tag = report.tag ?? null;
    this.spoilsText = report.spoilsText ?? false;
    this.#fixes = report.fixes ?? none;
  }

  /** Best first. Made anew at each call where the rule makes them when asked, so two of them are never the same object. */
  get fixes(): readonly Fix[] {
    return fixesOf({ fixes: this.#fixes });
  }
}

/** The fixes of a report, made if they are not yet. */
export function fixesOf({ fixes }: Pick<Report, "fixes">): readonly Fix[] {
  return typeof fixes === "function" ? fixes() : (fixes ?? none);
}

const none: readonly never[] = [];

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
