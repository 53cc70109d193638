/** What a run of `lint` says, collected file by file: the summary, the findings in the asked format, the fixed text. */

import type { Analysis } from "../ide/index.ts";
import type { Message } from "../text/message.ts";
import type { LintOptions } from "./arguments/lint.ts";
import { githubOf } from "./github-format.ts";
import { jsonOf } from "./json.ts";
import type { Say } from "./language.ts";
import { cliMessages as sentences } from "./messages.ts";
import { paintFor } from "./paint.ts";
import type { Machine } from "./ports.ts";
import {
  emptySummary,
  type FileReport,
  type FindingReport,
  findingReport,
  recordReport,
  type Summary,
  type Telling,
} from "./report.ts";
import { type Fixable, summaryText, type TextStyle, textOf } from "./text-format.ts";

/** A file, and what is known of it. */
export interface Linted {
  /** How the output calls it. */
  readonly shown: string;
  readonly format: string;
  /** Whether it is listed though nothing is in it. */
  readonly listed: boolean;
  /** Null where it was not read, since it can't hold a record. */
  readonly analysis: Analysis | null;
}

export class LintOutput {
  readonly summary: Summary = emptySummary();
  readonly #options: LintOptions;
  readonly #machine: Machine;
  readonly #say: Say;
  readonly #telling: Telling;
  readonly #style: TextStyle;
  readonly #fixable: Fixable = { safe: 0, repair: 0 };
  /** The output of each file, by the name that sorts it. */
  readonly #files: { readonly shown: string; readonly text: string }[] = [];
  /** What logs are made from; empty for the other formats. */
  readonly #reports: FileReport[] = [];
  readonly #unpublished: { readonly shown: string; readonly serial: string }[] = [];

  constructor(options: LintOptions, machine: Machine, telling: Telling) {
    this.#options = options;
    this.#machine = machine;
    this.#say = telling.say;
    this.#telling = telling;
    const { isTerminal, columns } = this.#output;
    this.#style = {
      say: telling.say,
      paint: paintFor(machine.environment, isTerminal),
      columns: Math.max(60, columns ?? 120),
      mendable: options.domain === null,
    };
  }

  add({ shown, format, listed, analysis }: Linted): void {
    const [subjects, all] = [analysis?.subjects ?? [], analysis?.findings ?? []];
    if (!listed && subjects.length === 0 && all.length === 0) return;
    this.summary.files++;
    this.summary.records += subjects.length;
    const reports = analysis ? all.map((each) => findingReport(each, analysis, this.#telling)) : [];
    for (const each of reports) this.#count(each);
    const findings = reports.filter(({ severity }) => !this.#options.quiet || severity === "error");
    if (this.#options.format === "json") {
      const records = analysis ? subjects.map((subject) => recordReport(subject, analysis)) : [];
      this.#files.push({ shown, text: jsonOf({ path: shown, format, records, findings }) });
    } else if (!analysis || findings.length === 0) return;
    else if (this.#options.format === "text") {
      this.#files.push({ shown, text: textOf(shown, findings, analysis.document, this.#style) });
    } else this.#reports.push({ path: shown, format, records: [], findings });
  }

  /** A file was fixed. A zone gets published once its serial is raised; `serial` is "" where it has none. */
  addFixed(count: number, zone: { readonly shown: string; readonly serial: string } | null): void {
    this.summary.fixed += count;
    if (zone) this.#unpublished.push(zone);
  }

  /** Writes everything: the fixed text where it came from standard input, and findings. */
  async print(fixedInput: Uint8Array | null): Promise<void> {
    const output = this.#output;
    const files = this.#files.sort((a, b) => (a.shown < b.shown ? -1 : 1));
    const reports = this.#reports.sort((a, b) => (a.path < b.path ? -1 : 1));
    if (fixedInput) this.#machine.out.write(fixedInput);
    switch (this.#options.format) {
      case "json":
        // A file a line, so that even a large output can be looked at.
        output.write(`{"files":[${files.map(({ text }) => `\n${text}`).join(",")}\n],\n`);
        output.write(`"summary":${jsonOf(this.summary)}}\n`);
        return;
      case "sarif": {
        // What makes digests takes longer to load than a small file to lint.
        const { sarifOf, sarifTool } = await import("./sarif-format.ts");
        output.write(sarifOf(reports, await sarifTool(this.#machine)));
        return;
      }
      case "github":
        output.write(githubOf(reports));
        return;
      case "text":
        for (const { text } of files) if (text !== "") output.write(text);
        output.write(this.#lastLines());
    }
  }

  /** What has to be done after fixing, if anything. */
  serialNote(): Message | null {
    const [first, second] = this.#unpublished;
    if (!first) return null;
    if (second) return sentences.serialMany({ count: this.#unpublished.length });
    return first.serial === "" ? null : sentences.serialOne({ path: first.shown, serial: first.serial });
  }

  #count({ severity, fixes }: FindingReport): void {
    this.summary[severity]++;
    if (this.#options.fix !== "none" || this.#options.domain !== null) return;
    const kinds = fixes.map((fix) => fix.kind);
    if (kinds.includes("safe")) this.#fixable.safe++;
    else if (kinds.includes("repair")) this.#fixable.repair++;
  }

  #lastLines(): string {
    const { error, warning } = this.summary;
    const limit = this.#options.maxWarnings;
    const said =
      this.#options.quiet && error === 0 ? "" : summaryText(this.summary, this.#fixable, this.#style);
    if (warning <= limit) return said;
    return `${said}${this.#say(sentences.tooManyWarnings({ count: warning, limit }))}\n`;
  }

  /** Findings go to standard error where standard output is taken by the fixed text. */
  get #output() {
    const { standardInput, record, fix } = this.#options;
    const taken = fix !== "none" && (standardInput !== null || record !== null);
    return taken ? this.#machine.err : this.#machine.out;
  }
}
