// Checks what `lint` takes in beside files: standard input, a record, what others include, a configuration.

import assert from "node:assert/strict";
import path from "node:path";
import { command, folderOf, removeFolders } from "../support/command.ts";
import { lintJson } from "./output.ts";

const withPtr = '$ORIGIN example.net.\n@ 300 IN TXT "v=spf1 a:mail.example.net ptr -all"\n';

describe("lint of standard input", () => {
  afterEach(removeFolders);

  it("takes it for a zone, and for the file that it is said to be", async () => {
    const folder = folderOf({});
    const { files } = await lintJson(["-"], { folder, input: withPtr });
    assert.deepEqual([files[0]?.path, files[0]?.format, files[0]?.findings.length], ["<stdin>", "zone", 1]);
    const relative = '@ IN TXT "v=spf1 -all"\n';
    const named = await lintJson(["--stdin-filename", "zones/db.example.org"], { folder, input: relative });
    assert.equal(named.files[0]?.path, "zones/db.example.org");
    assert.equal(named.files[0]?.records[0]?.owner, "example.org");
  });

  it("takes a line that begins like a record for one", async () => {
    const folder = folderOf({});
    const { files } = await lintJson(["-"], { folder, input: "v=spf1 ptr -all\n" });
    const [file] = files;
    assert.deepEqual([file?.path, file?.format], ["<stdin>", "record"]);
    assert.deepEqual(file?.records, [
      {
        owner: null,
        type: "TXT",
        text: "v=spf1 ptr -all",
        holes: [],
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 15 } },
      },
    ]);
  });

  it("reads what it includes beside the name it is given", async () => {
    const folder = folderOf({ "zones/mail.inc": '@ IN TXT "v=spf1 ptr -all"\n' });
    const input = "$ORIGIN example.org.\n$INCLUDE mail.inc\n";
    const { files } = await lintJson(["-", "--stdin-filename", "zones/db.example.org"], { folder, input });
    assert.deepEqual(
      files.map((file) => [file.path, file.findings.length]),
      [
        ["zones/db.example.org", 0],
        ["zones/mail.inc", 1],
      ],
    );
  });
});

describe("lint of one record", () => {
  it("shows it under a name of its own", async () => {
    const { out, status } = await command(["lint", "--record", "v=spf1 ptr -all"], { folder: "/" });
    assert.match(out, /^<record>:1:8 warning ptr /);
    assert.match(out, /\n 1 \| v=spf1 ptr -all\n {3}\| {8}\^\^\^\n/);
    assert.equal(status, 0);
  });

  it("takes every character as it is", async () => {
    const text = 'v=spf1 exp=a\\"b."c" -all';
    const { files } = await lintJson(["--record", text], { folder: "/" });
    assert.deepEqual(
      files.map((file) => [file.path, file.format, file.records[0]?.text]),
      [["<record>", "record", text]],
    );
  });
});

