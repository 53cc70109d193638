// Compares `Decoded` with the reference of toy-model.ts on thousands of random sources, both plain ones and ones that
// lie in the text of another.

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Decoded } from "../../../server/src/text/decoded.ts";
import { DecodedBuilder } from "../../../server/src/text/decoded-builder.ts";
import { applyEdits, orderEdits } from "../../../server/src/text/edit.ts";
import { encodeOctets, hasRawOctets } from "../../../server/src/text/octets.ts";
import { readToy } from "./toy-host.ts";
import { type Model, models, nestedModels } from "./toy-model.ts";

const RUNS = { numRuns: 2000, seed: 7208 };

const kinds = [
  { name: "a host", arbitrary: models },
  { name: "a host within a host", arbitrary: nestedModels },
];

for (const { name, arbitrary } of kinds) {
  describe(`Decoded of ${name}`, () => {
    it("has the text, the holes and the strings of the source", () => {
      check(arbitrary, (model, decoded) => {
        assert.equal(decoded.text, model.text);
        const holes = model.items.filter((item) => item.kind === "hole");
        assert.deepEqual(
          decoded.holes,
          holes.map(({ start, end }) => ({ start, end })),
        );
        assert.deepEqual(decoded.strings(), model.strings);
        const borders = model.borders.map(({ at, from, to }) => {
          const pieces = model.outer?.toSource(from, to) ?? [{ start: from, end: to }];
          return { at, source: { start: pieces[0]?.start, end: pieces.at(-1)?.end } };
        });
        assert.deepEqual(decoded.boundaries, borders);
      });
    });

    it("counts octets as they are published", () => {
      checkSpans(arbitrary, (model, decoded, start, end) => {
        const octets = octetsOf(model.text.slice(start, end));
        assert.equal(decoded.octets({ start, end }), octets.length);
        assert.deepEqual([...encodeOctets(decoded.text.slice(start, end))], octets);
        assert.equal(decoded.octets(), octetsOf(model.text).length);
      });
    });

    it("maps every span to its pieces of the source", () => {
      checkSpans(arbitrary, (model, decoded, start, end) => {
        const pieces = model.toSource(start, end);
        assert.deepEqual(decoded.toSource({ start, end }), pieces);
        assert.deepEqual(decoded.sourceRange({ start, end }), {
          start: pieces[0]?.start,
          end: pieces.at(-1)?.end,
        });
      });
    });

    it("maps every place of the source to its character", () => {
      check(arbitrary, (model, decoded) => {
        const { length } = outermost(model).source;
        for (let at = -1; at <= length + 1; at++)
          assert.equal(decoded.toDecoded(at), model.toDecoded(at), `at ${at}`);
      });
    });

    it("maps a character to the source and back", () => {
      check(arbitrary, (_, decoded) => {
        for (let at = 0; at < decoded.text.length; at++) {
          const { start, end } = decoded.sourceRange({ start: at, end: at + 1 });
          if (start === end) continue;
          const back = decoded.toDecoded(start) as number;
          assert.ok(back <= at, `${at} came back as ${back}`);
          // Within an atom of several characters, the first one stands for all.
          assert.deepEqual(decoded.sourceRange({ start: back, end: back + 1 }), { start, end });
        }
      });
    });

    it("replaces a span so that reading it again gives exactly the wanted text, or refuses", () => {
      const texts = fc.constantFrom("", "x", " ", "{i}", '"', "\\", "$", "a b", "é😀", "-all", "\udc80", "9");
      let replaced = 0;
      const property = fc.property(arbitrary, fc.nat(), fc.nat(), texts, (model, a, b, text) => {
        const decoded = decode(model);
        const [start, end] = spanOf(model, a, b);
        const edits = decoded.replace({ start, end }, text);
        if (mustRefuse(model, start, end, text)) return assert.equal(edits, undefined);
        if (!edits) return assert.ok(mayRefuse(model, start, end, text), "refused without need");
        replaced++;
        const { source } = outermost(model);
        const ordered = orderEdits(edits);
        assert.ok(ordered);
        const after = applyEdits(source, ordered);
        const again = model.outer ? nested(after) : readToy(after);
        const wanted = model.text.slice(0, start) + text + model.text.slice(end);
        assert.equal(again.text, wanted);
        assert.equal(again.strings().length, decoded.strings().length, "every string is still there");
        assert.equal(again.holes.length, decoded.holes.length, "every hole is still there");
        for (const edit of edits) {
          const within = decoded.toSource({ start, end });
          const inPiece = within.some(
            (piece) => piece.start <= edit.span.start && edit.span.end <= piece.end,
          );
          assert.ok(inPiece || start === end, "nothing beside the span is touched");
        }
      });
      fc.assert(property, RUNS);
      assert.ok(replaced > 1000, `only ${replaced} were replaced`);
    });

    it("starts a new string so that reading it again gives the same text, or refuses", () => {
      let split = 0;
      const property = fc.property(arbitrary, fc.nat(), (model, a) => {
        const decoded = decode(model);
        const at = a % (model.text.length + 1);
        const edits = decoded.split(at);
        if (!edits) return assert.ok(mayNotSplit(model, at), "refused without need");
        split++;
        const ordered = orderEdits(edits);
        assert.ok(ordered);
        const after = applyEdits(outermost(model).source, ordered);
        const again = model.outer ? nested(after) : readToy(after);
        assert.equal(again.text, model.text);
        const borders = [...decoded.boundaries.map((boundary) => boundary.at), at].sort((x, y) => x - y);
        assert.deepEqual(
          again.boundaries.map((boundary) => boundary.at),
          borders,
        );
      });
      fc.assert(property, RUNS);
      assert.ok(split > 300, `only ${split} were split`);
    });
  });
}

