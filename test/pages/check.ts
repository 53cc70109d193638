/** Lints one example of a page and says what is found where, and what its fix makes of the text. */

import { recorded } from "../../server/src/dns/recorded.ts";
import { readZonedata } from "../../server/src/dns/zonedata.ts";
import type { Analysis } from "../../server/src/ide/analysis.ts";
import { completions } from "../../server/src/ide/completion.ts";
import { hover, renderHover } from "../../server/src/ide/hover.ts";
import { Workspace } from "../../server/src/ide/workspace.ts";
import type { Finding } from "../../server/src/rules/lint.ts";
import type { Rule } from "../../server/src/rules/rule.ts";
import { defaultSettings, type Settings } from "../../server/src/rules/settings.ts";
import { Document } from "../../server/src/text/document.ts";
import { applyEdits, type Edit, orderEdits } from "../../server/src/text/edit.ts";
import { sayIn } from "../../server/src/text/message.ts";
import type { DocumentSpace } from "../../server/src/text/span.ts";
import { allSyntaxes, provideAll } from "../support/syntaxes.ts";
import type { Example, Mark } from "./page.ts";

/** The day on which examples run that do not say otherwise. */
const TODAY = "2026-11-01";
const FOLDER = "file:///zones/";

/** What linting gave: marks in the order of the text, and the analysis they come from. */
export interface Outcome {
  readonly marks: readonly Mark[];
  readonly analysis: Analysis;
  readonly workspace: Workspace;
}

/** Loads what examples in other hosts than zone files are read with; before any example is linted. */
export async function loadParsers(): Promise<void> {
  parsers = await allSyntaxes();
}

let parsers: Awaited<ReturnType<typeof allSyntaxes>> = new Map();

/** Lints `text` in the place of the example's main file. `page` is the rule whose marks have no name. */
export function lintExample(example: Example, text: string, page: Rule): Outcome {
  const workspace = new Workspace({ today: () => example.date ?? TODAY });
  workspace.configure(settingsOf(example, page));
  for (const file of example.also)
    workspace.load(FOLDER + file.name, Document.of(FOLDER + file.name, file.text));
  const uri = FOLDER + example.main.name;
  workspace.open(Document.of(uri, text, example.main.host === "zone" ? "dns-zone" : ""));
  provideAll(workspace, uri, parsers);
  // Where one place has no such file, the next one is asked for.
  for (let wants = workspace.wants(uri); wants.length > 0; wants = workspace.wants(uri)) {
    for (const want of wants) workspace.load(want, null);
  }
  if (example.zonedata !== undefined) learnFrom(example.zonedata, workspace, uri);
  const analysis = workspace.analyse(uri);
  if (!analysis) throw new Error(`No host takes ${example.main.name}.`);
  const marks: Mark[] = [];
  for (const finding of analysis.findings) marks.push(...marksOf(finding, analysis, text, page));
  return { marks: sorted(marks), analysis, workspace };
}

/** The lines of a hover at an offset; none where there is none. */
export function hoverLines({ analysis }: Outcome, at: number): string[] {
  const found = hover(analysis, at);
  return found ? renderHover(found, "plain", (message) => sayIn(message)).split("\n") : [];
}

/** What an editor shows of what is offered at an offset: what begins as the text before it does. */
export function completionLines({ analysis, workspace }: Outcome, at: number): string[] {
  return completions(workspace, analysis, at)
    .filter(({ edit, filter }) =>
      filter.startsWith(analysis.document.slice({ start: edit.span.start, end: at })),
    )
    .map(({ label, detail }) => {
      const shown = detail === null || typeof detail === "string" ? detail : sayIn(detail);
      return shown === null ? label : `${label} (${shown})`;
    });
}

/** Lets the workspace know what DNS says until it asks no more. */
function learnFrom(given: unknown, workspace: Workspace, uri: string): void {
  const read = readZonedata(given);
  if (!("zonedata" in read)) throw new Error(`The zonedata is wrong: ${JSON.stringify(read)}`);
  const answer = recorded(read.zonedata);
  for (;;) {
    const queries = workspace.analyse(uri)?.linted.unanswered() ?? [];
    if (queries.length === 0) return;
    for (const query of queries) workspace.learn(query, answer(query), Number.POSITIVE_INFINITY);
  }
}

function settingsOf(example: Example, page: Rule): Settings {
  const given = (example.settings ?? {}) as Partial<Settings>;
  const rules = page.profile === "recommended" ? {} : { [page.name]: page.severity };
  return { ...defaultSettings, ...given, rules: { ...rules, ...given.rules } };
}

/** A finding's pieces, cut at line ends: carets stand under one line. */
function marksOf(finding: Finding, analysis: Analysis, text: string, page: Rule): Mark[] {
  const rule = finding.rule === page.name ? "" : finding.rule;
  const marks: Mark[] = [];
  for (const piece of finding.pieces) {
    const { start, end } = analysis.toDocument(finding.part, piece);
    let from = start;
    for (const line of text.slice(start, end).split("\n")) {
      if (line.length > 0 || start === end) marks.push({ rule, start: from, end: from + line.length });
      from += line.length + 1;
    }
  }
  return marks;
}

/** The formats that a rule's findings stand in: of the file, and of what is written in it where that is another. */
export function hostsOfMarks({ analysis }: Outcome, page: Rule): string[] {
  const { format } = analysis.host;
  const inFile = (own: string) => (own === format ? format : `${own} in ${format}`);
  return analysis.findings.flatMap(({ rule, subject }) => {
    if (rule !== page.name) return [];
    const subjects = subject ? [subject] : analysis.subjects;
    // Where a text can't be read as a record, nothing but the file's own format is known.
    if (subjects.length === 0) return [format];
    return subjects.map(({ found, format: own }) => inFile(found.format ?? own));
  });
}

/** Whether a rule has a fix for any of its findings. */
export function offersFix({ analysis }: Outcome, page: Rule): boolean {
  return analysis.findings.some(({ rule, fixes }) => rule === page.name && fixes.length > 0);
}

export function sorted(marks: readonly Mark[]): Mark[] {
  return [...marks].sort((a, b) => a.start - b.start || a.end - b.end || a.rule.localeCompare(b.rule));
}

/**
 * The text after the fix number `choice` of every finding of the page's rule; undefined where none has one.
 * Findings whose edits overlap an earlier one's wait, as they would in an editor.
 */
export function fixExample(outcome: Outcome, text: string, page: Rule, choice: number): string | undefined {
  let edits: Edit<DocumentSpace>[] = [];
  for (const finding of outcome.analysis.findings) {
    const fix = finding.rule === page.name ? finding.fixes[choice] : undefined;
    if (!fix) continue;
    const mapped = fix.edits.map((edit) => ({
      span: outcome.analysis.toDocument(edit.part, edit.span),
      text: edit.text,
    }));
    const together = orderEdits([...edits, ...mapped]);
    if (together) edits = together;
  }
  return edits.length === 0 ? undefined : applyEdits(text, edits);
}
