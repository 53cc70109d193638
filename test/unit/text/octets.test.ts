// Holds the octets of a text to Node's Buffer, for valid UTF-8, for any octets at all, and for broken pairs.

import assert from "node:assert/strict";
import fc from "fast-check";
import {
  decodeOctets,
  encodeOctets,
  hasRawOctets,
  octetLength,
  rawOctet,
} from "../../../server/src/text/octets.ts";

const RUNS = { numRuns: 5000, seed: 7208 };

/** Octets that often come near to being UTF-8: leads, tails, borders of the ranges of Unicode's table 3-7. */
const nearUtf8 = fc.oneof(
  fc.constantFrom(
    0x00,
    0x41,
    0x7f,
    0x80,
    0x8f,
    0x90,
    0x9f,
    0xa0,
    0xbf,
    0xc0,
    0xc1,
    0xc2,
    0xdf,
    0xe0,
    0xe1,
    0xed,
    0xee,
  ),
  fc.constantFrom(0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff, 0xbb, 0xbf),
  fc.integer({ min: 0, max: 255 }),
);
const octetLists = fc.array(nearUtf8, { maxLength: 24 }).map((list) => Uint8Array.from(list));
const wellFormed = fc.string({ unit: "binary" });
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom("a", "é", "€", "😀", "\ud800", "\udbff", "\udc00", "\udc7f"),
      fc.integer({ min: 0x80, max: 0xff }).map(rawOctet),
    ),
  )
  .map((list) => list.join(""));

describe("octets", () => {
  it("come back from the text that stands for them, whatever they are", () => {
    const property = fc.property(octetLists, (octets) => {
      const text = decodeOctets(octets);
      assert.deepEqual([...encodeOctets(text)], [...octets]);
      assert.equal(octetLength(text), octets.length);
      const valid = Buffer.from(Buffer.from(octets).toString("utf8")).equals(octets);
      assert.equal(hasRawOctets(text), !valid);
      if (valid) assert.equal(text, Buffer.from(octets).toString("utf8"));
    });
    fc.assert(property, RUNS);
  });

  it("keep every valid character between invalid octets", () => {
    const property = fc.property(octetLists, (octets) => {
      const replaced = decodeOctets(octets).replace(/[\udc80-\udcff]+/gu, "");
      const buffer = Buffer.from(octets).toString("utf8").replaceAll("\ufffd", "");
      assert.equal(replaced.replaceAll("\ufffd", ""), buffer);
    });
    fc.assert(property, RUNS);
  });

  it("of text are its UTF-8", () => {
    const property = fc.property(wellFormed, (text) => {
      assert.deepEqual([...encodeOctets(text)], [...Buffer.from(text)]);
      assert.equal(octetLength(text), Buffer.byteLength(text));
      assert.equal(decodeOctets(encodeOctets(text)), text);
      assert.equal(hasRawOctets(text), false);
    });
    fc.assert(property, RUNS);
  });

  it("of broken text are as many as are counted", () => {
    const property = fc.property(anyText, (text) => {
      assert.equal(encodeOctets(text).length, octetLength(text));
      const whole = text.replace(/[\udc80-\udcff]/gu, "");
      assert.equal(octetLength(whole), Buffer.byteLength(whole));
    });
    fc.assert(property, RUNS);
  });

  it("keep a byte order mark", () => {
    assert.equal(decodeOctets(Uint8Array.of(0xef, 0xbb, 0xbf, 0x76)), "\ufeffv");
    assert.equal(decodeOctets(Uint8Array.of(0xef, 0xbb, 0xbf, 0xff)), "\ufeff\udcff");
  });

  it("of a megabyte that is not UTF-8 are read in pieces", () => {
    const octets = new Uint8Array(1_000_000).fill(0xff);
    assert.deepEqual(encodeOctets(decodeOctets(octets)), octets);
  });
});
