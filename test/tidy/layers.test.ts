// Runs the import rules of .dependency-cruiser.cjs on the source, and on small wrong trees to prove that they bite.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { cruise, type ICruiseOptions, type ICruiseResult } from "dependency-cruiser";
import { root } from "../support/root.ts";

const config = createRequire(import.meta.url)("../../.dependency-cruiser.cjs") as {
  forbidden: NonNullable<NonNullable<ICruiseOptions["ruleSet"]>["forbidden"]>;
  options: ICruiseOptions;
};

/** Sentences of the form "rule: from → to", one for each import that a rule forbids under `folder`. */
async function violations(folder: string): Promise<string[]> {
  const trees = ["client/src", "server/src"].filter((tree) => existsSync(path.join(folder, tree)));
  if (trees.length === 0) return [];
  const { output } = await cruise(trees, {
    ...config.options,
    ruleSet: { forbidden: config.forbidden },
    validate: true,
    baseDir: folder,
  });
  return (output as ICruiseResult).summary.violations.map(
    ({ rule, from, to }) => `${rule.name}: ${from} → ${to}`,
  );
}

/** An import in `from`, and the rule that must refuse it; `files` are there to be imported. */
const forbidden: { from: string; code: string; rule: string; files?: Record<string, string> }[] = [
  { from: "server/src/text/a.ts", code: `import { b } from "../dns/b.ts";`, rule: "text-layer" },
  { from: "server/src/dns/a.ts", code: `import type { b } from "../spf/b.ts";`, rule: "dns-layer" },
  { from: "server/src/host/a.ts", code: `import { b } from "../dns/drive.ts";`, rule: "host-layer" },
  { from: "server/src/host/a.ts", code: `import { b } from "../spf/b.ts";`, rule: "host-layer" },
  { from: "server/src/spf/a.ts", code: `import { b } from "../host/b.ts";`, rule: "spf-layer" },
  { from: "server/src/rules/a.ts", code: `import { b } from "../ide/b.ts";`, rule: "rules-layer" },
  { from: "server/src/rules/a.ts", code: `import { b } from "../dns/b.ts";`, rule: "rules-see-types" },
  { from: "server/src/ide/a.ts", code: `import { b } from "../lsp/b.ts";`, rule: "ide-layer" },
  { from: "server/src/lsp/a.ts", code: `import { b } from "../spf/b.ts";`, rule: "lsp-layer" },
  { from: "server/src/cli/a.ts", code: `import { b } from "../lsp/b.ts";`, rule: "cli-layer" },
  { from: "server/src/platform/a.ts", code: `import { b } from "../spf/b.ts";`, rule: "platform-sees-types" },
  { from: "server/src/platform/a.ts", code: `import type { b } from "../cli/b.ts";`, rule: "platform-layer" },
  { from: "server/src/host/zone.ts", code: `import { parse } from "yaml";`, rule: "parsers-in-syntax" },
  {
    from: "server/src/ide/a.ts",
    code: `import { cruise } from "dependency-cruiser";`,
    rule: "core-libraries",
  },
  { from: "server/src/spf/a.ts", code: `import fs from "node:fs";`, rule: "core-platform" },
  {
    from: "server/src/ide/a.ts",
    code: `import { Position } from "vscode-languageserver";`,
    rule: "protocol-library-at-the-rim",
  },
  { from: "server/src/lsp/a.ts", code: `import * as vscode from "vscode";`, rule: "server-without-editor" },
  {
    from: "client/src/a.ts",
    code: `import { b } from "../../server/src/ide/b.ts";`,
    rule: "client-imports-protocol",
  },
  { from: "server/src/cli/a.ts", code: `import { b } from "../main.ts";`, rule: "nothing-imports-an-entry" },
  {
    from: "server/src/node.ts",
    code: `import { b } from "../../test/b.ts";`,
    rule: "source-without-tests",
  },
  {
    from: "server/src/spf/a.ts",
    code: `import { b } from "./b.ts";`,
    rule: "no-circular",
    files: { "server/src/spf/b.ts": `import type { a } from "./a.ts"; export const b = 1;` },
  },
  { from: "server/src/spf/a.ts", code: `import { b } from "./nowhere.ts";`, rule: "resolvable", files: {} },
];

const allowed: { from: string; code: string }[] = [
  { from: "server/src/host/a.ts", code: `import { b } from "../dns/names.ts";` },
  {
    from: "server/src/rules/a.ts",
    code: `import type { b } from "../dns/b.ts"; import { c } from "../spf/b.ts";`,
  },
  {
    from: "server/src/platform/a.ts",
    code: `import type { b } from "../ide/b.ts"; import { c } from "../dns/b.ts"; import fs from "node:fs";`,
  },
  { from: "server/src/host/syntax/a.ts", code: `import { parse } from "yaml";` },
  { from: "server/src/spf/a.ts", code: `import { getDomain } from "tldts";` },
  {
    from: "client/src/a.ts",
    code: `import { b } from "../../server/src/lsp/protocol.ts"; import * as v from "vscode";`,
  },
  { from: "client/src/b/a.ts", code: `import { b } from "../../../server/src/text/visible.ts";` },
  { from: "server/src/node.ts", code: `import { createConnection } from "vscode-languageserver/node";` },
];

describe("who may import whom", () => {
  it("holds in the source", async () => {
    assert.deepEqual(await violations(root), []);
  });

  for (const { from, code, rule, files } of forbidden) {
    it(`is broken by ${code} in ${from}`, async () => {
      const found = await violationsOf(from, code, files);
      assert.ok(
        found.some((sentence) => sentence.startsWith(`${rule}: ${from} → `)),
        `${rule} says nothing; found: ${JSON.stringify(found)}`,
      );
    });
  }

  for (const { from, code } of allowed) {
    it(`allows ${code} in ${from}`, async () => {
      const found = await violationsOf(from, code);
      // The wrong trees are built inside the repository, where a package may not be installed.
      assert.deepEqual(
        found.filter((sentence) => !sentence.startsWith("resolvable: ")),
        [],
      );
    });
  }

  it("proves each rule once", () => {
    const proved = new Set(forbidden.map(({ rule }) => rule));
    assert.deepEqual(
      config.forbidden.map(({ name }) => name).filter((name) => !proved.has(name ?? "")),
      [],
    );
  });
});

/** What the rules say of one file, with every file that it may name by a relative path in place. */
async function violationsOf(from: string, code: string, files?: Record<string, string>): Promise<string[]> {
  await mkdir(path.join(root, ".cache"), { recursive: true });
  const folder = await mkdtemp(path.join(root, ".cache/layers-"));
  try {
    const targets = [...code.matchAll(/from "(\.[^"]+)"/g)].map(([, target]) =>
      path.posix.join(path.posix.dirname(from), target!),
    );
    const tree: Record<string, string> = {
      ...(files === undefined
        ? Object.fromEntries(targets.map((target) => [target, "export const b = 1;"]))
        : files),
      [from]: code,
    };
    for (const [name, text] of Object.entries(tree)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
    return await violations(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
