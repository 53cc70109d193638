// Checks that carets stand under the exact characters, whatever a line holds and however long it is.

import assert from "node:assert/strict";
import fc from "fast-check";
import { frameOf } from "../../../server/src/cli/frame.ts";
import { paintFor, plain } from "../../../server/src/cli/paint.ts";
import { cellsOf, columnsOf } from "../../../server/src/cli/width.ts";
import { Document } from "../../../server/src/text/document.ts";

/** The frame of what stands between « and » in a text, which may be nothing. */
function frame(text: string, columns = 100): string[] {
  const start = text.indexOf("«");
  const end = text.indexOf("»") - 1;
  const document = Document.of("file:///x", text.replace("«", "").replace("»", ""));
  const mark = { start: document.lineColumn(start), end: document.lineColumn(end) };
  return [...frameOf(document, [mark], columns, plain).lines];
}

describe("a code frame", () => {
  it("marks characters of a plain line", () => {
    assert.deepEqual(frame('a\n@ IN TXT "v=spf1 «ipv4:192.0.2.1» -all"\n'), [
      ' 2 | @ IN TXT "v=spf1 ipv4:192.0.2.1 -all"',
      "   |                  ^^^^^^^^^^^^^^",
    ]);
  });

  it("stays under the characters behind tabs", () => {
    assert.deepEqual(frame("@\tIN\tTXT\t«x»\ty"), [
      " 1 | @       IN      TXT     x       y",
      "   |                         ^",
    ]);
  });

  it("gives wide characters two carets, and marks on letters none", () => {
    assert.deepEqual(frame("日本«語»ab"), [" 1 | 日本語ab", "   |     ^^"]);
    assert.deepEqual(frame("e\u0301«x»y"), [" 1 | e\u0301xy", "   |  ^"]);
    assert.deepEqual(frame("\u{1F468}\u200D\u{1F469}«x»").length, 2);
  });

  it("shows what can't be seen, and marks all of what it shows", () => {
    assert.deepEqual(frame("a«\u202E»b"), [" 1 | a‹U+202E›b", "   |  ^^^^^^^^"]);
    assert.deepEqual(frame("a\x1b[31m«b»"), [" 1 | a‹U+001B›[31mb", "   |              ^"]);
    assert.deepEqual(frame("\udce9«b»"), [" 1 | ‹\\233›b", "   |       ^"]);
    assert.deepEqual(frame("a«\u00a0»-all"), [" 1 | a‹U+00A0›-all", "   |  ^^^^^^^^"]);
  });

  it("marks a place between two characters, and the end of a line", () => {
    assert.deepEqual(frame("ab«»c"), [" 1 | abc", "   |   ^"]);
    assert.deepEqual(frame("abc«»"), [" 1 | abc", "   |    ^"]);
    assert.deepEqual(frame("«»"), [" 1 |", "   | ^"]);
  });

  it("marks what stands on several lines, but neither indentation nor line ends", () => {
    assert.deepEqual(frame('( "a «b"\r\n   "c» d" )'), [
      ' 1 | ( "a b"',
      "   |      ^^",
      ' 2 |    "c d" )',
      "   |    ^^",
    ]);
  });

  it("shows the first lines of what stands on many, and counts the others", () => {
    const document = Document.of("file:///x", "a\n".repeat(10));
    const mark = { start: { line: 0, column: 0 }, end: { line: 9, column: 1 } };
    const { lines, more } = frameOf(document, [mark], 80, plain);
    assert.equal(lines.length, 8);
    assert.equal(more, 6);
  });

  it("cuts long lines around the mark", () => {
    const [code, carets] = frame(`${"a".repeat(500)}«MARK»${"b".repeat(500)}`, 60) as [string, string];
    assert.ok(columnsOf(code) <= 60, code);
    assert.match(code, /^ 1 \| …a+MARKb+…$/);
    assert.equal(carets.indexOf("^"), code.indexOf("MARK"));
    assert.match(carets, /\^{4}$/);
  });

  it("cuts lines of megabytes in no time", () => {
    const started = performance.now();
    const text = `${"あ".repeat(500_000)}«MARK»${"\t".repeat(500_000)}`;
    const [code, carets] = frame(text, 80) as [string, string];
    assert.ok(performance.now() - started < 500);
    assert.ok(columnsOf(code) <= 80 && columnsOf(carets) <= 80);
  });

  it("never breaks, never draws past its width, never lets a control character through", () => {
    const character = fc.oneof(
      fc.constantFrom("\t", "\x1b", "日", "\u202e", "\udce9", "\ud800", "\u0301", "\u200d", "👩", "é"),
      fc.string({ minLength: 1, maxLength: 3, unit: "binary" }),
      fc.string({ minLength: 1, maxLength: 5 }),
    );
    const line = fc
      .array(character, { maxLength: 60 })
      .map((pieces) => pieces.join("").replace(/[\r\n]/g, ""));
    fc.assert(
      fc.property(
        line,
        fc.nat(200),
        fc.nat(200),
        fc.integer({ min: 24, max: 120 }),
        (text, from, length, columns) => {
          const document = Document.of("file:///x", text);
          const start = Math.min(from, text.length);
          const end = Math.min(start + length, text.length);
          const mark = { start: document.lineColumn(start), end: document.lineColumn(end) };
          const { lines } = frameOf(document, [mark], columns, plain);
          assert.equal(lines.length, 2);
          // A cluster that is wider than the line is still shown.
          for (const each of lines) assert.ok(columnsOf(each) <= Math.max(columns, 24) + 1, each);
          assert.ok(!/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/.test(lines.join("")));
          assert.match(lines[1] as string, /\^/);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("cells", () => {
  it("cover a line without gap or overlap", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (line) => {
        const text = line.replace(/[\r\n]/g, "");
        let at = 0;
        for (const cell of cellsOf(text)) {
          assert.equal(cell.start, at);
          at = cell.end;
        }
        assert.equal(at, text.length);
      }),
    );
  });
});

describe("colours", () => {
  const coloured = (environment: Record<string, string>, isTerminal: boolean) =>
    paintFor(environment, isTerminal).error("x") !== "x";

  it("are for terminals, unless somebody says otherwise", () => {
    assert.equal(coloured({}, true), true);
    assert.equal(coloured({}, false), false);
    assert.equal(coloured({ TERM: "dumb" }, true), false);
    assert.equal(coloured({ NO_COLOR: "1" }, true), false);
    assert.equal(coloured({ NO_COLOR: "" }, true), true);
    assert.equal(coloured({ FORCE_COLOR: "1" }, false), true);
    assert.equal(coloured({ FORCE_COLOR: "0" }, true), false);
    assert.equal(coloured({ FORCE_COLOR: "1", NO_COLOR: "1" }, false), true);
  });
});
