// Checks that a walk finds what git does not leave out.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { shownPath, walk } from "../../../server/src/cli/walk.ts";
import { leavesOut, readIgnore } from "../../../server/src/ide/gitignore.ts";
import { nodeDisk } from "../../../server/src/platform/node-disk.ts";
import { folderOf, removeFolders } from "../../support/command.ts";
import "../../support/seed.ts";
import { needs } from "../../support/skip.ts";

const isOut = (text: string, file: string) => {
  const names = file.split("/");
  return leavesOut(readIgnore(text), names.slice(0, -1), names.at(-1) as string, false);
};

describe("patterns of .gitignore", () => {
  it("tell case apart, as git does unless its configuration says otherwise", () => {
    assert.equal(isOut("build", "build"), true);
    assert.equal(isOut("build", "Build"), null);
  });

  it("are read in time that grows with their length, whoever wrote them", () => {
    const pattern = `${"*a".repeat(2000)}b`;
    const deep = `${"**/a/".repeat(2000)}b`;
    assert.equal(isOut(pattern, "a".repeat(250)), null);
    assert.equal(isOut(deep, "a/".repeat(2000)), null);
  });

  it("may be of classes that nothing is in", () => {
    for (const line of ["[z-a]", "[", "[a", "[[:nothing:]]", "a\\"])
      assert.equal(isOut(line, "a"), null, line);
  });
});

const names = ["a", "b", "ab", "B", "a.b", "-", " a", "a ", "!a", "#a", "]", "^", "[a]", "*"];
const signs = [
  ..."ab*?/[]!^-. \\#",
  "**",
  "/**/",
  "[a-b]",
  "[!a]",
  "[^b]",
  "[[:alpha:]]",
  "[]-]",
  "[\\]a]",
  "\n",
];
const pattern = fc.array(fc.constantFrom(...signs), { maxLength: 7 }).map((all) => all.join(""));
// Slashes within classes and behind backslashes are nothing that anybody writes.
const isWritten = (text: string) => !/\[[^\]]*\/|\\\//.test(text);
const patterns = fc
  .array(pattern.filter(isWritten), { minLength: 1, maxLength: 4 })
  .map((all) => all.join("\n"));

describe("a walk, beside git", () => {
  afterEach(removeFolders);

  const hasGit = spawnSync("git", ["--version"]).status === 0;
  needs(hasGit, "git (apt: git)").it("finds what git does not leave out", () => {
    const files = names.flatMap((one) => [`x/${one}`, `y/a/${one}`, `y/b/ab/${one}`, `${one}/z/a`]);
    const folder = folderOf(Object.fromEntries(files.map((file) => [file, ""])));
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "core.ignoreCase=false", ...args], { cwd: folder, encoding: "utf8" });
    git("init", "--quiet");
    fc.assert(
      fc.property(patterns, patterns, (top, inner) => {
        writeFileSync(path.join(folder, ".gitignore"), top);
        writeFileSync(path.join(folder, "y/.gitignore"), inner);
        const seen = git("ls-files", "-z", "--others", "--exclude-per-directory=.gitignore");
        const { targets } = walk(["."], folder, nodeDisk());
        assert.deepEqual(
          targets.map((target) => shownPath(target.path, folder)).sort(),
          seen
            .split("\0")
            .filter((each) => each !== "")
            .sort(),
        );
      }),
      { numRuns: 200 },
    );
  });
});
