/**
 * What each mistake is called and where exactly it stands. The tables are in `faults.txt` and `near.txt`: a text, its
 * faults as carets, a blank line. `UPDATE=1` writes them anew, to be read with care.
 */

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import type { Fault } from "../../../server/src/spf/ast.ts";
import { faultDetails } from "../../../server/src/spf/fault-details.ts";
import { parse } from "../../../server/src/spf/parse.ts";
import { select } from "../../../server/src/spf/select.ts";
import { casesOf, drawn, invisible } from "./carets.ts";

const reached = new Set<string>();

function noted(faults: readonly Fault[]): readonly Fault[] {
  for (const { kind, detail } of faults) reached.add(`${kind}/${detail}`);
  return faults;
}

function table(name: string, draw: (text: string) => string): void {
  const file = new URL(`./${name}`, import.meta.url);
  const cases = casesOf(readFileSync(file, "utf8"));
  const drawings: string[] = [];
  for (const each of cases) {
    const text = invisible(each.split("\n")[0] as string);
    it(each.split("\n")[0] as string, () => {
      const drawing = draw(text);
      drawings.push(drawing);
      if (!process.env["UPDATE"]) assert.equal(drawing, each);
    });
  }
  after(() => {
    if (process.env["UPDATE"]) writeFileSync(file, `${drawings.join("\n\n")}\n`);
  });
}

describe("mistakes in records", () => {
  table("faults.txt", (text) => drawn(text, noted(parse(text).faults)));
});

describe("texts that would be discarded, and texts that are none of ours", () => {
  table("near.txt", (text) => {
    const selection = select(text);
    if (selection.kind === "near") return drawn(text, noted(selection.faults));
    return `${drawn(text, [])}\n${selection.kind}`;
  });
});

describe("the table of faults", () => {
  it("holds no case that no text reaches", () => {
    noted(parse("").faults);
    const all = Object.entries(faultDetails).flatMap(([kind, cases]) =>
      Object.keys(cases).map((detail) => `${kind}/${detail}`),
    );
    assert.deepEqual(
      all.filter((each) => !reached.has(each)),
      [],
    );
  });
});
