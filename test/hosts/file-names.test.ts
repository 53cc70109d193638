/** What paths in files name: files on the machine of the file that they stand in, and never another machine. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { fileUri } from "../../server/src/host/file-names.ts";
import { candidates } from "../../server/src/host/zone/include.ts";

const BASES = [
  "file:///zones/sub/db.example.com",
  "file:///c%3A/zones/a.zone",
  "file://server/share/a.zone",
  "vscode-remote://ssh-remote%2Bhost/home/a.zone",
  "untitled:1",
];
const piece = fc.constantFrom(
  "/",
  "/",
  "\\",
  "..",
  ".",
  "a",
  "evil.example",
  ":",
  "@",
  "?",
  "#",
  "%2f",
  "file:",
  " ",
  "\ud800",
);
const path = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));

describe("a path in a file", () => {
  it("names no other machine than that of the file", () => {
    fc.assert(
      fc.property(path, fc.constantFrom(...BASES), (text, base) => {
        const { protocol, host } = new URL(base);
        for (const uri of [...candidates(text, base), fileUri(text, base) ?? base]) {
          const named = new URL(uri);
          assert.deepEqual([named.protocol, named.host], [protocol, host], `${text} in ${base}`);
        }
      }),
      { numRuns: 2000 },
    );
    assert.deepEqual(candidates("//evil.example/x", "file:///zones/a.zone"), [
      "file:///evil.example/x",
      "file:///zones/x",
    ]);
  });
});
