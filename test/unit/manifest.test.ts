// Checks what VS Code reads of the extension before any code runs: texts in both languages, settings, file patterns.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { tokensOptions } from "../../server/src/lsp/token-types.ts";
import { root } from "../support/root.ts";

const json = (file: string) => JSON.parse(readFileSync(path.join(root, file), "utf8"));
const manifest = json("package.json");

describe("the manifest", () => {
  const used = new Set([...JSON.stringify(manifest).matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key!));

  for (const file of ["package.nls.json", "package.nls.ja.json"]) {
    it(`finds each of its texts in ${file}, and uses all of them`, () => {
      assert.deepEqual(Object.keys(json(file)).sort(), [...used].sort());
    });
  }

  it("has a Japanese text that differs from the English one", () => {
    const [english, japanese] = [json("package.nls.json"), json("package.nls.ja.json")];
    const names = new Set(["displayName"]);
    assert.deepEqual(
      Object.keys(english).filter((key) => !names.has(key) && english[key] === japanese[key]),
      [],
    );
  });

  it("offers each key of the config file as a setting", () => {
    const schema = json("schema/spf-records.schema.json").properties;
    const settings = Object.keys(manifest.contributes.configuration.properties);
    const keys = Object.keys(schema).flatMap((key) =>
      schema[key].additionalProperties === false && schema[key].type === "object"
        ? Object.keys(schema[key].properties).map((inner) => `spf.${key}.${inner}`)
        : [`spf.${key}`],
    );
    // Expectations belong to the repository, where CI reads them too; what an editor shows and logs is its own affair.
    const fileOnly = ["spf.$schema", "spf.expect"];
    const editorOnly = ["spf.trace.server", "spf.codeLens.enabled", "spf.inlayHints.enabled"];
    assert.deepEqual(
      [...keys.filter((key) => !fileOnly.includes(key)), ...editorOnly].sort(),
      settings.sort(),
    );
  });

  it("takes no file of a program for a zone, since a name's pattern is stronger than its ending", () => {
    const patterns: string[] = manifest.contributes.languages[0].filenamePatterns;
    const regexps = patterns.map(asRegExp);
    const isZone = (name: string) => regexps.some((regexp) => regexp.test(name));
    for (const name of [
      "db.example.com",
      "db.10.0.0",
      "db.local",
      "example.db",
      "named.root",
      "db.example.co.jp",
    ])
      assert.ok(isZone(name), name);
    for (const name of [
      "db.ts",
      "db.test.ts",
      "db.js",
      "db.config.json",
      "db.py",
      "db.schema.rs",
      "named.conf",
    ])
      assert.ok(!isZone(name), name);
  });

  it("pins each dependency to one version", () => {
    const versions: string[] = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
    assert.deepEqual(
      versions.filter((version) => !/^(npm:[\w/@-]+@)?\d+\.\d+\.\d+$/.test(version)),
      [],
    );
  });

  it("gives each kind of token the colour of the grammar", () => {
    const types: string[] = manifest.contributes.semanticTokenTypes.map(({ id }: { id: string }) => id);
    assert.deepEqual(
      [...tokensOptions({ options: { commands: true } }).legend.tokenTypes].sort(),
      types.sort(),
    );
    const scopes: Record<string, string[]> = manifest.contributes.semanticTokenScopes[0].scopes;
    assert.deepEqual(Object.keys(scopes).sort(), types.sort());
    const grammar = readFileSync(path.join(root, "syntaxes/spf.tmLanguage.json"), "utf8");
    for (const scope of Object.values(scopes).flat())
      assert.ok(grammar.includes(`"${scope.slice(0, -".spf".length)}.`), scope);
  });

  it("names files that exist", () => {
    const { contributes } = manifest;
    const named: string[] = [
      manifest.icon,
      ...contributes.grammars.map((grammar: { path: string }) => grammar.path),
      ...contributes.languages.flatMap(
        ({ configuration }: { configuration?: string }) => configuration ?? [],
      ),
      ...contributes.jsonValidation.map((validation: { url: string }) => validation.url),
      ...manifest.files
        .filter((file: string) => file !== "dist")
        .map((file: string) => file.replace(/\/\*.*/, "")),
    ];
    assert.deepEqual(
      named.filter((file) => !existsSync(path.join(root, file))),
      [],
    );
  });
});

/** The few glob signs that the manifest uses: `*`, `[0-9]` and `{a,b}`. */
function asRegExp(glob: string): RegExp {
  const source = glob
    .replace(/\./g, "\\.")
    .replace(/\*/g, "[^/]*")
    .replace(/\{([^}]*)\}/g, (_, names: string) => `(?:${names.replaceAll(",", "|")})`);
  return new RegExp(`^${source}$`);
}
