/** What holds for all rules about faults of a host's text: each fault has its rule and sentence, each is filled. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { hostFaultDetails } from "../../../server/src/host/fault-details.ts";
import type { HostFault, HostFaultKind } from "../../../server/src/host/host.ts";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import { rules } from "../../../server/src/rules/index.ts";
import type { Finding } from "../../../server/src/rules/lint.ts";
import type { Rule } from "../../../server/src/rules/rule.ts";
import { faultDetails } from "../../../server/src/spf/fault-details.ts";
import { Document } from "../../../server/src/text/document.ts";
import { applyEdits, orderEdits } from "../../../server/src/text/edit.ts";
import { sayIn } from "../../../server/src/text/message.ts";
import { root } from "../../support/root.ts";
import { allSyntaxes, provideAll } from "../../support/syntaxes.ts";

const japanese: Record<string, string> = JSON.parse(readFileSync(path.join(root, "l10n/ja.json"), "utf8"));
const generates = ["a", "b", "c", "d", "e"]
  .map((name) => `$GENERATE 0-65535 ${name}$ A 185.12.80.7\n`)
  .join("");

/** A zone, or the named file, for each case of a fault: its text, and what it reads after the first fix, or null. */
const files: Readonly<Record<string, readonly [text: string, fixed: string | null, name?: string]>> = {
  "cfn-quote.bare": [
    '{"Type": "AWS::Route53::RecordSet", "Properties": {"Name": "a.example.", "Type": "TXT", "ResourceRecords": ["v=spf1 -all"]}}',
    '{"Type": "AWS::Route53::RecordSet", "Properties": {"Name": "a.example.", "Type": "TXT", "ResourceRecords": ["\\"v=spf1 -all\\""]}}',
    "template.json",
  ],
  "ansible-quote.bare": [
    "- route53: { zone: a.example, record: a.example, type: TXT, value: v=spf1 -all }\n",
    "- route53: { zone: a.example, record: a.example, type: TXT, value: '\"v=spf1 -all\"' }\n",
    "tasks.yml",
  ],
  "tf-percent.directive": [
    'resource "vultr_dns_record" "x" {\n  domain = "example.com"\n  type = "TXT"\n  data = "v=spf1 exists:%{ir-}.a.example -all"\n}\n',
    'resource "vultr_dns_record" "x" {\n  domain = "example.com"\n  type = "TXT"\n  data = "v=spf1 exists:%%{ir-}.a.example -all"\n}\n',
    "main.tf",
  ],
  "tf-percent.interpolation": [
    'resource "vultr_dns_record" "x" {\n  domain = "example.com"\n  type = "TXT"\n  data = "v=spf1 exists:${ir-}.a.example -all"\n}\n',
    'resource "vultr_dns_record" "x" {\n  domain = "example.com"\n  type = "TXT"\n  data = "v=spf1 exists:%%{ir-}.a.example -all"\n}\n',
    "main.tf",
  ],
  "tf-quote-google.bare": [
    'resource "google_dns_record_set" "x" {\n  managed_zone = "z"\n  name = "example.com."\n  type = "TXT"\n  rrdatas = ["v=spf1 -all"]\n}\n',
    'resource "google_dns_record_set" "x" {\n  managed_zone = "z"\n  name = "example.com."\n  type = "TXT"\n  rrdatas = ["\\"v=spf1 -all\\""]\n}\n',
    "main.tf",
  ],
  "list-split.items": [
    'resource "aws_route53_record" "a" {\n  zone_id = "Z"\n  name = "example.com"\n  type = "TXT"\n  records = ["v=spf1", "ip4:185.12.80.7", "-all"]\n}\n',
    'resource "aws_route53_record" "a" {\n  zone_id = "Z"\n  name = "example.com"\n  type = "TXT"\n  records = ["v=spf1 ip4:185.12.80.7 -all"]\n}\n',
    "main.tf",
  ],
  "same-name.set": [
    'resource "aws_route53_record" "a" {\n  zone_id = "Z"\n  name = "example.com"\n  type = "TXT"\n  records = ["v=spf1 -all"]\n}\nresource "aws_route53_record" "b" {\n  zone_id = "Z"\n  name = "example.com"\n  type = "TXT"\n  records = ["x"]\n}\n',
    null,
    "main.tf",
  ],
  "join-no-space.join": [
    'resource "vultr_dns_record" "x" {\n  domain = "example.com"\n  type = "TXT"\n  data = join("", ["v=spf1", "-all"])\n}\n',
    'resource "vultr_dns_record" "x" {\n  domain = "example.com"\n  type = "TXT"\n  data = join(" ", ["v=spf1", "-all"])\n}\n',
    "main.tf",
  ],
  "heredoc.trailing": [
    'resource "vultr_dns_record" "x" {\n  domain = "example.com"\n  type = "TXT"\n  data = <<E\nv=spf1 -all\nE\n}\n',
    'resource "vultr_dns_record" "x" {\n  domain = "example.com"\n  type = "TXT"\n  data = trimspace(<<E\nv=spf1 -all\nE\n  )\n}\n',
    "main.tf",
  ],
  "heredoc.inner": [
    'resource "vultr_dns_record" "x" {\n  domain = "example.com"\n  type = "TXT"\n  data = "v=spf1\\n-all"\n}\n',
    null,
    "main.tf",
  ],
  "dnscontrol-parts.version": [
    'D("a.example", R, SPF_BUILDER({ parts: ["ip4:185.12.80.7", "-all"] }));\n',
    'D("a.example", R, SPF_BUILDER({ parts: ["v=spf1", "ip4:185.12.80.7", "-all"] }));\n',
    "dnsconfig.js",
  ],
  "dnscontrol-parts.few": [
    'D("a.example", R, SPF_BUILDER({ parts: ["v=spf1 -all"] }));\n',
    'D("a.example", R, SPF_BUILDER({ parts: ["v=spf1", "-all"] }));\n',
    "dnsconfig.js",
  ],
  "dnscontrol-parts.flatten": [
    'D("a.example", R, SPF_BUILDER({ parts: ["v=spf1", "-all"], flatten: ["*", "b.example"] }));\n',
    'D("a.example", R, SPF_BUILDER({ parts: ["v=spf1", "-all"], flatten: ["*"] }));\n',
    "dnsconfig.js",
  ],
  "dnscontrol-parts.overflow": [
    'D("a.example", R, SPF_BUILDER({ parts: ["v=spf1", "-all"], overflow: "_spf" }));\n',
    'D("a.example", R, SPF_BUILDER({ parts: ["v=spf1", "-all"], overflow: "_spf%d" }));\n',
    "dnsconfig.js",
  ],
  "escape.colon": [
    "'a.example:v=spf1 ip4:185.12.80.7 -all:3600\n",
    "'a.example:v=spf1 ip4\\072185.12.80.7 -all:3600\n",
    "data",
  ],
  "octodns-semicolon.unescaped": [
    "'':\n  type: TXT\n  values:\n    - v=spf1 -all\n    - v=DKIM1; p=x\\;\n",
    "'':\n  type: TXT\n  values:\n    - v=spf1 -all\n    - v=DKIM1\\; p=x\\;\n",
    "example.com.yaml",
  ],
  "octodns-semicolon.doubled": [
    "'':\n  type: TXT\n  values:\n    - v=spf1 -all\n    - \"v=DKIM1\\\\\\\\; p=x\"\n",
    "'':\n  type: TXT\n  values:\n    - v=spf1 -all\n    - \"v=DKIM1\\\\; p=x\"\n",
    "example.com.yaml",
  ],
  "heredoc.block": [
    "a:\n  type: TXT\n  value: |\n    v=spf1\n    -all\n",
    "a:\n  type: TXT\n  value: >-\n    v=spf1\n    -all\n",
    "example.com.yaml",
  ],
  "yaml-scalar.glued": [
    "'':\n  type: TXT\n  values:\n    v=spf1\n    -all\n    MS=ms1\n",
    "'':\n  type: TXT\n  values:\n    - v=spf1\n      -all\n    - MS=ms1\n",
    "example.com.yaml",
  ],
  "yaml-scalar.cut": [
    "'':\n  type: TXT\n  value: v=spf1 ip4:185.12.80.7 #ip4:185.12.80.8 -all\n",
    "'':\n  type: TXT\n  value: v=spf1 ip4:185.12.80.7 ip4:185.12.80.8 -all\n",
    "example.com.yaml",
  ],
  "yaml-scalar.map": [
    "'':\n  type: TXT\n  values:\n    - v=spf1 ip4: 185.12.80.7 -all\n",
    "'':\n  type: TXT\n  values:\n    - v=spf1 ip4:185.12.80.7 -all\n",
    "example.com.yaml",
  ],
  "unquoted.words": ["@ TXT v=spf1 ip4:185.12.80.7 -all\n", '@ TXT "v=spf1 ip4:185.12.80.7 -all"\n'],
  "unquoted.generate": ['$GENERATE 1-2 g$ TXT "v=spf1 -all"\n', '$GENERATE 1-2 g$ TXT "\\"v=spf1 -all\\""\n'],
  "quote-unbalanced.closing": ['@ TXT "v=spf1 -all\n', '@ TXT "v=spf1 -all"\n'],
  "quote-unbalanced.opening": ['@ TXT v=spf1 -all"\n', '@ TXT "v=spf1 -all"\n'],
  "quote-unbalanced.folded": ['@ TXT "v=spf1\n -all"\n', '@ TXT ( "v=spf1 "\n "-all" )\n'],
  "semicolon-comment.cut": ["@ TXT v=spf1 ip4:185.12.80.7; -all\n", '@ TXT "v=spf1 ip4:185.12.80.7 -all"\n'],
  "escape.octet": ['@ TXT "v=spf1 \\999-all"\n', null],
  "escape.digits": ['@ TXT "v=spf1 \\1-all"\n', null],
  "escape.needless": ['@ TXT "v=spf1 \\-all"\n', '@ TXT "v=spf1 -all"\n'],
  "paren.stray": ['@ TXT "v=spf1 -all" )\n', '@ TXT "v=spf1 -all"\n'],
  "paren.unclosed": [
    '@ TXT ( "v=spf1 -all"\nw A 185.12.80.7\n',
    '@ TXT ( "v=spf1 -all" )\nw A 185.12.80.7\n',
  ],
  "paren.continuation": ['@ TXT "v=spf1 "\n "-all"\n', '@ TXT ( "v=spf1 "\n "-all" )\n'],
  "unresolved-include-file.missing": ["$INCLUDE gone.inc\n", null],
  "unresolved-include-file.loop": ["$INCLUDE db.example.com\n", null],
  "unresolved-include-file.depth": ["$INCLUDE empty.inc\n".repeat(1001), null],
  "analysis-stopped.generate": ["$GENERATE 0-99999 a$ A 185.12.80.7\n", null],
  "analysis-stopped.generate-total": [generates, null],
};

