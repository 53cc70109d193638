/** Domain names: how they are compared, ordered and judged. */

import assert from "node:assert/strict";
import fc from "fast-check";
import {
  compareNames,
  isValidName,
  isWithin,
  labels,
  normalise,
  parentOf,
  sameName,
  truncateName,
} from "../../../server/src/dns/names.ts";

describe("names", () => {
  it("are compared without case and final dot, and only ASCII has case", () => {
    assert.ok(sameName("Example.COM.", "example.com"));
    assert.equal(normalise("."), ".");
    assert.equal(normalise("É.Example"), "É.example");
  });

  it("lie within what they end in, label by label", () => {
    assert.ok(isWithin("mail.example.com", "example.com"));
    assert.ok(isWithin("example.com.", "EXAMPLE.com"));
    assert.ok(isWithin("example.com", "."));
    assert.ok(!isWithin("bad-example.com", "example.com"));
    assert.ok(!isWithin("com", "example.com"));
  });

  it("have labels and a parent", () => {
    assert.deepEqual(labels("a.b."), ["a", "b"]);
    assert.deepEqual(labels("."), []);
    assert.equal(parentOf("a.b"), "b");
    assert.equal(parentOf("b"), ".");
    assert.equal(parentOf("."), null);
  });

  it("are ordered as RFC 4034, 6.1 shows", () => {
    const sorted = [
      "example",
      "a.example",
      "yljkjljk.a.example",
      "Z.a.example",
      "zABC.a.EXAMPLE",
      "z.example",
    ];
    assert.deepEqual([...sorted].reverse().sort(compareNames), sorted);
  });

  it("hold labels of 1 to 63 octets and no more than 253 in all", () => {
    assert.ok(isValidName("example.com.") && isValidName("."));
    for (const bad of [
      "",
      "a..b",
      ".a",
      `${"a".repeat(64)}.b`,
      `${"é".repeat(32)}.b`,
      `${"a.".repeat(127)}b`,
    ]) {
      assert.ok(!isValidName(bad), bad);
    }
    assert.ok(isValidName(`${"a.".repeat(126)}b`));
  });

  it("lose labels on the left until they fit, and no more than that", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 }), (lengths) => {
        const name = lengths.map((length) => "x".repeat(length)).join(".");
        const cut = truncateName(name);
        assert.ok(cut.length <= 253 && name.endsWith(cut));
        if (cut === name) return;
        const before = name.slice(0, -cut.length - 1);
        assert.ok(before.slice(before.lastIndexOf(".") + 1).length + 1 + cut.length > 253);
      }),
    );
  });
});
