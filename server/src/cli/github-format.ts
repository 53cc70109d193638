/** Findings as the workflow commands of GitHub Actions, which shows them beside the lines of a pull request. */

import { visible } from "../text/visible.ts";
import type { FileReport, FindingReport } from "./report.ts";

const COMMANDS = { error: "error", warning: "warning", info: "notice", hint: "notice" } as const;

/** One line for each finding. */
export function githubOf(files: readonly FileReport[]): string {
  return files.flatMap(({ path, findings }) => findings.map((finding) => lineOf(path, finding))).join("");
}

function lineOf(path: string, { severity, rule, message, range: { start, end } }: FindingReport): string {
  // A column counts in one line alone; where there are several GitHub marks whole lines.
  const columns = start.line === end.line ? { col: start.character + 1, endColumn: end.character + 1 } : {};
  // A path that would be obeyed by a terminal is shown; GitHub then finds no file to mark, and tells of it all the same.
  const properties = {
    file: visible(path),
    line: start.line + 1,
    endLine: end.line + 1,
    ...columns,
    title: rule,
  };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${COMMANDS[severity]} ${written.join(",")}::${data(visible(message))}\n`;
}

/** What would end a command, or a property of it, is escaped: the text may be a stranger's. */
function data(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function property(text: string): string {
  return data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
