/** The command reads every format that an editor does, with the parser that it needs. */

import assert from "node:assert/strict";
import { command, folderOf, octetsOf, removeFolders } from "../support/command.ts";

const yaml = [
  "'':",
  "  - type: TXT",
  "    values:",
  "      - v=spf1 ip4:192.0.2.1 include:_spf.example.com  -all",
  "      - v=DKIM1\\; p=",
  "_spf:",
  "  type: TXT",
  "  value: v=spf1 ptr ?all",
  "",
].join("\n");
const terraform = [
  'resource "cloudflare_record" "spf" {',
  '  name = "@"',
  '  type = "TXT"',
  '  content = "v=spf1 ptr -all"',
  "}",
  "",
].join("\n");

describe("the command", () => {
  afterEach(removeFolders);

  it("lints a folder of several formats, and files of none are left alone", async () => {
    const folder = folderOf({
      "dns/example.com.yaml": yaml,
      "dns/main.tf": terraform,
      "dns/empty.example.yaml": "www:\n  type: A\n  value: 192.0.2.1\n",
      "notes.md": 'put "v=spf1 ptr" into the zone',
    });
    const { out, status } = await command(["lint", ".", "--format", "json"], { folder });
    const { files } = JSON.parse(out) as {
      files: { path: string; format: string; records: unknown[]; findings: { rule: string }[] }[];
    };
    const told = files.map(({ path, format, records, findings }) => ({
      path,
      format,
      records: records.length,
      ptr: findings.filter(({ rule }) => rule === "ptr").length,
    }));
    assert.deepEqual(
      told.filter(({ records }) => records > 0),
      [
        { path: "dns/example.com.yaml", format: "octodns", records: 2, ptr: 1 },
        { path: "dns/main.tf", format: "terraform", records: 1, ptr: 1 },
      ],
    );
    assert.equal(status, 0);
  });

  it("lets them answer for each other", async () => {
    const folder = folderOf({
      "example.com.yaml": "'':\n  type: TXT\n  value: v=spf1 include:_spf.example.net -all\n",
      "db.example.net": '$ORIGIN example.net.\n@ SOA a b 1 1 1 1 1\n_spf TXT "v=spf1 -all"\n',
    });
    const { out } = await command(["lint", ".", "--format", "json"], { folder });
    const rules = (JSON.parse(out).files as { path: string; findings: { rule: string }[] }[])
      .filter(({ path }) => path === "example.com.yaml")
      .flatMap(({ findings }) => findings.map(({ rule }) => rule));
    assert.ok(rules.includes("include-never-matches"), rules.join());
  });

  it("reads a module of Terraform as one, whatever is in its other files, and no file beside it", async () => {
    const folder = folderOf({
      "dns/main.tf": terraform.replace("{\n", "{\n  zone_id = cloudflare_zone.own.id\n"),
      "dns/zone.tf": 'resource "cloudflare_zone" "own" {\n  zone = var.zone\n}\n',
      "dns/variables.tf": 'variable "zone" {\n  default = "example.org"\n}\n',
      "dns/terraform.tfvars": 'zone = "example.com"\n',
      "dns/notes.txt": "spf",
      "dns/other/terraform.tfvars": 'zone = "example.net"\n',
    });
    const read = async (...paths: string[]) => {
      const { out } = await command(["lint", ...paths, "--format", "json"], { folder });
      const { files } = JSON.parse(out) as { files: { path: string; records: { owner: string }[] }[] };
      return files.map(({ path, records }) => [path, ...records.map(({ owner }) => owner)]);
    };
    assert.deepEqual(await read("."), [["dns/main.tf", "example.com"]]);
    assert.deepEqual(await read("dns/main.tf"), [["dns/main.tf", "example.com"]]);
    assert.deepEqual(await read("dns/main.tf", "dns/zone.tf"), [
      ["dns/main.tf", "example.com"],
      ["dns/zone.tf"],
    ]);
    const asked = ["check", "--in", "dns", "--ip", "192.0.2.1", "--sender", "a@example.com"];
    const { out } = await command([...asked, "--format", "json"], { folder });
    assert.notEqual(JSON.parse(out).result, "none");
  });

  it("reads files in the format that the configuration gives them, with its variables", async () => {
    const folder = folderOf({
      "spf-records.json": JSON.stringify({
        hosts: { "dns/**": "octodns", "*.dns-zone": "zone" },
        variables: { "var.office": "192.0.2.300", "var.all": "-all" },
      }),
      "dns/records.txt": yaml,
      "sub/a.dns-zone": '@ TXT "v=spf1 ptr -all"\n',
      "main.tf": terraform.replace("ptr -all", "ip4:${var.office} ${var.all}"),
    });
    const { out } = await command(["lint", ".", "--format", "json"], { folder });
    const files = JSON.parse(out).files as {
      path: string;
      format: string;
      records: { text: string; holes: unknown[] }[];
      findings: { rule: string }[];
    }[];
    const told = files.map(({ path, format, findings }) => [
      path,
      format,
      findings.map(({ rule }) => rule).sort(),
    ]);
    assert.deepEqual(told, [
      ["dns/records.txt", "octodns", ["ptr", "reserved-ip", "whitespace"]],
      ["main.tf", "terraform", ["ip4-invalid"]],
      ["sub/a.dns-zone", "zone", ["ptr"]],
    ]);
  });

  it("fixes them in their own way of writing", async () => {
    const folder = folderOf({ "example.com.yaml": yaml });
    await command(["lint", ".", "--fix"], { folder });
    assert.equal(octetsOf(folder, "example.com.yaml"), yaml.replace("  -all", " -all"));
  });

  it("checks a mail with them", async () => {
    const folder = folderOf({ "example.com.yaml": yaml });
    const asked = ["check", "--in", "example.com.yaml", "--ip", "192.0.2.1", "--sender", "a@example.com"];
    const { out } = await command([...asked, "--format", "json"], { folder });
    assert.equal(JSON.parse(out).result, "pass");
  });
});
