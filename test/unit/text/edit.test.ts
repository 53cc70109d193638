// Says what a list of edits means: in which order, which repeats count once, and which can't go together.

import assert from "node:assert/strict";
import fc from "fast-check";
import {
  applyEdits,
  composeEdits,
  type Edit,
  orderEdits,
  placeEdits,
} from "../../../server/src/text/edit.ts";
import type { PartSpace } from "../../../server/src/text/span.ts";

const edit = (start: number, end: number, text: string): Edit<PartSpace> => ({ span: { start, end }, text });

describe("edits", () => {
  it("apply from left to right, whatever their order", () => {
    const ordered = orderEdits([edit(4, 5, "E"), edit(0, 1, "A"), edit(2, 2, "-")]);
    assert.ok(ordered);
    assert.equal(applyEdits("abcde", ordered), "Ab-cdE");
  });

  it("count once where two fixes want the same", () => {
    assert.equal(orderEdits([edit(1, 3, "x"), edit(1, 3, "x")])?.length, 1);
    assert.equal(orderEdits([edit(1, 1, "x"), edit(1, 1, "y"), edit(1, 1, "x")])?.length, 2);
  });

  it("can't go together where they overlap", () => {
    assert.equal(orderEdits([edit(1, 3, "x"), edit(2, 4, "x")]), undefined);
    assert.equal(orderEdits([edit(1, 3, "x"), edit(1, 3, "y")]), undefined);
    assert.equal(orderEdits([edit(1, 3, "x"), edit(2, 2, "y")]), undefined);
  });

  it("go together where they touch", () => {
    const ordered = orderEdits([edit(3, 4, "D"), edit(1, 3, ""), edit(1, 1, "("), edit(4, 4, ")")]);
    assert.ok(ordered);
    assert.equal(applyEdits("abcde", ordered), "a(D)e");
  });

  it("give what one splice after another gives, from the last to the first", () => {
    const list = fc.array(fc.tuple(fc.nat(30), fc.nat(4), fc.constantFrom("", "x", "yz")), { maxLength: 6 });
    const property = fc.property(list, (tuples) => {
      const ordered = orderEdits(tuples.map(([start, length, text]) => edit(start, start + length, text)));
      if (!ordered) return;
      const text = "abcdefghijklmnopqrstuvwxyz0123456789";
      let spliced = text;
      for (const { span, text: put } of ordered.toReversed()) {
        spliced = spliced.slice(0, span.start) + put + spliced.slice(span.end);
      }
      assert.equal(applyEdits(text, ordered), spliced);
    });
    fc.assert(property, { numRuns: 2000, seed: 7208 });
  });

  it("give at once what two lists give one after the other", () => {
    const list = fc.array(fc.tuple(fc.nat(20), fc.nat(4), fc.constantFrom("", "x", "yzw")), { maxLength: 5 });
    const property = fc.property(list, list, (a, b) => {
      const [first, second] = [a, b].map((tuples) =>
        orderEdits(tuples.map(([start, length, text]) => edit(start, start + length, text))),
      );
      if (!first || !second) return;
      const text = "abcdefghijklmnopqrstuvwxyz0123456789".repeat(2);
      const once = composeEdits(first, second);
      assert.deepEqual(orderEdits(once), once);
      assert.equal(applyEdits(text, once), applyEdits(applyEdits(text, first), second));
    });
    fc.assert(property, { numRuns: 3000, seed: 7208 });
  });

  it("move with their part", () => {
    assert.deepEqual(placeEdits(100, [edit(1, 3, "x")]), [{ span: { start: 101, end: 103 }, text: "x" }]);
  });
});
