// Walks through the installed extension as a person does, by mouse and keyboard in the workbench, and leaves a picture of
// each step in the screenshot folder.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { screenshotFolder } from "./cache.mjs";
import { makePlace, removePlace, withWorkbench } from "./editor.mjs";
import { installJapanese } from "./language-pack.mjs";
import { installVsix } from "./vscode-server.mjs";
import { packExtension } from "./vsix.mjs";

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ language: string, step(title: string, body: () => Promise<void>): Promise<void> }} Walk */

/** How long a machine that is busy with other things may take for what takes a second otherwise. */
const slow = 40_000;
const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/;

/**
 * The walk with the editor in English.
 * @param {import('./outcome.mjs').Report} report
 */
export async function walkInEnglish(report) {
  await walk(report, "en", async (page, { step }) => {
    await step("a faulty term is underlined", async () => {
      await openZone(page);
      await page.waitForSelector(".squiggly-error", { timeout: slow });
    });
    await step("the Problems panel lists the fault and its rule", async () => {
      await showProblems(page);
      await problemRow(page, "unknown-mechanism").waitFor({ timeout: slow });
    });
    await step("the hover over ptr explains it", () => showHover(page, "ptr", /RFC 7208/));
    await step("the quick fix menu offers ip4", async () => {
      await putCursor(page, "ipv4:192.0.2.1");
      await page.keyboard.press("Control+Period");
      await page.locator(".action-widget").getByText("ip4").first().waitFor({ timeout: slow });
    });
    await step("the fix mends the record and the fault is gone", async () => {
      await page.keyboard.press("Enter");
      await page.locator(".view-line", { hasText: /ip4:192\.0\.2\.1\b/ }).waitFor({ timeout: slow });
      await page.locator(".squiggly-error").first().waitFor({ state: "detached", timeout: slow });
      await problemRow(page, "unknown-mechanism").waitFor({ state: "detached", timeout: slow });
    });
    await step("after the fix it offers to raise the serial", async () => {
      await page
        .locator(".notification-toast", { hasText: /serial/i })
        .first()
        .waitFor({ timeout: slow });
    });
    await step("the serial is raised", async () => {
      await page
        .locator(".notification-toast .monaco-button", { hasText: /serial/i })
        .first()
        .click();
      const soa = page.locator(".editor-instance .view-line", { hasText: "SOA" });
      await soa.filter({ hasNotText: "2026010101" }).waitFor({ timeout: slow });
    });
    const panel = simulationPanel(page);
    await step("the line above a record asks whose mail is simulated", () => openSimulation(page));
    await step("the panel says what becomes of it", async () => {
      // The second address is that of a host that may not send.
      await page.keyboard.press("ArrowDown");
      await acceptSteps(page, panel);
      await panel.locator(".result", { hasText: /^fail$/ }).waitFor({ timeout: slow });
    });
    await step(
      "the verdict follows the record as it is typed, and strangers' markup stays text",
      async () => {
        await putCursor(page, "include:");
        await page.keyboard.press("End");
        await page.keyboard.press("ArrowLeft");
        for (let i = 0; i < 4; i++) await page.keyboard.press("Backspace");
        await page.keyboard.type("x=<u>hi</u> ~all");
        await panel.locator(".result", { hasText: /^softfail$/ }).waitFor({ timeout: slow });
        await panel.getByText("x=<u>hi</u>").first().waitFor({ timeout: slow });
        if ((await panel.locator("u").count()) > 0)
          throw new Error("markup of a record became markup of the panel");
      },
    );
    await step("a step that is chosen by keyboard selects its term in the file", async () => {
      await panel
        .getByRole("treeitem", { name: /^example\.com/ })
        .first()
        .focus();
      for (const key of ["End", "ArrowUp", "ArrowRight"]) await page.keyboard.press(key);
      await panel.getByRole("treeitem", { name: /^TXT _spf/ }).waitFor({ timeout: slow });
      for (const key of ["ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
      // What is selected is on another line, in the record that was included.
      await page.locator(".statusbar-item", { hasText: /Ln 10, .*17 selected/ }).waitFor({ timeout: slow });
    });
    await step("a name that no file knows is asked for only after a yes, which says to what", async () => {
      await putCursor(page, "include:");
      await page.keyboard.press("End");
      for (let i = 0; i < "~all".length + 1; i++) await page.keyboard.press("ArrowLeft");
      await page.keyboard.type("include:_spf.example.net ");
      await panel.locator(".result", { hasText: /^undetermined$/ }).waitFor({ timeout: slow });
      await panel.getByRole("button", { name: "Ask DNS…" }).click();
      const question = page.locator(".monaco-dialog-box", {
        hasText: "are sent to the DNS servers of your system",
      });
      await question.waitFor({ timeout: slow });
      await page.keyboard.press("Escape");
      await question.waitFor({ state: "detached", timeout: slow });
      await panel.getByRole("button", { name: "Ask DNS…" }).waitFor({ timeout: slow });
    });
  });
}

/**
 * The walk with the editor in Japanese.
 * @param {import('./outcome.mjs').Report} report
 */
export async function walkInJapanese(report) {
  await walk(report, "ja", async (page, { step }) => {
    await step("the fault is told in Japanese", async () => {
      await openZone(page);
      await showProblems(page);
      const row = problemRow(page, "unknown-mechanism");
      await row.waitFor({ timeout: slow });
      const text = (await row.textContent()) ?? "";
      if (!japanese.test(text)) throw new Error(`the Problems row is not Japanese: ${text}`);
    });
    await step("the hover over ptr is Japanese", () => showHover(page, "ptr", japanese));
    await step("the simulation is Japanese", async () => {
      const panel = simulationPanel(page);
      await openSimulation(page);
      await acceptSteps(page, panel);
      await panel.locator(".result", { hasText: /^pass$/ }).waitFor({ timeout: slow });
      for (const part of [".meaning", "h2", ".advice", "label"]) {
        const text = (await panel.locator(part).first().textContent()) ?? "";
        if (!japanese.test(text)) throw new Error(`this is not Japanese: ${text}`);
      }
    });
  });
}

/**
 * Opens a workbench with the packed extension installed and takes the steps of `body`, each a test with its picture.
 * After a step that failed the others are not tried, since they build on it.
 */
async function walk(report, language, body) {
  const place = await makePlace();
  let number = 0;
  let failed = false;
  try {
    if (language !== "en") await installJapanese(place);
    const beforeStart = async () => installVsix(await packExtension(place.root), place);
    await withWorkbench(
      { place, locale: language === "en" ? undefined : language, beforeStart },
      async (page) => {
        await mkdir(screenshotFolder, { recursive: true });
        const step = async (title, act) => {
          if (failed) return;
          number += 1;
          const picture = join(
            screenshotFolder,
            `${language}-${number}-${title.replaceAll(/[^a-z0-9]+/gi, "-")}.png`,
          );
          try {
            await act();
            // The workbench fades its widgets in.
            await page.waitForTimeout(400);
            report.pass(title);
          } catch (error) {
            failed = true;
            report.fail(title, error);
          } finally {
            await page.screenshot({ path: picture });
          }
        };
        await body(page, { language, step });
      },
    );
  } finally {
    await removePlace(place);
  }
}

/** The page within the panel of the simulation. */
function simulationPanel(page) {
  return page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
}

/** Chooses the simulation in the line above the first record, and waits for what it asks. */
async function openSimulation(page) {
  await calm(page);
  const asks = page.locator(".quick-input-widget", { hasText: "192.0.2.25" });
  // A line that is drawn anew just now loses a click.
  for (const patience of [slow / 4, slow / 4, slow]) {
    await page.locator(".codelens-decoration a").first().click({ timeout: slow });
    if (
      await asks.waitFor({ timeout: patience }).then(
        () => true,
        () => false,
      )
    )
      return;
  }
  throw new Error("nobody asks for an address");
}

/** Accepts what each of the three steps offers. */
async function acceptSteps(page, panel) {
  for (const step of [1, 2, 3]) {
    await page.locator(".quick-input-widget", { hasText: `${step}/3` }).waitFor({ timeout: slow });
    await page.keyboard.press("Enter");
  }
  await panel.locator(".result").waitFor({ timeout: slow });
}

/** Opens the zone by a double click in the explorer. */
async function openZone(page) {
  const file = page.locator(".explorer-folders-view").getByText("db.example.com");
  await file.waitFor({ timeout: 2 * slow });
  const line = page.locator(".editor-instance .view-line").first();
  // A workbench that is still starting may lose a click.
  for (const patience of [slow / 4, slow / 4, slow]) {
    await file.dblclick({ timeout: slow });
    if (
      await line.waitFor({ timeout: patience }).then(
        () => true,
        () => false,
      )
    )
      return;
  }
  throw new Error("the zone does not open");
}

async function showProblems(page) {
  await page.keyboard.press("Control+Shift+M");
  await page.locator(".markers-panel").waitFor({ timeout: slow });
}

function problemRow(page, rule) {
  return page.locator(".markers-panel .monaco-list-row", { hasText: rule }).first();
}

/** Moves the mouse over a word of the zone until the hover shows a text that matches. */
async function showHover(page, word, expected) {
  await calm(page);
  const box = await boxOf(page, word);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page
    .locator(".monaco-hover .hover-contents", { hasText: expected })
    .first()
    .waitFor({ timeout: slow });
}

/** Clicks on a word of the zone. */
async function putCursor(page, word) {
  await calm(page);
  const box = await boxOf(page, word);
  await page.mouse.click(box.x + 4, box.y + box.height / 2);
  await calm(page);
}

/** Takes the mouse away from the text until no hover is open, since an open hover takes clicks and keys. */
async function calm(page) {
  await page.mouse.move(5, 5);
  await page.waitForTimeout(800);
  for (const hover of await page.locator(".monaco-hover .hover-contents").all())
    await hover.waitFor({ state: "hidden", timeout: slow });
}

/** Where a word of the zone is on the screen. The editor draws a line in pieces, so the characters are measured. */
async function boxOf(page, word) {
  const box = await page.evaluate((wanted) => {
    for (const line of document.querySelectorAll(".editor-instance .view-line")) {
      const text = (line.textContent ?? "").replaceAll("\u00a0", " ");
      const start = text.indexOf(wanted);
      if (start < 0) continue;
      const range = document.createRange();
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      let before = 0;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const length = node.textContent?.length ?? 0;
        if (start >= before && start < before + length) range.setStart(node, start - before);
        const end = start + wanted.length;
        if (end > before && end <= before + length) range.setEnd(node, end - before);
        before += length;
      }
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x, y, width, height };
    }
    return undefined;
  }, word);
  if (!box) throw new Error(`"${word}" is not on the screen`);
  return box;
}
