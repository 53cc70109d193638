/** `spf-records rules`: the table of rules, or the page of one. */

import { nearestName } from "../ide/nearest.ts";
import { type RuleEntry, ruleEntries } from "../ide/reference.ts";
import { visible } from "../text/visible.ts";
import type { RulesOptions } from "./arguments/rules.ts";
import { jsonOf } from "./json.ts";
import type { Say } from "./language.ts";
import { cliMessages as sentences } from "./messages.ts";
import { type Paint, paintFor } from "./paint.ts";
import type { Machine } from "./ports.ts";
import { columnsOf, padTo } from "./width.ts";

/** What is told of a rule: the keys of `--format json`, in this order. */
export interface RuleRow {
  readonly name: string;
  readonly severity: string;
  /** The first profile in which it is on, or null where only the configuration switches it on. */
  readonly profile: string | null;
  readonly fixable: boolean;
  readonly summary: string;
  readonly sources: readonly string[];
}

/** All pages by the names of their files, as the build writes them; in the sources each is a file. */
const PAGES = "dist/rules.json";
const FOLDER = "server/src/rules";

/** @returns the exit status: 2 where there is no such rule */
export async function rules(
  options: RulesOptions,
  language: string,
  machine: Machine,
  say: Say,
): Promise<number> {
  const entries = ruleEntries();
  const { name, format } = options;
  if (name === null) {
    const rows = await Promise.all(entries.map((entry) => rowOf(entry, language, machine)));
    const paint = paintFor(machine.environment, machine.out.isTerminal);
    machine.out.write(format === "json" ? `${jsonOf(rows, 2)}\n` : table(rows, say, paint));
    return 0;
  }
  const entry = entries.find((each) => each.name === name);
  if (!entry) {
    const nearest = nearestName(
      name,
      entries.map((each) => each.name),
    );
    const message = nearest ? sentences.nearestRule({ name, nearest }) : sentences.unknownRule({ name });
    machine.err.write(`spf-records: ${visible(say(message))}\n`);
    return 2;
  }
  const page = await pageOf(name, language, machine);
  if (page === null) {
    machine.err.write(`spf-records: ${say(sentences.noPage({ name }))}\n`);
    return 2;
  }
  if (format === "json") {
    machine.out.write(`${jsonOf({ ...(await rowOf(entry, language, machine)), page }, 2)}\n`);
  } else machine.out.write(readable(page, paintFor(machine.environment, machine.out.isTerminal)));
  return 0;
}

/** The row of a rule, its summary from its page. */
export async function rowOf(entry: RuleEntry, language: string, machine: Machine): Promise<RuleRow> {
  const english = (await textOf(`${entry.name}.md`, machine)) ?? "";
  const own =
    language === "en" ? english : ((await textOf(`${entry.name}.${language}.md`, machine)) ?? english);
  return {
    name: entry.name,
    severity: entry.severity,
    profile: entry.profile,
    // Every rule that has a fix shows it on its page, and the page is a test.
    fixable: /^```\S.*\sfixed\b/m.test(english),
    summary: firstParagraph(own),
    sources: entry.sources,
  };
}

/** What a rule finds, in full: that section of its English page. */
export async function finds(name: string, machine: Machine): Promise<string> {
  const page = (await textOf(`${name}.md`, machine)) ?? "";
  const section = /^## What it finds\n+([\s\S]*?)\n+## /m.exec(page)?.[1] ?? "";
  return section.replace(/\s+/g, " ").trim();
}

/** The page in a language. Examples stand on the English page alone, and are put where they belong. */
async function pageOf(name: string, language: string, machine: Machine): Promise<string | null> {
  const english = await textOf(`${name}.md`, machine);
  if (english === null || language === "en") return english;
  const own = await textOf(`${name}.${language}.md`, machine);
  if (own === null) return english;
  const sections = english.split(/^(?=## )/m);
  const at = sections.findIndex((section) => section.startsWith("## Examples"));
  const translated = own.split(/^(?=## )/m);
  if (at > 0) translated.splice(Math.min(at, translated.length), 0, sections[at] as string);
  return translated.join("");
}

const known = new WeakMap<Machine, Promise<Readonly<Record<string, string>> | null>>();

async function textOf(file: string, machine: Machine): Promise<string | null> {
  const { assets } = machine;
  const reading =
    known.get(machine) ?? assets.text(PAGES).then((text) => (text === null ? null : JSON.parse(text)));
  known.set(machine, reading);
  const pages = await reading;
  if (pages) return Object.hasOwn(pages, file) ? (pages[file] ?? null) : null;
  return assets.text(`${FOLDER}/${file}`);
}

function firstParagraph(page: string): string {
  const paragraphs = page.split(/\n\s*\n/);
  return (paragraphs.find((paragraph) => !paragraph.startsWith("#")) ?? "").replace(/\s+/g, " ").trim();
}

/** Markdown is readable as it is; a terminal gets its headings stronger and its fences fainter. */
function readable(page: string, paint: Paint): string {
  return page
    .replace(/^#+ .*$/gm, (heading) => paint.strong(heading))
    .replace(/^```.*$/gm, (fence) => paint.dim(fence))
    .replace(/^[ \t]*\^[\^ ]*(?: .*)?$/gm, (carets) => paint.caret(carets));
}

function table(rows: readonly RuleRow[], say: Say, paint: Paint): string {
  const { headRule, headSeverity, headProfile, headFix, headSummary, profileNone, yes } = sentences;
  const head = [headRule, headSeverity, headProfile, headFix, headSummary].map((each) => say(each()));
  const severity = (row: RuleRow) => say(sentences[row.severity as "error"]());
  const body = rows.map((row) => [
    row.name,
    severity(row),
    row.profile ?? say(profileNone()),
    row.fixable ? say(yes()) : "",
    row.summary,
  ]);
  const widths = head.map((title, column) =>
    Math.max(columnsOf(title), ...body.map((cells) => columnsOf(cells[column] as string))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === cells.length - 1 ? cell : padTo(cell, widths[column] as number)))
      .join("  ");
  return `${[paint.strong(line(head)), ...body.map(line)].join("\n")}\n`;
}
