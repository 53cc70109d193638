// Keeps the source tidy in ways that no linter checks: first comments, length, folders, focused tests, stray paths.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "../support/root.ts";

/** Files longer than 400 lines, each with the reason why it is not two files. A stale entry fails the test. */
const longFiles: Record<string, string> = JSON.parse(
  readFileSync(path.join(root, "test/tidy/long-files.json"), "utf8"),
);

/** What a build or an editor leaves behind, and what others wrote. */
const notOurs = new Set([
  ".git",
  ".cache",
  "node_modules",
  "dist",
  "out",
  ".vscode-test",
  ".vscode-test-web",
]);

const files = filesBelow("");
const sources = files.filter(
  (file) => /^(client|server|test)\//.test(file) && /\.(ts|mts|mjs|cjs)$/.test(file) && !isFixture(file),
);

describe("the source", () => {
  it("opens each file with a comment that says what it is for", () => {
    const bare = sources.filter((file) => !/^(#![^\n]*\n)?\s*\/[/*]/.test(read(file)));
    assert.deepEqual(bare, []);
  });

  it("has no file past 400 lines without a reason in long-files.json", () => {
    const long = sources.filter((file) => lineCount(file) > 400);
    assert.deepEqual(
      long.filter((file) => !longFiles[file]),
      [],
    );
    assert.deepEqual(
      Object.keys(longFiles).filter((file) => !long.includes(file)),
      [],
      "no longer long, or gone",
    );
  });

  it("focuses no test", () => {
    const call = `.${"only"}(`;
    assert.deepEqual(
      sources.filter((file) => file.startsWith("test/") && read(file).includes(call)),
      [],
    );
  });

  it("has no folder for things without a subject", () => {
    const vague = new Set(["utils", "util", "common", "core", "helpers", "helper", "misc", "lib"]);
    const folders = new Set(sources.flatMap((file) => path.posix.dirname(file).split("/")));
    assert.deepEqual(
      [...folders].filter((folder) => vague.has(folder)),
      [],
    );
  });

  it("imports with the extension, so that Node, tsx, esbuild and tsc resolve the same file", () => {
    const bare = sources
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) =>
        [...read(file).matchAll(/^(?:import|export)\b[^;]*?from "(\.[^"]*)";/gm)]
          .map(([, target]) => target!)
          .filter((target) => !/\.(ts|mjs|cjs|json)$/.test(target))
          .map((target) => `${file}: ${target}`),
      );
    assert.deepEqual(bare, []);
  });

  it("names no folder of the machine that it was written on", () => {
    const homes = [root, os.homedir()].filter((folder) => folder.length > 3);
    const stray = files
      .filter((file) => !/\.(png|wasm|gz|vsix)$/.test(file))
      .filter((file) => {
        const text = read(file);
        return (
          homes.some((folder) => text.includes(`${folder}/`)) || /["'` (](\/home|\/Users)\/\w+\//.test(text)
        );
      });
    assert.deepEqual(stray, []);
  });
});

function isFixture(file: string): boolean {
  return /(^|\/)fixtures\//.test(file) || file.startsWith("test/e2e/workspace/");
}

function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

function lineCount(file: string): number {
  return read(file).split("\n").length - 1;
}

/** Every file of the repository by its path from there, without asking git, which may not be installed. */
function filesBelow(folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const name = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (notOurs.has(entry.name)) return [];
      return entry.isDirectory() ? filesBelow(name) : [name];
    })
    .sort();
}
