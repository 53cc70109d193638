// Checks the lists of networks that `expand` writes for other programs.

import assert from "node:assert/strict";
import type { Answer } from "../../server/src/dns/answers.ts";
import { command, folderOf, removeFolders } from "../support/command.ts";
import { files, out, said } from "./expand-files.ts";

describe("expand for other programs", () => {
  afterEach(removeFolders);

  const pass = ["192.0.2.0/30", "192.0.2.4/31", "192.0.2.6", "2001:db8::/32"];

  it("writes a network a line", async () => {
    assert.equal(await out("few.example.com", "--format", "cidr"), pass.map((each) => `${each}\n`).join(""));
    assert.equal(
      (await out("few.example.com", "--format", "cidr", "--result", "fail")).split("\n")[0],
      "0.0.0.0/1",
    );
    assert.equal(await out("few.example.com", "--format", "cidr", "--result", "softfail"), "");
  });

  it("writes a table for Postfix, whose actions follow the result", async () => {
    const rows = pass.map((each) => `${each}\tOK\n`).join("");
    assert.equal(await out("few.example.com", "--format", "postfix"), `# pass for few.example.com\n${rows}`);
    assert.match(
      await out("few.example.com", "--format", "postfix", "--result", "fail"),
      /^0\.0\.0\.0\/1\tREJECT$/m,
    );
    assert.match(
      await out("open.example.com", "--format", "postfix", "--result", "softfail"),
      /^# softfail for/,
    );
  });

  it("writes sets for nftables, one for each family", async () => {
    const text = await out("few.example.com", "--format", "nft");
    assert.equal(
      text,
      [
        "# pass for few.example.com",
        "table inet spf {",
        "\tset pass4 {",
        "\t\ttype ipv4_addr",
        "\t\tflags interval",
        "\t\telements = {",
        "\t\t\t192.0.2.0/30,",
        "\t\t\t192.0.2.4/31,",
        "\t\t\t192.0.2.6",
        "\t\t}",
        "\t}",
        "\tset pass6 {",
        "\t\ttype ipv6_addr",
        "\t\tflags interval",
        "\t\telements = {",
        "\t\t\t2001:db8::/32",
        "\t\t}",
        "\t}",
        "}",
        "",
      ].join("\n"),
    );
    // An empty set has no elements: braces with nothing between them are a syntax error there.
    assert.doesNotMatch(await out("few.example.com", "--format", "nft", "--result", "none"), /elements/);
  });

  it("says in comments and on standard error what is not certain, and still ends well", async () => {
    const { status, out: text, err } = await said(["open.example.com", "--in", "zones", "--format", "cidr"]);
    assert.equal(status, 0);
    const lines = text.split("\n");
    assert.deepEqual(lines.slice(2), ["192.0.2.1", "192.0.2.2", ""]);
    assert.match(lines[0] as string, /^# Not certain: /);
    assert.match(lines[1] as string, /^# exists:%\{i\}\.list\.example\.com of open\.example\.com depends on/);
    assert.deepEqual(
      err.trimEnd().split("\n"),
      lines.slice(0, 2).map((line) => line.replace("#", "spf-records:")),
    );
    // Behind the term that breaks the record a name is left that nobody was asked for: it changes nothing.
    for (const name of ["few.example.com", "example.com"]) {
      assert.equal((await said([name, "--in", "zones", "--format", "cidr"])).err, "");
    }
  });

  it("keeps text of strangers within its comment", async () => {
    const zones = {
      "a.example": [{ TXT: "v=spf1 ip4:192.0.2.1 mx -all" }, { MX: [1, "x\n0.0.0.0/0 OK\u2028.example"] }],
    };
    const folder = folderOf({ "dns.json": JSON.stringify(zones) });
    const args = ["expand", "a.example", "--in", "dns.json", "--dns-file", "dns.json", "--online"];
    const dns = async (): Promise<Answer> => ({ kind: "unknown", source: "test" });
    const { out: text } = await command([...args, "--format", "postfix"], { folder, dns });
    assert.match(text, /^# .*‹U\+000A›/m);
    for (const line of text.trimEnd().split(/[\n\r\u0085\u2028]/)) assert.match(line, /^# |^192\.0\.2\.1\t/);
  });

  it("agrees with check for addresses on both sides of each border", async () => {
    const folder = folderOf(files);
    const listed = (await out("few.example.com", "--format", "cidr")).split("\n");
    for (const [ip, network] of [
      ["192.0.2.0", "192.0.2.0/30"],
      ["192.0.2.6", "192.0.2.6"],
      ["2001:db8:ffff::1", "2001:db8::/32"],
      ["192.0.2.7", null],
      ["192.0.2.8", null],
      ["2001:db9::", null],
    ] as const) {
      if (network) assert.ok(listed.includes(network));
      const { status } = await command(
        ["check", "--ip", ip, "few.example.com", "--in", "zones", "--expect", network ? "pass" : "fail"],
        { folder },
      );
      assert.equal(status, 0, ip);
    }
  });
});
