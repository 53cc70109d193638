// Checks what `lint` says of files, in text and in JSON, and how it ends.

import assert from "node:assert/strict";
import path from "node:path";
import { command, folderOf, removeFolders } from "../support/command.ts";
import { lintJson, sliceOf } from "./output.ts";

const clean = '$ORIGIN example.net.\n@ 300 IN TXT "v=spf1 a:mail.example.net -all"\n';
const withPtr = '$ORIGIN example.net.\n@ 300 IN TXT "v=spf1 a:mail.example.net ptr -all"\n';
const withError = '$ORIGIN example.net.\n@ 300 IN TXT "v=spf1 ipv4:203.0.113.5 -all"\n';

describe("lint in JSON", () => {
  afterEach(removeFolders);

  it("lists every accepted file in order, with its records and findings", async () => {
    const folder = folderOf({
      "b.zone": withPtr,
      "a/db.example.org": "$TTL 60\n@ IN SOA ns1 host 1 2 3 4 5\n@ IN A 192.0.2.1\n",
      "notes.txt": "v=spf1 ptr -all",
      "a.zone": clean,
    });
    const { files, summary, status } = await lintJson([], { folder });
    assert.deepEqual(
      files.map((file) => [
        file.path,
        file.format,
        file.records.length,
        file.findings.map((each) => each.rule),
      ]),
      [
        ["a.zone", "zone", 1, []],
        ["a/db.example.org", "zone", 0, []],
        ["b.zone", "zone", 1, ["ptr"]],
      ],
    );
    assert.deepEqual(summary, { files: 3, records: 2, error: 0, warning: 1, info: 0, hint: 0, fixed: 0 });
    assert.equal(status, 0);
    assert.deepEqual(files[0]?.records, [
      {
        owner: "example.net",
        type: "TXT",
        ttl: 300,
        text: "v=spf1 a:mail.example.net -all",
        holes: [],
        range: { start: { line: 1, character: 14 }, end: { line: 1, character: 44 } },
      },
    ]);
  });

  it("tells of a zone with mail that says nothing of SPF at all", async () => {
    const zone = "$TTL 60\n@ IN SOA ns1 host 1 2 3 4 5\n@ IN MX 10 mail\nmail IN A 185.12.80.7\n";
    const folder = folderOf({ "db.example.org": zone });
    const { files } = await lintJson([], { folder });
    assert.ok(files[0]?.findings.some(({ rule }) => rule === "missing-record"));
  });

  it("says of a finding where it is, what it is about and what can be done", async () => {
    const folder = folderOf({ "b.zone": withPtr });
    const { files } = await lintJson(["b.zone"], { folder });
    const [finding] = files[0]?.findings ?? [];
    assert.ok(finding);
    assert.deepEqual(Object.keys(finding), [
      ...["rule", "messageId", "args", "severity", "message", "range", "owner", "fixes"],
    ]);
    assert.deepEqual([finding.rule, finding.messageId, finding.severity], ["ptr", "ptr.ptr", "warning"]);
    assert.deepEqual([finding.args, finding.owner], [{ term: "ptr" }, "example.net"]);
    assert.equal(sliceOf(withPtr, finding.range), "ptr");
    const [fix] = finding.fixes;
    assert.deepEqual([fix?.kind, fix?.edits[0]?.path, fix?.edits[0]?.newText], ["choice", "b.zone", ""]);
  });

  it("gives the stretches of what stands in several strings", async () => {
    const text =
      '$ORIGIN example.net.\n@ IN TXT ( "v=spf1 include:_spf.exam" ; x\n "ple.com ptr:a" "b.example.net -all" )\n';
    const folder = folderOf({ "b.zone": text });
    const { files } = await lintJson(["b.zone"], { folder });
    const [file] = files;
    const ptr = file?.findings.find((finding) => finding.rule === "ptr");
    assert.deepEqual(
      ptr?.ranges?.map((range) => sliceOf(text, range)),
      ["ptr:a", "b.example.net"],
    );
    assert.equal(sliceOf(text, ptr?.range as never), 'ptr:a" "b.example.net');
    const [record] = file?.records ?? [];
    assert.match(
      sliceOf(text, record?.range as never),
      /^v=spf1 include:_spf\.exam" ; x\n "ple[\s\S]* -all$/,
    );
  });

  it("lists near misses among the records, since they were meant as such", async () => {
    const folder = folderOf({ "b.zone": '$ORIGIN b.\n@ IN TXT "v:spf1 -all"\n@ IN TXT "other"\n' });
    const { files } = await lintJson(["b.zone"], { folder });
    assert.deepEqual(
      files[0]?.records.map((record) => record.text),
      ["v:spf1 -all"],
    );
  });

  it("is the same to the octet whatever order things were named in", async () => {
    const folder = folderOf({ "b.zone": withPtr, "a.zone": clean, "c/d.zone": withError });
    const one = await command(["lint", "--format", "json", "c", "b.zone", "a.zone"], { folder });
    const two = await command(["lint", "--format", "json", "."], { folder });
    assert.equal(one.out, two.out);
  });

  it("shows paths from the current folder, and absolute ones outside of it", async () => {
    const folder = folderOf({ "in/x.zone": clean, "out/y.zone": clean });
    const { files } = await lintJson(["x.zone", "../out"], { folder: path.join(folder, "in") });
    assert.deepEqual(
      files.map((file) => file.path).sort(),
      [path.join(folder, "out/y.zone"), "x.zone"].sort(),
    );
  });

  it("shows errors alone with --quiet, and counts the rest", async () => {
    const folder = folderOf({ "b.zone": withPtr, "c.zone": withError });
    const { files, summary } = await lintJson(["--quiet", "."], { folder });
    assert.deepEqual(
      files.map((file) => file.findings.map((finding) => finding.severity)),
      [[], ["error"]],
    );
    assert.deepEqual([summary.error, summary.warning], [1, 1]);
  });
});

