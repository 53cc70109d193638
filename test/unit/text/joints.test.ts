/** Texts that are joined from a list: every edit that is offered gives exactly the wanted text, and leaves a list. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { bracketRemoval } from "../../../server/src/host/syntax/removal.ts";
import type { Decoded } from "../../../server/src/text/decoded.ts";
import { DecodedBuilder } from "../../../server/src/text/decoded-builder.ts";
import { applyEdits, orderEdits } from "../../../server/src/text/edit.ts";

/** Reads `["a", "b c"]` as `a b c`. */
function readList(source: string): Decoded {
  const found = [...source.matchAll(/"([^"]*)"/g)];
  const spans = found.map(({ index, 0: { length } }) => ({ start: index, end: index + length }));
  const items = spans.map((span, i) => ({ span, removal: bracketRemoval(source, spans, i) }));
  const builder = new DecodedBuilder(source, (text) => (text.includes('"') ? undefined : text));
  for (const [i, after] of items.entries()) {
    const before = items[i - 1];
    if (before) builder.joint(before.span.end, " ", { before, after });
    builder.verbatim(after.span.start + 1, after.span.end - 1);
  }
  return builder.build();
}

/** The source after an edit; undefined where none is offered. */
function edited(source: string, start: number, end: number, text: string): string | undefined {
  const edits = readList(source).replace({ start, end }, text);
  if (!edits) return undefined;
  const ordered = orderEdits(edits);
  assert.ok(ordered, "edits that overlap");
  return applyEdits(source, ordered);
}

describe("a text that is joined from a list", () => {
  const list = '["a", "b", "c", "d"]';

  it("loses whole items", () => {
    assert.equal(edited(list, 1, 3, ""), '["a", "c", "d"]');
    assert.equal(edited(list, 0, 2, ""), '["b", "c", "d"]');
    assert.equal(edited(list, 5, 7, ""), '["a", "b", "c"]');
    assert.equal(edited(list, 1, 7, ""), '["a"]');
    assert.equal(edited(list, 3, 7, ""), '["a", "b"]');
  });

  it("keeps one of several that are replaced", () => {
    assert.equal(edited(list, 2, 5, "x"), '["a", "x", "d"]');
    assert.equal(edited(list, 1, 5, " x"), '["a", "x", "d"]');
  });

  it("gets a word for each item", () => {
    assert.equal(edited(list, 2, 7, "x y z"), '["a", "x", "y", "z"]');
    assert.equal(edited(list, 2, 7, "x y"), '["a", "x", "y"]');
    assert.equal(edited(list, 1, 5, " x y"), '["a", "x", "y", "d"]');
    assert.equal(edited(list, 4, 7, "x y z"), '["a", "b", "x", "y z"]');
    assert.equal(edited('["b", // ours\n"a"]', 0, 3, "a b"), undefined);
  });

  it("gets a new item", () => {
    assert.equal(edited(list, 7, 7, " x"), '["a", "b", "c", "d", "x"]');
    assert.equal(edited(list, 3, 3, " x"), '["a", "b", "x", "c", "d"]');
    assert.equal(edited('[\n  "a",\n  "b",\n]', 3, 3, " x"), '[\n  "a",\n  "b",\n  "x",\n]');
  });

  it("gets no new item where it would take another one's remark", () => {
    assert.equal(edited('[\n  "a",\n  "b", // ours\n]', 3, 3, " x"), '[\n  "a",\n  "b x", // ours\n]');
  });

  it("keeps what would be cut", () => {
    assert.equal(edited('["ab", "cd"]', 1, 4, ""), undefined);
    assert.equal(edited('["ab", /* here */ "cd"]', 2, 5, ""), undefined);
  });

  it("is exactly what was wanted", () => {
    const words = fc.array(fc.constantFrom("a", "bc", "d e", ""), { minLength: 1, maxLength: 5 });
    const between = fc.constantFrom(", ", ",", ",\n  ", ", // x\n");
    const text = fc.constantFrom("", "x", " x", "x ", " x y", "x y", " ", "x y z", " x y z");
    fc.assert(
      fc.property(words, between, fc.nat(12), fc.nat(12), text, (given, comma, one, other, put) => {
        const source = `[${given.map((word) => `"${word}"`).join(comma)}]`;
        const before = readList(source).text;
        const [start, end] = [
          Math.min(one, other, before.length),
          Math.min(Math.max(one, other), before.length),
        ];
        const after = edited(source, start, end, put);
        if (after === undefined) return;
        assert.equal(readList(after).text, before.slice(0, start) + put + before.slice(end), after);
        assert.match(after, /^\[(?:"[^"]*"(?:,(?:\s|\/\/ x\n)*"[^"]*")*)?\]$/);
      }),
      { numRuns: 3000 },
    );
  });
});
