/** What every format promises of its edits: after one the text is what was wanted, and all else what it was. */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Found, Reading } from "../../server/src/host/host.ts";
import { Document } from "../../server/src/text/document.ts";
import { applyEdits, type Edit } from "../../server/src/text/edit.ts";
import type { DocumentSpace } from "../../server/src/text/span.ts";
import { type LoadedWorld, read } from "./reading.ts";

/** Pieces of which wanted texts are made: what SPF needs, and what one format or another writes in its own way. */
const pieces = [
  "v=spf1",
  " ",
  "  ",
  "ip4:192.0.2.1",
  "include:",
  "example.com",
  "%{i}",
  "%%{",
  "${x}",
  "$",
  "{",
  "}",
  "#",
  " #",
  ": ",
  ":",
  ";",
  "\\",
  '"',
  "'",
  "`",
  "\t",
  "-all",
  "~all",
  "é",
  "\u00a0",
  "日本",
  ",",
  "[",
  "]",
  "|",
  ">",
  "%",
  "{{",
  "}}",
  "*/",
  "//",
  "\\072",
  '\\"',
  "0",
];

const wanted = fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((each) => each.join(""));

/** Tries random edits of every record that a document holds. Says how many could be had. */
export async function checkEdits(
  document: Document,
  world: LoadedWorld,
  runs: number,
  seed = 7,
): Promise<number> {
  const reading = await read(document, world);
  const records = reading ? recordsOf(reading) : [];
  let had = 0;
  const samples = fc.sample(fc.tuple(fc.nat(), fc.nat(), fc.nat(), wanted), { numRuns: runs, seed });
  for (const [pick, from, length, text] of records.length > 0 ? samples : []) {
    const { found, at } = records[pick % records.length] as (typeof records)[number];
    const { decoded } = found;
    const start = from % (decoded.text.length + 1);
    const end = Math.min(decoded.text.length, start + (length % 12));
    const edits = decoded.replace({ start, end }, text);
    if (!edits) continue;
    had++;
    const moved = edits.map((edit): Edit<DocumentSpace> => {
      return { span: { start: at + edit.span.start, end: at + edit.span.end }, text: edit.text };
    });
    const expected = decoded.text.slice(0, start) + text + decoded.text.slice(end);
    const changed = Document.of(document.uri, applyEdits(document.text(), moved), document.languageId);
    // A text without any trace of SPF is not read at all.
    if (!/spf/i.test(changed.text())) continue;
    const after = recordsOf((await read(changed, world)) as Reading);
    const index = records.findIndex((each) => each.found === found);
    assert.deepEqual(
      after.map((each) => each.found.decoded.text),
      records.map((each, i) => (i === index ? expected : each.found.decoded.text)),
      `${JSON.stringify(text)} in the place of ${start}-${end} of ${JSON.stringify(decoded.text)}`,
    );
  }
  return had;
}

function recordsOf(reading: Reading): { found: Found; at: number }[] {
  return reading.placed
    .filter(({ uri }) => uri === reading.document.uri)
    .flatMap(({ part, at }) => part.found.map((found) => ({ found, at })));
}
