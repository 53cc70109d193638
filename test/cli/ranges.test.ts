// Checks that every range in the JSON cuts the very characters out of the file, whatever stands around them.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { folderOf, removeFolders } from "../support/command.ts";
import { lintJson, sliceOf } from "./output.ts";

const term = fc.constantFrom(
  "mx",
  "a:b.example",
  "ptr",
  "ptr:日本.example",
  "ipv4:1.2.3.4",
  "Ip4:192.0.2.1",
  "é",
  "include:x",
  "%{i}",
  "👩",
);
const record = fc.array(term, { maxLength: 6 }).map((terms) => ["v=spf1", ...terms, "-all"].join(" "));
const owner = fc.constantFrom("@", "mail", "x.y", "\t", "  ", "日本");
const noise = fc.constantFrom(
  "; comment « é »",
  "",
  "host IN A 192.0.2.1",
  "\t",
  '@ IN TXT "other text"',
  "; 👩‍👩‍👧 日本",
);
const entry = fc.tuple(owner, record).map(([name, text]) => ({ line: `${name} IN TXT "${text}"`, text }));
const lines = fc.array(
  fc.oneof(
    entry,
    noise.map((line) => ({ line, text: null })),
  ),
  { minLength: 1, maxLength: 12 },
);

describe("ranges", () => {
  afterEach(removeFolders);

  it("slice back to the text of each record, and each finding stands within one", async function () {
    this.timeout(60_000);
    const folder = folderOf({});
    const ends = fc.constantFrom("\n", "\r\n");
    await fc.assert(
      fc.asyncProperty(lines, ends, fc.boolean(), async (list, end, mark) => {
        const text =
          (mark ? "\uFEFF" : "") +
          ["$ORIGIN e.", "first IN A 192.0.2.1", ...list.map(({ line }) => line)].join(end);
        writeFileSync(path.join(folder, "a.zone"), text);
        const { files } = await lintJson(["a.zone"], { folder });
        const [file] = files;
        const expected = list.flatMap((each) => each.text ?? []);
        assert.deepEqual(
          file?.records.map((each) => each.text),
          expected,
        );
        assert.deepEqual(
          file?.records.map((each) => sliceOf(text, each.range)),
          expected,
        );
        for (const finding of file?.findings ?? []) {
          const cut = sliceOf(text, finding.range);
          assert.equal(cut.includes("\n"), false, finding.rule);
          for (const fix of finding.fixes) for (const edit of fix.edits) sliceOf(text, edit.range);
        }
      }),
      { numRuns: 150 },
    );
  });
});
