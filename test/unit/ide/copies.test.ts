/** Records as other formats write them: read again there they are the same. */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Syntax, SyntaxName } from "../../../server/src/host/syntax/syntax.ts";
import { copies, Workspace } from "../../../server/src/ide/index.ts";
import type { Subject } from "../../../server/src/rules/subject.ts";
import { Document } from "../../../server/src/text/document.ts";
import { sayIn } from "../../../server/src/text/message.ts";
import { octetLength } from "../../../server/src/text/octets.ts";
import { allSyntaxes, provideAll } from "../../support/syntaxes.ts";

let parsers: ReadonlyMap<SyntaxName, Syntax>;

function analyse(uri: string, text: string, languageId = "") {
  const workspace = new Workspace({ today: () => "2026-11-24" });
  workspace.open(Document.of(uri, text, languageId));
  provideAll(workspace, uri, parsers);
  const analysis = workspace.analyse(uri);
  assert.ok(analysis, `${uri} ${text}`);
  return analysis;
}

/** What is offered at the first `v=spf1` of a file, by its title. */
function copied(uri: string, text: string, languageId = ""): Record<string, string> {
  const at = text.indexOf("v=spf1");
  const offered = copies(analyse(uri, text, languageId), { start: at, end: at });
  return Object.fromEntries(
    offered.map(({ title, copies = "" }) => [title.map((each) => sayIn(each)).join(" "), copies]),
  );
}

const zone = (line: string) =>
  copied("file:///db.example.com", `$ORIGIN example.com.\n${line}\n`, "dns-zone");

/** How the texts that are copied become files, and what they are called. */
const files: readonly {
  readonly title: string;
  readonly uri: string;
  readonly file: (text: string) => string;
}[] = [
  { title: "Copy as a line of a zone file", uri: "file:///a/db.example.com", file: (text) => text },
  { title: "Copy as YAML for octoDNS", uri: "file:///a/example.com.yaml", file: (text) => `---\n${text}` },
  {
    title: "Copy as a call of DNSControl",
    uri: "file:///a/dnsconfig.js",
    file: (text) => `D("example.com", REG_NONE, DnsProvider("bind"),\n  ${text});\n`,
  },
  { title: "Copy as Terraform (aws_route53_record)", uri: "file:///a/dns.tf", file: (text) => text },
  { title: "Copy as Terraform (cloudflare_dns_record)", uri: "file:///a/dns.tf", file: (text) => text },
];

function readAgain(uri: string, text: string): Subject {
  const [subject, ...others] = analyse(uri, text).subjects;
  assert.ok(subject && others.length === 0, text);
  return subject;
}

describe("copies of records", () => {
  before(async () => {
    parsers = await allSyntaxes();
  });

  it("are written as each format has them", () => {
    assert.deepEqual(zone(`_spf 300 IN TXT "v=spf1 exists:%{i}._spf.example.com " "ip4:185.12.80.7 -all"`), {
      "Copy as YAML for octoDNS":
        "# example.com.yaml\n'_spf':\n- type: TXT\n  ttl: 300\n  value: 'v=spf1 exists:%{i}._spf.example.com ip4:185.12.80.7 -all'\n",
      "Copy as a call of DNSControl":
        'TXT("_spf", "v=spf1 exists:%{i}._spf.example.com ip4:185.12.80.7 -all", TTL(300)),\n',
      "Copy as Terraform (aws_route53_record)": `resource "aws_route53_record" "_spf_example_com_spf" {
  zone_id = var.zone_id
  name    = "_spf.example.com"
  type    = "TXT"
  ttl     = 300
  records = ["v=spf1 exists:%%{i}._spf.example.com ip4:185.12.80.7 -all"]
}
`,
      "Copy as Terraform (cloudflare_dns_record)": `resource "cloudflare_dns_record" "_spf_example_com_spf" {
  zone_id = var.zone_id
  name    = "_spf.example.com"
  type    = "TXT"
  ttl     = 300
  content = "\\"v=spf1 exists:%%{i}._spf.example.com ip4:185.12.80.7 -all\\""
}
`,
    });
  });

  it("of other formats come as lines of a zone", () => {
    assert.deepEqual(
      copied(
        "file:///a/example.com.yaml",
        "---\n'':\n  type: TXT\n  value: v=spf1 exists:a\\;b.example.net -all\n",
      )["Copy as a line of a zone file"],
      'example.com. IN TXT "v=spf1 exists:a;b.example.net -all"\n',
    );
  });

  it("are none of what is not known, or can't be told", () => {
    const uri = "file:///a/dns.tf";
    const resource = (name: string, text: string) =>
      `resource "cloudflare_dns_record" "a" {\n  zone_id = "1"\n  type = "TXT"\n  name = ${name}\n  content = "${text}"\n}\n`;
    assert.deepEqual(copied(uri, resource('"example.com"', "v=spf1 ${var.more} -all")), {});
    assert.deepEqual(copied(uri, resource("var.name", "v=spf1 -all")), {});
    assert.deepEqual(zone('@ IN TXT "v=spf1 exists:\\200.example.net -all"'), {});
    assert.deepEqual(zone('@ IN SPF "v=spf1 -all"'), {});
    assert.deepEqual(
      zone(`@ IN TXT "v=spf1 exists:${"a".repeat(200)}" "${"b".repeat(60)}.example.net -all"`),
      {},
    );
    assert.equal(
      zone('@ IN TXT "v=spf1 exists:a\\"b.example.net -all"')["Copy as YAML for octoDNS"],
      undefined,
    );
  });

  it("say the same when they are read again, in strings that fit", () => {
    const term = fc.oneof(
      { weight: 3, arbitrary: fc.ipV4().map((each) => `ip4:${each}`) },
      {
        weight: 1,
        arbitrary: fc
          .string({ unit: fc.constantFrom(..."abz059._-%{}$;,:'\\\"/(@#!~é日"), minLength: 1, maxLength: 40 })
          .map((each) => `exists:${each}`),
      },
    );
    const owner = fc.constantFrom("example.com", "_spf.example.com", "a.b.example.com", "no.example.com");
    const ttl = fc.option(fc.integer({ min: 60, max: 86_400 }));
    fc.assert(
      fc.property(owner, ttl, fc.array(term, { maxLength: 40 }), (owner, ttl, terms) => {
        const text = ["v=spf1", ...terms, "-all"].join(" ");
        const strings = text.match(/.{1,60}/gu) ?? [];
        const written = strings.map((each) => `"${each.replace(/["\\]/g, "\\$&")}"`).join(" ");
        const offered = zone(`${owner}. ${ttl ?? ""} IN TXT ${written}`);
        for (const { title, uri, file } of files.slice(1)) {
          const copy = offered[title];
          if (copy === undefined) {
            assert.match(text, /["\\]/);
            assert.equal(title, "Copy as YAML for octoDNS");
            continue;
          }
          const { found, format } = readAgain(uri, file(copy));
          assert.equal(found.decoded.text, text, copy);
          assert.deepEqual([found.owners, found.type], [[owner], "TXT"], copy);
          if (ttl !== null) assert.equal(found.ttl, ttl, copy);
          for (const { start, end } of found.strings === "author" ? found.decoded.strings() : [])
            assert.ok(octetLength(text.slice(start, end)) <= 255, copy);
          // And back again.
          const back = copied(uri, file(copy))["Copy as a line of a zone file"];
          const zoneFile = readAgain("file:///a/db.example.com", back ?? "");
          assert.equal(zoneFile.found.decoded.text, text, `${format}: ${back}`);
        }
      }),
      { numRuns: 100 },
    );
  });
});
