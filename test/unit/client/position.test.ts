/** A place in a document stays where its text is, whatever is edited around it. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { type Change, shifted } from "../../../client/src/simulation/position.ts";

function applied(text: string, changes: readonly Change[]): string {
  // From the back, so that the offsets before stay those of the text before.
  return [...changes]
    .sort((a, b) => b.offset - a.offset)
    .reduce(
      (now, { offset, length, text: put }) => now.slice(0, offset) + put + now.slice(offset + length),
      text,
    );
}

/** Changes of a text of that length that don't overlap, in any order. */
function changes(length: number): fc.Arbitrary<Change[]> {
  return fc
    .array(fc.tuple(fc.nat(length), fc.nat(4), fc.string({ maxLength: 5 })), { maxLength: 4 })
    .map((drawn) => {
      const out: Change[] = [];
      let free = 0;
      for (const [at, size, text] of [...drawn].sort(([a], [b]) => a - b)) {
        const offset = Math.max(at, free);
        const end = Math.min(length, offset + size);
        if (offset > length) break;
        out.push({ offset, length: end - offset, text });
        free = end + 1;
      }
      return out;
    })
    .chain((made) => fc.shuffledSubarray(made, { minLength: made.length }));
}

describe("a place in a document that is edited", () => {
  const text = "abcdefghij0123456789";

  it("keeps its character, where that is not replaced", () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), changes(text.length), (offset, made) => {
        const touched = made.some((each) => each.offset <= offset && offset < each.offset + each.length);
        fc.pre(!touched);
        const marked = `${text.slice(0, offset)}\u2588${text.slice(offset + 1)}`;
        assert.equal(applied(marked, made).indexOf("\u2588"), shifted(offset, made));
      }),
    );
  });

  it("goes to the start of what replaces it", () => {
    assert.equal(shifted(12, [{ offset: 10, length: 5, text: "xyz" }]), 10);
    assert.equal(
      shifted(12, [
        { offset: 10, length: 5, text: "" },
        { offset: 0, length: 2, text: "xyz" },
      ]),
      11,
    );
  });

  it("goes along with text that is put right before it", () => {
    assert.equal(shifted(10, [{ offset: 10, length: 0, text: "\n" }]), 11);
  });
});
