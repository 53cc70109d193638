// Keeps in step with the rules what is made from them: the schema of spf-records.json and the settings of the editor,
// which complete their names and say what they find, and the tables of the READMEs. `UPDATE=1` writes all anew.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { defaultSettings } from "../../../server/src/ide/index.ts";
import { type RuleEntry, ruleEntries } from "../../../server/src/ide/reference.ts";
import { root } from "../../support/root.ts";

type Json = Record<string, unknown>;
type Language = "en" | "ja";

const update = process.env.UPDATE === "1";
const levels = ["error", "warning", "info", "hint", "off"];
const entries = ruleEntries().toSorted((a, b) => (a.name < b.name ? -1 : 1));

const textOf = (file: string) => readFileSync(path.join(root, file), "utf8");
const read = (file: string) => JSON.parse(textOf(file));

function write(file: string, value: Json): void {
  writeFileSync(path.join(root, file), `${JSON.stringify(value, null, 2)}\n`);
  execFileSync(path.join(root, "node_modules/.bin/biome"), ["format", "--write", path.join(root, file)]);
}

function pageOf(name: string, language: Language = "en"): string {
  return textOf(`server/src/rules/${name}${language === "en" ? "" : `.${language}`}.md`);
}

/** The first paragraph of a rule's page. */
function summaryOf(name: string, language: Language = "en"): string {
  const paragraph = pageOf(name, language)
    .split(/\n\s*\n/)
    .find((each) => !each.startsWith("#"));
  return (paragraph ?? "").replace(/\s+/g, " ").trim();
}

const defaultOf = ({ severity, profile }: RuleEntry) => (profile === "recommended" ? severity : "off");

describe("the schema of spf-records.json", () => {
  const file = "schema/spf-records.schema.json";

  it("offers every rule by name, with what it finds and the severity it has", () => {
    const expected = Object.fromEntries(
      entries.map((entry) => [
        entry.name,
        { description: summaryOf(entry.name), enum: levels, default: defaultOf(entry) },
      ]),
    );
    if (update) {
      const schema = read(file);
      const { properties: _, ...rules } = schema.properties.rules;
      schema.properties.rules = { ...rules, properties: expected };
      write(file, schema);
    }
    assert.deepEqual(read(file).properties.rules.properties, expected, "run this test with UPDATE=1");
  });

  it("has the defaults that the linter has", () => {
    const { properties } = read(file);
    for (const key of ["profile", "lookupsNear", "wideIp4", "wideIp6"] as const) {
      assert.equal(properties[key].default, defaultSettings[key], key);
    }
  });
});

describe("the setting for the severity of rules", () => {
  it("offers every rule by name, with what it finds", () => {
    const expected = Object.fromEntries(
      entries.map((entry) => [
        entry.name,
        { type: "string", description: `%rule.${entry.name}%`, enum: levels, default: defaultOf(entry) },
      ]),
    );
    if (update) {
      const manifest = read("package.json");
      manifest.contributes.configuration.properties["spf.rules"].properties = expected;
      write("package.json", manifest);
    }
    const { configuration } = read("package.json").contributes;
    assert.deepEqual(
      configuration.properties["spf.rules"].properties,
      expected,
      "run this test with UPDATE=1",
    );
  });

  for (const [file, language] of [
    ["package.nls.json", "en"],
    ["package.nls.ja.json", "ja"],
  ] as const) {
    it(`says so in ${file}`, () => {
      const expected = Object.fromEntries(
        entries.map(({ name }) => [`rule.${name}`, summaryOf(name, language)]),
      );
      const isRule = ([key]: [string, unknown]) => key.startsWith("rule.");
      if (update) {
        const others = Object.entries(read(file)).filter((each) => !isRule(each));
        write(file, { ...Object.fromEntries(others), ...expected });
      }
      const found = Object.fromEntries(Object.entries(read(file)).filter(isRule));
      assert.deepEqual(found, expected, "run this test with UPDATE=1");
    });
  }
});

describe("the table of rules", () => {
  const words = {
    en: {
      head: "| rule | severity | profile | fix | what it finds |",
      severity: { error: "error", warning: "warning", info: "info", hint: "hint" },
      off: "off",
      fix: "yes",
      ending: "",
    },
    ja: {
      head: "| 規則 | 重大度 | プロファイル | 修正 | 見つけるもの |",
      severity: { error: "エラー", warning: "警告", info: "情報", hint: "ヒント" },
      off: "オフ",
      fix: "あり",
      ending: ".ja",
    },
  } as const;

  function tableOf(language: Language): string {
    const { head, severity, off, fix, ending } = words[language];
    const rows = entries.map((entry) => {
      const { name, profile } = entry;
      const mended = /^```\S.*\sfixed\b/m.test(pageOf(name)) ? fix : "";
      const link = `[\`${name}\`](server/src/rules/${name}${ending}.md)`;
      const summary = summaryOf(name, language).replaceAll("|", "\\|");
      return `| ${link} | ${severity[entry.severity]} | ${profile ?? off} | ${mended} | ${summary} |`;
    });
    return [head, "|---|---|---|---|---|", ...rows].join("\n");
  }

  for (const [file, language] of [
    ["README.md", "en"],
    ["README.ja.md", "ja"],
  ] as const) {
    it(`stands in ${file}`, () => {
      const between = /(<!-- rules: made by UPDATE=1 [^\n]* -->\n\n)([\s\S]*?)(\n\n<!-- end of rules -->)/;
      const expected = tableOf(language);
      if (update)
        writeFileSync(
          path.join(root, file),
          textOf(file).replace(between, (_, a, __, b) => a + expected + b),
        );
      assert.equal(between.exec(textOf(file))?.[2], expected, "run this test with UPDATE=1");
    });
  }
});
