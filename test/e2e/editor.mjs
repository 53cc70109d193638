// One VS Code for one run: a fresh folder with a copy of the workspace, the user's settings and the extensions, a VS Code
// server on them, and a browser page that shows its workbench. All of it is gone when the run ends.
import { rmSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchChromium } from "./browser.mjs";
import { projectRoot } from "./cache.mjs";
import { NotAvailable } from "./outcome.mjs";
import { ensureServer, startServer } from "./vscode-server.mjs";

/** The extension under test; another folder can be named to try the harness itself. */
export const extensionFolder = process.env.SPF_E2E_PROJECT || projectRoot;

/** @typedef {{ root: string, workspace: string, extensionsDir: string, userDataDir: string }} Place */

/** Settings that keep the workbench still: no start page, network, trust dialog, assistant or motion. */
export const quietSettings = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "npm.autoDetect": "off",
  "chat.disableAIFeatures": true,
  "editor.accessibilitySupport": "off",
  "editor.minimap.enabled": false,
  "editor.cursorBlinking": "solid",
  "workbench.reduceMotion": "on",
};

/**
 * Makes the folder of one run with a copy of the test workspace.
 * @param {Record<string, unknown>} [settings] user settings besides the quiet ones
 * @returns {Promise<Place>}
 */
export async function makePlace(settings = {}) {
  const root = await mkdtemp(join(tmpdir(), "spf-e2e-"));
  // A signal may end the run before it comes to removePlace.
  process.once("exit", () => rmSync(root, { recursive: true, force: true }));
  const place = {
    root,
    workspace: join(root, "workspace"),
    extensionsDir: join(root, "extensions"),
    userDataDir: join(root, "user"),
  };
  await cp(join(projectRoot, "test/e2e/workspace"), place.workspace, { recursive: true });
  await mkdir(place.extensionsDir, { recursive: true });
  await mkdir(join(place.userDataDir, "User"), { recursive: true });
  await writeFile(
    join(place.userDataDir, "User/settings.json"),
    JSON.stringify({ ...quietSettings, ...settings }),
  );
  return place;
}

/**
 * Removes the folder of a run.
 * @param {Place} place
 */
export async function removePlace(place) {
  await rm(place.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/**
 * Opens a workbench on a place, hands its page to `body`, and ends everything. `payload` tells the workbench which
 * extension and which tests to load, `beforeStart` runs when the server is there but not started yet.
 * @param {{ place: Place, payload?: (authority: string) => [string, string][], testDriver?: boolean, locale?: string, beforeStart?: () => Promise<void>, prepare?: (page: import('playwright-core').Page) => Promise<void> }} options
 * @param {(page: import('playwright-core').Page) => Promise<void>} body
 */
export async function withWorkbench(
  { place, payload, testDriver = false, locale, beforeStart, prepare },
  body,
) {
  const browser = await launchChromium();
  let server;
  try {
    await ensureServer().catch((error) => {
      throw new NotAvailable(`the VS Code server could not be fetched: ${firstLine(error)}`);
    });
    await beforeStart?.();
    server = await startServer({ ...place, testDriver, locale });
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: locale ?? "en-US",
    });
    const page = await context.newPage();
    await prepare?.(page);
    await page.goto(workbenchUrl(server, place.workspace, payload));
    await body(page);
  } finally {
    await browser.close();
    await server?.stop();
  }
}

/**
 * The first line of an error's message, for one-line reports.
 * @param {unknown} error
 */
export function firstLine(error) {
  return String(error instanceof Error ? error.message : error).split("\n")[0];
}

/**
 * A promise that fails after a time, unless `work` ends first.
 * @template T
 * @param {Promise<T>} work
 * @param {number} ms
 * @param {string} what
 * @returns {Promise<T>}
 */
export function within(work, ms, what) {
  let timer;
  const late = new Promise(
    (_, fail) => (timer = setTimeout(() => fail(new Error(`${what} took longer than ${ms / 1000} s`)), ms)),
  );
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function workbenchUrl(server, folder, payload) {
  const query = new URLSearchParams({ folder });
  if (payload) query.set("payload", JSON.stringify(payload(`vscode-remote://127.0.0.1:${server.port}`)));
  return `${server.url}/?${query}`;
}
