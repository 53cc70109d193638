// Checks the table of rules, their pages, and the help, in both languages.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { checkSyntax } from "../../server/src/cli/arguments/check.ts";
import { helpMessages } from "../../server/src/cli/help.ts";
import { cliMessages } from "../../server/src/cli/messages.ts";
import { columnsOf } from "../../server/src/cli/width.ts";
import { ruleEntries } from "../../server/src/ide/reference.ts";
import { command } from "../support/command.ts";
import { root } from "../support/root.ts";

const anywhere = { folder: root };
const japanese: Record<string, string> = JSON.parse(readFileSync(path.join(root, "l10n/ja.json"), "utf8"));

describe("rules", () => {
  it("are listed, each on a line", async () => {
    const { out, status } = await command(["rules"], anywhere);
    const [head, ...lines] = out.trimEnd().split("\n");
    assert.match(head ?? "", /^RULE +SEVERITY +PROFILE +FIX +WHAT IT FINDS$/);
    assert.deepEqual(
      lines.map((line) => line.split(" ")[0]),
      ruleEntries().map((entry) => entry.name),
    );
    assert.match(
      lines.find((line) => line.startsWith("ptr ")) ?? "",
      /^ptr +warning +recommended +yes +A `ptr` mechanism/,
    );
    assert.equal(status, 0);
  });

  it("are listed in Japanese, in columns that hold", async () => {
    const { out } = await command(["rules", "--locale", "ja"], anywhere);
    const lines = out.trimEnd().split("\n");
    const row = lines.find((line) => line.startsWith("ptr ")) ?? "";
    assert.match(row, /^ptr +警告 /);
    const start = (line: string, word: string) => columnsOf(line.slice(0, line.indexOf(word)));
    assert.equal(start(row, "recommended"), start(lines[0] ?? "", "プロファイル"));
  });

  it("are listed as JSON", async () => {
    const { out } = await command(["rules", "--format", "json"], anywhere);
    const list = JSON.parse(out);
    assert.equal(list.length, ruleEntries().length);
    const ptr = list.find((each: { name: string }) => each.name === "ptr");
    assert.deepEqual(Object.keys(ptr), ["name", "severity", "profile", "fixable", "summary", "sources"]);
    assert.deepEqual([ptr.severity, ptr.profile, ptr.fixable], ["warning", "recommended", true]);
  });

  it("have a page each", async () => {
    const { out, status } = await command(["rules", "ptr"], anywhere);
    assert.equal(out, readFileSync(path.join(root, "server/src/rules/ptr.md"), "utf8"));
    assert.equal(status, 0);
    const { out: json } = await command(["rules", "ptr", "--format", "json"], anywhere);
    assert.equal(JSON.parse(json).page, out);
  });

  it("have a Japanese page with the examples of the English one where they belong", async () => {
    const { out } = await command(["rules", "ptr", "--locale", "ja"], anywhere);
    const headings = [...out.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    assert.equal(headings.indexOf("Examples"), 2);
    assert.match(out, /^```zone fixed$/m);
    assert.match(out, /公開すべきではありません/);
  });

  it("that do not exist are told by the nearest name", async () => {
    const { err, out, status } = await command(["rules", "boundary-glu"], anywhere);
    assert.deepEqual([out, status], ["", 2]);
    assert.equal(err, "spf-records: There is no rule boundary-glu. Did you mean boundary-glue?\n");
    assert.match(
      (await command(["rules", "zzz"], anywhere)).err,
      /There is no rule zzz\. spf-records rules lists/,
    );
  });
});

describe("the help", () => {
  it("fits the terminal in every language", async () => {
    for (const args of [
      ["--help"],
      ["lint", "--help"],
      ["check", "--help"],
      ["rules", "-h"],
      ["help", "lsp"],
    ]) {
      for (const locale of ["en", "ja"]) {
        const { out, status } = await command([...args, "--locale", locale], { folder: root, terminal: 72 });
        assert.equal(status, 0);
        for (const line of out.split("\n")) assert.ok(columnsOf(line) <= 82, `${columnsOf(line)}: ${line}`);
        assert.doesNotMatch(out, /undefined|\{\w+\}/);
      }
    }
  });

  it("names every option of check", async () => {
    const { out } = await command(["check", "--help"], anywhere);
    for (const option of Object.keys(checkSyntax.options))
      assert.match(out, new RegExp(`^ {2}--${option}\\b`, "m"));
  });

  it("names every option of lint that works", async () => {
    const { out } = await command(["lint", "--help"], anywhere);
    for (const option of [
      "format",
      "fix",
      "fix-repairs",
      "quiet",
      "max-warnings",
      "record",
      "stdin-filename",
      "config",
      "domain",
      "online",
      "dns-file",
    ]) {
      assert.match(out, new RegExp(`^ {2}--${option}\\b`, "m"));
    }
  });
});

describe("the sentences of the command", () => {
  for (const { speaker, english } of [cliMessages, helpMessages]) {
    it(`have a translation with the same arguments: ${speaker}`, () => {
      const named = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(String).sort();
      for (const [name, sentence] of Object.entries(english)) {
        const other = japanese[`${speaker}.${name}`];
        assert.ok(other, `${speaker}.${name} is not translated`);
        assert.deepEqual(named(other), named(sentence), `${speaker}.${name}`);
      }
      const stale = Object.keys(japanese).filter(
        (key) => key.startsWith(`${speaker}.`) && !(key.slice(speaker.length + 1) in english),
      );
      assert.deepEqual(stale, []);
    });
  }
});
