/** Wherever somebody points in the examples of all pages, what is shown lies around the pointer. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { hosts } from "../../server/src/host/index.ts";
import { hover } from "../../server/src/ide/index.ts";
import { rules } from "../../server/src/rules/index.ts";
import { lintExample, loadParsers } from "./check.ts";
import { readPage } from "./page.ts";

const folder = new URL("../../server/src/rules/", import.meta.url);
const formats = hosts.map(({ format }) => format);

describe("a hover", () => {
  before(loadParsers);

  for (const format of formats) {
    it(`lies around the pointer in ${format}`, function () {
      this.timeout(60_000);
      for (const rule of rules) {
        const { examples } = readPage(readFileSync(new URL(`${rule.name}.md`, folder), "utf8"), formats);
        for (const example of examples.filter(({ main }) => main.host === format)) {
          const { analysis } = lintExample(example, example.main.text, rule);
          for (let at = 0; at <= analysis.document.length; at++) {
            const span = hover(analysis, at)?.span;
            if (span)
              assert.ok(
                span.start <= at && at <= span.end,
                `${rule.name}: ${at} in ${span.start}-${span.end}`,
              );
          }
        }
      }
    });
  }
});
