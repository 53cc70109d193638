/** The next serial of a zone. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { duration, nextSerial } from "../../../server/src/ide/serial.ts";

describe("the next serial", () => {
  const day = "2026-11-24";
  const cases: [string, number, number][] = [
    ["moves a date of the past to the first number of today", 2026010101, 2026112401],
    ["moves one on within today", 2026112401, 2026112402],
    ["moves one on from today's zero", 2026112400, 2026112401],
    ["goes past the hundredth number of a day", 2026112499, 2026112500],
    ["never goes back from a date to come", 2027010100, 2027010101],
    ["counts on where it tells no date", 41, 42],
    ["counts on where it is a time in seconds", 1764000000, 1764000001],
    ["takes no date for a month that there is not", 2026130101, 2026130102],
    ["goes round, and leaves zero out", 4294967295, 1],
  ];
  for (const [what, from, to] of cases) it(what, () => assert.equal(nextSerial(from, day), to));

  it("is always greater, as RFC 1982 compares serials", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), (serial) => {
        const ahead = (nextSerial(serial, day) - serial + 2 ** 32) % 2 ** 32;
        assert.ok(ahead > 0 && ahead < 2 ** 31);
      }),
    );
  });
});

describe("a duration", () => {
  it("is written as zones write it", () => {
    assert.deepEqual([0, 59, 3600, 5400, 86400, 129600, 604800].map(duration), [
      "0s",
      "59s",
      "1h",
      "1h30m",
      "1d",
      "1d12h",
      "1w",
    ]);
  });
});