/** Whether there is a reason not to start a string at `at`. */
function mayNotSplit(model: Model, at: number): boolean {
  if (at === 0 || at === model.text.length || model.borders.some((border) => border.at === at)) return true;
  const near = model.items.filter((item) => item.start <= at && at <= item.end && item.start < item.end);
  const inPair =
    /^[\udc00-\udfff]/.test(model.text.slice(at)) && /[\ud800-\udbff]$/.test(model.text.slice(0, at));
  const bare = near.every((item) => item.bare || item.kind === "nowhere");
  const within = near.some((item) => item.start < at && at < item.end);
  return inPair || bare || within || model.outer !== undefined;
}

describe("Decoded of three levels", () => {
  it("is the same however the levels are put together", () => {
    const property = fc.property(nestedModels, (model) => {
      const [inner, middle] = [readToy(model.source), readToy(outermost(model).source)];
      const outer = readToy(
        JSON.stringify(outermost(model).source).replaceAll("\\n", "\\u000a").replaceAll("$", "\\$"),
      );
      assert.equal(outer.text, outermost(model).source);
      const [a, b] = [inner.through(middle).through(outer), inner.through(middle.through(outer))];
      assert.deepEqual(a.holes, b.holes);
      assert.deepEqual(a.boundaries, b.boundaries);
      for (let start = 0; start <= a.text.length; start++) {
        const span = { start, end: Math.min(a.text.length, start + 3) };
        assert.deepEqual(a.toSource(span), b.toSource(span));
        assert.deepEqual(a.replace(span, "é"), b.replace(span, "é"));
      }
    });
    fc.assert(property, { numRuns: 500, seed: 7208 });
  });
});

describe("Decoded at its limits", () => {
  it("answers for a value without any text", () => {
    const empty = new DecodedBuilder("()", () => undefined).build();
    assert.deepEqual(empty.strings(), [{ start: 0, end: 0 }]);
    assert.deepEqual(empty.toSource({ start: 0, end: 0 }), [{ start: 0, end: 0 }]);
    assert.equal(empty.toDecoded(1), undefined);
    assert.equal(empty.replace({ start: 0, end: 0 }, "v=spf1"), undefined);
    assert.equal(empty.octets(), 0);
  });

  it("clips a span that reaches past the text", () => {
    const decoded = readToy('"ab"');
    assert.deepEqual(decoded.toSource({ start: 1, end: 9 }), [{ start: 2, end: 3 }]);
    assert.deepEqual(decoded.toSource({ start: 5, end: 9 }), [{ start: 3, end: 3 }]);
  });

  it("refuses to put text between the halves of a character", () => {
    assert.equal(readToy('"😀"').replace({ start: 1, end: 1 }, "x"), undefined);
    assert.equal(readToy('"😀"').replace({ start: 0, end: 1 }, "x"), undefined);
  });

  it("tells a host that reads backwards", () => {
    const builder = new DecodedBuilder("abc", (text) => text);
    builder.verbatim(1, 2);
    assert.throws(() => builder.verbatim(0, 1), RangeError);
  });

  it("puts text beside a name, or in its place, only where a string can take it", () => {
    const builder = new DecodedBuilder('"a" + NAME + "b"', (text) => text);
    builder.verbatim(1, 2);
    builder.encodeBy(() => undefined);
    builder.replaced(6, 10, "known");
    builder.encodeBy((text) => text);
    builder.verbatim(14, 15);
    const decoded = builder.build();
    assert.equal(decoded.text, "aknownb");
    assert.deepEqual(decoded.replace({ start: 6, end: 6 }, "x"), [
      { span: { start: 14, end: 14 }, text: "x" },
    ]);
    assert.equal(decoded.replace({ start: 1, end: 6 }, "x"), undefined);
    assert.equal(decoded.replace({ start: 0, end: 7 }, "x"), undefined);
  });

  it("answers at once in a megabyte of escapes", () => {
    const decoded = readToy(`"${"\\u0041".repeat(170_000)}"`);
    for (let i = 0; i < 170_000; i++) {
      assert.equal(decoded.toDecoded(1 + i * 6), i);
      assert.equal(decoded.toSource({ start: i, end: i + 1 }).length, 1);
      assert.equal(decoded.replace({ start: i, end: i + 1 }, "b")?.length, 1);
    }
  });
});

