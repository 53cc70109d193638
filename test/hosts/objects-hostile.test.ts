/** YAML and JSON that somebody wrote to hurt: nothing is thrown, and nothing takes longer than its length explains. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { Document } from "../../server/src/text/document.ts";
import "../support/seed.ts";
import { LoadedWorld, read } from "./reading.ts";

const letters = [..."abcdefghijkl"];
/** Each a list of nine of the one before it. */
const bomb = (of: (before: string) => string) =>
  letters.map((name, i) => `${name}: &${name} ${i === 0 ? "[x]" : of(letters[i - 1] ?? "")}\n`).join("");
const nine = (text: string) => Array(9).fill(text).join(",");

/** Takes in what takes it in, many times. */
const other = Document.of(
  "file:///config/y.yaml",
  `spf: [${nine("!include example.com.yaml")}, ${nine("!include y.yaml")}, ${nine("!include http://x.example/y.yaml")}]\n`,
  "",
);

const texts: Readonly<Record<string, string>> = {
  "aliases that multiply": `${bomb((name) => `[${nine(`*${name}`)}]`)}spf: *l\n`,
  "merges that multiply": `${bomb((name) => `{ <<: [${nine(`*${name}`)}], k: *${name} }`)}spf: *l\n`,
  "aliases of themselves": "spf: &a [*a, &b { <<: *b }]\n",
  "a chain of aliases": `${Array.from({ length: 3000 }, (_, i) => `a${i}: &a${i} [*a${i - 1}]\n`).join("")}spf: *a9\n`,
  "templates that are not closed": `- route53: { type: TXT, record: a, value: '${"{{ ".repeat(30_000)}spf' }\n`,
  "variables of themselves": `- hosts: x\n  vars: { a: [${nine("'{{ a }}'")}] }\n  tasks: [{ route53: { type: TXT, record: a., value: '{{ a }}' } }] # spf\n`,
  "arguments without end": `- route53: ${'a="'.repeat(30_000)}spf\n`,
  "placeholders that are not closed": `resources:\n  a:\n    type: aws:route53:Record\n    properties: { name: a., type: TXT, records: ['${"${a".repeat(30_000)}spf'] }\n`,
  "files that take in each other": `spf: [${nine("!include y.yaml")}]\n`,
  "brackets without end": `spf: ${"[".repeat(20_000)}`,
  "records in one line": `[${'{"name": "a.", "type": "TXT", "content": "v=spf1 -all"},'.repeat(1500)}]`,
  "variables that multiply": JSON.stringify({
    variables: Object.fromEntries(
      letters.map((name, i) => {
        const before = `variables('${letters[i - 1]}')`;
        return [name, i === 0 ? "xxxxxxxxxx" : `[concat(${Array(9).fill(before).join(",")})]`];
      }),
    ),
    resources: [
      {
        type: "Microsoft.Network/dnsZones/TXT",
        name: "[variables('l')]",
        properties: { TXTRecords: [{ value: ["[variables('l')]", "spf"] }] },
      },
    ],
  }),
};

describe("hostile objects", () => {
  for (const [what, text] of Object.entries(texts)) {
    it(`are read in time: ${what}`, async () => {
      for (const uri of ["file:///config/example.com.yaml", "file:///config/x.json"]) {
        const started = performance.now();
        await read(Document.of(uri, text, ""), new LoadedWorld([other]));
        // Generous, for machines that are busy; what multiplies takes hours.
        assert.ok(performance.now() - started < 8000, uri);
      }
    });
  }
});

describe("hostile programs", () => {
  it("are read as nothing where they are nested deeper than a stack is", async () => {
    const flood = "&[".repeat(15_000);
    const reading = await read(
      Document.of("file:///dns/main.go", `package a\n\nvar x = ${flood}"v=spf1 -all"\n`, ""),
    );
    assert.ok(reading);
  });

  it("are read in time where a comment never ends, and seems to begin in each line", async () => {
    const text = `D("example.com", REG, TXT("@", "v=spf1 -all"));\n${"/*\n".repeat(50_000)}`;
    const start = performance.now();
    const reading = await read(Document.of("file:///dns/dnsconfig.js", text, ""));
    // It took sixteen seconds.
    assert.ok(performance.now() - start < 5000);
    assert.equal(reading?.placed.flatMap(({ part }) => part.found).length, 1);
  });
});

