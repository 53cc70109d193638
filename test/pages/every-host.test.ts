/** What rules say of a text by itself they say in every host, at the same characters: the records of the pages, written elsewhere. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { hosts } from "../../server/src/host/index.ts";
import { rules } from "../../server/src/rules/index.ts";
import type { Rule } from "../../server/src/rules/rule.ts";
import { lintExample, loadParsers, type Outcome } from "./check.ts";
import { type Example, readPage } from "./page.ts";

const folder = new URL("../../server/src/rules/", import.meta.url);
const formats = [...new Set(hosts.map(({ format }) => format))];

const quoted = (text: string) => JSON.stringify(text);
const escaped = (text: string, signs: RegExp, sign: string) => text.replace(signs, (each) => sign + each);

/** A file of each host with one record at `example.com`. */
const files: Readonly<Record<string, readonly [name: string, write: (text: string) => string]>> = {
  yaml: [
    "config/example.com.yaml",
    (text) => `'':\n  ttl: 3600\n  type: TXT\n  value: ${quoted(escaped(text, /;/g, "\\"))}\n`,
  ],
  hcl: [
    "main.tf",
    (text) => {
      const value = quoted(text).replace(/([$%])\{/g, "$1$1{");
      return `resource "azurerm_dns_txt_record" "spf" {\n  zone_name = "example.com"\n  name = "@"\n  record {\n    value = ${value}\n  }\n}\n`;
    },
  ],
  javascript: ["dnsconfig.js", (text) => `D("example.com", REG_NONE, TXT("@", ${quoted(text)}));\n`],
  json: [
    "batch.json",
    (text) =>
      `{ "Name": "example.com.", "Type": "TXT", "TTL": 60, "ResourceRecords": [{ "Value": ${quoted(quoted(text))} }] }\n`,
  ],
  nix: [
    "zones/example.com.nix",
    (text) => `{\n  TXT = [ ${escaped(quoted(text), /\$(?=\{)/g, "\\")} ];\n}\n`,
  ],
  python: [
    "app.py",
    (text) =>
      `import pulumi_azure as azure\nazure.dns.TxtRecord("spf", zone_name="example.com", name="@", records=[{"value": ${quoted(text)}}])\n`,
  ],
  bicep: [
    "dns.bicep",
    (text) =>
      `resource spf 'Microsoft.Network/dnsZones/TXT@2018-05-01' = {\n  name: 'example.com/@'\n  properties: { TXTRecords: [ { value: [ '${escaped(text, /'|\$(?=\{)/g, "\\")}' ] } ] }\n}\n`,
  ],
  ruby: [
    "Routefile",
    (text) =>
      `hosted_zone "example.com." do\n  rrset "example.com.", "TXT" do\n    resource_records('${quoted(text)}')\n  end\nend\n`,
  ],
  sql: [
    "records.sql",
    (text) =>
      `INSERT INTO records (name, type, content) VALUES ('example.com', 'TXT', '${text.replace(/'/g, "''")}');\n`,
  ],
  csv: ["export.csv", (text) => `name,type,content\nexample.com,TXT,"${text}"\n`],
  dnsmasq: ["dnsmasq.conf", (text) => `txt-record=example.com,${quoted(text)}\n`],
  unbound: ["unbound.conf", (text) => `server:\n  local-data: 'example.com. TXT ${quoted(text)}'\n`],
  tinydns: ["root/data", (text) => `'example.com:${text.replace(/:/g, "\\072")}:3600\n`],
};

/** Rules about a text by itself, whoever cuts it into strings and whatever stands beside it. */
const alone = new Set(
  rules
    .filter(({ needs }) => needs === "record" || needs === "text" || needs === "fault")
    .filter(({ about }) => !about?.some((each) => each === "strings" || each === "long"))
    .map(({ name }) => name),
);

function said({ analysis }: Outcome): string[] {
  return analysis.findings
    .filter(({ rule }) => alone.has(rule))
    .map(({ rule, severity, span }) => `${severity} ${rule} ${span?.start}-${span?.end}`)
    .sort();
}

/** The examples of a page that are one record without escapes. */
function* recordsOf(rule: Rule): Iterable<{ example: Example; text: string }> {
  const { examples } = readPage(readFileSync(new URL(`${rule.name}.md`, folder), "utf8"), formats);
  for (const example of examples) {
    const [, text] = /^example\.com\. +3600 IN TXT "([^"\\]*)"\n$/.exec(example.main.text) ?? [];
    if (example.main.name === "db.example.com" && text !== undefined) yield { example, text };
  }
}

describe("a record of the pages", () => {
  before(loadParsers);

  for (const [host, [name, write]] of Object.entries(files)) {
    it(`has the findings in ${host} that it has in a zone`, function () {
      this.timeout(60_000);
      let count = 0;
      for (const rule of rules) {
        for (const { example, text } of recordsOf(rule)) {
          const here = write(text);
          const there = { ...example, main: { ...example.main, host, name } };
          const wanted = said(lintExample(example, example.main.text, rule));
          assert.deepEqual(said(lintExample(there, here, rule)), wanted, here);
          count++;
        }
      }
      assert.ok(count > 100, `${count} records`);
    });
  }

  it("is tried in every host but those of zones, programs like others, and bare records", () => {
    const others = ["record", "zone", "zone-template", "go", "markdown"];
    assert.deepEqual([...Object.keys(files), ...others].sort(), [...formats].sort());
  });
});
