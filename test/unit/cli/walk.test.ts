// Checks which files a walk finds on a real disk.

import assert from "node:assert/strict";
import { closeSync, openSync } from "node:fs";
import path from "node:path";
import { shownPath, walk } from "../../../server/src/cli/walk.ts";
import { nodeDisk } from "../../../server/src/platform/node-disk.ts";
import { folderOf, removeFolders } from "../../support/command.ts";

const walked = (folder: string, ...named: string[]) => {
  const { targets, failures, roots } = walk(named, folder, nodeDisk());
  return {
    paths: targets.map((target) => shownPath(target.path, folder)),
    named: targets.filter((target) => target.named).map((target) => shownPath(target.path, folder)),
    failures: failures.map(({ path: file, failure }) => `${shownPath(file, folder)}: ${failure.failure}`),
    roots: roots.map((root) => shownPath(root, folder)),
  };
};

describe("a walk", () => {
  afterEach(removeFolders);

  it("goes through folders in order and leaves out what is no one's own", () => {
    const folder = folderOf({
      "b.zone": "",
      "a/z": "",
      "a/.hidden": "",
      "node_modules/x/db.x": "",
      ".git/config": "",
      "a/node_modules/y": "",
    });
    assert.deepEqual(walked(folder, ".").paths, ["a/.hidden", "a/z", "b.zone"]);
  });

  it("heeds every .gitignore from the repository's root down, the innermost first", () => {
    const folder = folderOf({
      ".git/HEAD": "",
      ".git/info/exclude": "excluded\n",
      ".gitignore": "*.log\n/build/\nkept/*\n!kept/this\n",
      "x.log": "",
      "build/db.x": "",
      "sub/build/db.x": "",
      "kept/this": "",
      "kept/that": "",
      excluded: "",
      "sub/.gitignore": "!keep.log\nown\n",
      "sub/keep.log": "",
      "sub/other.log": "",
      "sub/own": "",
      "sub/deep/own": "",
    });
    const all = [".gitignore", "kept/this", "sub/.gitignore", "sub/build/db.x", "sub/keep.log"];
    assert.deepEqual(walked(folder, ".").paths, all);
    assert.deepEqual(walked(folder, "sub").paths, all.slice(2));
  });

  it("takes a named file whatever .gitignore says, and once", () => {
    const folder = folderOf({ ".git/HEAD": "", ".gitignore": "*\n", "db.x": "" });
    const { paths, named } = walked(folder, "db.x", "./db.x", ".");
    assert.deepEqual([paths, named], [["db.x"], ["db.x"]]);
  });

  it("follows links to files, since one text may serve many zones, and not links to folders", () => {
    const folder = folderOf({
      "parking.zone": "",
      "one.zone": "-> parking.zone",
      up: "-> ..",
      self: "-> .",
      loop: "-> loop",
      dead: "-> nothing",
    });
    assert.deepEqual(walked(folder, ".").paths, ["one.zone", "parking.zone"]);
    assert.deepEqual(walked(folder, "self").paths, ["self/one.zone", "self/parking.zone"]);
  });

  it("follows no link out of what was named, unless it was named itself", () => {
    const folder = folderOf({
      "in/link": "-> ../out/file",
      "in/own": "-> sub/file",
      "in/sub/file": "",
      "out/file": "",
    });
    assert.deepEqual(walked(folder, "in").paths, ["in/own", "in/sub/file"]);
    assert.deepEqual(walked(folder, "in/link").paths, ["in/link"]);
  });

  it("tells of named paths that can't be opened, and goes on", () => {
    const folder = folderOf({ a: "", loop: "-> loop" });
    const { paths, failures } = walked(folder, "gone", "a", "loop", "a/b", "");
    assert.deepEqual(paths, ["a"]);
    assert.deepEqual(failures, ["gone: missing", "loop: loop", "a/b: missing", ".: missing"]);
  });

  it("takes the folders of what was named as the bounds of what may be read", () => {
    const folder = folderOf({ "zones/db.x": "", "other/db.y": "" });
    assert.deepEqual(walked(folder, "zones/db.x", "other").roots, [".", "zones", "other"]);
  });

  it("tells of folders without permission, and goes on", () => {
    const folder = folderOf({ "a/b": "", c: "" });
    const disk = nodeDisk();
    const denied = path.join(folder, "a");
    const failure = { failure: "denied", detail: "EACCES" } as const;
    const { targets, failures } = walk(["."], folder, {
      ...disk,
      list: (at) => (at === denied ? failure : disk.list(at)),
    });
    assert.deepEqual(targets, [{ path: path.join(folder, "c"), named: false }]);
    assert.deepEqual(failures, [{ path: denied, named: false, failure }]);
  });
});

