/**
 * One mistake of each kind in each format: what is told of a bare record is told of the same record in every file, and at
 * the characters where the file has them. The records are those of the rules' pages.
 */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileKinds } from "../../server/src/host/file-kinds.ts";
import { formatNames } from "../../server/src/host/index.ts";
import type { Analysis } from "../../server/src/ide/analysis.ts";
import { editsOf } from "../../server/src/ide/fixes.ts";
import { Workspace } from "../../server/src/ide/workspace.ts";
import { rules } from "../../server/src/rules/index.ts";
import { defaultSettings } from "../../server/src/rules/settings.ts";
import { Document } from "../../server/src/text/document.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { root } from "../support/root.ts";
import { allSyntaxes, provideAll } from "../support/syntaxes.ts";

/** Files of each format with a place for the text of a record. */
const FILES: Readonly<Record<string, string>> = {
  "db.clean.net": '$ORIGIN clean.net.\n$TTL 300\n@ IN SOA ns1 root 1 2 3 4 5\nx IN TXT "TEXT"\n',
  "db.clean.net.j2": '$ORIGIN {{ zone }}.\n$TTL 300\nx IN TXT "TEXT"\n',
  "config/clean.net.yaml.j2": "x:\n  type: TXT\n  value: 'TEXT'\n{% if y %}y: { type: A }{% endif %}\n",
  "config/clean.net.yaml": "x:\n  type: TXT\n  value: 'TEXT'\n",
  "template.yaml":
    "Resources:\n  X:\n    Type: AWS::Route53::RecordSet\n    Properties:\n      Name: x.clean.net.\n      Type: TXT\n      ResourceRecords: ['\"TEXT\"']\n",
  "template.json":
    '{"Type": "AWS::Route53::RecordSet", "Properties": {"Name": "x.clean.net", "Type": "TXT", "ResourceRecords": ["\\"TEXT\\""]}}\n',
  "tasks/main.yml": "- cloudflare_dns: { zone: clean.net, record: x, type: TXT, value: 'TEXT' }\n",
  "Pulumi.yaml":
    'resources:\n  x:\n    type: cloudflare:Record\n    properties: { zoneId: clean.net, name: x, type: TXT, content: "TEXT" }\n',
  "endpoints.yaml":
    "kind: DNSEndpoint\nspec:\n  endpoints:\n    - dnsName: x.clean.net\n      recordType: TXT\n      targets: ['TEXT']\n",
  "call.yaml": 'name: x.clean.net.\ntype: TXT\nttl: 300\nrrdatas: ["\\"TEXT\\""]\n',
  "call.json":
    '{"rrsets": [{"name": "x.clean.net.", "type": "TXT", "records": [{"content": "\\"TEXT\\""}]}]}\n',
  "is-a.dev/domains/x.json": '{"owner": {"username": "x"}, "records": {"TXT": "TEXT"}}\n',
  "azuredeploy.json":
    '{"resources": [{"type": "Microsoft.Network/dnsZones/TXT", "name": "clean.net/x", "properties": {"TXTRecords": [{"value": ["TEXT"]}]}}]}\n',
  "main.tf":
    'resource "cloudflare_record" "x" {\n  zone_id = "x"\n  name    = "x.clean.net"\n  type    = "TXT"\n  content = "TEXT"\n}\n',
  "main.tf.json":
    '{"resource": {"cloudflare_record": {"x": {"zone_id": "x", "name": "x.clean.net", "type": "TXT", "content": "TEXT"}}}}\n',
  "dnsconfig.js": 'D("clean.net", REG, TXT("x", "TEXT"));\n',
  "stack.ts": "new TxtRecord(this, 'X', { zone, recordName: 'x.clean.net.', values: ['TEXT'] });\n",
  "stack.py": 'TxtRecord(self, "X", zone=zone, record_name="x.clean.net.", values=["TEXT"])\n',
  "index.ts":
    'new cloudflare.Record("x", { zoneId: zone.id, name: "x.clean.net", type: "TXT", content: "TEXT" });\n',
  "main.go":
    'package main\n\nfunc main() {\n\tcloudflare.NewRecord(ctx, "x", &cloudflare.RecordArgs{ZoneId: zone.ID(), Name: pulumi.String("x.clean.net"), Type: pulumi.String("TXT"), Content: pulumi.String("TEXT")})\n}\n',
  "dns.bicep":
    "resource x 'Microsoft.Network/dnsZones/TXT@2018-05-01' = {\n  name: 'clean.net/x'\n  properties: { TXTRecords: [ { value: [ 'TEXT' ] } ] }\n}\n",
  "zones.nix":
    '{ dns, ... }:\n{\n  services.zones."clean.net" = dns.lib.toString "clean.net" {\n    subdomains.x.TXT = [ "TEXT" ];\n  };\n}\n',
  Routefile:
    'hosted_zone "clean.net." do\n  rrset "x.clean.net.", "TXT" do\n    resource_records(\'"TEXT"\')\n  end\nend\n',
  "records.sql": "INSERT INTO records (name, type, content) VALUES ('x.clean.net', 'TXT', '\"TEXT\"');\n",
  "export.csv": 'name,type,content,ttl\nx.clean.net,TXT,"TEXT",300\n',
  "README.md": '# Title\n\n```zone\nx.clean.net. IN TXT "TEXT"\n```\n',
  "dnsmasq.conf": 'txt-record=x.clean.net,"TEXT"\n',
  "unbound.conf": "server:\n  local-data: 'x.clean.net. 300 IN TXT \"TEXT\"'\n",
  "root/data": "'x.clean.net:TEXT:300\n",
};

