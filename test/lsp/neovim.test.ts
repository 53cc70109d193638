// Proves the language server with a client that is not ours: Neovim, on a copy of the zone of the editor tests.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "../support/root.ts";
import { needs } from "../support/skip.ts";

interface Report {
  readonly diagnostics: readonly { rule: string; source: string; severity: number; text: string }[];
  readonly offered: readonly string[];
  readonly hover?: string;
  readonly left?: number;
  readonly error?: string;
}

const server = path.join(process.env.SPF_E2E_PROJECT ?? root, "dist/main.js");
const installed = spawnSync("nvim", ["--version"]).status === 0;

needs(installed, "nvim (apt: neovim)").describe("Neovim with the language server", () => {
  let folder: string | undefined;
  let zone: string;
  let report: Report;

  before(async function () {
    this.timeout(60_000);
    assert.ok(existsSync(server), "dist/main.js has to be built first");
    folder = mkdtempSync(path.join(os.tmpdir(), "spf-neovim-"));
    zone = path.join(folder, "db.example.com");
    copyFileSync(path.join(root, "test/e2e/workspace/db.example.com"), zone);
    report = await runNeovim(folder, zone);
    assert.equal(report.error, undefined);
  });

  after(() => {
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it("shows the finding on exactly its name", () => {
    const found = report.diagnostics.filter((d) => d.rule === "unknown-mechanism");
    assert.deepEqual(
      found.map(({ source, severity, text }) => ({ source, severity, text })),
      [{ source: "spf", severity: 1, text: "ipv4" }],
    );
  });

  it("shows the hover of ptr", () => {
    assert.match(report.hover ?? "(none)", /ptr/);
  });

  it("applies the preferred fix, and the finding vanishes", () => {
    const before = readFileSync(path.join(root, "test/e2e/workspace/db.example.com"), "utf8");
    assert.equal(readFileSync(zone, "utf8"), before.replace("ipv4:", "ip4:"));
    assert.equal(report.left, 0);
  });
});

/** Runs the script in a Neovim that knows nothing of its user, and returns what it saw. */
function runNeovim(folder: string, zone: string): Promise<Report> {
  const file = path.join(folder, "report.json");
  const script = path.join(root, "test/lsp/neovim.lua");
  const child = spawn(
    "nvim",
    ["--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", "luafile " + script, zone],
    {
      // Its log and state go into the folder of the test.
      env: {
        ...process.env,
        SPF_NODE: process.execPath,
        SPF_SERVER: server,
        SPF_REPORT: file,
        XDG_CACHE_HOME: folder,
        XDG_DATA_HOME: folder,
        XDG_STATE_HOME: folder,
        XDG_CONFIG_HOME: folder,
      },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 50_000,
    },
  );
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (printed += data));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (existsSync(file)) resolve(JSON.parse(readFileSync(file, "utf8")));
      else reject(new Error(`nvim ended with ${signal ?? code} and told nothing: ${printed.slice(-2000)}`));
    });
  });
}
