// Says how spans compare, and makes the compiler prove that a span of one text is no span of another.

import assert from "node:assert/strict";
import type { Edit } from "../../../server/src/text/edit.ts";
import {
  contains,
  cover,
  type DocumentSpace,
  emptySpan,
  overlaps,
  type PartSpace,
  place,
  type RecordSpace,
  type Span,
  span,
} from "../../../server/src/text/span.ts";

const at = (start: number, end: number) => span<RecordSpace>(start, end);

describe("spans", () => {
  it("overlap where they share a character", () => {
    assert.ok(overlaps(at(1, 3), at(2, 4)));
    assert.ok(!overlaps(at(1, 3), at(3, 4)));
    assert.ok(overlaps(at(1, 5), emptySpan(3)));
    assert.ok(!overlaps(at(1, 5), emptySpan(1)));
    assert.ok(!overlaps(at(1, 5), emptySpan(5)));
    assert.ok(overlaps(at(3, 3), emptySpan(3)));
  });

  it("contain what lies within their borders", () => {
    assert.ok(contains(at(1, 3), at(1, 3)));
    assert.ok(contains(at(1, 3), emptySpan(3)));
    assert.ok(!contains(at(1, 3), at(2, 4)));
  });

  it("cover each other in whatever order", () => {
    assert.deepEqual(cover(at(5, 7), at(1, 2)), { start: 1, end: 7 });
    assert.deepEqual(cover(at(1, 9), at(3, 4)), { start: 1, end: 9 });
  });

  it("of a part are placed in the document", () => {
    assert.deepEqual(place(10, span<PartSpace>(1, 2)), { start: 11, end: 12 });
  });

  it("of one text are none of another: it does not compile", () => {
    const record = at(1, 2);
    // @ts-expect-error a record's offset means nothing in a document
    const document: Span<DocumentSpace> = record;
    // @ts-expect-error nor does it in a part
    const part: Span<PartSpace> = record;
    // @ts-expect-error a part must be placed in its document first
    const placed: Span<DocumentSpace> = part;
    const change: Edit<PartSpace> = { span: part, text: "" };
    // @ts-expect-error the same holds for an edit
    const edit: Edit<DocumentSpace> = change;
    // @ts-expect-error and for two spans that are compared
    overlaps(record, span<PartSpace>(1, 2));
    // @ts-expect-error and for one that is placed a second time
    place(1, place(1, part));
    assert.deepEqual([document, placed, edit.span], [record, record, record]);
  });
});