describe("lint in text", () => {
  afterEach(removeFolders);

  it("shows place, severity, rule and message, the code, what can be done, and a last line", async () => {
    const folder = folderOf({ "zones/b.zone": withPtr });
    const { out, err, status } = await command(["lint", "zones"], { folder });
    const [place, code, carets, fix, blank, last, end] = out.split("\n");
    assert.match(place ?? "", /^zones\/b\.zone:2:41 warning ptr ptr should not be published/);
    assert.equal(code, ' 2 | @ 300 IN TXT "v=spf1 a:mail.example.net ptr -all"');
    assert.equal(carets, "   |                                         ^^^");
    assert.match(fix ?? "", /^ {3}= choice: Remove ptr/);
    assert.deepEqual([blank, last, end], ["", "1 warning in 1 file with 1 record.", ""]);
    assert.deepEqual([err, status], ["", 0]);
  });

  it("says that there is nothing to say", async () => {
    const folder = folderOf({ "a.zone": clean });
    assert.equal((await command(["lint"], { folder })).out, "No problems in 1 file with 1 record.\n");
    assert.equal((await command(["lint", "--quiet"], { folder })).out, "");
  });

  it("has colours on a terminal alone, and none in JSON", async () => {
    const folder = folderOf({ "b.zone": withPtr });
    const colours = async (args: string[], environment = {}) =>
      (await command(["lint", ...args], { folder, terminal: 80, environment })).out.includes("\x1b[");
    assert.equal(await colours([]), true);
    assert.equal(await colours([], { NO_COLOR: "1" }), false);
    assert.equal(await colours(["--format", "json"]), false);
    assert.equal((await command(["lint"], { folder })).out.includes("\x1b["), false);
  });

  it("lets nothing in a file speak to the terminal", async () => {
    const nasty = "\x1b]0;owned\x07\x1b[2J\u202e";
    const folder = folderOf({ "b.zone": `$ORIGIN b.\n@ IN TXT "v=spf1 ip4${nasty}:x ptr:${nasty} -all"\n` });
    const { out } = await command(["lint"], { folder });
    assert.match(out, /‹U\+001B›/);
    assert.doesNotMatch(out, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
  });

  it("speaks Japanese where that is asked for", async () => {
    const folder = folderOf({ "b.zone": withPtr });
    const said = async (args: string[], environment = {}) =>
      (await command(["lint", ...args], { folder, environment })).out;
    const japanese = await said(["--locale", "ja"]);
    assert.match(japanese, /^b\.zone:2:41 警告 ptr ptr は/);
    assert.match(japanese, /警告 1 件 \(1 ファイル、1 レコード\)。\n$/);
    for (const environment of [{ LC_ALL: "ja_JP.UTF-8" }, { LC_MESSAGES: "ja" }, { LANG: "ja_JP.UTF-8" }]) {
      assert.equal(await said([], environment), japanese);
    }
    assert.match(await said([], { LANG: "ja_JP.UTF-8", LC_ALL: "C" }), /warning/);
    assert.match(await said(["--locale", "en"], { LANG: "ja_JP.UTF-8" }), /warning/);
    assert.match(await said(["--locale", "fr"]), /warning/);
  });
});

describe("lint's exit status", () => {
  afterEach(removeFolders);

  const status = async (folder: string, ...args: string[]) =>
    (await command(["lint", ...args], { folder })).status;

  it("is 1 for errors, and for more warnings than are allowed", async () => {
    const folder = folderOf({ "clean.zone": clean, "warning.zone": withPtr, "error.zone": withError });
    assert.equal(await status(folder, "clean.zone"), 0);
    assert.equal(await status(folder, "warning.zone"), 0);
    assert.equal(await status(folder, "warning.zone", "--max-warnings", "1"), 0);
    assert.equal(await status(folder, "warning.zone", "--max-warnings", "0"), 1);
    assert.equal(await status(folder, "warning.zone", "--max-warnings", "0", "--quiet"), 1);
    assert.equal(await status(folder, "error.zone"), 1);
    assert.equal(await status(folder, "."), 1);
  });

  it("is 2 for what can't be opened, and the rest is linted all the same", async () => {
    const folder = folderOf({ "error.zone": withError });
    const { status: code, out, err } = await command(["lint", "gone.zone", "error.zone"], { folder });
    assert.equal(code, 2);
    assert.equal(err, "spf-records: gone.zone: there is no such file or folder.\n");
    assert.match(out, /^error\.zone:2:/);
  });

  it("is never 2 for what a file holds", async () => {
    const folder = folderOf({
      "binary.zone": Buffer.from([0, 1, 2, 255, 254]),
      "empty.zone": "",
      "parens.zone": "(".repeat(10_000),
      "picture.png": Buffer.from("89504e470d0a1a0a", "hex"),
    });
    for (const name of ["binary.zone", "empty.zone", "parens.zone", "picture.png"]) {
      assert.ok([0, 1].includes((await status(folder, name)) as number), name);
    }
  });

  it("is 0 for a named file that is no known format, with a note", async () => {
    const folder = folderOf({ "x.txt": "hello" });
    const { status: code, err } = await command(["lint", "x.txt"], { folder });
    assert.equal(code, 0);
    assert.equal(err, "spf-records: x.txt: this is no format that is known here, so it was not checked.\n");
  });
});