/** What some format writes in a way of its own. */
const WRITTEN = /["'\\$#`\t]/;
const looksAtText = new Set(
  rules.filter(({ needs }) => needs === "record" || needs === "fault").map(({ name }) => name),
);

/** Those that were met. */
const formats = new Set<string>();
let syntaxes: Awaited<ReturnType<typeof allSyntaxes>>;

function analysed(name: string, text: string, languageId = ""): Analysis | null {
  const uri = `file:///dns/${name}`;
  const workspace = new Workspace({ today: () => "2026-11-24" });
  workspace.configure(defaultSettings);
  workspace.open(Document.of(uri, text, languageId));
  provideAll(workspace, uri, syntaxes);
  for (let wants = workspace.wants(uri); wants.length > 0; wants = workspace.wants(uri))
    for (const want of wants) workspace.load(want, null);
  return workspace.analyse(uri);
}

/** What is told of the texts of records in a file, and where. */
function toldOf(name: string, text: string, languageId = ""): string[] {
  const analysis = analysed(name, text, languageId);
  assert.ok(analysis?.subjects.length === 1, `${name}: ${text}`);
  formats.add(analysis.subjects[0]?.format ?? "");
  return analysis.findings
    .filter(({ rule }) => looksAtText.has(rule))
    .map(({ rule, part, pieces }) => {
      const places = pieces.map((piece) => {
        const { start, end } = analysis.toDocument(part, piece);
        return `${start}-${end}`;
      });
      return `${rule} ${places.join()}`;
    })
    .sort();
}

/** A bare record, and how far its places lie from those in a file. */
function bareOf(record: string, at: number): string[] {
  const moved = (each: string) => each.replace(/(?<= |,|-)\d+/g, (place) => String(Number(place) + at));
  return toldOf("record", record, fileKinds.record.languages[0]).map((each) => {
    const [rule, places = ""] = each.split(" ");
    return `${rule}${moved(` ${places}`)}`;
  });
}

/** Records until each rule about texts that any of them breaks is broken by one at the least. */
function mistakes(): string[] {
  const folder = path.join(root, "server/src/rules");
  const pages = readdirSync(folder).filter((name) => name.endsWith(".md") && !name.endsWith(".ja.md"));
  const all = pages.flatMap((page) =>
    [...readFileSync(path.join(folder, page), "utf8").matchAll(/"(v=spf1 [^"\n]*)"/g)].map(
      ([, text = ""]) => text,
    ),
  );
  const seen = new Set<string>();
  return all.filter((record) => {
    if (WRITTEN.test(record) || record.length > 200) return false;
    const fresh = bareOf(record, 0)
      .map((each) => each.replace(/ .*/, ""))
      .filter((rule) => !seen.has(rule));
    for (const rule of fresh) seen.add(rule);
    return fresh.length > 0;
  });
}

describe("one mistake of each kind", () => {
  let records: readonly string[] = [];
  before(async function () {
    this.timeout(60_000);
    syntaxes = await allSyntaxes();
    records = mistakes();
    assert.ok(records.length >= 25, `${records.length} records`);
  });

  for (const [name, file] of Object.entries(FILES)) {
    it(`is told at its characters: ${name}`, function () {
      this.timeout(60_000);
      for (const record of records) {
        // A colon ends the field of tinydns, whatever its text, and `%{` is code in Terraform.
        if (name === "root/data" && record.includes(":")) continue;
        if (name.startsWith("main.tf") && record.includes("%{")) continue;
        const text = file.replace("TEXT", () => record);
        const told = toldOf(name, text);
        // Whoever follows a manual fills it in.
        const isTold = (each: string) => name !== "README.md" || !/^(?:placeholder|reserved-ip) /.test(each);
        for (const each of bareOf(record, text.indexOf(record)).filter(isTold))
          assert.ok(told.includes(each), `${each} is not among\n${told.join("\n")}\nin ${text}`);
      }
    });
  }

  it("is mended by TXT in the place of SPF, whatever quotes are round it", () => {
    const mended = Object.entries(FILES).filter(([name, file]) => {
      const text = file.replace("TEXT", "v=spf1 -all");
      const analysis = analysed(name, text.replace(/\bTXT\b/, "SPF"));
      const fix = analysis?.findings.find(({ rule }) => rule === "type99-rr")?.fixes[0];
      const [own] = analysis && fix ? (editsOf(fix, analysis) ?? []) : [];
      if (analysis && own) assert.equal(applyEdits(analysis.document.text(), own.edits), text);
      return own !== undefined;
    });
    assert.ok(mended.length >= 15, mended.map(([name]) => name).join());
  });

  it("is looked for in every format", () => {
    // What a fence holds is in the format of the fence.
    formats.add("markdown");
    assert.deepEqual([...formats].sort(), [...formatNames].sort());
  });
});
