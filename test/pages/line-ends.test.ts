/** What is written into a file with line ends of two characters has such line ends, too: the examples of all pages, as on Windows. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { hosts } from "../../server/src/host/index.ts";
import { ignoreEdit } from "../../server/src/ide/ignore.ts";
import { refactorings } from "../../server/src/ide/refactor.ts";
import { rules } from "../../server/src/rules/index.ts";
import { lintExample, loadParsers } from "./check.ts";
import { readPage } from "./page.ts";

const folder = new URL("../../server/src/rules/", import.meta.url);
const formats = hosts.map(({ format }) => format);

describe("what is written into a file of Windows", () => {
  before(loadParsers);

  it("ends its lines as the file does", function () {
    this.timeout(60_000);
    let count = 0;
    for (const rule of rules) {
      const { examples } = readPage(readFileSync(new URL(`${rule.name}.md`, folder), "utf8"), formats);
      for (const example of examples) {
        const { analysis } = lintExample(example, example.main.text.replaceAll("\n", "\r\n"), rule);
        for (const finding of analysis.findings) {
          const span = analysis.toDocument(finding.part, finding.range);
          const texts = [
            ...finding.fixes.flatMap(({ edits }) => edits),
            ...refactorings(analysis, span).flatMap(({ edits }) => edits.flatMap((each) => each.edits)),
            ignoreEdit(finding, "record", analysis) ?? [],
          ].flat();
          for (const { text } of texts) {
            if (!text.includes("\n")) continue;
            count++;
            assert.doesNotMatch(text, /(?<!\r)\n/, `${rule.name}: ${finding.rule}`);
          }
        }
      }
    }
    assert.ok(count > 300, `${count} texts of several lines`);
  });
});
