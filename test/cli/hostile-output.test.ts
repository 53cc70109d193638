/** Whatever a zone file says, no output of the command holds a character that a terminal, a log or a reader would obey. */

import assert from "node:assert/strict";
import { command, folderOf, removeFolders } from "../support/command.ts";

/** Marks that turn the direction of a text round, control characters but line ends, and line ends that hide others. */
const OBEYED =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;

const zone = [
  "$ORIGIN example.com.",
  "@ 300 IN SOA ns hostmaster 1 2 3 4 5",
  '@ IN TXT "v=spf1 \u202efoo\u202c \u001b[31mred \u2066inc%lude:x \u200b-all"',
  'b IN TXT "v=spf1 inclde:\u202eevil.example ::error::boo include:\u001b]8;;x\u0007.example -all"',
  'c IN TXT "v=spf1 a:\u2028::set-output\u0085 -all" ; spf-ignore \u202eptr\u001b[0m: \u202e',
  "",
].join("\n");

describe("what the command writes of a hostile file", () => {
  afterEach(removeFolders);

  for (const format of ["text", "json", "sarif", "github"]) {
    for (const locale of ["en", "ja"]) {
      it(`obeys none of it: ${format}, ${locale}`, async () => {
        const folder = folderOf({ "db.example.com": zone, "x\u202e\u001b[2J.zone": zone });
        const { out, err } = await command(["lint", ".", "--format", format, "--locale", locale], { folder });
        assert.match(out, /unknown-mechanism/);
        assert.doesNotMatch(out + err, OBEYED);
      });
    }
  }
});
