/** Findings as an editor lists them: in document coordinates, and no more of them than an editor can bear. */

import type { Finding } from "../rules/finding.ts";
import type { Severity } from "../rules/settings.ts";
import { type Message, messagesOf } from "../text/message.ts";
import { type DocumentSpace, emptySpan, type Span } from "../text/span.ts";
import type { Analysis } from "./analysis.ts";

/** A place elsewhere that a finding speaks of. */
export interface RelatedPlace {
  readonly uri: string;
  readonly span: Span<DocumentSpace>;
  readonly message: Message;
}

export interface Diagnostic {
  /** The rule's name, which is also the name of its page. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: Message;
  /** From the first character to the last. */
  readonly span: Span<DocumentSpace>;
  /** The same without what lies between: several where a term lies in several strings. */
  readonly pieces: readonly Span<DocumentSpace>[];
  readonly tag: "unnecessary" | "deprecated" | null;
  readonly related: readonly RelatedPlace[];
}

/** What is said about the diagnostics themselves. */
export const diagnosticsMessages = messagesOf("diagnostics", {
  more: "{count} more findings in this file are not shown; the {shown} most severe are. Run spf-records lint to see all.",
});

/** Under this name a limit of the program reports that it was reached. */
const STOPPED = "analysis-stopped";

const order: readonly Severity[] = ["error", "warning", "info", "hint"];

/**
 * The findings of a document in its order. Past `limit` the most severe are kept, the first of equals, and one more
 * says how many were left out.
 */
export function diagnostics(analysis: Analysis, limit = 1000): Diagnostic[] {
  const { findings } = analysis;
  const kept = findings.length > limit ? mostSevere(findings, limit) : findings;
  const out = kept.map((finding) => diagnosticOf(finding, analysis));
  if (kept.length < findings.length) {
    out.push({
      rule: STOPPED,
      severity: "info",
      message: diagnosticsMessages.more({ count: findings.length - kept.length, shown: kept.length }),
      span: emptySpan(0),
      pieces: [emptySpan(0)],
      tag: null,
      related: [],
    });
  }
  return out;
}

function mostSevere(findings: readonly Finding[], limit: number): Finding[] {
  const kept = new Set<Finding>();
  for (const severity of order) {
    for (const finding of findings) {
      if (kept.size >= limit) break;
      if (finding.severity === severity) kept.add(finding);
    }
  }
  return findings.filter((finding) => kept.has(finding));
}

function diagnosticOf(finding: Finding, analysis: Analysis): Diagnostic {
  const related = (finding.related ?? []).map(({ subject, span, message }) => ({
    uri: subject.uri,
    span: analysis.toDocument(subject.part, subject.found.decoded.sourceRange(span)),
    message,
  }));
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    span: analysis.toDocument(finding.part, finding.range),
    pieces: finding.pieces.map((piece) => analysis.toDocument(finding.part, piece)),
    tag: finding.tag ?? null,
    related,
  };
}