function check(arbitrary: fc.Arbitrary<Model>, predicate: (model: Model, decoded: Decoded) => void): void {
  fc.assert(
    fc.property(arbitrary, (model) => predicate(model, decode(model))),
    RUNS,
  );
}

function checkSpans(
  arbitrary: fc.Arbitrary<Model>,
  predicate: (model: Model, decoded: Decoded, start: number, end: number) => void,
): void {
  const property = fc.property(arbitrary, fc.nat(), fc.nat(), (model, a, b) => {
    const decoded = decode(model);
    predicate(model, decoded, ...spanOf(model, a, b));
    predicate(model, decoded, ...spanOf(model, a, a));
  });
  fc.assert(property, RUNS);
}

function decode(model: Model): Decoded {
  return model.outer ? nested(model.outer.source) : readToy(model.source);
}

function nested(source: string): Decoded {
  const outer = readToy(source);
  return readToy(outer.text).through(outer);
}

function outermost(model: Model): Model {
  return model.outer ? outermost(model.outer) : model;
}

function spanOf(model: Model, a: number, b: number): [number, number] {
  const [x, y] = [a % (model.text.length + 1), b % (model.text.length + 1)];
  return [Math.min(x, y), Math.max(x, y)];
}

function octetsOf(text: string): number[] {
  return [...text].flatMap((sign) => {
    const unit = sign.charCodeAt(0);
    return sign.length === 1 && unit >= 0xdc80 && unit <= 0xdcff ? [unit - 0xdc00] : [...Buffer.from(sign)];
  });
}

/** Whether no exact edit can exist, whatever the host. */
function mustRefuse(model: Model, start: number, end: number, text: string): boolean {
  if (hasRawOctets(text) || hasRawOctets(model.text.slice(start, end))) return true;
  if (start === end && text === "") return false;
  const touched = model.items.filter((item) => item.start < end && start < item.end);
  if (touched.some((item) => item.kind === "hole" || item.kind === "nowhere")) return true;
  const within = (at: number) => model.items.some((item) => item.start < at && at < item.end);
  if (within(start) || within(end) || splitsPair(model.text, start)) return true;
  const { outer } = model;
  if (!outer) return false;
  const pieces = start === end ? [model.place(start)] : joined(model, start, end);
  return pieces.some((piece) => {
    const [a, b] = [piece.start, piece.end];
    if (a !== b) return mustRefuse(outer, a, b, "");
    return outer.items.some((item) => item.start < a && a < item.end);
  });
}

function joined(model: Model, start: number, end: number): { start: number; end: number }[] {
  const flat = Object.assign(Object.create(Object.getPrototypeOf(model)), model, { outer: undefined });
  return flat.toSource(start, end);
}

/** Whether the toy host may refuse: bare words can't hold everything or vanish, and some characters can't meet. */
function mayRefuse(model: Model, start: number, end: number, text: string): boolean {
  const touched = model.items.filter((item) => item.start <= end && start <= item.end);
  if (touched.some((item) => item.bare)) return true;
  const removes = text === "" || model.toSource(start, end).length > 1;
  return removes && /\\z|\\\n|\$/.test(model.source + outermost(model).source);
}

function splitsPair(text: string, at: number): boolean {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff;
}