describe("lint of files that include others", () => {
  afterEach(removeFolders);

  const zone = "$ORIGIN example.org.\n@ IN SOA ns1 host 1 2 3 4 5\n$INCLUDE inc/mail.inc\n";
  const part = 'mail IN TXT "v=spf1 ptr -all"\n';

  it("shows a finding once, in the file it stands in, with the owner that the other file gives", async () => {
    const folder = folderOf({ "db.example.org": zone, "inc/mail.inc": part });
    for (const args of [["db.example.org"], ["."], ["inc/mail.inc", "db.example.org"]]) {
      const { files, summary } = await lintJson(args, { folder });
      assert.deepEqual(
        files.map((file) => [file.path, file.findings.map((finding) => `${finding.rule} ${finding.owner}`)]),
        [
          ["db.example.org", []],
          ["inc/mail.inc", ["ptr mail.example.org"]],
        ],
        args.join(" "),
      );
      assert.deepEqual([summary.files, summary.records, summary.warning], [2, 1, 1]);
    }
  });

  it("finds a name from the folders above, as a name server does", async () => {
    const folder = folderOf({ "zones/db.example.org": zone, "inc/mail.inc": part });
    const { files } = await lintJson(["."], { folder });
    assert.deepEqual(
      files.map((file) => file.path),
      ["inc/mail.inc", "zones/db.example.org"],
    );
    assert.equal(files[0]?.findings[0]?.owner, "mail.example.org");
  });

  it("reads nothing outside the folders that were named, and says so", async () => {
    const secret = '@ IN TXT "v=spf1 ptr -all"\n';
    const outside = folderOf({ "secret.inc": secret });
    const folder = folderOf({
      "a/db.example.org": `$ORIGIN example.org.\n$INCLUDE ../b/x.inc\n$INCLUDE link.inc\n$INCLUDE ${outside}/secret.inc\n`,
      "a/link.inc": `-> ${outside}/secret.inc`,
      "b/x.inc": secret,
    });
    const place = { folder: path.join(folder, "a") };
    const { out, err } = await command(["lint", "--format", "json", "db.example.org"], place);
    assert.equal(out.includes("v=spf1"), false);
    assert.match(err, /b\/x\.inc is included, but lies outside/);
    assert.match(err, /link\.inc is included, but lies outside/);
    const both = await lintJson([".", "../b"], place);
    assert.equal(both.summary.records, 1);
  });

  it("ends where files include themselves and each other", async () => {
    const folder = folderOf({
      "a.zone": '$ORIGIN a.\n$INCLUDE a.zone\n$INCLUDE b.zone\n@ IN TXT "v=spf1 ptr -all"\n',
      "b.zone": '$INCLUDE a.zone\nx IN TXT "v=spf1 ptr -all"\n',
    });
    const { files } = await lintJson(["."], { folder });
    assert.deepEqual(
      files.map((file) => file.path),
      ["a.zone", "b.zone"],
    );
    for (const file of files)
      assert.ok(
        file.findings.some((finding) => finding.rule === "ptr"),
        file.path,
      );
  });
});

describe("lint with a configuration", () => {
  afterEach(removeFolders);

  it("follows the nearest file, and the one that is named", async () => {
    const folder = folderOf({
      "spf-records.json": '{"rules": {"ptr": "off"}}',
      "strict.json": '{"rules": {"ptr": "error"}}',
      "b.zone": withPtr,
    });
    assert.equal((await lintJson(["b.zone"], { folder })).summary.warning, 0);
    const { summary, status } = await lintJson(["--config", "strict.json", "b.zone"], { folder });
    assert.deepEqual([summary.error, status], [1, 1]);
  });

  it("leaves out what its `ignore` names, by paths from its own folder", async () => {
    const ignore = [{ path: "old/**", rules: ["ptr"], reason: "gone soon" }];
    const folder = folderOf({
      "spf-records.json": JSON.stringify({ ignore }),
      "old/b.zone": withPtr,
      "new/b.zone": withPtr,
    });
    const { files } = await lintJson(["../old", "../new"], { folder: path.join(folder, "new") });
    assert.deepEqual(files.map((file) => file.findings.length).sort(), [0, 1]);
  });

  it("that is wrong still lints with what holds of it, and ends with 2", async () => {
    const folder = folderOf({
      "spf-records.json": '{"rule": {}, "rules": {"ptr": "error"}}',
      "b.zone": withPtr,
    });
    const { out, err, status } = await command(["lint"], { folder });
    assert.match(
      err,
      /^spf-records: spf-records\.json: rule is not a setting; it is left out\. Did you mean rules\?\n$/,
    );
    assert.match(out, /error ptr/);
    assert.equal(status, 2);
  });

  it("that can't be opened stops everything", async () => {
    const folder = folderOf({ "b.zone": withPtr });
    const { out, err, status } = await command(["lint", "--config", "gone.json"], { folder });
    assert.deepEqual([out, status], ["", 2]);
    assert.match(err, /gone\.json: there is no such file/);
  });
});
