// Checks that --fix changes exactly what a fix says, octet for octet, and nothing where it can't.

import assert from "node:assert/strict";
import { chmodSync, lstatSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { nodeDisk } from "../../server/src/platform/node-disk.ts";
import { command, folderOf, octetsOf, removeFolders } from "../support/command.ts";
import { lintJson } from "./output.ts";

/** A zone whose record has a fault that is always safe to fix: letters in the wrong case. */
const zone = (record: string) =>
  `$ORIGIN example.net.\n@ IN SOA ns1 host 2026110301 2 3 4 5\n@ IN TXT "${record}"\n`;
const before = zone("v=spf1 IP4:203.0.113.5 -all");
const after = zone("v=spf1 ip4:203.0.113.5 -all");

describe("lint --fix", () => {
  afterEach(removeFolders);

  it("writes what is fixed, counts it and shows what remains", async () => {
    const folder = folderOf({ "a.zone": zone("v=spf1 IP4:203.0.113.5 ptr -all") });
    const { files, summary } = await lintJson(["--fix", "a.zone"], { folder });
    assert.deepEqual(
      files[0]?.findings.map((finding) => finding.rule),
      ["ptr"],
    );
    assert.equal(summary.fixed, 1);
    assert.equal(octetsOf(folder, "a.zone"), zone("v=spf1 ip4:203.0.113.5 ptr -all"));
  });

  it("leaves repairs for --fix-repairs, and choices to people", async () => {
    const text = zone("v=spf1 ipv4:203.0.113.5 ptr -all");
    const folder = folderOf({ "a.zone": text });
    await lintJson(["--fix", "."], { folder });
    assert.equal(octetsOf(folder, "a.zone"), text);
    const { summary } = await lintJson(["--fix-repairs", "."], { folder });
    assert.equal(summary.fixed, 1);
    assert.equal(octetsOf(folder, "a.zone"), zone("v=spf1 ip4:203.0.113.5 ptr -all"));
  });

  it("keeps every other octet: line ends, marks, what is no UTF-8", async () => {
    const odd = (text: string) =>
      Buffer.from(`\xef\xbb\xbf; caf\xe9 \x80\xff\r\n${text.replaceAll("\n", "\r\n")}; \xe9`, "latin1");
    const folder = folderOf({
      "a.zone": odd(before),
      "b.zone": before.trimEnd(),
      "c.zone": before.replaceAll("\n", "\r"),
    });
    await lintJson(["--fix", "."], { folder });
    assert.equal(octetsOf(folder, "a.zone"), odd(after).toString("latin1"));
    assert.equal(octetsOf(folder, "b.zone"), after.trimEnd());
  });

  it("mends a record behind escapes and in several strings", async () => {
    const text = (name: string) =>
      `$ORIGIN e.\n@ IN TXT ( "v=spf1 ${name}:203.0.113.5 "  ; \xe9\n\t"-all exp=a\\;b.\\101" )\n`;
    const folder = folderOf({ "a.zone": Buffer.from(text("IP4"), "latin1") });
    await lintJson(["--fix", "."], { folder });
    assert.equal(octetsOf(folder, "a.zone"), text("ip4"));
  });

  it("keeps mode and link", async () => {
    const folder = folderOf({ "real/a.zone": before, "b.zone": "-> real/a.zone" });
    chmodSync(path.join(folder, "real/a.zone"), 0o640);
    await lintJson(["--fix", "b.zone"], { folder });
    assert.equal(octetsOf(folder, "real/a.zone"), after);
    assert.ok(lstatSync(path.join(folder, "b.zone")).isSymbolicLink());
    assert.equal(statSync(path.join(folder, "real/a.zone")).mode & 0o777, 0o640);
    assert.deepEqual(readdirSync(path.join(folder, "real")), ["a.zone"]);
  });

  it("fixes a file once that has two names", async () => {
    const folder = folderOf({ "a.zone": before, "b.zone": "-> a.zone" });
    const { summary, files } = await lintJson(["--fix", "."], { folder });
    assert.deepEqual([summary.fixed, files.map((file) => file.findings)], [1, [[], []]]);
  });

  it("leaves a read-only file alone, says so and ends with 2", async () => {
    const folder = folderOf({ "a.zone": before });
    chmodSync(path.join(folder, "a.zone"), 0o444);
    const { err, out, status } = await command(["lint", "--fix", "."], { folder });
    assert.equal(err, "spf-records: a.zone: the file is read-only, so nothing in it was changed.\n");
    assert.match(out, /letter-case/);
    assert.equal(status, 2);
    assert.equal(octetsOf(folder, "a.zone"), before);
  });

  it("leaves a file alone that somebody else changed meanwhile", () => {
    const folder = folderOf({ "a.zone": "new" });
    const failure = nodeDisk().replace(path.join(folder, "a.zone"), Buffer.from("old"), Buffer.from("fixed"));
    assert.deepEqual(failure, { failure: "changed", detail: "" });
    assert.equal(octetsOf(folder, "a.zone"), "new");
  });

  it("does not write a file that has nothing to fix", async () => {
    const folder = folderOf({ "a.zone": after });
    const { ino } = statSync(path.join(folder, "a.zone"));
    await lintJson(["--fix", "."], { folder });
    assert.equal(statSync(path.join(folder, "a.zone")).ino, ino);
  });

  it("says that the serial was not raised", async () => {
    const one = folderOf({ "a.zone": before });
    const { err } = await command(["lint", "--fix", "."], { folder: one });
    assert.match(
      err,
      /^spf-records: a\.zone: records changed, but the SOA serial did not \(2026110301\)\..*\n$/,
    );
    const two = folderOf({ "a.zone": before, "b.zone": before });
    assert.match(
      (await command(["lint", "--fix", "."], { folder: two })).err,
      /^spf-records: Records changed in 2 zone.*\n$/,
    );
    const none = folderOf({ "a.zone": after });
    assert.equal((await command(["lint", "--fix", "."], { folder: none })).err, "");
  });

  it("fixes an included file where it was named, and not else", async () => {
    const files = {
      "db.example.net": "$ORIGIN example.net.\n@ IN SOA ns1 host 1 2 3 4 5\n$INCLUDE inc/mail.inc\n",
      "inc/mail.inc": '@ IN TXT "v=spf1 IP4:203.0.113.5 -all"\n',
    };
    const apart = folderOf(files);
    const alone = await lintJson(["--fix", "db.example.net"], { folder: apart });
    assert.equal(alone.summary.fixed, 0);
    assert.equal(octetsOf(apart, "inc/mail.inc"), files["inc/mail.inc"]);
    const together = await lintJson(["--fix", "."], { folder: apart });
    assert.deepEqual([together.summary.fixed, together.files[1]?.findings], [1, []]);
    assert.equal(octetsOf(apart, "inc/mail.inc"), '@ IN TXT "v=spf1 ip4:203.0.113.5 -all"\n');
  });

  it("gives standard input back fixed, and the findings on the other channel", async () => {
    const input = Buffer.from(`; caf\xe9\r\n${before}`, "latin1");
    const { octets, err, status } = await command(["lint", "--fix", "-"], { folder: "/", input });
    assert.equal(octets.toString("latin1"), `; caf\xe9\r\n${after}`);
    assert.match(err, /No problems in 1 file with 1 record\. Fixed: 1\.\n/);
    assert.equal(status, 0);
  });

  it("gives standard input back as it came where nothing can be fixed", async () => {
    const strange = Buffer.from([0, 255, 10, 13]);
    for (const input of [Buffer.from(after), strange]) {
      const { octets } = await command(["lint", "--fix", "--stdin-filename", "x.bin"], {
        folder: "/",
        input,
      });
      assert.deepEqual(octets, input);
    }
  });

  it("gives a record back fixed", async () => {
    const { out, err } = await command(["lint", "--fix", "--record", "v=spf1 IP4:203.0.113.5 -all"], {
      folder: "/",
    });
    assert.equal(out, "v=spf1 ip4:203.0.113.5 -all");
    assert.match(err, /Fixed: 1\./);
  });

  it("fixes thousands of records in one go", async () => {
    const lines = (name: string) =>
      `$ORIGIN e.\n${Array.from({ length: 5000 }, (_, i) => `n${i} IN TXT "v=spf1 ${name}:203.0.113.5 -all"\n`).join("")}`;
    const folder = folderOf({ "a.zone": lines("IP4") });
    const started = performance.now();
    const { summary } = await lintJson(["--fix", "."], { folder });
    assert.equal(summary.fixed, 5000);
    assert.equal(octetsOf(folder, "a.zone"), lines("ip4"));
    assert.ok(performance.now() - started < 15_000);
  });
});
