// The panel of the simulation in a bare Chromium: its own page, script and style, and a stand-in for VS Code around it.

import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import type { Display, FromPanel } from "../../client/src/simulation/display.ts";
import { pageHtml } from "../../client/src/simulation/page.ts";
import { verdictOf } from "../../client/src/simulation/verdict.ts";
import { english } from "../../client/src/simulation/words.ts";
import { root } from "../support/root.ts";
import { simulated } from "../unit/client/simulated.ts";

/** Nobody is asked for it: every request is answered here. */
const ORIGIN = "http://panel.test";

export interface Opened {
  readonly page: Page;
  /** What the panel told since it was asked last. */
  readonly told: () => Promise<FromPanel[]>;
  readonly show: (display: Display) => Promise<void>;
  readonly send: (message: unknown) => Promise<void>;
  /** What the policy of the page refused, and what failed in its script. */
  readonly broken: readonly string[];
}

/** The script and the style, built as the extension's are. */
export async function builtFiles(): Promise<{ readonly script: string; readonly style: string }> {
  const made = async (file: string) => {
    const options = { bundle: true, write: false, format: "iife", absWorkingDir: root } as const;
    const { outputFiles } = await build({ ...options, entryPoints: [`client/src/simulation/view/${file}`] });
    return outputFiles[0]?.text ?? "";
  };
  return { script: await made("main.ts"), style: await made("view.css") };
}

/** Opens the panel; `state` is what an earlier one kept. */
export async function opened(
  browser: Browser,
  files: { readonly script: string; readonly style: string },
  { width = 600, state }: { width?: number; state?: unknown } = {},
): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width, height: 700 } });
  const broken: string[] = [];
  page.on("pageerror", (error) => broken.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") broken.push(message.text());
  });
  const at = { script: `${ORIGIN}/view.js`, style: `${ORIGIN}/view.css`, origin: ORIGIN, language: "en" };
  const bodies: Readonly<Record<string, readonly [type: string, body: string]>> = {
    "/": ["text/html", pageHtml(at, "n0nce", { words: english })],
    "/view.js": ["text/javascript", files.script],
    "/view.css": ["text/css", files.style],
  };
  await page.route("**", (route) => {
    const found = bodies[new URL(route.request().url()).pathname];
    return found ? route.fulfill({ contentType: found[0], body: found[1] }) : route.abort();
  });
  // A string, since the functions of this file are compiled with what the page does not have.
  await page.addInitScript(`
    globalThis.told = [];
    globalThis.kept = ${JSON.stringify(state ?? null)} ?? undefined;
    globalThis.acquireVsCodeApi = () => ({
      postMessage: (message) => told.push(message),
      getState: () => kept,
      setState: (state) => (kept = state),
    });
    addEventListener("securitypolicyviolation", (event) => console.error("refused", event.blockedURI));
  `);
  await page.goto(`${ORIGIN}/`);
  const send = (message: unknown) =>
    page.evaluate(`new Promise((done) => {
      postMessage(${JSON.stringify(message)}, "*");
      requestAnimationFrame(() => requestAnimationFrame(done));
    })`) as Promise<void>;
  return {
    page,
    broken,
    send,
    show: (display) => send({ kind: "show", display, kept: { at: 1 } }),
    told: () => page.evaluate("told.splice(0)") as Promise<FromPanel[]>,
  };
}

/** What a panel shows of a record at example.com, with `others` in DNS. */
export function displayOf(
  record: string,
  others: Readonly<Record<string, readonly unknown[]>> = {},
  more: Partial<Display> = {},
  unknown: readonly string[] = [],
): Display {
  const zonedata = { "example.com": [{ TXT: record }], ...others };
  const mail = { ip: "192.0.2.1", sender: "someone@example.com", helo: "mail.example.com" };
  const { verdict } = verdictOf(simulated({ zonedata, unknown }, mail), english);
  const inputs = { ...mail, identity: "mfrom" as const, message: "" };
  return { domain: "example.com", inputs, addresses: [], verdict, wrong: null, noAddress: false, ...more };
}
