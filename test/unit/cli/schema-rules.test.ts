// Keeps the schema of spf-records.json in step with the rules, so that editors complete their names and say what they
// find. `UPDATE=1` writes it anew.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { defaultSettings } from "../../../server/src/ide/index.ts";
import { ruleEntries } from "../../../server/src/ide/reference.ts";
import { root } from "../../support/root.ts";

const file = path.join(root, "schema/spf-records.schema.json");
const read = () => JSON.parse(readFileSync(file, "utf8"));

/** The first paragraph of a rule's page. */
function summaryOf(name: string): string {
  const page = readFileSync(path.join(root, "server/src/rules", `${name}.md`), "utf8");
  const paragraph = page.split(/\n\s*\n/).find((each) => !each.startsWith("#")) ?? "";
  return paragraph.replace(/\s+/g, " ").trim();
}

describe("the schema of spf-records.json", () => {
  it("offers every rule by name, with what it finds and the severity it has", () => {
    const schema = read();
    const levels = ["error", "warning", "info", "hint", "off"];
    const expected = Object.fromEntries(
      ruleEntries()
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name, severity, profile }) => [
          name,
          {
            description: summaryOf(name),
            enum: levels,
            default: profile === "recommended" ? severity : "off",
          },
        ]),
    );
    if (process.env.UPDATE === "1") {
      const { properties: _, ...rules } = schema.properties.rules;
      schema.properties.rules = { ...rules, properties: expected };
      writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
      execFileSync(path.join(root, "node_modules/.bin/biome"), ["format", "--write", file]);
    }
    assert.deepEqual(read().properties.rules.properties, expected, "run this test with UPDATE=1");
  });

  it("has the defaults that the linter has", () => {
    const { properties } = read();
    for (const key of ["profile", "lookupsNear"] as const) {
      assert.equal(properties[key].default, defaultSettings[key], key);
    }
  });
});
