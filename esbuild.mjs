// Builds everything that ships into dist/: the two halves of the extension, the two servers and the command.
// Options: --watch rebuilds on change, --sourcemap adds maps for debugging, --no-minify leaves the code readable,
// --clean empties dist/ first. `node esbuild.mjs dist/main.js FILE` builds one bundle into another place, for tests.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chmod, copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";

const root = path.dirname(fileURLToPath(import.meta.url));
const flags = new Set(process.argv.slice(2).filter((arg) => arg.startsWith("--")));
const [only, elsewhere] = process.argv.slice(2).filter((arg) => !arg.startsWith("--"));
const watching = flags.has("--watch");
const minify = !flags.has("--no-minify") && !watching;

/** What is the same in every bundle. */
const shared = {
  absWorkingDir: root,
  bundle: true,
  legalComments: "none",
  logLevel: "warning",
  sourcemap: flags.has("--sourcemap") || watching ? "linked" : false,
};

// VS Code 1.91 runs Node 20, and so does the oldest Node that the command supports. Short names start no faster, but make
// the package smaller; `--no-minify` keeps them, and a stack tells its place in a bundle that anybody can build.
const node = {
  ...shared,
  // Source of one octet a character takes half the memory, which is a megabyte of a server.
  charset: "ascii",
  minifyIdentifiers: minify,
  minifySyntax: minify,
  minifyWhitespace: minify,
  platform: "node",
  format: "cjs",
  target: "node20",
  // Wrappers that a bundler can't see through stand in the other field.
  mainFields: ["module", "main"],
  // Its other form asks for the address of a module, which a script has not.
  alias: { "web-tree-sitter": path.join(root, "node_modules/web-tree-sitter/web-tree-sitter.cjs") },
};

// The browsers that run vscode.dev today; a worker started from a blob url can't be a module, hence no ESM.
const browser = {
  ...shared,
  charset: "utf8",
  minify,
  platform: "browser",
  target: ["chrome120", "firefox120", "safari17"],
  mainFields: ["browser", "module", "main"],
};

/**
 * What Node and a web worker load alike, so that it ships once. Scripts of a worker see each other's names, which a
 * function keeps in; and `require` is another for each (`platform/worker-scripts.ts`), so it is held at the beginning.
 */
const everywhere = {
  ...node,
  platform: "neutral",
  target: [node.target, ...browser.target],
  banner: { js: "(function(require,module){" },
  footer: { js: "})(require,module);" },
  // What a parser would read with them it is given.
  external: ["fs", "fs/promises"],
};

/** Packages that few runs need. Each is a file of its own, so that no start reads what it does not run. */
const parsers = ["jsonc-parser", "tldts", "web-tree-sitter", "yaml", ...packagesOf("@lezer")];
const fileOf = (name) => `${name.replace("@", "").replace("/", "-")}.js`;

/** Escapes what esbuild leaves as it is: regular expressions. */
const ascii = {
  name: "ascii",
  setup: ({ initialOptions, onEnd }) =>
    onEnd(async ({ errors }) => {
      if (errors.length > 0 || initialOptions.sourcemap) return;
      const file = path.resolve(root, initialOptions.outfile);
      const text = await readFile(file, "utf8");
      const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
      await writeFile(file, text.replace(/[^\0-\x7F]/g, escaped));
    }),
};

/** Leaves parsers out of a bundle, which lies beside `folder`, where they are. */
const apart = (folder, but) => ({
  name: "apart",
  setup(build) {
    build.onResolve({ filter: /^[^.]/ }, ({ path: name }) =>
      parsers.includes(name) && name !== but
        ? { path: `${folder}/${fileOf(name)}`, external: true }
        : undefined,
    );
  },
});

/**
 * What the server and the command share is one file for both, so that it ships once. Within it nothing but parsers is
 * loaded when asked for, so nearly all of it is plain functions, which start sooner than modules that wait for each other.
 */
const CORE = /^\.\.?\/(?:\.\.\/)*(?:text|dns|spf|host|rules|ide)\//;
const coreName = (file) =>
  path.relative(path.join(root, "server/src"), file).replaceAll("\\", "/").replace(/\.ts$/, "");
const isCore = (file) => CORE.test(`./${coreName(file)}`);

/** Takes modules of the core out of its bundle, which lies at `file` from here. */
const withCore = (file) => ({
  name: "core",
  setup(build) {
    build.onResolve({ filter: CORE }, ({ path: name, resolveDir }) => {
      const module = path.resolve(resolveDir, name);
      return isCore(module) ? { path: coreName(module), namespace: "core" } : undefined;
    });
    build.onLoad({ filter: /.*/, namespace: "core" }, ({ path: name }) => ({
      contents: `module.exports = require(${JSON.stringify(file)})[${JSON.stringify(name)}];`,
    }));
    build.onResolve({ filter: /core\.js$/, namespace: "core" }, () => ({ path: file, external: true }));
  },
});

