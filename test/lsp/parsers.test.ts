/** Formats whose parsers are loaded when a file needs them, in each entry that ships; and that a zone loads none. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import esbuild from "esbuild";
import { nodeAssets } from "../../server/src/platform/node-files.ts";
import { buildProgram, folderOf, removeFolders } from "../support/command.ts";
import { root } from "../support/root.ts";
import { needs } from "../support/skip.ts";
import { type ClientSetup, type Entry, rangeOf, TestClient } from "./client.ts";
import { memoryPlatform } from "./memory-platform.ts";

/** A file of each syntax that has a parser of its own, with one mistake. */
const samples: Readonly<Record<string, readonly [name: string, language: string, text: string]>> = {
  yaml: ["example.com.yaml", "yaml", "'':\n  type: TXT\n  value: v=spf1 ptr -all\n"],
  hcl: [
    "dns.tf",
    "terraform",
    'resource "cloudflare_record" "spf" {\n  name = "@"\n  type = "TXT"\n  content = "v=spf1 ptr -all"\n}\n',
  ],
};
const zone = '$ORIGIN example.com.\n@ SOA a b 1 1 1 1 1\n@ TXT "v=spf1 ptr -all"\n';

const assets = nodeAssets(root);
const handlers = {
  "spf/read": () => null,
  "spf/list": () => [],
  "spf/asset": async ({ path: name, encoding }: { path: string; encoding?: string }) => {
    if (encoding !== "base64") return assets.text(name);
    const octets = await assets.octets(name);
    return octets && Buffer.from(octets).toString("base64");
  },
} as unknown as NonNullable<ClientSetup["asked"]>;

const entries: readonly [Entry, string, ClientSetup][] = [
  ["server", "dist/server/node.js", {}],
  ["browser", "dist/server/browser.js", { initializationOptions: { files: true }, asked: handlers }],
];

for (const [entry, file, setup] of entries) {
  needs(existsSync(path.join(root, file)), `${file} (npm run build)`).describe(`${file} reads`, () => {
    for (const [syntax, [name, language, text]] of Object.entries(samples)) {
      it(syntax, async () => {
        const client = await TestClient.start({ entry, ...setup });
        const uri = `file:///zones/${name}`;
        client.open(uri, text, language);
        // Whoever asks first waits for the parser.
        const symbols = await client.symbols(uri);
        const found = await client.diagnostics(uri, (all) => all.some(({ code }) => code === "ptr"));
        await client.stop();
        assert.equal(symbols?.length, 1);
        const ptr = found.find(({ code }) => code === "ptr");
        assert.deepEqual(ptr?.range, rangeOf(text, "ptr"));
      });
    }
  });
}

/** The modules that an entry runs by itself, and those that it runs by imports of these kinds. */
async function modulesOf(entry: string, kinds: readonly string[]): Promise<string[]> {
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: entry.includes("worker") ? "browser" : "node",
    format: "cjs",
    outdir: "dist",
    logLevel: "silent",
  });
  const seen = new Set([entry]);
  for (const file of seen) {
    for (const { path: next, kind } of metafile.inputs[file]?.imports ?? [])
      if (kinds.includes(kind)) seen.add(next);
  }
  return [...seen];
}

describe("parsers", () => {
  for (const entry of ["server/src/node.ts", "server/src/worker.ts", "server/src/main.ts"]) {
    it(`are no part of what ${entry} runs when it starts`, async () => {
      const seen = await modulesOf(entry, ["import-statement", "require-call"]);
      assert.ok(seen.length > 50);
      assert.deepEqual(seen.filter(isParser), []);
    });
  }
});

describe("the core", () => {
  const isCore = (file: string) => /^server\/src\/(text|dns|spf|host|rules|ide)\//.test(file);

  it("is no part of what the server on the desktop runs before it answers its greeting", async () => {
    const before = await modulesOf("server/src/node.ts", ["import-statement"]);
    assert.ok(before.includes("server/src/lsp/capabilities.ts"));
    assert.deepEqual(before.filter(isCore), []);
    const after = await modulesOf("server/src/node.ts", ["import-statement", "require-call"]);
    assert.ok(after.some(isCore));
  });

  it("is there when a client is quicker with its next message", async () => {
    const memory = memoryPlatform();
    const dropped: (() => void)[] = [];
    const later = (run: () => void) => (dropped.length === 0 ? void dropped.push(run) : memory.later(run));
    const client = await TestClient.start({ entry: { platform: { ...memory, later } } });
    client.open("file:///zones/db.example.com", zone);
    const found = await client.diagnostics("file:///zones/db.example.com");
    dropped[0]?.();
    assert.equal(found.length, 1);
  });
});

