// Compares `Document` with a plain string under random edits, and holds it to what hosts rely on: chunks of whole
// lines that stay the same objects, and neither grow nor crumble under much typing.

import assert from "node:assert/strict";
import fc from "fast-check";
import { Document } from "../../../server/src/text/document.ts";
import type { DocumentSpace, Span } from "../../../server/src/text/span.ts";

const pieces = fc.constantFrom(
  "",
  "a",
  "\r",
  "\n",
  "\r\n",
  "\n\r",
  "😀",
  "é\t",
  "v=spf1 -all",
  "x".repeat(5000),
);
const blocks = fc
  .tuple(fc.constantFrom("a IN TXT x\n", "b\r\n", "😀\r", "y".repeat(900) + "\n", "\n"), fc.nat(6000))
  .map(([line, length]) => line.repeat(Math.ceil(length / line.length)));
const texts = fc.array(fc.oneof(pieces, blocks), { maxLength: 8 }).map((list) => list.join(""));
const edits = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.nat(3), fc.nat(12_000)),
  text: fc.oneof({ weight: 4, arbitrary: pieces }, texts),
});

describe("Document", () => {
  it("equals a plain string after any edits", () => {
    const property = fc.property(texts, fc.array(edits, { maxLength: 8 }), (text, changes) => {
      let plain = text;
      let document = Document.of("file:///a", text);
      compare(document, plain);
      for (const change of changes) {
        const [start, end] = stretch(plain, change.at, change.removed);
        plain = plain.slice(0, start) + change.text + plain.slice(end);
        document = document.edit({ start, end }, change.text);
        compare(document, plain);
      }
      assert.equal(document.version, changes.length);
    });
    fc.assert(property, { numRuns: 250, seed: 7208 });
  });

  it("keeps the chunks that an edit does not touch", () => {
    const property = fc.property(texts, edits, (text, change) => {
      const before = Document.of("file:///a", text.repeat(3));
      const [start, end] = stretch(before.text(), change.at, change.removed);
      const after = before.edit({ start, end }, change.text);
      for (let i = 0; i < before.chunks.length - 1; i++) {
        if (before.chunkOffset(i + 1) <= start) assert.equal(after.chunks[i], before.chunks[i]);
        // The one after the last touched may be joined to what is left of it.
        if (i > 0 && before.chunkOffset(i - 1) > end)
          assert.equal(after.chunks.at(i - before.chunks.length), before.chunks[i]);
      }
    });
    fc.assert(property, { numRuns: 1000, seed: 7208 });
  });

  it("has chunks of sane size after thousands of keystrokes in one place", () => {
    const lines = "mail IN A 192.0.2.1\n".repeat(2000);
    let plain = lines;
    let document = Document.of("file:///a", lines);
    const type = (start: number, end: number, text: string) => {
      plain = plain.slice(0, start) + text + plain.slice(end);
      document = document.edit({ start, end }, text);
      sane(document, 64);
    };
    const spot = 20_000;
    for (let i = 0; i < 3000; i++) type(spot + i, spot + i, i % 30 === 29 ? "\n" : "k");
    assert.ok(document.chunks.length <= Math.ceil(plain.length / 2048) + 1, "they are not too many");
    for (let i = 0; i < 6000; i++) type(spot + 3000 - 1 - (i % 6000), spot + 3000 - (i % 6000), "");
    for (let i = 0; i < 3000; i++) type(plain.length, plain.length, i % 30 === 29 ? "\r\n" : "k");
    for (let i = 0; i < 3000; i++) type(0, 1, "");
    assert.ok(document.chunks.length <= Math.ceil(plain.length / 2048) + 1, "they are not too many");
    assert.equal(document.text(), plain);
  });

  it("has a line and a place for an empty text", () => {
    const empty = Document.of("file:///a", "");
    assert.equal(empty.lineCount, 1);
    assert.equal(empty.length, 0);
    assert.equal(empty.line(0), "");
    assert.deepEqual(empty.lineColumn(5), { line: 0, column: 0 });
    assert.equal(empty.offset({ line: 3, column: 3 }), 0);
    assert.equal(empty.edit({ start: 0, end: 0 }, "a\nb").text(), "a\nb");
  });

  it("keeps who it is through an edit, and takes the editor's version", () => {
    const document = Document.of("file:///db.example.com", "a", "zone", 7).edit(
      { start: 1, end: 1 },
      "b",
      12,
    );
    assert.deepEqual(
      [document.uri, document.languageId, document.version],
      ["file:///db.example.com", "zone", 12],
    );
  });

  it("clips an edit that reaches past the text", () => {
    assert.equal(Document.of("file:///a", "abc").edit({ start: 2, end: 99 }, "x").text(), "abx");
    assert.equal(Document.of("file:///a", "abc").edit({ start: 99, end: 99 }, "x").text(), "abcx");
    assert.equal(Document.of("file:///a", "abc").edit({ start: -2, end: 1 }, "x").text(), "xbc");
  });
});

function compare(document: Document, plain: string): void {
  assert.equal(document.text(), plain);
  assert.equal(document.length, plain.length);
  const starts = lineStarts(plain);
  assert.equal(document.lineCount, starts.length);
  sane(document, 5000 * 8);
  const borders = document.chunks.map((_, index) => document.chunkOffset(index));
  const probes = [
    0,
    plain.length,
    -3,
    plain.length + 3,
    ...borders,
    ...[1, 2, 3, 5, 7].map((n) => (n * plain.length) >> 3),
  ];
  for (const probe of probes.flatMap((at) => [at - 1, at, at + 1])) {
    const at = Math.min(Math.max(0, probe), plain.length);
    const line = starts.findLastIndex((start) => start <= at);
    const column = at - (starts[line] as number);
    assert.deepEqual(document.lineColumn(probe), { line, column }, `line and column of ${probe}`);
    const bare = withoutEnd(plain.slice(starts[line], starts[line + 1]));
    assert.equal(document.line(line), bare);
    assert.equal(document.offset({ line, column }), (starts[line] as number) + Math.min(column, bare.length));
    assert.equal(document.offset({ line, column: 1e9 }), (starts[line] as number) + bare.length);
    assert.equal(document.slice({ start: probe, end: probe + 50 }), plain.slice(at, Math.max(0, probe + 50)));
    assert.equal(document.slice({ start: 0, end: at }), plain.slice(0, at));
  }
  assert.equal(document.offset({ line: starts.length, column: 0 }), plain.length);
  assert.equal(document.offset({ line: -1, column: 4 }), 0);
  assert.equal(document.slice(backwards), "");
}

const backwards: Span<DocumentSpace> = { start: 7, end: 3 };

/** Chunks are whole lines, none is empty, and none is longer than two lengths and a line. */
function sane(document: Document, longestLine: number): void {
  document.chunks.forEach((chunk, index) => {
    assert.ok(chunk.text.length > 0);
    if (index < document.chunks.length - 1) assert.ok(chunk.text.endsWith("\n"));
    assert.ok(chunk.text.length <= 2 * 4096 + longestLine, `a chunk of ${chunk.text.length}`);
  });
}

function stretch(plain: string, fraction: number, removed: number): [number, number] {
  const start = Math.floor(fraction * plain.length);
  return [start, Math.min(plain.length, start + removed)];
}

/** Where lines start by the Language Server Protocol: after CR LF, LF or CR. */
function lineStarts(plain: string): number[] {
  return [0, ...[...plain.matchAll(/\r\n|\n|\r/g)].map((match) => match.index + match[0].length)];
}

function withoutEnd(line: string): string {
  return line.replace(/(\r\n|\n|\r)$/, "");
}
