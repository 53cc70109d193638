// Runs every suite and ends with one line, `N passed, N failed, N skipped`. `node test/run.mjs unit lsp` runs some.
// With SPF_NO_SKIP=1, as .ci/run has it, a skipped test is a failed one unless it needs what Debian
// does not have: `../shared`, which is no part of the project, and Terraform.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const scratch = mkdtempSync(path.join(os.tmpdir(), "spf-records-test-"));
const noSkip = process.env.SPF_NO_SKIP === "1";
/** What can't be installed from Debian: the cases that are no part of the project, and Terraform. */
const ELSEWHERE = /\.\.\/shared|terraform on the path/;
const mocha = ["--import", "tsx", "node_modules/mocha/bin/mocha.js", "--no-config"];
const mochaOptions = [
  "--require",
  "./test/support/seed.ts",
  "--timeout",
  "20000",
  "--reporter",
  "test/support/reporter.cjs",
];

const typescript = "node_modules/typescript-7/bin/tsc";
const checks = {
  "types, everything": [typescript, "-p", "tsconfig.json"],
  "types, core": [typescript, "-p", "server/tsconfig.core.json"],
  style: ["node_modules/@biomejs/biome/bin/biome", "check", "--max-diagnostics=50", "."],
};

const suites = {
  check: () => runAll(checks),
  build: () => runAll({ bundles: ["esbuild.mjs"] }),
  unit: () => runHalves(testFiles("test", new Set(["e2e", "lsp", "panel", "bench"]))),
  panel: () => runMocha("panel", testFiles("test/panel", new Set())),
  lsp: () => runMocha("lsp", testFiles("test/lsp", new Set())),
  e2e: runEndToEnd,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in suites));
if (unknown.length > 0) {
  console.error(`unknown suite: ${unknown.join(", ")} (there are ${Object.keys(suites).join(", ")})`);
  process.exit(2);
}

const total = { passed: 0, failed: 0, skipped: 0 };
const summaries = [];
for (const name of asked.length > 0 ? asked : Object.keys(suites)) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  const result = skipsCounted(await suites[name]());
  for (const count of Object.keys(total)) total[count] += result[count];
  summaries.push(`${name}: ${sentence(result)} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}
rmSync(scratch, { recursive: true, force: true });

console.log("");
for (const line of summaries) console.log(`  ${line}`);
console.log(sentence(total));
process.exit(total.failed > 0 ? 1 : 0);

/** Each command is one test, named by its key; the output of one that passes is printed too, since it may warn. */
async function runAll(commands) {
  const result = { passed: 0, failed: 0, skipped: 0, skips: [] };
  for (const [name, command] of Object.entries(commands)) {
    const code = await run(command);
    console.log(`  ${code === 0 ? "ok" : "FAILED"}  ${name}`);
    if (code === 0) result.passed++;
    else result.failed++;
  }
  return result;
}

/**
 * Runs two halves that take about as long side by side, each in a process. Tests that start the built command are all in the
 * second, since each process builds it in the same place.
 */
async function runHalves(files) {
  const isFirst = (file) => /^test\/(?:hosts|unit\/(?!cli\/))/.test(file);
  const halves = await Promise.all([
    runMocha("first half", files.filter(isFirst)),
    runMocha(
      "second half",
      files.filter((file) => !isFirst(file)),
    ),
  ]);
  const sum = (count) => halves.reduce((all, half) => all + half[count], 0);
  return {
    passed: sum("passed"),
    failed: sum("failed"),
    skipped: sum("skipped"),
    skips: halves.flatMap(({ skips }) => skips),
  };
}

async function runMocha(name, files) {
  if (files.length === 0) {
    console.log("  no test files yet");
    return { passed: 0, failed: 0, skipped: 0, skips: [] };
  }
  return await runWithResults(name, [...mocha, ...mochaOptions, ...files]);
}

async function runEndToEnd() {
  const runner = "test/e2e/run.mjs";
  if (existsSync(path.join(root, runner))) return await runWithResults("e2e", [runner]);
  console.log(`  FAILED  there is no ${runner}`);
  return { passed: 0, failed: 1, skipped: 0, skips: [] };
}

/**
 * Runs a command that writes `{"passed", "failed", "skipped", "skips"?: [title…]}` to the file that SPF_RESULTS names.
 * A command that dies before it could, or that fails without a failed test, counts as one failed test.
 */
async function runWithResults(name, command) {
  const results = path.join(scratch, `${name.replaceAll(" ", "-")}.json`);
  rmSync(results, { force: true });
  const code = await run(command, { SPF_RESULTS: results });
  if (!existsSync(results)) {
    console.log(`  FAILED  ${name} ended with ${code} and gave no results`);
    return { passed: 0, failed: 1, skipped: 0, skips: [] };
  }
  const result = { skips: [], ...JSON.parse(readFileSync(results, "utf8")) };
  if (code !== 0 && result.failed === 0) {
    console.log(`  FAILED  ${name} ended with ${code}, though no test failed`);
    result.failed++;
  }
  return result;
}

/** Moves skipped tests to the failed ones where a skip is not accepted. */
function skipsCounted({ passed, failed, skipped, skips }) {
  if (!noSkip) return { passed, failed, skipped };
  const accepted = Math.min(skipped, skips.filter((title) => ELSEWHERE.test(title)).length);
  const refused = skipped - accepted;
  if (refused > 0) console.log(`  FAILED  ${refused} skipped, and nothing may be skipped here`);
  return { passed, failed: failed + refused, skipped: accepted };
}

function testFiles(folder, without) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const name = `${folder}/${entry.name}`;
      if (entry.isFile()) return entry.name.endsWith(".test.ts") ? [name] : [];
      return without.has(entry.name) || entry.name === "fixtures" ? [] : testFiles(name, new Set());
    })
    .sort();
}

/** Runs `node ARGUMENTS…`, its output indented so that the last line of ours is the only one of its form. */
function run(command, environment = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => console.log(line === "" ? "" : `  ${line}`));
    }
    child.on("close", (code, signal) => resolve(code ?? signal));
  });
}

function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
