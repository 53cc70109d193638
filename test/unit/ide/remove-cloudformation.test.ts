/** What a removal takes out of a template of CloudFormation, so that what is left is read as it was. */

import assert from "node:assert/strict";
import { parse } from "yaml";
import { Document } from "../../../server/src/text/document.ts";
import { read } from "../../hosts/reading.ts";

/** Without a word of SPF nobody reads a file. */
const HEAD = "Description: v=spf1 -all\n";

const isJson = (name: string) => name.endsWith(".json");

function documentOf(text: string, name: string): Document {
  return Document.of(`file:///stack/${name}`, isJson(name) ? text : HEAD + text, "");
}

/** What a template says: owner and text of each record. */
async function said(text: string, name: string): Promise<string[]> {
  const reading = await read(documentOf(text, name));
  const found = (reading?.placed ?? []).flatMap(({ part }) => part.found);
  return found.map(({ owners, decoded }) => `${owners?.join()} ${decoded.text}`);
}

/**
 * The text that is left when the record that says `what` goes, or null where it can't. Whatever is left is a document that
 * says the rest.
 */
async function without(what: string, text: string, name = "a.yaml"): Promise<string | null> {
  const reading = await read(documentOf(text, name));
  for (const { part, at } of reading?.placed ?? []) {
    const found = part.found.find(({ decoded }) => decoded.text === what);
    if (!found) continue;
    if (!found.removal) return null;
    const from = at - (isJson(name) ? 0 : HEAD.length);
    const left = text.slice(0, from + found.removal.start) + text.slice(from + found.removal.end);
    const before = await said(text, name);
    assert.deepEqual(
      await said(left, name),
      before.filter((each) => !each.endsWith(` ${what}`)),
      left,
    );
    // The libraries of others agree that it is one.
    if (isJson(name)) JSON.parse(left);
    else parse(left, { logLevel: "silent" });
    return left;
  }
  return assert.fail("no such record");
}

const set = (name: string, ...values: string[]) =>
  [
    `  ${name}:`,
    "    Type: AWS::Route53::RecordSet",
    "    Properties:",
    `      Name: ${name}.example.com`,
    "      Type: TXT",
    "      ResourceRecords:",
    ...values.map((value) => `        - '"${value}"'`),
    "",
  ].join("\n");

const jsonSet = (name: string, ...values: string[]) => ({
  Type: "AWS::Route53::RecordSet",
  Properties: {
    Name: `${name}.example.com`,
    Type: "TXT",
    ResourceRecords: values.map((each) => `"${each}"`),
  },
});

