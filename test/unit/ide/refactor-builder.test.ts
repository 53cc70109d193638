/** Texts of DNSControl as `SPF_BUILDER`: where that is offered, and that the record stays what it was. */

import assert from "node:assert/strict";
import { refactorings } from "../../../server/src/ide/index.ts";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import { defaultSettings } from "../../../server/src/rules/settings.ts";
import { Document } from "../../../server/src/text/document.ts";
import { allSyntaxes, provideAll } from "../../support/syntaxes.ts";
import { edited, spanOf } from "./analysed.ts";

const uri = "file:///dns/dnsconfig.js";

async function analysisOf(text: string) {
  const workspace = new Workspace({ today: () => "2026-11-24" });
  workspace.configure(defaultSettings);
  workspace.open(Document.of(uri, text, "javascript", 1));
  provideAll(workspace, uri, await allSyntaxes());
  const analysis = workspace.analyse(uri);
  assert.ok(analysis);
  return analysis;
}

/** What is told of each record, and the text after it was made with `SPF_BUILDER`; null where that is not offered. */
async function built(text: string) {
  const analysis = await analysisOf(text);
  const actions = refactorings(analysis, spanOf(text, "-all"));
  const action = actions.find(({ title }) => title.some(({ id }) => id === "refactor.builder"));
  return action ? edited(text, action.edits[0]?.edits) : null;
}

const told = async (text: string) =>
  (await analysisOf(text)).subjects.map(({ found: { owners, ttl, type, decoded } }) => [
    owners,
    ttl,
    type,
    decoded.text,
  ]);

describe("SPF_BUILDER", () => {
  it("takes the place of a text, with the record that it was", async () => {
    const text = `D("example.com", REG,\n  TXT("@", "v=spf1 a ip4:185.12.80.7 -all", TTL("5m")),\n  A("@", "185.12.80.7"));\n`;
    const after = await built(text);
    assert.equal(
      after,
      `D("example.com", REG,\n  SPF_BUILDER({\n    label: "@",\n    ttl: "5m",\n    parts: [\n      "v=spf1",\n      "a",\n      "ip4:185.12.80.7",\n      "-all",\n    ],\n  }),\n  A("@", "185.12.80.7"));\n`,
    );
    assert.deepEqual(await told(after), await told(text));
  });

  it("is not offered where the text is put together, or means something else then", async () => {
    for (const call of [
      'TXT("@", "v=spf1 " + "-all")',
      'TXT("@", ["v=spf1 ", "-all"])',
      'TXT("@", "v=spf1  a -all")',
      'TXT("@", "v=spf1 a -all", CF_PROXY_OFF)',
      'SPF_BUILDER({ parts: ["v=spf1", "-all"] })',
    ])
      assert.equal(await built(`D("example.com", REG, ${call});\n`), null, call);
  });
});