describe("variables of the settings", () => {
  it("fill what a Terraform file leaves open, and are filled anew when they change", async () => {
    const [folder, uri] = ["file:///zones", "file:///zones/dns.tf"];
    const config = `${folder}/spf-records.json`;
    const given = (variables: object) => JSON.stringify({ variables });
    const disk = memoryPlatform({ [config]: given({ "var.office": "192.0.2.300", "var.all": "-all" }) });
    const client = await TestClient.start({
      entry: { platform: { ...disk, assets: () => assets } },
      folders: [folder],
    });
    const [, language, text] = samples.hcl as readonly [string, string, string];
    client.open(uri, text.replace("ptr -all", `ip4:\${var.office} \${var.all}`), language);
    await client.diagnostics(uri, (all) => all.some(({ code }) => code === "ip4-invalid"));
    disk.disk.set(config, given({ "var.office": "185.12.80.7", "var.all": "+all" }));
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: config, type: 2 }] });
    const found = await client.diagnostics(uri, (all) => all.some(({ code }) => code === "pass-all"));
    assert.ok(!found.some(({ code }) => code === "ip4-invalid"));
  });
});

describe("a missing parser", () => {
  it("is told of once, and other documents are read", async () => {
    const disk = memoryPlatform();
    const platform = { ...disk, assets: () => ({ text: async () => null, octets: async () => null }) };
    const client = await TestClient.start({ entry: { platform } });
    const [name, language, text] = samples.hcl as readonly [string, string, string];
    client.open(`file:///zones/${name}`, text, language);
    client.open("file:///zones/db.example.com", zone);
    await client.diagnostics("file:///zones/db.example.com");
    assert.deepEqual(await client.symbols(`file:///zones/${name}`), []);
    assert.equal((await client.symbols("file:///zones/db.example.com"))?.length, 1);
    assert.equal(client.log.filter((line) => line.includes("missing: dist/")).length, 1);
  });
});

/** Modules of a bundle that were run, by the path of their source: functions of a name that V8 saw called. */
async function modulesRun(args: readonly string[]): Promise<Set<string>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "spf-records-coverage-"));
  try {
    const child = spawn(process.execPath, [...args], {
      cwd: root,
      env: { ...process.env, NODE_V8_COVERAGE: folder },
      stdio: ["ignore", "ignore", "inherit"],
    });
    await new Promise((resolve) => child.once("exit", resolve));
    const reports = readdirSync(folder).map((name) =>
      JSON.parse(readFileSync(path.join(folder, name), "utf8")),
    );
    const functions = reports.flatMap(({ result }) =>
      result.flatMap(
        (script: { functions: { functionName: string; ranges: { count: number }[] }[] }) => script.functions,
      ),
    );
    return new Set<string>(
      functions.flatMap(({ functionName, ranges }) => (ranges[0].count > 0 ? [functionName] : [])),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const loaders = readFileSync(path.join(root, "server/src/host/syntax/index.ts"), "utf8");
const lazy = [...loaders.matchAll(/import\("\.\/([\w-]+)\.ts"\)/g)].map(([, name]) => `syntax/${name}.ts`);

/** Whether a module of a bundle reads a syntax, or is the library that does. */
function isParser(name: string): boolean {
  const library = /node_modules\/(yaml|jsonc-parser|web-tree-sitter|@lezer)\//;
  return lazy.some((file) => name.endsWith(file)) || library.test(name);
}

describe("parsers are not even run", () => {
  // With the names of its modules, and of everything else.
  const named = path.join(root, ".cache/test-parsers/main.js");
  before(() => buildProgram(named, "--no-minify"));
  afterEach(removeFolders);
  const lint = async (files: Record<string, string>) => {
    const run = await modulesRun([named, "lint", folderOf(files)]);
    return [...run].filter(isParser);
  };

  it("by the command for a zone", async () => {
    assert.deepEqual(await lint({ "db.example.com": zone }), []);
  });

  it("by the command for a file that holds no record", async () => {
    assert.deepEqual(await lint({ "example.com.yaml": "www:\n  type: A\n  value: 192.0.2.1\n" }), []);
  });

  it("but for the one that a file needs", async () => {
    const [name, , text] = samples.yaml as [string, string, string];
    const run = await lint({ [name]: text });
    for (const part of ["syntax/yaml.ts", "node_modules/yaml/"]) {
      assert.ok(
        run.some((each) => each.includes(part)),
        run.join(),
      );
    }
    assert.ok(!run.some((each) => /jsonc|tree-sitter|lezer/.test(each)), run.join());
  });
});