/** A program that gives names to values, and records the last of them. */
const programs: Readonly<Record<string, (names: readonly (readonly [string, string])[]) => string>> = {
  "stack.py": (names) =>
    `from pulumi_aws import route53\n${names.map(([name, value]) => `${name} = ${value}\n`).join("")}` +
    'route53.Record("r", name=a, type="TXT", records=["v=spf1 -all", a, b, f"{c}{d}"])\n',
  "index.ts": (names) =>
    `import * as aws from "@pulumi/aws";\n${names.map(([name, value]) => `const ${name} = ${value};\n`).join("")}` +
    'new aws.route53.Record("r", { name: a, type: "TXT", records: ["v=spf1 -all", a, b, `${c}${d}`] });\n',
  "dnsconfig.js": (names) =>
    `${names.map(([name, value]) => `var ${name} = ${value};\n`).join("")}` +
    'D("example.com", REG, TXT("@", "v=spf1 -all"), TXT("x", a), TXT("y", b), c, d);\n',
  "main.go": (names) =>
    `package main\n\nfunc main() {\n${names.map(([name, value]) => `\t${name} := ${value}\n`).join("")}` +
    '\troute53.NewRecord(ctx, "r", &route53.RecordArgs{Name: a, Type: "TXT", Records: []string{"v=spf1 -all", a, b, c + d}})\n}\n',
  "main.bicep": (names) =>
    `${names.map(([name, value]) => `var ${name} = ${value}\n`).join("")}` +
    "resource r 'Microsoft.Network/dnsZones/TXT@2018-05-01' = {\n  name: 'example.com/${a}'\n" +
    "  properties: { TXTRecords: [ { value: [ 'v=spf1 -all' ] }, { value: [ a, b ] }, c, d ] }\n}\n",
  "zone.nix": (names) =>
    `let\n${names.map(([name, value]) => `  ${name} = ${value};\n`).join("")}` +
    'in { zones."example.com".TXT = [ "v=spf1 -all" a b (c d) ]; }\n',
  "main.tf": (names) =>
    `locals {\n${names.map(([name, value]) => `  ${name} = ${value.replace(/\b([abcd])\b/g, "local.$1")}\n`).join("")}}\n` +
    'resource "cloudflare_record" "r" {\n  name = local.a\n  type = "TXT"\n  content = "v=spf1 ${local.b} ${local.c[local.d]} -all"\n}\n',
};

describe("names that stand for each other", () => {
  const name = fc.constantFrom("a", "b", "c", "d");
  const value = fc.letrec<{ all: string }>((tie) => ({
    all: fc.oneof(
      { maxDepth: 3 },
      name,
      fc.tuple(tie("all"), name).map(([of, key]) => `${of}.${key}`),
      fc.tuple(tie("all"), tie("all")).map(([of, given]) => `${of}(${given})`),
      fc.tuple(name, tie("all")).map(([of, given]) => `${of}.${of}(${given})`),
      fc.tuple(tie("all"), tie("all")).map(([of, key]) => `${of}[${key}]`),
      fc.tuple(tie("all"), tie("all")).map(([one, other]) => `[${one}, ${other}]`),
      fc.tuple(tie("all"), tie("all")).map(([one, other]) => `${one} + ${other}`),
    ),
  })).all;

  for (const [file, write] of Object.entries(programs)) {
    it(`end somewhere: ${file}`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.tuple(value, value, value, value), async (values) => {
          const text = write(values.map((each, i) => ["abcd"[i] as string, each]));
          const reading = await read(Document.of(`file:///dns/${file}`, text, ""));
          assert.ok(reading, text);
        }),
        { numRuns: 150 },
      );
    });
  }
});
