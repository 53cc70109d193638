/** How long texts and trees take their lines. */

import assert from "node:assert/strict";
import { type Tree, treeLines } from "../../../server/src/cli/tree-text.ts";
import { columnsOf } from "../../../server/src/cli/width.ts";
import { broken, plain } from "../../../server/src/cli/wrap.ts";

const lines = (text: string, columns: number, margin?: string) => broken([plain(text)], columns, margin);

describe("a long text", () => {
  it("is broken at blanks, and the lines after the first keep a margin", () => {
    assert.deepEqual(lines("one two three four", 9), ["one two", "three", "four"]);
    assert.deepEqual(lines("one two three four", 9, "  "), ["one two", "  three", "  four"]);
    assert.deepEqual(lines("  one two three", 9, "  "), ["  one two", "  three"]);
  });

  it("is broken within a word that no line can hold", () => {
    assert.deepEqual(lines("ab abcdefghij c", 4), ["ab", "abcd", "efgh", "ij c"]);
    assert.deepEqual(lines("abcdef", 4, "> "), ["abcd", "> ef"]);
  });

  it("is broken between Japanese characters, but not before what ends a clause", () => {
    assert.deepEqual(lines("送信を許可する。次の文", 8), ["送信を許", "可する。", "次の文"]);
    assert.deepEqual(lines("送信を許可。次", 10), ["送信を許", "可。次"]);
    assert.deepEqual(lines("mail.example.com の値（192.0.2.1）", 12), [
      "mail.example",
      ".com の値",
      "（192.0.2.1",
      "）",
    ]);
  });

  it("loses no character, wherever it is broken", () => {
    const text = "v=spf1 include:_spf.example.net 例え「引用」（かっこ）、ーっ。 a 👨‍👩‍👧 -all";
    for (let columns = 1; columns < 60; columns++) {
      assert.equal(lines(text, columns).join("").replaceAll(" ", ""), text.replaceAll(" ", ""), `${columns}`);
    }
  });

  it("fits, unless a single character does not", () => {
    const text = "レコードを評価できません include:_spf.example.net 192.0.2.1";
    for (let columns = 4; columns < 60; columns++) {
      for (const line of lines(text, columns))
        assert.ok(columnsOf(line) <= columns + 2, `${columns}: ${line}`);
    }
  });

  it("is painted word by word, so that no colour runs into the margin", () => {
    const painted = broken([["aa bb", (word) => `<${word}>`]], 3, " ");
    assert.deepEqual(painted, ["<aa>", " <bb>"]);
  });
});

describe("a tree", () => {
  const leaf = (text: string): Tree => ({ head: [plain(text)], below: [] });
  const same = (text: string) => text;

  it("has a branch for each part, and long texts stay beside it", () => {
    const tree: Tree = {
      head: [plain("root")],
      below: [
        { head: [plain("one two three four five six")], below: [leaf("below it")] },
        leaf("seven eight nine ten eleven"),
      ],
    };
    assert.deepEqual(treeLines(tree, 32, same), [
      "root",
      "├─ one two three four five six",
      "│  └─ below it",
      "└─ seven eight nine ten eleven",
    ]);
    assert.deepEqual(treeLines(tree, 29, same).slice(0, 3), [
      "root",
      "├─ one two three four five",
      "│  │ six",
    ]);
  });
});
