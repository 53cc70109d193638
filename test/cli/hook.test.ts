/** What `pre-commit` hands over to the command. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { fileKinds } from "../../server/src/host/file-kinds.ts";
import { root } from "../support/root.ts";

const [hook] = parse(readFileSync(path.join(root, ".pre-commit-hooks.yaml"), "utf8")) as [{ files: string }];
/** Python's `x` lets blanks and line ends stand in an expression, which ours has nowhere else. */
const files = new RegExp(hook.files.replace("(?x)", "").replace(/\s+/g, ""));

/** The names that a glob with one level of braces stands for, with a word for what may be anything. */
function namesOf(glob: string): string[] {
  const plain = glob.replaceAll("[!.]*", "word").replaceAll("*", "word");
  return plain.split(/\{([^}]*)\}/).reduce<string[]>(
    (names, piece, i) => {
      const choices = i % 2 === 0 ? [piece] : piece.split(",");
      return names.flatMap((name) => choices.map((choice) => name + choice));
    },
    [""],
  );
}

describe("the hook of pre-commit", () => {
  for (const [kind, { names }] of Object.entries(fileKinds)) {
    it(`hands over every file of the kind ${kind}`, () => {
      const all = names.flatMap(namesOf);
      assert.deepEqual(
        all.filter((name) => !files.test(name) || !files.test(`dns/${name}`)),
        [],
      );
    });
  }

  it("hands over no pictures, styles and licences", () => {
    for (const name of ["logo.png", "style.css", "LICENSE", "src/main.rs", "Makefile", "src/database.c"])
      assert.ok(!files.test(name), name);
  });
});
