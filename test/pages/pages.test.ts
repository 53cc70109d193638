/** Every rule has a page, and every page's examples say what the rule really does. `UPDATE=1` rewrites them. */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { hosts } from "../../server/src/host/index.ts";
import { rules } from "../../server/src/rules/index.ts";
import type { Rule } from "../../server/src/rules/rule.ts";
import {
  completionLines,
  fixExample,
  hostsOfMarks,
  hoverLines,
  lintExample,
  loadParsers,
  offersFix,
  sorted,
} from "./check.ts";
import { type Block, type Example, type Page, readPage, shown, writeCarets } from "./page.ts";

const folder = fileURLToPath(new URL("../../server/src/rules/", import.meta.url));
const formats = hosts.map((host) => host.format);
const update = process.env.UPDATE === "1";
const HEADINGS = ["What it finds", "Why", "Examples", "Fix", "When to ignore", "References"];
const HEADINGS_JA = ["見つけるもの", "理由", "修正", "無視してよいとき", "参考"];

/** Rules about what one host alone does with a text. */
const ONE_HOST = new Set(["ansible-quote", "dnscontrol-parts", "heredoc", "octodns-semicolon"]);

describe("rule pages", () => {
  before(loadParsers);

  it("are one for each rule, and each rule is listed once", () => {
    const pages = readdirSync(folder).filter((name) => name.endsWith(".md") && !name.endsWith(".ja.md"));
    const names = rules.map((rule) => rule.name);
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual(pages.map((name) => name.replace(/\.md$/, "")).sort(), [...names].sort());
    for (const name of names) assert.ok(existsSync(`${folder}${name}.ts`), `${name}.ts`);
  });

  for (const rule of rules) describe(rule.name, () => checkRule(rule));
});

function checkRule(rule: Rule): void {
  const path = `${folder}${rule.name}.md`;
  if (!existsSync(path)) {
    it("has a page", () => assert.fail(`${rule.name}.md is missing`));
    return;
  }
  const markdown = readFileSync(path, "utf8");
  let page: Page;
  try {
    page = readPage(markdown, formats);
  } catch (error) {
    // One page that can't be read must not keep the others from being tested.
    it("has a page that can be read", () => assert.fail(error as Error));
    return;
  }

  it("has a page of the usual shape", () => {
    assert.equal(page.title, rule.name);
    assert.ok(!page.summary.includes("\n"), "the first paragraph is one line");
    assert.deepEqual(page.headings, HEADINGS);
    for (const source of rule.sources)
      assert.ok(markdown.includes(source), `the page does not name ${source}`);
  });

  it("has a page in Japanese", () => {
    const japanese = readPage(readFileSync(`${folder}${rule.name}.ja.md`, "utf8"), formats);
    assert.equal(japanese.title, rule.name);
    assert.deepEqual(japanese.headings, HEADINGS_JA);
    assert.equal(japanese.examples.length, 0, "examples stand in the English page alone");
    assert.match(japanese.summary, /[\u3040-\u30ff]/);
  });

  const firing = page.examples.filter((example) => example.main.marks.some((mark) => mark.rule === ""));

  it("shows where it fires and where it stays silent", () => {
    assert.ok(firing.length >= 2, "two examples that fire at the least");
    assert.ok(firing.length < page.examples.length, "one that stays silent at the least");
  });

  it("shows it in several hosts, and what a fix makes of it", () => {
    const outcomes = firing.map((example) => lintExample(example, example.main.text, rule));
    const seen = new Set(outcomes.flatMap((outcome) => hostsOfMarks(outcome, rule)));
    const missing: string[] = [];
    if (seen.size < 2 && !ONE_HOST.has(rule.name))
      missing.push(`another host than ${[...seen].join(" and ")}`);
    if (outcomes.some((outcome) => offersFix(outcome, rule)) && !page.examples.some(({ fixed }) => fixed))
      missing.push("what a fix makes of it");
    assert.deepEqual(missing, []);
  });

  const rewritten = new Map<Block, string[]>();
  page.examples.forEach((example, i) => {
    it(`example ${i + 1}, line ${example.main.block.line + 1}`, () => checkExample(example, rule, rewritten));
  });
  if (update) after(() => writeFileSync(path, rewrite(markdown, rewritten)));
}

function checkExample(example: Example, rule: Rule, rewritten: Map<Block, string[]>): void {
  const { main, fixed } = example;
  const outcome = lintExample(example, main.text, rule);
  if (update) rewritten.set(main.block, writeCarets(main.text, outcome.marks, main.cursor));
  else assert.deepEqual(writeCarets(main.text, outcome.marks), writeCarets(main.text, sorted(main.marks)));
  checkSnapshot(example, example.hover, rewritten, (at) => hoverLines(outcome, at));
  checkSnapshot(example, example.completion, rewritten, (at) => completionLines(outcome, at));
  if (!fixed) return;
  const after = fixExample(outcome, main.text, rule, fixed.choice);
  assert.ok(after !== undefined, "the rule offers no fix here");
  if (update) rewritten.set(fixed.block, shown(after.replace(/\n$/, "")).split("\n"));
  else assert.equal(after, `${fixed.text}\n`);
  const own = (marks: readonly { rule: string }[]) => marks.filter((mark) => mark.rule === "").length;
  const left = lintExample(example, after, rule);
  assert.ok(own(left.marks) < own(outcome.marks), "the fix leaves the finding in place");
}

/** What an editor shows at `$0`. */
function checkSnapshot(
  { main }: Example,
  block: Block | null,
  rewritten: Map<Block, string[]>,
  show: (at: number) => string[],
): void {
  if (!block) return;
  assert.ok(main.cursor !== null, "the example has no $0");
  const lines = show(main.cursor);
  assert.ok(lines.length > 0, "nothing is shown at $0");
  if (update) rewritten.set(block, lines.map(shown));
  else assert.deepEqual(block.lines, lines.map(shown));
}

function rewrite(markdown: string, blocks: ReadonlyMap<Block, readonly string[]>): string {
  const lines = markdown.split("\n");
  for (const [block, fresh] of [...blocks].sort((a, b) => b[0].line - a[0].line)) {
    lines.splice(block.line + 1, block.lines.length, ...fresh);
  }
  return lines.join("\n");
}
