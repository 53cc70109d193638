/** The panel of the simulation as people use it: by keyboard, by mouse, with a screen reader, narrow, and in ill hands. */

import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { findChromium, launchChromium } from "../e2e/browser.mjs";
import { needs } from "../support/skip.ts";
import { builtFiles, displayOf, type Opened, opened } from "./opened.ts";

const others = {
  "_spf.example.com": [{ TXT: "v=spf1 ip4:192.0.2.64/26 ip4:198.51.100.0/24 ~all" }],
  "mail.provider.example": [{ TXT: "v=spf1 a:out.provider.example -all" }],
};
const record = "v=spf1 include:_spf.example.com include:mail.provider.example -all";

needs(findChromium(), "Chromium (apt: chromium)").describe("the panel", () => {
  let browser: Browser;
  let files: Awaited<ReturnType<typeof builtFiles>>;
  let panel: Opened;

  before(async () => {
    browser = await launchChromium();
    files = await builtFiles();
  });
  after(() => browser.close());

  beforeEach(async () => {
    panel = await opened(browser, files);
    await panel.show(displayOf(record, others));
  });
  afterEach(async () => {
    assert.deepEqual(panel.broken, []);
    await panel.page.close();
  });

  /** The name of the row that has the focus. */
  const focused = () => panel.page.locator("[role=treeitem]:focus").getAttribute("aria-label");
  const row = (name: RegExp) => panel.page.getByRole("tree").first().getByRole("treeitem", { name }).first();
  const press = async (...keys: string[]) => {
    for (const key of keys) await panel.page.keyboard.press(key);
  };

  it("is ready as soon as it is loaded, and draws nothing of its own accord", async () => {
    assert.deepEqual(await panel.told(), [{ kind: "ready" }]);
  });

  it("tells a screen reader what it shows", async () => {
    const snapshot = await panel.page.locator("main").ariaSnapshot();
    for (const line of [
      '- heading "fail example.com" [level=1]',
      '- meter "DNS lookups": 3 of 10 lookups',
      '- tree "What was evaluated":',
      '- treeitem "example.com, fail" [expanded] [level=1]:',
      `- 'treeitem "include:_spf.example.com, softfail: no match, 1 of 10 lookups so far" [level=2]':`,
      '- treeitem "-all, matches, decides" [level=2]:',
      '- tree "What each include costs at worst":',
      '- button "Copy Received-SPF"',
    ])
      assert.ok(snapshot.includes(line), `${line}\nis not in\n${snapshot}`);
    const item = row(/^include:_spf/);
    assert.equal(await item.getAttribute("aria-expanded"), "false");
    assert.equal(await item.getAttribute("aria-posinset"), "2");
    assert.equal(await item.getAttribute("aria-setsize"), "4");
    assert.match((await panel.page.getByRole("status").textContent()) ?? "", /^fail .*3 of 10 lookups/);
  });

  it("is one stop of the tab key for each tree, and is walked by arrows", async () => {
    await panel.page.locator(".term").first().focus();
    await press("Tab");
    assert.equal(await focused(), "example.com, fail");
    await press("ArrowDown", "ArrowDown");
    assert.match((await focused()) ?? "", /^include:_spf/);
    await press("ArrowRight", "ArrowRight");
    assert.match((await focused()) ?? "", /^TXT _spf\.example\.com/);
    await press("ArrowLeft");
    assert.match((await focused()) ?? "", /^include:_spf/);
    await press("ArrowLeft");
    assert.equal(await row(/^include:_spf/).getAttribute("aria-expanded"), "false");
    await press("End");
    assert.match((await focused()) ?? "", /^-all/);
    await press("Home");
    assert.equal(await focused(), "example.com, fail");
    await press("i", "n", "c");
    assert.match((await focused()) ?? "", /^include:_spf/);
    await press("*");
    assert.equal(await panel.page.locator(".tree").first().locator("[aria-expanded=true]").count(), 3);
    await press("Tab");
    assert.equal(await focused(), "example.com, 3 lookups");
  });

  it("has exactly one row of a tree within reach of the tab key, wherever somebody was", async () => {
    await row(/^-all/).focus();
    await panel.show(displayOf("v=spf1 ?all"));
    const stops = panel.page.locator(".tree").first().locator("[role=treeitem][tabindex='0']");
    assert.equal(await stops.count(), 1);
  });

  it("shows a place when a row is chosen: with the keyboard by Enter, beside it by the space bar or a click", async () => {
    await panel.told();
    await row(/^include:_spf/).focus();
    await press("Enter", " ");
    await row(/^-all/).locator(".label").click();
    const key = (name: RegExp) => row(name).getAttribute("data-key");
    assert.deepEqual(await panel.told(), [
      { kind: "reveal", key: await key(/^include:_spf/), focus: true },
      { kind: "reveal", key: await key(/^include:_spf/), focus: false },
      { kind: "reveal", key: await key(/^-all/), focus: false },
    ]);
  });

  it("opens by a click on the arrow, and goes nowhere", async () => {
    await panel.told();
    await row(/^include:_spf/)
      .locator(".sign-twisty")
      .click();
    assert.equal(await row(/^include:_spf/).getAttribute("aria-expanded"), "true");
    assert.deepEqual(await panel.told(), []);
  });

  it("goes to the term that decided", async () => {
    await panel.show(
      displayOf("v=spf1 include:mail.provider.example ~all", {
        ...others,
        "out.provider.example": [{ A: "192.0.2.1" }],
      }),
    );
    await row(/^include:mail/).focus();
    await press("ArrowLeft");
    await panel.page.getByRole("button", { name: "a:out.provider.example" }).click();
    assert.match((await focused()) ?? "", /^a:out\.provider\.example, .*matches/);
  });

  it("keeps what is open, the focus and the place on the page while the record is edited", async () => {
    await row(/^include:_spf/).focus();
    await press("ArrowRight", "ArrowDown", "ArrowDown");
    const before = await focused();
    await panel.page.evaluate("scrollTo(0, 60)");
    await panel.show(displayOf(`v=spf1 ip4:203.0.113.9 ${record.slice(7)}`, others));
    assert.equal(await focused(), before);
    assert.equal(await row(/^include:_spf/).getAttribute("aria-expanded"), "true");
    assert.equal(await panel.page.evaluate("scrollY"), 60);
  });

  it("keeps the focus near where it was when its row is gone", async () => {
    await row(/^-all/).focus();
    await panel.show(displayOf("v=spf1 ?all", others));
    assert.match((await focused()) ?? "", /^\?all/);
  });

  it("tells of another result, and not of the same one again", async () => {
    const status = panel.page.getByRole("status");
    await panel.page.evaluate("document.querySelector('[role=status]').textContent = ''");
    await panel.show(displayOf(`${record} `, others));
    assert.equal(await status.textContent(), "");
    await panel.show(displayOf("v=spf1 ip4:192.0.2.1 -all"));
    assert.match((await status.textContent()) ?? "", /^pass /);
  });

  it("shows strangers' texts as text", async () => {
    const evil = `<img/src=x/onerror=alert(1)>"'&[x](command:workbench.action.quit)`;
    const txt = `v=spf1 x=${evil} -all exp=why.example.com`;
    await panel.show(displayOf(txt, { "why.example.com": [{ TXT: `<script>alert(1)</script> ${evil}` }] }));
    const shown = await panel.page.locator("main").innerText();
    assert.ok(shown.includes(`x=${evil}`), shown);
    assert.ok(shown.includes(`<script>alert(1)</script> ${evil}`), shown);
    assert.equal(await panel.page.locator("main :is(img, script, a, iframe, style)").count(), 0);
  });

  it("never needs to be moved sideways, however long the names are", async () => {
    const long = `${"n".repeat(60)}.${"m".repeat(60)}.${"o".repeat(60)}.example`;
    const display = displayOf(`v=spf1 include:${long} -all`, { [long]: [{ TXT: "v=spf1 -all" }] });
    for (const width of [260, 420, 700, 1200]) {
      await panel.page.setViewportSize({ width, height: 700 });
      await panel.show({ ...display, domain: long, wrong: long });
      assert.equal(await panel.page.evaluate("document.documentElement.scrollWidth"), width);
    }
  });

  it("runs what is entered, and not what is being typed", async () => {
    await panel.told();
    const ip = panel.page.getByLabel("IP address of the client");
    await ip.fill("192.0.2.7");
    await panel.show(displayOf(record, others));
    assert.equal(await ip.inputValue(), "192.0.2.7", "an answer meanwhile leaves it alone");
    assert.deepEqual(await panel.told(), []);
    await press("Enter");
    const [message] = await panel.told();
    assert.deepEqual(message?.kind === "run" && [message.inputs.ip, message.inputs.sender], [
      "192.0.2.7",
      "someone@example.com",
    ]);
  });

  it("has the fields that the check needs", async () => {
    const labels = async () => (await panel.page.locator("label:visible").allTextContents()).slice(2);
    assert.deepEqual(await labels(), ["MAIL FROM", "HELO"]);
    await panel.page.getByLabel("Check").selectOption("helo");
    assert.deepEqual(await labels(), ["HELO"]);
    await panel.told();
    await panel.page.getByLabel("Check").selectOption("pra");
    assert.deepEqual(await labels(), ["Message or its headers", "HELO"]);
    assert.deepEqual(await panel.told(), [], "there is no message yet");
    await panel.page.getByLabel("Message").fill("From: a@example.com");
    await press("Tab");
    const [message] = await panel.told();
    assert.equal(message?.kind === "run" && message.inputs.message, "From: a@example.com");
  });

  it("says what is wrong beside what was entered, and keeps the last verdict", async () => {
    await panel.show(displayOf(record, others, { wrong: "x is not an IP address.", noAddress: true }));
    assert.equal(await panel.page.getByRole("alert").textContent(), "x is not an IP address.");
    assert.equal(
      await panel.page.getByLabel("IP address of the client").getAttribute("aria-invalid"),
      "true",
    );
    assert.ok(await panel.page.locator(".is-stale .result").isVisible());
    await panel.show(displayOf(record, others));
    assert.ok(await panel.page.getByRole("alert").isHidden());
  });

  it("offers to ask DNS where that would tell more, and only there", async () => {
    const ask = panel.page.getByRole("button", { name: "Ask DNS…" });
    assert.equal(await ask.count(), 0);
    await panel.show(displayOf(record, others, {}, ["provider.example"]));
    assert.equal(await panel.page.locator(".result").textContent(), "undetermined");
    await panel.told();
    await ask.click();
    assert.deepEqual(await panel.told(), [{ kind: "dns" }]);
  });

  it("says that it was copied", async () => {
    await panel.told();
    await panel.page.getByRole("button", { name: "Copy Authentication-Results" }).click();
    assert.deepEqual(await panel.told(), [{ kind: "copy", field: 1 }]);
    await panel.send({ kind: "copied", field: 1 });
    assert.equal(await panel.page.locator(".copy").nth(1).textContent(), "Copied");
    assert.equal(await panel.page.getByRole("status").textContent(), "Copied");
  });

  it("is as it was left after it was hidden or the window reloaded", async () => {
    await row(/^include:_spf/)
      .locator(".sign-twisty")
      .click();
    await panel.page.evaluate("scrollTo(0, 40)");
    await panel.page.waitForFunction("kept.scroll === 40");
    const state = await panel.page.evaluate("kept");
    await panel.page.close();
    panel = await opened(browser, files, { state });
    await panel.show(displayOf(record, others));
    assert.equal(await row(/^include:_spf/).getAttribute("aria-expanded"), "true");
    assert.equal(await panel.page.evaluate("scrollY"), 40);
    assert.deepEqual((state as { kept: unknown }).kept, { at: 1 });
  });
});
