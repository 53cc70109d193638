/** What goes when a comment goes: its line where that has nothing else, and never what stands beside it. */

import assert from "node:assert/strict";
import { commentIn } from "../../server/src/host/comment.ts";

const cases: readonly { before: string; comment: string; sign: number; after: string; left: string }[] = [
  { before: "a\n", comment: "# x", sign: 1, after: "\nb\n", left: "a\nb\n" },
  { before: "a\r\n  ", comment: "# x", sign: 1, after: "\r\n  b\r\n", left: "a\r\n  b\r\n" },
  { before: "a\n", comment: "# x", sign: 1, after: "", left: "a\n" },
  { before: "a: b", comment: "# x", sign: 1, after: "\nc\n", left: "a: b\nc\n" },
  { before: "a: b", comment: "# x\r", sign: 1, after: "\nc\n", left: "a: b\r\nc\n" },
  { before: "a: b \t", comment: "// x", sign: 2, after: "  \nc\n", left: "a: b  \nc\n" },
  { before: "  ", comment: "/* x */", sign: 2, after: " a();\n", left: "   a();\n" },
  { before: "a ", comment: "/* x */", sign: 2, after: " b\n", left: "a  b\n" },
];

describe("a comment that goes", () => {
  for (const { before, comment, sign, after, left } of cases) {
    const source = before + comment + after;
    it(`leaves ${JSON.stringify(left)} of ${JSON.stringify(source)}`, () => {
      const whole = { start: before.length, end: before.length + comment.length };
      const { removal, text } = commentIn(source, whole, sign, "*/");
      assert.equal(text.trim(), "x");
      assert.equal(source.slice(0, removal.start) + source.slice(removal.end), left);
    });
  }

  it("is not taken for closed by the end of its own sign", () => {
    assert.equal(commentIn("/*/", { start: 0, end: 3 }, 2, "*/").text, "/");
  });
});
