// What is kept is what was made last, and nothing before it.

import assert from "node:assert/strict";
import { keepingLast } from "../../../server/src/text/last.ts";

describe("what was made last", () => {
  it("is given again for the same arguments, and made anew for others", () => {
    let count = 0;
    const made = keepingLast((a: object, b: number) => ({ a, b, count: ++count }));
    const [one, other] = [{}, {}];
    const first = made(one, 1);
    assert.equal(made(one, 1), first);
    assert.deepEqual(made(one, 2), { a: one, b: 2, count: 2 });
    assert.deepEqual(made(other, 2), { a: other, b: 2, count: 3 });
    assert.deepEqual(made(one, 1), { a: one, b: 1, count: 4 });
  });
});
