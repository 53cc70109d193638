// Terraform with signs that can't stand where they are, by the thousand: read in bounded time, and never thrown at.

import assert from "node:assert/strict";
import { Document } from "../../server/src/text/document.ts";
import { read } from "./reading.ts";

const FLOODS = [
  "{{{{ ",
  "{ ",
  "$",
  "$$",
  "%%",
  '"a" ',
  "(((( ",
  "[",
  "\n",
  '"',
  '"\n',
  "${",
  "%{",
  '"${',
  "<<EOT\n",
  "f(",
  "/*",
  "/*\n",
  "a ? ",
  "- ",
];
const SIZE = 64_000;
/** It takes a third of a second at the most on a machine with nothing else to do, and took seven to eighteen. */
const MOST_MS = 5000;

describe("hostile Terraform", () => {
  for (const flood of FLOODS) {
    it(`is read in bounded time, and what stands before it is found: ${JSON.stringify(flood)}`, async function () {
      this.timeout(60_000);
      const text = `locals {\n  spf = "v=spf1 ptr -all"\n}\n\nlocals {\n  x = ${flood.repeat(SIZE / flood.length)}\n}\n`;
      const start = performance.now();
      const reading = await read(Document.of("file:///project/main.tf", text));
      assert.ok(performance.now() - start < MOST_MS);
      const texts = reading?.placed.flatMap(({ part }) => part.found.map(({ decoded }) => decoded.text));
      assert.deepEqual(texts, ["v=spf1 ptr -all"]);
    });
  }
});
