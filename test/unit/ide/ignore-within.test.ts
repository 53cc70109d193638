/**
 * What comments that ignore a rule reach: the records of a statement, and in a text within another one those beside comments of
 * the inner language.
 */

import assert from "node:assert/strict";
import type { Analysis } from "../../../server/src/ide/analysis.ts";
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

/** Two records each, with a comment above the first statement: it is about that one alone. */
const statements: Readonly<Record<string, string>> = {
  "main.tf": `# spf-ignore ptr: the old relay
resource "aws_route53_record" "one" {
  name    = "example.com"
  type    = "TXT"
  records = ["v=spf1 ptr -all"]
}
resource "aws_route53_record" "two" {
  name    = "two.example.com"
  type    = "TXT"
  records = ["v=spf1 ptr -all"]
}
`,
  "example.com.yaml": `---
'':
  - type: A
    value: 192.0.2.1
  # spf-ignore ptr: the old relay
  - octodns: {}
    type: TXT
    value: v=spf1 ptr -all
# spf-ignore ptr: the old relay
one:
  type: TXT
  value: v=spf1 ptr -all
two:
  type: TXT
  value: v=spf1 ptr -all
`,
  "example.org.yaml": `---
# spf-ignore ptr: the old relay
'': # the top
- type: MX
  value: {exchange: mx.example.org., preference: 10}
- type: TXT
  value: v=spf1 ptr -all
- type: A
  value: 192.0.2.1
two:
  type: TXT
  value: v=spf1 ptr -all
`,
  "records.yaml": `dns:
  # spf-ignore ptr: the old relay
  one:
    domain: example.com
    records:
      - {name: "@", type: MX, value: 10 mx}
      - {name: "@", type: TXT, value: v=spf1 ptr -all}
      - {name: www, type: TXT, value: v=spf1 a:x.example.com ptr -all}
  two:
    domain: example.net
    records:
      - {name: "@", type: MX, value: 10 mx}
      - {name: "@", type: TXT, value: v=spf1 ptr -all}
`,
  "dnsconfig.js": `D("example.com", REG, DnsProvider(CF),
  // spf-ignore ptr: the old relay
  TXT("@",
    "v=spf1 ptr -all"),
  TXT("two",
    "v=spf1 ptr -all"),
);
`,
  "index.ts": `import * as aws from "@pulumi/aws";
// spf-ignore ptr: the old relay
const one = new aws.route53.Record("one", {
  name: "example.com", type: "TXT",
  records: ["v=spf1 ptr -all"], ttl: 300, zoneId: "Z",
});
const two = new aws.route53.Record("two", {
  name: "two.example.com", type: "TXT",
  records: ["v=spf1 ptr -all"], ttl: 300, zoneId: "Z",
});
`,
  "stack.py": `from pulumi_aws import route53
# spf-ignore ptr: the old relay
route53.Record("one",
  name="example.com", type="TXT",
  records=["v=spf1 ptr -all"], ttl=300)
route53.Record("two",
  name="two.example.com", type="TXT",
  records=["v=spf1 ptr -all"], ttl=300)
`,
  "template.yaml": `Resources:
  # spf-ignore ptr: the old relay
  One:
    Type: AWS::Route53::RecordSet
    Properties: {Name: example.com., Type: TXT, ResourceRecords: ['"v=spf1 ptr -all"']}
  Two:
    Type: AWS::Route53::RecordSet
    Properties:
      Name: two.example.com.
      Type: TXT
      ResourceRecords:
        - '"v=spf1 ptr -all"'
`,
};

describe("a comment above a statement", () => {
  for (const [file, text] of Object.entries(statements)) {
    it(`is about the records in it: ${file}`, async () => {
      const { findings, at } = await analysed(`file:///project/${file}`, text);
      const told = findings.filter(({ rule }) => rule === "ptr" || rule === "unused-suppression");
      const last = text.lastIndexOf("ptr");
      assert.deepEqual(
        told.map(({ rule, part, range }) => [rule, at(part) + range.start]),
        [["ptr", last]],
      );
    });
  }
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

describe("a finding about no record, in a zone within another text", () => {
  const uri = "file:///project/coredns.yaml";
  const text =
    'data:\n  example.com.db: |\n    $ORIGIN example.com.\n    $TTL 300\n    @ IN SOA ns1 root 1 2 3 4 5\n    x IN CNAME a\n    x IN TXT "v=spf1 -all"\n';
  const findingOf = (analysis: Analysis, rule: string) => {
    const finding = analysis.findings.find((each) => each.rule === rule);
    assert.ok(finding && !finding.subject);
    return finding;
  };

  it("is gone with a comment of the zone", async () => {
    const analysis = await analysed(uri, text);
    const edit = ignoreEdit(findingOf(analysis, "cname-conflict"), "record", analysis);
    assert.equal(edit?.text, "    ; spf-ignore cname-conflict: \n");
    const after = await analysed(
      uri,
      applyEdits(text, [{ ...edit, text: edit.text.replace(": ", ": ours") }]),
    );
    assert.equal(after.subjects.length, 1);
    assert.ok(!after.findings.some(({ rule }) => rule === "cname-conflict"));
  });

  it("has no comment where it does not begin its line", async () => {
    const analysis = await analysed(uri, `${text}    $INCLUDE b.db\n`);
    assert.equal(ignoreEdit(findingOf(analysis, "unresolved-include-file"), "record", analysis), null);
  });
});
