/** Text of a document stays text in Markdown, and shows every character that it has. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { code } from "../../../server/src/ide/markdown.ts";
import { visible } from "../../../server/src/text/visible.ts";

describe("text of a document in Markdown", () => {
  it("is a code span", () => {
    assert.equal(code("include:example.com"), "`include:example.com`");
    assert.equal(
      code("<img src=x onerror=alert(1)> [a](command:b) **c**"),
      "`<img src=x onerror=alert(1)> [a](command:b) **c**`",
    );
  });

  it("can't end its code span with backticks of its own", () => {
    assert.equal(code("a`b"), "``a`b``");
    assert.equal(code("``` [x](y)"), "```` ``` [x](y) ````");
    assert.equal(code("`"), "`` ` ``");
    assert.equal(code("`a".repeat(200_000)).length, 400_006);
  });

  it("shows what a code span can't hold", () => {
    assert.equal(code(""), '`""`');
    assert.equal(code("  "), "`‹U+0020›‹U+0020›`");
    assert.equal(code("a\n\n# b"), "`a‹U+000A›‹U+000A›# b`");
  });

  it("shows characters that hide themselves or turn others round", () => {
    assert.equal(visible("a\u202eb\u00a0c\u200bd\u2066"), "a‹U+202E›b‹U+00A0›c‹U+200B›d‹U+2066›");
    assert.equal(visible("\u{E0041}\ufe0f\u0007\u3000"), "‹U+E0041›‹U+FE0F›‹U+0007›‹U+3000›");
  });

  it("shows octets that are no text as a zone writes them", () => {
    assert.equal(visible("caf\udce9 \udc80"), "caf‹\\233› ‹\\128›");
    assert.equal(visible("\ud83d"), "‹U+D83D›");
  });

  it("leaves letters of every script alone", () => {
    const words = "пример 例え उदाहरण ตัวอย่าง مثال 😀 é";
    assert.equal(visible(words), words);
  });

  it("is always closed by its own fence and by nothing within", () => {
    const hostile = fc.string({
      unit: fc.constantFrom("`", "``", " ", "a", "\n", "[", "]", "<", "\u202e", "\\", "*", "\udc80", "|"),
    });
    fc.assert(
      fc.property(hostile, (text) => {
        const span = code(text);
        const fence = /^`+/.exec(span)?.[0] ?? "";
        assert.ok(span.endsWith(fence) && span.length > 2 * fence.length);
        const within = span.slice(fence.length, -fence.length);
        for (const run of within.match(/`+/g) ?? []) assert.notEqual(run.length, fence.length);
        assert.ok(!/^`|`$/.test(within), "a backtick at the border would make the fence longer");
        assert.ok(!/[\n\r\u202e]/.test(span));
        assert.ok(within.trim() !== "");
      }),
    );
  });
});
