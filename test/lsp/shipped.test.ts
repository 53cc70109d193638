/** What ships: that it stays small, that nothing is in it twice, and that a web worker loads no more than it needs. */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { deflateRawSync, gzipSync } from "node:zlib";
import { root } from "../support/root.ts";
import { needs } from "../support/skip.ts";
import { TestClient } from "./client.ts";

const dist = path.join(root, "dist");
const octets = (file: string) => readFileSync(path.join(root, file));

/** Paths of the files that the manifest ships, without the tests that are built beside them. */
function shipped(): string[] {
  const { files } = JSON.parse(octets("package.json").toString()) as { files: string[] };
  return ["package.json", ...files].flatMap((name) => {
    const [folder, file] = name.endsWith("*.json") ? [path.dirname(name), /\.json$/] : [name, /./];
    if (!statSync(path.join(root, folder)).isDirectory()) return [folder];
    return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .map((each) => path.join(folder, each))
      .filter((each) => file.test(each) && !each.startsWith("dist/test"))
      .filter((each) => statSync(path.join(root, each)).isFile());
  });
}

const zipped = (files: readonly string[]) =>
  files.reduce((sum, file) => sum + gzipSync(octets(file), { level: 9 }).length, 0);

/** What a part is known by: a text that no minifier touches, and that its source has once. */
const parts: Readonly<Record<string, string>> = {
  "dist/core.js": "some receivers skip it. List the hosts",
  "dist/parsers/yaml.js": "must end with a >",
  "dist/parsers/web-tree-sitter.js": "AsciiToString",
};

const documents: Readonly<Record<string, readonly [name: string, language: string, text: string]>> = {
  zone: ["db.example.com", "dns-zone", '$ORIGIN example.com.\n@ TXT "v=spf1 ptr -all"\n'],
  yaml: ["example.com.yaml", "yaml", "'':\n  type: TXT\n  value: v=spf1 ptr -all\n"],
};

needs(existsSync(path.join(dist, "server/browser.js")), "a build (npm run build)").describe(
  "what ships",
  () => {
    it("is an extension of 1.3 MB at the most", () => {
      // A file has two heads in an archive, each with its name.
      const size = shipped().reduce(
        (sum, file) => sum + deflateRawSync(octets(file), { level: 9 }).length + 100 + 2 * file.length,
        0,
      );
      assert.ok(size > 1e6 && size < 1.3e6, `${size} octets`);
    });

    it("is a server of 360 kB for a zone on the web, and of 600 kB with all parsers", () => {
      const parsers = readdirSync(path.join(dist, "parsers")).map((name) => `dist/parsers/${name}`);
      const start = ["dist/server/browser.js", "dist/core.js"];
      assert.ok(zipped(start) < 360e3, `${zipped(start)} octets`);
      assert.ok(zipped([...start, ...parsers]) < 600e3, `${zipped([...start, ...parsers])} octets`);
    });

    for (const [file, text] of Object.entries(parts)) {
      it(`has ${file} once, for Node and for the web`, () => {
        const scripts = shipped().filter((each) => /^dist\/(?!client).*\.js$/.test(each));
        assert.deepEqual(
          scripts.filter((each) => octets(each).includes(text)),
          [file],
        );
      });
    }

    for (const [kind, [name, language, text]] of Object.entries(documents)) {
      it(`loads on the web what a ${kind} needs`, async () => {
        const client = await TestClient.start({ entry: "browser" });
        client.open(`file:///zones/${name}`, text, language);
        await client.diagnostics(`file:///zones/${name}`, (all) => all.some(({ code }) => code === "ptr"));
        await client.stop();
        const loaded = client.scripts.map((address) => path.relative(dist, new URL(address).pathname));
        const parser = kind === "zone" ? [] : [`parsers/${kind}.js`];
        assert.deepEqual(loaded, ["server/browser.js", "core.js", ...parser]);
      });
    }
  },
);
