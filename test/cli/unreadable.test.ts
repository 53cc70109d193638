// Checks what the command says of files that the disk does not give: each is named, the others are read, and the status
// tells of it.

import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Disk, Failure } from "../../server/src/cli/ports.ts";
import { command, folderOf, removeFolders } from "../support/command.ts";
import { needs } from "../support/skip.ts";
import { outputOf } from "./output.ts";

const zone = '$ORIGIN e.\n@ IN TXT "v=spf1 ptr -all"\n';
const broken: Failure = { failure: "other", detail: "EIO" };
const denied: Failure = { failure: "denied", detail: "EACCES" };
const missing: Failure = { failure: "missing", detail: "ENOENT" };

/** A disk on which one file gives `pieces` each time it is read, or a failure. */
const breaking = (name: string, ...readings: readonly (Failure | readonly (string | Failure)[])[]) => {
  let count = 0;
  return (real: Disk): Partial<Disk> => ({
    small: (file) => (file.endsWith(name) ? null : real.small(file)),
    pieces(file, limit) {
      if (!file.endsWith(name)) return real.pieces(file, limit);
      const reading = readings[Math.min(count++, readings.length - 1)] ?? broken;
      return "failure" in reading ? reading : given(reading);
    },
  });
};

function* given(pieces: readonly (string | Failure)[]): Generator<Uint8Array | Failure, void> {
  for (const piece of pieces) yield typeof piece === "string" ? Buffer.from(piece) : piece;
}

describe("files that can't be read", () => {
  afterEach(removeFolders);

  const cases: readonly [string, ReturnType<typeof breaking>, RegExp][] = [
    [
      "in the middle",
      breaking("b.zone", [zone, broken]),
      /^spf-records: b\.zone: it can't be used \(EIO\)\.\n$/,
    ],
    [
      "for want of permission",
      breaking("b.zone", denied),
      /^spf-records: b\.zone: .*permission is missing\.\n$/,
    ],
    ["since it went", breaking("b.zone", missing), /^spf-records: b\.zone: there is no such file/],
    [
      "since it became a folder",
      breaking("b.zone", { failure: "not-a-file", detail: "" }),
      /^spf-records: b\.zone: this is neither a file nor a folder\.\n$/,
    ],
  ];
  for (const [what, disk, said] of cases) {
    for (const paths of [["."], ["a.zone", "b.zone", "c.zone"]]) {
      it(`are said and the others linted: ${what}, from ${paths.join(" ")}`, async () => {
        const folder = folderOf({ "a.zone": zone, "b.zone": zone, "c.zone": zone });
        const { out, err, status } = await command(["lint", "--format", "json", ...paths], { folder, disk });
        assert.match(err, said);
        assert.deepEqual(
          outputOf(out).files.map((file) => [file.path, file.findings.map(({ rule }) => rule)]),
          [
            ["a.zone", ["ptr"]],
            ["c.zone", ["ptr"]],
          ],
        );
        assert.equal(status, 2);
      });
    }
  }

  it("are said once where they break when they are read again", async () => {
    // As much as is kept from the first look to the second, so that the others are read twice.
    const much = `${zone};${" ".repeat(64 * 1024 * 1024)}\n`;
    const folder = folderOf({ "a.zone": "", "b.zone": zone, "c.zone": zone });
    const small = breaking("b.zone", [zone], [zone, broken]);
    const large = breaking("a.zone", [much]);
    const disk = (real: Disk) => ({ ...real, ...small({ ...real, ...large(real) }) });
    const { out, err, status } = await command(["lint", "--format", "json", "."], { folder, disk });
    assert.equal(err, "spf-records: b.zone: it can't be used (EIO).\n");
    assert.deepEqual(
      outputOf(out).files.map((file) => file.path),
      ["a.zone", "c.zone"],
    );
    assert.equal(status, 2);
  });

  it("are said where another one includes them", async () => {
    const folder = folderOf({ "a.zone": `${zone}$INCLUDE x.inc\n`, "x.inc": "y IN A 192.0.2.1\n" });
    const { out, err, status } = await command(["lint", "a.zone"], {
      folder,
      disk: breaking("x.inc", denied),
    });
    assert.match(err, /^spf-records: x\.inc: .*permission is missing\.\n$/);
    assert.match(out, /^a\.zone:2:18 warning ptr/);
    assert.equal(status, 2);
  });

  it("leave a mail unjudged where they were to answer", async () => {
    const folder = folderOf({ "b.zone": zone });
    const args = ["check", "--ip", "192.0.2.1", "--sender", "a@e", "--in", "b.zone"];
    const { out, err, status } = await command(args, { folder, disk: breaking("b.zone", [zone], denied) });
    // What is small is kept, so that it is read once and can't break.
    assert.deepEqual([err, status], ["", 0], out);
    const failing = await command(args, { folder, disk: breaking("b.zone", [zone, broken]) });
    assert.deepEqual([failing.out, failing.status], ["", 2]);
    assert.match(failing.err, /^spf-records: b\.zone: .*EIO/);
  });

  it("are no reason to say more of what is only large", async () => {
    const folder = folderOf({ "a.zone": zone, "b.iso": "" });
    const disk = breaking("b.iso", { failure: "too-large", detail: "" });
    assert.equal((await command(["lint", "."], { folder, disk })).status, 0);
  });
});

needs(process.platform === "linux", "file names of any octets, as Linux has them").describe(
  "file names that are no UTF-8",
  () => {
    afterEach(removeFolders);
    const named = (folder: string, octets: string) =>
      Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(octets, "latin1")]);

    it("are read where they are named and where they are found", async () => {
      const folder = folderOf({ "dir/x": "" });
      writeFileSync(named(folder, "dir/caf\xe9.zone"), zone);
      for (const given of ["dir", "dir/caf\u{FFFD}.zone"]) {
        const { out, err, status } = await command(["lint", given], { folder });
        assert.match(out, /^dir\/caf\u{FFFD}\.zone:2:18 warning ptr/u);
        assert.deepEqual([err, status], ["", 0]);
      }
    });

    it("are read within folders of such names, and fixed there", async () => {
      const folder = folderOf({});
      mkdirSync(named(folder, "z\xfcrich"));
      const file = named(folder, "z\xfcrich/\xe9.zone");
      writeFileSync(file, zone.replace("ptr", "MX  "));
      const { err, status } = await command(["lint", "--fix", "."], { folder });
      assert.deepEqual([status, /serial/.test(err) || err === ""], [0, true], err);
      assert.equal(readFileSync(file, "latin1").includes("MX  "), false);
      assert.deepEqual(
        readdirSync(named(folder, "z\xfcrich"), "buffer").map((each) => each.toString("latin1")),
        ["\xe9.zone"],
      );
    });

    it("are said to be alike where nobody can tell them apart", async () => {
      const folder = folderOf({ "a.zone": zone });
      for (const octets of ["\xe9.zone", "\xe8.zone"]) writeFileSync(named(folder, octets), zone);
      for (const given of [".", "\u{FFFD}.zone"]) {
        const { err, status } = await command(["lint", given], { folder });
        assert.match(err, /^spf-records: \u{FFFD}\.zone: several names here look like this.*\n$/u);
        assert.equal(status, 2);
      }
    });

    it("are still missing where there is none", async () => {
      const folder = folderOf({ "a.zone": zone });
      const { err, status } = await command(["lint", path.join("no", "\u{FFFD}.zone")], { folder });
      assert.match(err, /there is no such file/);
      assert.equal(status, 2);
    });
  },
);
