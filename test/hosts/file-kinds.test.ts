/** Which files are asked for: the list that editors are given, and the hosts that it is for. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { type FileKind, fileKinds, TOP_LEVELS } from "../../server/src/host/file-kinds.ts";
import { hosts } from "../../server/src/host/index.ts";
import { kindByName } from "../../server/src/ide/recognise.ts";
import { root } from "../support/root.ts";

const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const kinds: Readonly<Record<string, FileKind>> = fileKinds;

describe("kinds of files", () => {
  it("are those of the hosts", () => {
    for (const { format, languages } of hosts) assert.deepEqual(kinds[format]?.languages, languages, format);
  });

  it("are named without braces in braces, which not every editor reads", () => {
    const names = Object.values(kinds).flatMap((kind) => kind.names);
    assert.deepEqual(
      names.filter((name) => /\{[^}]*\{/.test(name)),
      [],
    );
  });

  it("start the extension", () => {
    const events: string[] = manifest.activationEvents;
    const languages = Object.values(kinds).flatMap((kind) => kind.languages);
    const own = ["spf-record"];
    assert.deepEqual(
      languages.filter((language) => !own.includes(language) && !events.includes(`onLanguage:${language}`)),
      [],
    );
  });

  it("are zones under the top-level domains that the extension knows", () => {
    const patterns: string[] = manifest.contributes.languages[0].filenamePatterns;
    assert.ok(patterns.includes(`db.*.{${TOP_LEVELS}}`));
  });

  for (const [name, kind] of [
    ["db.example.com", "zone"],
    ["example.com", "zone"],
    ["EXAMPLE.COM", "zone"],
    ["2.0.192.in-addr.arpa", "zone"],
    ["example.co.uk.txt", "zone"],
    ["named.root", "zone"],
    ["named.conf", null],
    ["named.conf.local", null],
    [".env.local", null],
    ["README.md", "markdown"],
    ["main.rs", null],
    ["Makefile.in", null],
    ["dns.tf", "hcl"],
    ["example.com.yaml", "yaml"],
  ] as const) {
    it(`${name}: ${kind}`, () => assert.equal(kindByName(`file:///a/${name}`), kind));
  }
});