let parsers: Awaited<ReturnType<typeof allSyntaxes>>;

describe("rules about faults of a host's text", () => {
  before(async () => {
    parsers = await allSyntaxes();
  });

  it("speak about every kind of fault, each in the rule of its name", () => {
    assert.deepEqual(byName("hostFaults"), Object.fromEntries(kinds(hostFaultDetails)));
  });

  it("have a sentence for every case, and a file that shows it", () => {
    const cases = Object.entries(hostFaultDetails).flatMap(([kind, details]) =>
      Object.keys(details).map((detail) => `${kind}.${detail}`),
    );
    assert.deepEqual(Object.keys(files).sort(), cases.sort());
    for (const rule of rules) {
      if (rule.needs !== "hostFault") continue;
      for (const kind of rule.hostFaults ?? []) {
        for (const detail of Object.keys(hostFaultDetails[kind]))
          assert.ok(rule.messages.english[detail], detail);
      }
    }
  });

  for (const [id, [text, fixed, name]] of Object.entries(files)) {
    it(`say ${id} with all that it names, alone, and mend it`, () => {
      const { findings, fix } = findingsOf(text, name);
      assert.deepEqual(idsOf(findings), [id]);
      const finding = findings[0] as Finding;
      for (const message of [finding.message, ...finding.fixes.map((each) => each.title)]) {
        for (const sentence of [sayIn(message), sayIn(message, japanese)])
          assert.doesNotMatch(sentence, /\{\w+\}/);
      }
      assert.equal(fix(finding), fixed);
      if (fixed !== null) assert.deepEqual(idsOf(findingsOf(fixed, name).findings), []);
    });
  }

  it("call safe what is read as it was, and nothing else", () => {
    const safe = Object.entries(files).flatMap(([id, [text, fixed, name]]) => {
      const [finding] = findingsOf(text, name).findings;
      if (finding?.fixes[0]?.kind !== "safe") return [];
      const texts = [text, fixed ?? ""].map((each) => findingsOf(each, name).texts);
      assert.deepEqual(texts[1], texts[0], id);
      return [id];
    });
    assert.deepEqual(safe.sort(), [
      "ansible-quote.bare",
      "cfn-quote.bare",
      "escape.needless",
      "tf-percent.directive",
    ]);
  });

  it("know by reading again whether what mends keeps the text", () => {
    const keeps = (id: string) => {
      const [text, , name] = files[id] as (typeof files)[string];
      return findingsOf(text, name).faults.map((fault) => fault.keepsText?.());
    };
    assert.deepEqual(keeps("cfn-quote.bare"), [true]);
    assert.deepEqual(keeps("list-split.items"), [false]);
    assert.deepEqual(keeps("heredoc.trailing"), [false]);
    // A zone file proves by what it writes, not by reading again.
    assert.deepEqual(keeps("paren.unclosed"), [undefined]);
  });

  it("keep all else that is said of a record to themselves where its text is not what was written", () => {
    const rulesAt = (text: string) => findingsOf(text).findings.map((finding) => finding.rule);
    assert.deepEqual(rulesAt('@ TXT "v=spf1 ptr" ip4:1.2 +all\n'), ["unquoted"]);
    assert.deepEqual(rulesAt("@ TXT v=spf1 ptr; +all\n"), ["semicolon-comment"]);
    assert.deepEqual(rulesAt('@ TXT "v=spf1 ptr \\256+all"\n'), ["escape"]);
    // But not where it is read as it was meant, nor of the next record.
    assert.deepEqual(rulesAt('@ TXT "v=spf1 ptr -all\n'), ["quote-unbalanced", "ptr"]);
    assert.deepEqual(rulesAt('@ TXT v=spf1 ptr -all\nb TXT "v=spf1 ptr -all"\n'), ["unquoted", "ptr"]);
  });
});

