// Runs the benchmarks: `npm run bench [-- NAME…] [-- --json]`. Each `NAME.bench.ts` exports `bench()`, which resolves to
// rows (row.ts). A benchmark is bundled as the product is, and has a process of its own, so that none warms up another's
// code. With --json the rows are printed as one array and all else goes to standard error.

import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";

const folder = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(folder, "../..");
const built = path.join(root, ".cache/bench");
const ending = ".bench.ts";

const args = process.argv.slice(2).filter((arg) => arg !== "--");
const asJson = args.includes("--json");
const asked = args.filter((arg) => !arg.startsWith("--"));
const all = readdirSync(folder)
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length))
  .sort();
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`unknown benchmark: ${unknown.join(", ")} (there are ${all.join(", ")})`);
  process.exit(2);
}

mkdirSync(built, { recursive: true });
// What is measured is what ships.
let failed = (await run(["esbuild.mjs"])) !== 0;
const rows = [];
for (const name of asked.length > 0 ? asked : all) {
  console.error(`== ${name}`);
  const result = await measure(name);
  if (result) rows.push(...result);
  else failed = true;
}
if (asJson) console.log(JSON.stringify(rows, null, 2));
else printTable(rows);
process.exit(failed ? 1 : 0);

async function measure(name) {
  const bundle = path.join(built, `${name}.cjs`);
  const results = path.join(built, `${name}.json`);
  rmSync(results, { force: true });
  await esbuild.build({
    stdin: {
      contents:
        `import { writeFileSync } from "node:fs"; import { bench } from "./${name}${ending}";\n` +
        `bench().then((rows) => writeFileSync(${JSON.stringify(results)}, JSON.stringify(rows)));`,
      resolveDir: folder,
      loader: "ts",
    },
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    // Paths count from the sources.
    define: { "import.meta.url": JSON.stringify(new URL(`file://${path.join(folder, name + ending)}`).href) },
    external: ["esbuild", "fast-check"],
    logLevel: "warning",
  });
  const code = await run(["--expose-gc", bundle]);
  if (code === 0) return JSON.parse(readFileSync(results, "utf8"));
  console.error(`FAILED: ${name} ended with ${code}`);
  return null;
}

function run(command) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { cwd: root, stdio: ["ignore", 2, 2] });
    child.on("close", (code, signal) => resolve(code ?? signal));
  });
}

function printTable(rows) {
  const head = ["what", "ours", "anchor", "unit", "ratio", "goal", "met"];
  const body = rows.map((row) => [
    row.name,
    String(row.ours),
    String(row.anchor),
    row.unit,
    row.ratio.toFixed(2),
    row.goal,
    row.met ? "yes" : "NO",
  ]);
  const widths = head.map((title, i) => Math.max(title.length, ...body.map((cells) => cells[i].length)));
  const right = new Set([1, 2, 4]);
  for (const cells of [head, ...body]) {
    const padded = cells.map((cell, i) => (right.has(i) ? cell.padStart(widths[i]) : cell.padEnd(widths[i])));
    console.log(padded.join("  ").trimEnd());
  }
}
