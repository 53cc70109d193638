// Runs the suite in the extension host of a real VS Code: the desktop's where it can be had, else the VS Code server's.
import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { bundledSuite, bundleSuite } from "./bundle.mjs";
import { extensionFolder, firstLine, makePlace, removePlace, within, withWorkbench } from "./editor.mjs";
import { NotAvailable } from "./outcome.mjs";

const limitMs = 90_000;

/**
 * Runs the suite and reports each of its tests. SPF_E2E=electron or SPF_E2E=server allows only that editor.
 * @param {import('./outcome.mjs').Report} report
 */
export async function runSuite(report) {
  const wanted = process.env.SPF_E2E;
  if (wanted && wanted !== "electron" && wanted !== "server")
    throw new Error(`SPF_E2E is "${wanted}", not electron or server`);
  await bundleSuite("node");
  const place = await makePlace();
  const results = join(place.root, "results.jsonl");
  await appendFile(results, "");
  try {
    const desktop = wanted === "server" ? undefined : await findDesktop(wanted === "electron");
    const failure = desktop ? await inDesktop(desktop, place, results) : await inServer(place, results);
    const tests = (await readFile(results, "utf8"))
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    reportTests(tests, failure, report);
  } finally {
    await removePlace(place);
  }
}

/**
 * Reports what a suite told, and its failure as a whole where no single test explains it.
 * @param {readonly import('./outcome.mjs').TestResult[]} tests
 * @param {unknown} failure
 * @param {import('./outcome.mjs').Report} report
 */
export function reportTests(tests, failure, report) {
  for (const { title, error, skipped } of tests) {
    if (error) report.fail(title, error);
    else if (skipped) report.skip(title, skipped);
    else report.pass(title);
  }
  if (failure && !tests.some((test) => test.error)) report.fail("the suite runs to its end", failure);
  else if (tests.length === 0) report.fail("the suite runs to its end", "it told of no test");
}

/**
 * The path of a desktop VS Code, downloaded on first use; undefined where it can't be had or has no screen to show on.
 * @param {boolean} demanded whether to fail instead
 */
async function findDesktop(demanded) {
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    if (demanded) throw new NotAvailable("a desktop VS Code needs a display (try xvfb-run)");
    return undefined;
  }
  const { downloadAndUnzipVSCode, SilentReporter } = await import("@vscode/test-electron");
  try {
    const cachePath = join(extensionFolder, ".vscode-test");
    return await downloadAndUnzipVSCode({
      version: "stable",
      cachePath,
      reporter: new SilentReporter(),
      timeout: 20_000,
    });
  } catch (error) {
    if (demanded) throw new NotAvailable(`a desktop VS Code could not be downloaded: ${firstLine(error)}`);
    console.log(`   no desktop VS Code (${firstLine(error)}): using the VS Code server`);
    return undefined;
  }
}

async function inDesktop(vscodeExecutablePath, place, results) {
  const { runTests } = await import("@vscode/test-electron");
  const folders = ["--extensions-dir", place.extensionsDir, "--user-data-dir", place.userDataDir];
  const running = runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: extensionFolder,
    extensionTestsPath: bundledSuite.node,
    extensionTestsEnv: { SPF_E2E_REPORT: results },
    launchArgs: [
      place.workspace,
      ...folders,
      "--disable-workspace-trust",
      "--skip-welcome",
      "--skip-release-notes",
      "--no-sandbox",
    ],
  });
  return within(running, limitMs, "the suite in the desktop VS Code").then(
    () => undefined,
    (error) => error,
  );
}

async function inServer(place, results) {
  let ended;
  const exit = new Promise((done) => (ended = done));
  /** What the extension host and the workbench print, mixed; told only when the suite breaks as a whole. */
  const log = [];
  const options = {
    place,
    testDriver: true,
    payload: (authority) => [
      ["extensionDevelopmentPath", authority + extensionFolder],
      ["extensionTestsPath", authority + bundledSuite.node],
      ["extensionEnvironment", JSON.stringify({ SPF_E2E_REPORT: results })],
    ],
    prepare: async (page) => {
      await page.exposeFunction("codeAutomationExit", ended);
      await page.exposeFunction("codeAutomationLog", (type, args) => log.push(`${type}: ${args.join(" ")}`));
      page.once("crash", () => ended("crash"));
    },
  };
  let failure;
  await withWorkbench(options, async () => {
    const code = await within(exit, limitMs, "the suite in the VS Code server").catch((error) => error);
    const message = code instanceof Error ? code.message : `the extension host ended the suite with ${code}`;
    if (code !== 0)
      failure = `${message}\n${log
        .slice(-12)
        .map((line) => line.slice(0, 600))
        .join("\n")}`;
  });
  return failure;
}