describe("a shown path", () => {
  it("counts from the current folder, and is absolute outside of it", () => {
    assert.equal(shownPath("/a/b/c", "/a"), "b/c");
    assert.equal(shownPath("/a/..b", "/a"), "..b");
    assert.equal(shownPath("/b/c", "/a"), "/b/c");
    assert.equal(shownPath("/a", "/a"), ".");
  });
});

describe("a small file", () => {
  afterEach(removeFolders);
  const small = (folder: string, name: string) => nodeDisk().small(path.join(folder, name));

  it("gives all its octets at once, until the next one is read", () => {
    const most = "x".repeat(256 * 1024 - 1);
    const folder = folderOf({ a: "v=spf1 \0\xff\n", empty: "", most, link: "-> a" });
    for (const [name, text] of [
      ["a", "v=spf1 \0\xff\n"],
      ["most", most],
      ["empty", ""],
      ["link", "v=spf1 \0\xff\n"],
    ] as const)
      assert.ok(Buffer.from(text).equals(small(folder, name) ?? Buffer.from("null")), name);
  });

  it("is none that has 256 KiB or more, nor a folder, nor what is gone", () => {
    const folder = folderOf({ large: "x".repeat(256 * 1024), "folder/f": "" });
    for (const name of ["large", "folder", "gone", "folder/f/g"])
      assert.equal(small(folder, name), null, name);
  });

  it("is closed again, whatever it was", () => {
    const folder = folderOf({ a: "x", "folder/f": "", large: "x".repeat(300_000) });
    // Without that a process would have no handles left.
    const handle = () => {
      const next = openSync(path.join(folder, "a"), "r");
      closeSync(next);
      return next;
    };
    const before = handle();
    for (const name of ["a", "folder", "large", "gone"]) small(folder, name);
    assert.equal(handle(), before);
  });
});

describe("a file in pieces", () => {
  afterEach(removeFolders);

  it("gives all its octets, cut after line ends alone", () => {
    const lines = (count: number, length: number) => `${"x".repeat(length)}\n`.repeat(count);
    const texts = [
      "",
      "a",
      "a\n",
      lines(9, 200_000),
      `${lines(3, 600_000)}end`,
      "y".repeat(3_000_000),
      "\n".repeat(524_288),
    ];
    for (const text of texts) {
      const folder = folderOf({ f: text });
      const pieces = nodeDisk().pieces(path.join(folder, "f"), 1 << 30);
      assert.ok(!("failure" in pieces));
      const read: string[] = [];
      // One by one: a piece is what it is only until the next one is asked for.
      for (const piece of pieces) read.push(Buffer.from(piece as Uint8Array).toString());
      assert.ok(read.slice(0, -1).every((piece) => piece.endsWith("\n")));
      assert.ok(read.join("") === text, `${text.length}`);
    }
  });

  it("is refused where it is too large, a folder, or gone", () => {
    const folder = folderOf({ f: "abc" });
    const failure = (name: string) => nodeDisk().pieces(path.join(folder, name), 2);
    assert.deepEqual(failure("f"), { failure: "too-large", detail: "" });
    assert.deepEqual(failure("."), { failure: "not-a-file", detail: "" });
    assert.deepEqual(failure("g"), { failure: "missing", detail: "ENOENT" });
  });
});
