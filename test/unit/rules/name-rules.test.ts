/** What rules about names find comes and goes as a zone is edited, and is the same as in a reading of its own. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import { defaultSettings } from "../../../server/src/rules/settings.ts";
import { Document } from "../../../server/src/text/document.ts";
import { allSyntaxes, provideAll } from "../../support/syntaxes.ts";

const uri = "file:///zones/db.example.com";
const HEAD = "$ORIGIN example.com.\n$TTL 1h\n";
const SOA = "@ IN SOA ns1.hoster.net. hostmaster ( 2026110101 2h 1h 2w 1h )\n";

const LINES = [
  "@ MX 10 mx.hoster.net.\n",
  "@ MX 0 .\n",
  '@ TXT "v=spf1 -all"\n',
  '@ TXT "v=spf10"\n',
  '@ TXT "hello"\n',
  "a MX 10 b\n",
  "a CNAME b\n",
  'a TXT "v=spf1 mx -all"\n',
  '_spf TXT "v=spf1 mx -all"\n',
  '@ TXT "v=spf1 include:_spf.example.com -all"\n',
  "b A 185.12.80.7\n",
  'b SPF "v=spf1 a -all"\n',
  "a NS ns.a\n",
  "$INCLUDE missing.inc\n",
];

function workspaceOf(text: string): Workspace {
  const workspace = new Workspace({ today: () => "2026-11-24" });
  workspace.configure({ ...defaultSettings, profile: "all" });
  workspace.open(Document.of(uri, text, "dns-zone"));
  return workspace;
}

function found(workspace: Workspace): string[] {
  for (let wants = workspace.wants(uri); wants.length > 0; wants = workspace.wants(uri))
    for (const want of wants) workspace.load(want, null);
  const analysis = workspace.analyse(uri);
  return (analysis?.findings ?? []).map(({ rule, part, range }) => {
    const { start, end } = analysis?.toDocument(part, range) ?? range;
    return `${rule} ${start}-${end}`;
  });
}

function named(workspace: Workspace): string[] {
  const all = found(workspace).map((each) => each.split(" ")[0] as string);
  return all.filter((rule) => /^(?:missing-record|helo-missing|cname-conflict|wrong-label)$/.test(rule));
}

describe("rules about names", () => {
  let parsers: Awaited<ReturnType<typeof allSyntaxes>> = new Map();
  before(async () => {
    parsers = await allSyntaxes();
  });

  it("hear of records that come and go elsewhere in the file", () => {
    const text = `${HEAD}${SOA}@ MX 10 mx.hoster.net.\n`;
    const workspace = workspaceOf(text);
    assert.deepEqual(named(workspace), ["missing-record"]);
    const far = `${"; far away\n".repeat(300)}@ TXT "v=spf1 -all"\n`;
    const end = { start: text.length, end: text.length };
    workspace.change((workspace.document(uri) as Document).edit(end, far));
    assert.deepEqual(named(workspace), []);
    const gone = { start: text.length, end: text.length + far.length };
    workspace.change((workspace.document(uri) as Document).edit(gone, ""));
    assert.deepEqual(named(workspace), ["missing-record"]);
  });

  it("say nothing where another document may hold the rest, or nobody knows", () => {
    assert.deepEqual(named(workspaceOf(`${HEAD}@ MX 10 mx.hoster.net.\n`)), []);
    assert.deepEqual(named(workspaceOf(`${HEAD}${SOA}@ MX 10 mx.hoster.net.\n$INCLUDE missing.inc\n`)), []);
  });

  it("speak in files of tools that publish whole zones, as long as they say all of one", async () => {
    const file = "file:///config/example.com.yaml";
    const text =
      "'':\n- type: MX\n  value: {exchange: mx.hoster.net., preference: 10}\n_spf: {type: TXT, value: v=spf1 mx -all}\n";
    const workspace = new Workspace({ today: () => "2026-11-24" });
    workspace.open(Document.of(file, text, ""));
    provideAll(workspace, file, await allSyntaxes());
    const rules = () => (workspace.analyse(file)?.findings ?? []).map(({ rule }) => rule);
    const edit = (start: number, end: number, put: string) =>
      workspace.change((workspace.document(file) as Document).edit({ start, end }, put));
    // The name of the record has no MX.
    const all = ["missing-record", "void-lookup"];
    assert.deepEqual(rules(), all);
    const more = "www: !include www.yaml\n";
    edit(text.length, text.length, more);
    assert.deepEqual(rules(), ["mx-use"]);
    edit(text.length, text.length + more.length, "");
    assert.deepEqual(rules(), all);
    edit(text.length, text.length, "'': {type: TXT, value: v=spf1 -all}\n");
    assert.deepEqual(rules(), ["void-lookup"]);
  });

  it("tell what the records at a name say against each other without the zone, too", () => {
    const told = [
      ...["db.part", '$ORIGIN a.example.com.\n@ 60 MX 0 .\n  60 TXT "v=spf1 ip4:185.12.80.7 -all"\n'],
      ...[
        "a.example.com.yaml",
        "'':\n- {type: MX, value: {preference: 0, exchange: .}}\n- {type: TXT, value: v=spf1 a:b.example.com -all}\n",
      ],
    ];
    for (let i = 0; i < told.length; i += 2) {
      const workspace = new Workspace({ today: () => "2026-11-24" });
      workspace.configure({ ...defaultSettings, profile: "all" });
      const at = `file:///zones/${told[i]}`;
      workspace.open(Document.of(at, told[i + 1] as string, i === 0 ? "dns-zone" : ""));
      provideAll(workspace, at, parsers);
      const rules = workspace.analyse(at)?.findings.map(({ rule }) => rule) ?? [];
      assert.ok(rules.includes("nullmx-permissive"), told[i]);
      assert.ok(!rules.includes("missing-record") && !rules.includes("helo-missing"), told[i]);
    }
  });

  it("look into a zone within a text", () => {
    const zone = `${SOA}${'@ MX 10 mail\nmail A 185.12.80.7\nwww CNAME mail\nwww TXT "v=spf1 -all"\n'}`;
    const text = `kind: ConfigMap\ndata:\n  db: |\n${(HEAD + zone).replace(/^(?=.)/gm, "    ")}`;
    const workspace = new Workspace({ today: () => "2026-11-24" });
    workspace.configure({ ...defaultSettings, profile: "all" });
    const at = "file:///k8s/dns.yaml";
    workspace.open(Document.of(at, text, "yaml"));
    provideAll(workspace, at, parsers);
    const rules = workspace.analyse(at)?.findings.map(({ rule }) => rule) ?? [];
    assert.deepEqual(rules.sort(), ["cname-conflict", "helo-missing", "missing-record"]);
  });

  it("about sets hear of texts elsewhere in a module", async () => {
    const file = "file:///project/main.tf";
    const resource = (label: string, name: string, ttl: number, text: string) =>
      `resource "cloudflare_dns_record" "${label}" {\n  zone_id = "z"\n  name = "${name}"\n  type = "TXT"\n  ttl = ${ttl}\n  content = "${text}"\n}\n`;
    const spf = resource("a", "example.com", 300, "v=spf1 -all");
    const other = resource("b", "example.com", 600, "x".repeat(500));
    const workspace = new Workspace({ today: () => "2026-11-24" });
    workspace.open(Document.of(file, spf + other, ""));
    provideAll(workspace, file, await allSyntaxes());
    for (const want of workspace.wants(file)) workspace.load(want, null);
    const rules = () => (workspace.analyse(file)?.findings ?? []).map(({ rule }) => rule).sort();
    const replace = (from: string, to: string) => {
      const document = workspace.document(file) as Document;
      const start = document.text().lastIndexOf(from);
      workspace.change(document.edit({ start, end: start + from.length }, to));
    };
    assert.deepEqual(rules(), ["over-512", "ttl-differs"]);
    replace("600", "300");
    assert.deepEqual(rules(), ["over-512"]);
    replace("example.com", "www.example.com");
    assert.deepEqual(rules(), []);
    replace("www.example.com", "example.com");
    replace("x".repeat(500), "x");
    assert.deepEqual(rules(), []);
  });

  it("say one thing of a record at a name for helpers", () => {
    const workspace = workspaceOf(`${HEAD}${SOA}@ MX 10 mx.hoster.net.\n_spf TXT "v=spf1 -all"\n`);
    assert.deepEqual(named(workspace), ["missing-record"]);
  });

  it("look at the top of a large zone alone", () => {
    const many = Array.from({ length: 10_000 }, (_, i) => `host${i} MX 10 mx.hoster.net.\n`).join("");
    assert.deepEqual(named(workspaceOf(`${HEAD}${SOA}@ MX 10 mx.hoster.net.\n${many}`)).length < 1000, true);
    assert.equal(named(workspaceOf(`${HEAD}${SOA}@ MX 10 mx.hoster.net.\n${many}`))[0], "missing-record");
  });

  it("find after any edit what a fresh reading finds", () => {
    const lines = fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(lines, lines, fc.nat(8), fc.nat(8), (first, second, at, count) => {
        const workspace = workspaceOf(HEAD + SOA + first.join(""));
        found(workspace);
        const from = Math.min(at, first.length);
        const kept = [...first.slice(0, from), ...second, ...first.slice(from + count)];
        const start = (HEAD + SOA + first.slice(0, from).join("")).length;
        const end = start + first.slice(from, from + count).join("").length;
        workspace.change((workspace.document(uri) as Document).edit({ start, end }, second.join("")));
        const text = HEAD + SOA + kept.join("");
        assert.equal((workspace.document(uri) as Document).text(), text);
        assert.deepEqual(found(workspace), found(workspaceOf(text)), text);
      }),
      { numRuns: 300 },
    );
  });
});
