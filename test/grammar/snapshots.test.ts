// Keeps what the grammars say of every sample beside it, and what the files of grammars hold, as they were last looked
// at: UPDATE=1 writes both anew.

import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { treatmentOf } from "../../server/src/host/zone/types.ts";
import { grammars } from "../../syntaxes/generate/index.ts";
import { TYPES } from "../../syntaxes/generate/zone.ts";
import { root } from "../support/root.ts";
import { type Colour, colourer } from "./tokens.ts";

const update = process.env["UPDATE"] === "1";
const samples = path.join(root, "test/grammar/samples");

describe("the grammars' files", () => {
  for (const [name, text] of Object.entries(grammars())) {
    it(`${name} is fresh`, () => same(path.join(root, "syntaxes", name), text));
  }

  it("know no type of record that the zone host does not know", () => {
    assert.deepEqual(
      TYPES.filter((type) => treatmentOf(type) === undefined),
      [],
    );
  });
});

describe("the colours of", () => {
  for (const name of readdirSync(samples).filter((each) => !each.endsWith(".snap"))) {
    it(name, async () => {
      const colour = await colourer(name.endsWith(".zone") ? "source.dns-zone" : "source.spf");
      same(
        path.join(samples, `${name}.snap`),
        snapshot(colour, readFileSync(path.join(samples, name), "utf8")),
      );
    });
  }
});

/** Each line, and under it a row for each token that has a scope. */
function snapshot(colour: Colour, text: string): string {
  const tokens = colour(text);
  const rows: string[] = [];
  let at = 0;
  for (const line of text.split("\n")) {
    rows.push(`>${line}`);
    for (const { start, end, scopes } of tokens) {
      if (start < at || start > at + line.length || scopes.length === 0) continue;
      rows.push(`#${" ".repeat(start - at)}${"^".repeat(end - start)} ${scopes.join(" ")}`);
    }
    at += line.length + 1;
  }
  return `${rows.join("\n")}\n`;
}

function same(file: string, text: string): void {
  if (update) writeFileSync(file, text);
  const stored = readFileSync(file, "utf8");
  assert.ok(
    stored === text,
    `${path.relative(root, file)} is not fresh: UPDATE=1 npm run test:unit writes it`,
  );
}