describe("removing a record of CloudFormation", () => {
  it("takes its resource where that says nothing else, and leaves comments of others", async () => {
    const text = `Resources:\n  # of a\n${set("A", "one")}  # of b\n${set("B", "two")}Outputs:\n  O:\n    Value: x\n`;
    assert.equal(await without("one", text), text.replace(set("A", "one"), ""));
    assert.equal(await without("two", text), text.replace(set("B", "two"), ""));
  });

  it("takes its value where there are more", async () => {
    const text = `Resources:\n${set("A", "one", "two")}`;
    assert.equal(await without("one", text), `Resources:\n${set("A", "two")}`);
    assert.equal(await without("two", text), `Resources:\n${set("A", "one")}`);
    const flow = (values: string) =>
      `Resources:\n${set("A").replace("ResourceRecords:", `ResourceRecords: [${values}] # all`)}`;
    const [one, two] = [`'"one"'`, `!Join ["", ['"t', 'wo"']]`];
    assert.equal(await without("one", flow(`${one}, ${two}`)), flow(two));
    assert.equal(await without("two", flow(`${one} , ${two}`)), flow(one));
    assert.equal(await without("one", flow(`&x ${one}, ${two}`)), null);
    assert.equal(await without("one", flow(`${one}, &x ${two}`)), null);
    const joined = set("A", "one", "x").replace(`'"x"'`, `!Join ["", ['"t', 'wo"']] # joined`);
    assert.equal(await without("two", `Resources:\n${joined}`), `Resources:\n${set("A", "one")}`);
  });

  it("takes its set where the group has more, else the group", async () => {
    const item = (value: string) =>
      `        - Name: example.com\n          Type: TXT\n          ResourceRecords: ['"${value}"']\n`;
    const group = (...values: string[]) =>
      `  G:\n    Type: AWS::Route53::RecordSetGroup\n    Properties:\n      RecordSets:\n${values.map(item).join("")}`;
    const more = set("Z", "more");
    const two = `Resources:\n${group("one", "two")}${more}`;
    assert.equal(await without("one", two), `Resources:\n${group("two")}${more}`);
    assert.equal(await without("two", two), `Resources:\n${group("one")}${more}`);
    assert.equal(await without("one", `Resources:\n${group("one")}${more}`), `Resources:\n${more}`);
  });

  it("is exact in JSON, on one line and on many", async () => {
    for (const indent of [0, 2, "\t"]) {
      const template = (Resources: object) =>
        `${JSON.stringify({ Resources, Outputs: { O: "v=spf1" } }, null, indent)}\n`;
      const [a, b] = [jsonSet("a", "one", "two"), jsonSet("b", "three")];
      const text = template({ B: b, A: a });
      const same = async (what: string, left: object) =>
        assert.deepEqual(
          JSON.parse((await without(what, text, "a.json")) ?? "0"),
          JSON.parse(template(left)),
        );
      await same("one", { B: b, A: jsonSet("a", "two") });
      await same("two", { B: b, A: jsonSet("a", "one") });
      await same("three", { A: a });
      if (indent !== 0) assert.equal(await without("three", text, "a.json"), template({ A: a }));
      const sets = (...values: string[]) => values.map((each) => jsonSet("g", each).Properties);
      const group = (...values: string[]) => ({
        G: { Type: "AWS::Route53::RecordSetGroup", Properties: { RecordSets: sets(...values) } },
      });
      const left = await without("two", template(group("one", "two")), "a.json");
      assert.deepEqual(JSON.parse(left ?? "0"), JSON.parse(template(group("one"))));
    }
  });

  it("is not offered for the only resource, or one that others refer to", async () => {
    assert.equal(await without("one", `Resources:\n${set("A", "one")}`), null);
    const both = `Resources:\n${set("A", "one")}${set("B", "two")}`;
    const outputs = (value: string) => `${both}Outputs:\n  O:\n    Value: ${value}\n`;
    for (const value of [
      "!Ref A",
      "!GetAtt A.Name",
      "!GetAtt [A, Name]",
      '!Sub "x ${A}"',
      "{ Ref: A }",
      "{ Fn::GetAtt: [A, Name] }",
      '!Join ["", [!Ref A]]',
    ])
      assert.equal(await without("one", outputs(value)), null, value);
    assert.notEqual(await without("two", outputs("!Ref A")), null);
    for (const before of ["A", "[X, A]", "\n      - A"])
      assert.equal(
        await without("one", both.replace("  B:\n", `  B:\n    DependsOn: ${before}\n`)),
        null,
        before,
      );
    assert.equal(await without("one", `${both}  Fn::Transform: { Name: AWS::Include }\n`), null);
    const json = {
      Description: "v=spf1",
      Resources: { A: jsonSet("a", "one"), B: { ...jsonSet("b", "two"), DependsOn: ["A"] } },
    };
    assert.equal(await without("one", JSON.stringify(json, null, 2), "a.json"), null);
    assert.notEqual(await without("two", JSON.stringify(json), "a.json"), null);
  });

  it("is not offered for what a condition chooses, or an anchor names", async () => {
    const chosen = set("A", "x").replace(`- '"x"'`, `- !If [C, '"one"', !Ref AWS::NoValue]`);
    assert.equal(await without("one", `Resources:\n${chosen}${set("B", "two")}`), null);
    const anchored = set("A", "one").replace("Properties:", "Properties: &p");
    assert.equal(await without("one", `Resources:\n${anchored}${set("B", "two")}`), null);
  });
});
