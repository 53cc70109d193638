/** What is known of one document once its records were read and the rules have spoken. */

import type { Answerer } from "../dns/answers.ts";
import type { Host, Part, Placed, Reading } from "../host/host.ts";
import type { Finding } from "../rules/finding.ts";
import type { RuleTable } from "../rules/lint/table.ts";
import type { Linted } from "../rules/lint.ts";
import type { Context } from "../rules/rule.ts";
import type { IgnoreEntry } from "../rules/settings.ts";
import type { Subject } from "../rules/subject.ts";
import { type Suppression, suppress } from "../rules/suppress.ts";
import type { Document } from "../text/document.ts";
import { type DocumentSpace, type PartSpace, place, type Span } from "../text/span.ts";
import { leadingLines } from "./leading-lines.ts";

/** What is known of one document. Spans of parts are mapped to the document by `at` and `toDocument`. */
export interface Analysis {
  readonly document: Document;
  readonly host: Host;
  /** The reading it comes from: of this document, or of the one that includes it. */
  readonly reading: Reading;
  /** Parts of this document, in order. */
  readonly placed: readonly Placed[];
  /** Records and near misses in this document, in order. */
  readonly subjects: readonly Subject[];
  /** Findings in this document after suppression, in order. */
  readonly findings: readonly Finding[];
  /** Comments of this document that suppress findings, in order. */
  readonly suppressions: readonly Suppression[];
  /** For each entry of the configuration that holds for the document the rules that it means here. */
  readonly spent: ReadonlyMap<IgnoreEntry, ReadonlySet<string>>;
  readonly linted: Linted;
  /** What is known of names: what documents say, and what DNS answered earlier. */
  readonly answer: Answerer;
  readonly context: Context;
  /** The active rules. */
  readonly rules: RuleTable;
  /** Where a part of any document in `reading` begins. */
  at(part: Part): number;
  /** The document that a part of `reading` lies in. */
  uriOf(part: Part): string;
  toDocument(part: Part, span: Span<PartSpace>): Span<DocumentSpace>;
}

/** What an analysis is made from. */
export interface Analysed {
  readonly document: Document;
  readonly host: Host;
  readonly reading: Reading;
  readonly linted: Linted;
  readonly answer: Answerer;
  readonly context: Context;
  readonly rules: RuleTable;
  /** Names of all rules there are. */
  readonly names: ReadonlySet<string>;
  readonly suppressionsOf: (placed: Placed) => readonly Suppression[];
  /** Entries of the configuration that hold for the document. */
  readonly ignore: readonly IgnoreEntry[];
}

export function analysisOf(made: Analysed): Analysis {
  const { document, host, reading, linted, answer, context, rules } = made;
  const { uri } = document;
  let placements: Map<Part, Placed> | undefined;
  const placementOf = (part: Part) => {
    placements ??= new Map(reading.placed.map((each) => [each.part, each]));
    return placements.get(part);
  };
  const at = (part: Part) => placementOf(part)?.at ?? 0;
  const alone = reading.placed.every((each) => each.uri === uri);
  const placed = alone ? reading.placed : reading.placed.filter((each) => each.uri === uri);
  let leading: ReadonlyMap<Part, readonly number[]> | undefined;
  const suppressions: Suppression[] = [];
  for (const each of placed)
    if (each.part.comments.length > 0) suppressions.push(...made.suppressionsOf(each));
  const { findings, spent } = suppress({
    findings: linted.findings.filter((finding) => finding.uri === uri),
    suppressions,
    ignore: made.ignore,
    place: placed[0] ? { part: placed[0].part, uri } : null,
    lineOf: (_, part, offset) => document.lineColumn(at(part) + offset).line,
    linesAbove(part) {
      if (!part.leads) return [];
      leading ??= leadingLines(document, placed);
      return leading.get(part) ?? [];
    },
    rules,
    names: made.names,
    today: context.today,
  });
  const order = (finding: Finding) => at(finding.part) + finding.range.start;
  return {
    document,
    host,
    reading,
    placed,
    suppressions,
    spent,
    get subjects() {
      return alone ? linted.subjects : linted.subjects.filter((subject) => subject.uri === uri);
    },
    findings: findings.sort((a, b) => order(a) - order(b) || a.range.end - b.range.end),
    linted,
    answer,
    context,
    rules,
    at,
    uriOf: (part) => placementOf(part)?.uri ?? uri,
    toDocument: (part, span) => place(at(part), span),
  };
}
