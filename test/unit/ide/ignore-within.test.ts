/** Findings in a text within another one are ignored by comments of the inner language, indented as their neighbours are. */

import assert from "node:assert/strict";
import { ignoreEdit } from "../../../server/src/ide/ignore.ts";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import { Document } from "../../../server/src/text/document.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
import { allSyntaxes, provideAll } from "../../support/syntaxes.ts";

async function analysed(uri: string, text: string) {
  const workspace = new Workspace({ today: () => "2026-11-24" });
  workspace.open(Document.of(uri, text, "", 1));
  provideAll(workspace, uri, await allSyntaxes());
  const analysis = workspace.analyse(uri);
  assert.ok(analysis);
  return analysis;
}

describe("a finding in rows of a dump", () => {
  it("has no line for a comment beside it, as every line is a row", async () => {
    const text = "COPY records (name, type, content) FROM stdin;\nexample.com\tTXT\tv=spf1 ptr -all\n\\.\n";
    const analysis = await analysed("file:///project/dump.sql", text);
    const finding = analysis.findings.find(({ rule }) => rule === "ptr");
    assert.ok(finding);
    assert.equal(ignoreEdit(finding, "record", analysis), null);
    assert.equal(ignoreEdit(finding, "file", analysis)?.text, "-- spf-ignore-file ptr: \n");
  });
});

for (const [uri, text, comment] of [
  [
    "file:///project/coredns.yaml",
    'data:\n  example.db: |\n    $TTL 300\n    @ IN SOA ns1.example.com. root.example.com. 1 2 3 4 5\n    example.com. IN TXT "v=spf1 ptr -all"\n',
    "    ; spf-ignore ptr: ",
  ],
  [
    "file:///project/README.md",
    '# Title\n\n  ```zone\n  example.com. 60 IN TXT "v=spf1 ptr -all"\n  ```\n',
    "  ; spf-ignore ptr: ",
  ],
] as const) {
  describe(`a finding within ${uri.slice(uri.lastIndexOf("/") + 1)}`, () => {
    it("is gone with the comment that ignores it", async () => {
      const analysis = await analysed(uri, text);
      const finding = analysis.findings.find(({ rule }) => rule === "ptr");
      assert.ok(finding);
      const edit = ignoreEdit(finding, "record", analysis);
      assert.ok(edit);
      assert.equal(edit.text, `${comment}\n`);
      const changed = applyEdits(text, [{ ...edit, text: `${comment}ours\n` }]);
      const after = await analysed(uri, changed);
      assert.deepEqual(
        after.findings.filter(({ rule }) => rule === "ptr"),
        [],
      );
    });
  });
}