/** Modules of Node that the library of the protocol holds and hardly ever calls: they take milliseconds of each start. */
const onceCalled = {
  name: "once-called",
  setup(build) {
    build.onResolve({ filter: /^(?:child_process|crypto)$/ }, ({ path: name, namespace }) =>
      namespace === "called" ? { path: name, external: true } : { path: name, namespace: "called" },
    );
    build.onLoad({ filter: /.*/, namespace: "called" }, ({ path: name }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, key) => require(${JSON.stringify(name)})[key] });`,
    }));
  },
};

/** Hands out the modules of the core that others import. */
const coreEntry = {
  resolveDir: path.join(root, "server/src"),
  contents: importedModules(path.join(root, "server/src"))
    .map((name) => `export * as ${JSON.stringify(name)} from "./${name}.ts";`)
    .join("\n"),
};

const bundles = [
  { ...node, entryPoints: ["client/src/node.ts"], outfile: "dist/client/node.js", external: ["vscode"] },
  {
    ...browser,
    entryPoints: ["client/src/browser.ts"],
    outfile: "dist/client/browser.js",
    format: "cjs",
    external: ["vscode"],
  },
  // What the panel of the simulation loads: a page of its own, in whatever browser shows the editor.
  {
    ...browser,
    entryPoints: ["client/src/simulation/view/main.ts"],
    outfile: "dist/client/simulation.js",
    format: "iife",
  },
  {
    ...browser,
    entryPoints: ["client/src/simulation/view/view.css"],
    outfile: "dist/client/simulation.css",
  },
  {
    ...node,
    entryPoints: ["server/src/node.ts"],
    outfile: "dist/server/node.js",
    plugins: [withCore("../core.js"), apart("../parsers"), onceCalled, ascii],
  },
  {
    ...browser,
    entryPoints: ["server/src/browser.ts"],
    outfile: "dist/server/browser.js",
    format: "iife",
    plugins: [withCore("../core.js"), apart("../parsers")],
  },
  {
    ...node,
    entryPoints: ["server/src/main.ts"],
    outfile: "dist/main.js",
    banner: { js: "#!/usr/bin/env node" },
    plugins: [withCore("./core.js"), apart("./parsers"), ascii],
  },
  {
    ...everywhere,
    stdin: coreEntry,
    outfile: "dist/core.js",
    plugins: [apart("./parsers"), ascii],
  },
  ...parsers.map((name) => ({
    ...everywhere,
    entryPoints: [name],
    outfile: `dist/parsers/${fileOf(name)}`,
    plugins: [apart(".", name)],
  })),
];

/** Files that are read while running, each beside the code that asks for it: they are opened only when needed. */
const assets = [
  { from: "node_modules/web-tree-sitter", ending: "web-tree-sitter.wasm", to: "dist/wasm" },
  { from: "node_modules/@tree-sitter-grammars/tree-sitter-hcl", ending: "hcl.wasm", to: "dist/wasm" },
];

// Only a package starts from nothing: a running editor or test may be reading what an earlier build wrote.
if (flags.has("--clean")) await rm(path.join(root, "dist"), { recursive: true, force: true });

const present = bundles.filter((bundle) => {
  const [entry] = bundle.entryPoints ?? ["server/src/ide/index.ts"];
  const found = parsers.includes(entry) || existsSync(path.join(root, entry));
  if (!found) console.error(`NOT BUILT: ${entry} does not exist yet, so there is no ${bundle.outfile}`);
  return found;
});

if (only) {
  const bundle = bundles.find(({ outfile }) => outfile === only);
  await esbuild.build({ ...bundle, outfile: elsewhere, plugins: [] });
} else if (watching) {
  for (const bundle of present) await (await esbuild.context(bundle)).watch();
  await copyAssets();
  await writePages();
  console.log("watching; rule pages and other assets are copied once");
} else {
  try {
    await Promise.all(present.map((bundle) => esbuild.build(bundle)));
  } catch {
    // esbuild has printed what is wrong, with the place.
    process.exit(1);
  }
  await copyAssets();
  await writePages();
  await makeRunnable("dist/main.js");
  await printSizes();
}

async function copyAssets() {
  for (const { from, ending, to } of assets) {
    const folder = path.join(root, from);
    if (!existsSync(folder)) continue;
    const names = (await readdir(folder)).filter((name) => name.endsWith(ending));
    await mkdir(path.join(root, to), { recursive: true });
    for (const name of names) await copyFile(path.join(folder, name), path.join(root, to, name));
  }
}

/** All pages of rules in one file, by their names: some hundred small files would take twice the room in a package. */
async function writePages() {
  const folder = path.join(root, "server/src/rules");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".md")).sort();
  const pages = await Promise.all(
    names.map(async (name) => [name, await readFile(path.join(folder, name), "utf8")]),
  );
  await writeFile(path.join(root, "dist/rules.json"), JSON.stringify(Object.fromEntries(pages), null, 1));
}

/** Modules of the core that something outside of it imports, other than for types alone. */
function importedModules(folder) {
  const found = new Set();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    if (!entry.isFile() || !file.endsWith(".ts") || isCore(file)) continue;
    for (const [, name] of readFileSync(file, "utf8").matchAll(
      /^(?:import(?! type)|\}) [^;]*?from "([^"]+)";$/gm,
    )) {
      const module = path.resolve(path.dirname(file), name);
      if (name.startsWith(".") && isCore(module)) found.add(coreName(module));
    }
  }
  return [...found].sort();
}

function packagesOf(scope) {
  const folder = path.join(root, "node_modules", scope);
  return existsSync(folder) ? readdirSync(folder).map((name) => `${scope}/${name}`) : [];
}

async function makeRunnable(file) {
  if (existsSync(path.join(root, file))) await chmod(path.join(root, file), 0o755);
}

async function printSizes() {
  for (const { outfile } of present) {
    const { size } = await stat(path.join(root, outfile));
    console.log(`${outfile}  ${(size / 1024).toFixed(0)} KiB`);
  }
}
