// Bundles the suite into the folder of the extension under test, since VS Code loads tests only from inside it.
import { join } from "node:path";
import { build } from "esbuild";
import { projectRoot } from "./cache.mjs";
import { extensionFolder } from "./editor.mjs";

/** Where the bundled suite is, for the extension host of Node and for the one of a web worker. */
export const bundledSuite = {
  node: join(extensionFolder, "dist/test/e2e/suite/index.js"),
  web: join(extensionFolder, "dist/test/e2e/suite/web.js"),
};

/**
 * Bundles the suite for one kind of extension host.
 * @param {'node' | 'web'} host
 */
export async function bundleSuite(host) {
  await build({
    entryPoints: [join(projectRoot, "test/e2e/suite", host === "node" ? "index.ts" : "web.ts")],
    outfile: bundledSuite[host],
    bundle: true,
    format: "cjs",
    platform: host === "node" ? "node" : "browser",
    target: "es2022",
    external: ["vscode"],
    sourcemap: "inline",
    logLevel: "warning",
    // Mocha looks for its parallel workers, which the suite never starts.
    logOverride: { "require-resolve-not-external": "silent" },
    // The web worker has no `process` and no `global`, and mocha's own browser build reads both.
    define: host === "web" ? { global: "globalThis" } : {},
  });
}
