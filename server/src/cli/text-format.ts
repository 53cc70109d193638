/** Findings for people: a line that editors and terminals can jump from, the code with carets, and what can be done. */

import type { Severity } from "../ide/index.ts";
import type { Document } from "../text/document.ts";
import { visible } from "../text/visible.ts";
import { frameOf, type Mark } from "./frame.ts";
import type { Say } from "./language.ts";
import { cliMessages as say } from "./messages.ts";
import type { Paint } from "./paint.ts";
import type { FindingReport, Range, Summary } from "./report.ts";

export interface TextStyle {
  readonly say: Say;
  readonly paint: Paint;
  readonly columns: number;
  /** Whether what is shown can be mended here: a file, and not what is published. */
  readonly mendable: boolean;
}

/** How many findings have a fix that the command can make, and has not been asked to. */
export interface Fixable {
  safe: number;
  repair: number;
}

/** All findings of one file, which is called `path`; empty where there are none. */
export function textOf(
  path: string,
  findings: readonly FindingReport[],
  document: Document,
  style: TextStyle,
): string {
  return findings.map((finding) => `${lines(path, finding, document, style).join("\n")}\n\n`).join("");
}

function lines(
  path: string,
  finding: FindingReport,
  document: Document,
  { say: words, paint, columns, mendable }: TextStyle,
): string[] {
  const { line, character } = finding.range.start;
  const place = paint.strong(`${visible(path)}:${line + 1}:${character + 1}`);
  const severity = paint[finding.severity](words(say[finding.severity]()));
  const frame = frameOf(document, (finding.ranges ?? [finding.range]).map(markOf), columns, paint);
  const out = [`${place} ${severity} ${finding.rule} ${visible(finding.message)}`, ...frame.lines];
  if (frame.more > 0) out.push(paint.dim(`   ${words(say.moreLines({ count: frame.more }))}`));
  for (const { kind, title } of finding.fixes) {
    const sentence = mendable ? fixSentences[kind] : say.publishedFix;
    out.push(`   = ${words(sentence({ title: visible(title) }))}`);
  }
  return out;
}

const fixSentences = { safe: say.safeFix, repair: say.repairFix, choice: say.choiceFix };

/** The last line: what was found, where, and what can be fixed. */
export function summaryText(summary: Summary, fixable: Fixable, style: TextStyle): string {
  const { say: words, paint } = style;
  const found = severities
    .filter((severity) => summary[severity] > 0)
    .map((severity) => paint[severity](words(counted(severity, summary[severity]))));
  const sentences = [
    words(
      say.summary({
        findings: found.length > 0 ? found.join(words(say.separator())) : words(say.none()),
        files: words((summary.files === 1 ? say.filesOne : say.filesMany)({ count: summary.files })),
        records: words(
          (summary.records === 1 ? say.recordsOne : say.recordsMany)({ count: summary.records }),
        ),
      }),
    ),
  ];
  if (summary.fixed > 0) sentences.push(words(say.fixed({ count: summary.fixed })));
  if (fixable.safe > 0) sentences.push(words(say.fixable({ count: fixable.safe })));
  if (fixable.repair > 0) sentences.push(words(say.repairable({ count: fixable.repair })));
  return `${sentences.join(" ")}\n`;
}

const severities: readonly Severity[] = ["error", "warning", "info", "hint"];

function counted(severity: Severity, count: number) {
  const one = { error: say.errorsOne, warning: say.warningsOne, info: say.infosOne, hint: say.hintsOne };
  const many = { error: say.errorsMany, warning: say.warningsMany, info: say.infosMany, hint: say.hintsMany };
  return (count === 1 ? one : many)[severity]({ count });
}

function markOf({ start, end }: Range): Mark {
  return {
    start: { line: start.line, column: start.character },
    end: { line: end.line, column: end.character },
  };
}