describe("rules about faults of a record", () => {
  it("speak about every kind of fault, each in the rule of its name", () => {
    assert.deepEqual(byName("faults"), Object.fromEntries(kinds(faultDetails)));
  });
});

/** Which kinds the rules name, by rule. */
function byName(list: "faults" | "hostFaults"): Record<string, readonly string[]> {
  const named = rules.map((rule: Rule) => [rule.name, (rule[list] ?? []) as readonly string[]] as const);
  return Object.fromEntries(named.filter(([, all]) => all.length > 0));
}

function kinds(details: Readonly<Record<string, unknown>>): (readonly [string, readonly string[]])[] {
  return Object.keys(details).map((kind) => [kind, [kind as HostFaultKind]] as const);
}

function idsOf(findings: readonly Finding[]): string[] {
  return findings.map((finding) => finding.message.id);
}

function findingsOf(
  text: string,
  name = "db.example.com",
): {
  findings: readonly Finding[];
  texts: readonly string[];
  faults: readonly HostFault[];
  fix: (finding: Finding) => string | null;
} {
  const workspace = new Workspace({ today: () => "2026-11-01" });
  const uri = `file:///zones/${name}`;
  workspace.load("file:///zones/empty.inc", Document.of("file:///zones/empty.inc", ""));
  workspace.open(Document.of(uri, text, name === "db.example.com" ? "dns-zone" : ""));
  provideAll(workspace, uri, parsers);
  for (let wants = workspace.wants(uri); wants.length > 0; wants = workspace.wants(uri)) {
    for (const want of wants) workspace.load(want, null);
  }
  const analysis = workspace.analyse(uri);
  assert.ok(analysis);
  const fix = (finding: Finding): string | null => {
    const edits = finding.fixes[0]?.edits;
    if (!edits) return null;
    const mapped = edits.map((edit) => ({
      span: analysis.toDocument(edit.part, edit.span),
      text: edit.text,
    }));
    const ordered = orderEdits(mapped);
    assert.ok(ordered, "the edits overlap");
    return applyEdits(text, ordered);
  };
  const texts = analysis.subjects.map(({ found }) => found.decoded.text);
  const faults = analysis.placed.flatMap(({ part }) => part.faults);
  return { findings: analysis.findings, texts, faults, fix };
}
