/** Findings of formats without comments are ignored by entries of the configuration; what these say when they are of no use. */

import assert from "node:assert/strict";
import { actions } from "../../../server/src/ide/actions.ts";
import { readConfig } from "../../../server/src/ide/config.ts";
import { ignoreEntryEdit } from "../../../server/src/ide/ignore-entry.ts";
import { Workspace } from "../../../server/src/ide/workspace.ts";
import type { IgnoreEntry } from "../../../server/src/rules/settings.ts";
import { Document } from "../../../server/src/text/document.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
import { sayIn } from "../../../server/src/text/message.ts";
import { allSyntaxes, provideAll } from "../../support/syntaxes.ts";
import { analysed as analysedZone } from "./analysed.ts";

const uri = "file:///project/domains/someone.json";
const config = "file:///project/spf-records.json";
const entry = { path: "domains/someone.json", rules: ["ptr"], reason: "" };
const registry =
  '{ "subdomain": "someone", "domain": "is-a.dev", "records": { "TXT": "v=spf1 ptr -all" } }\n';

async function analysed(text: string, ignore: readonly IgnoreEntry[] = []) {
  const workspace = new Workspace({ today: () => "2026-11-24", ignoreFor: () => ignore });
  workspace.open(Document.of(uri, text, "json", 1));
  provideAll(workspace, uri, await allSyntaxes());
  const analysis = workspace.analyse(uri);
  assert.ok(analysis);
  return analysis;
}

/** The configuration after the entry was put into it; null where none can be. */
function after(text: string): string | null {
  const edit = ignoreEntryEdit({ config: Document.of(config, text), exists: true, path: entry.path }, entry);
  return edit && applyEdits(text, [edit]);
}

describe("an entry of `ignore`", () => {
  it("goes to the end of what is there, and leaves all else as it is written", () => {
    for (const text of [
      "{}",
      "{\n}\n",
      '{ "domains": ["a.example"] }',
      '{\n\t"profile": "all",\n\t"rules": { "ignore": "off" }\n}\n',
      '{\r\n  "ignore": []\r\n}\r\n',
      '{\n  "ignore": [\n    { "path": "a]", "rules": ["mx-use"] }\n  ],\n  "profile": "strict"\n}\n',
      '{ "ignore": [{ "path": "a", "rules": ["mx-use"] }] }',
      '{ "domains": ["ignore"], "ignore": [] }',
      "",
    ]) {
      const written = after(text);
      const before = text === "" ? {} : JSON.parse(text);
      assert.deepEqual(
        JSON.parse(written ?? ""),
        { ...before, ignore: [...(before.ignore ?? []), entry] },
        text,
      );
      assert.deepEqual(readConfig(JSON.parse(written ?? ""), new Set(["ptr"])).given.ignore?.at(-1), entry);
    }
    assert.equal(
      after('{\n  "ignore": []\n}\n'),
      '{\n  "ignore": [\n    { "path": "domains/someone.json", "rules": ["ptr"], "reason": "" }\n  ]\n}\n',
    );
  });

  it("is not offered where the configuration can't be read, or says something else", () => {
    for (const text of ["{", "[]", '{ "ignore": {} }', "ignore: []"]) assert.equal(after(text), null);
  });

  it("is offered in formats without comments, for the name and for the file", async () => {
    const analysis = await analysed(registry);
    const at = registry.indexOf("ptr");
    const place = { config: Document.of(config, ""), exists: false, path: entry.path };
    const list = actions(analysis, { start: at, end: at }, place).filter(({ kind }) => kind === "ignore");
    assert.deepEqual(
      list.map(({ title }) => title.map((each) => sayIn(each)).join(" ")),
      [
        "Ignore ptr for someone.is-a.dev in this file, by an entry in spf-records.json",
        "Ignore ptr in this file, by an entry in spf-records.json",
      ],
    );
    const [edit] = list[0]?.edits ?? [];
    assert.equal(edit?.creates, true);
    assert.deepEqual(JSON.parse(applyEdits("", edit?.edits ?? [])), {
      ignore: [{ path: entry.path, owner: "someone.is-a.dev", rules: ["ptr"], reason: "" }],
    });
    assert.deepEqual(
      actions(analysis, { start: at, end: at }).filter(({ kind }) => kind === "ignore"),
      [],
    );
  });

  it("hides what it names, for its owner alone, and says where it hides nothing or is out of date", async () => {
    const ids = async (ignore: Partial<IgnoreEntry>, text = registry) => {
      const { findings } = await analysed(text, [{ ...entry, ...ignore }]);
      return findings.map(({ message }) => message.id);
    };
    assert.deepEqual(await ids({}), []);
    assert.deepEqual(await ids({ owner: "Someone.is-a.dev." }), []);
    assert.deepEqual(await ids({ owner: "other.is-a.dev" }), ["unused-suppression.entry", "ptr.ptr"]);
    assert.deepEqual(await ids({ rules: ["ptr", "mx-use"] }), ["unused-suppression.entry"]);
    assert.deepEqual(await ids({ until: "2026-11-24" }), []);
    assert.deepEqual(await ids({ until: "2026-11-23" }), ["expired-suppression.entry", "ptr.ptr"]);
    // Whether other files need it can't be told here.
    assert.deepEqual(await ids({ path: "domains/**", rules: ["ptr", "mx-use"] }), []);
    assert.deepEqual(await ids({}, registry.replace("ptr ", "")), ["unused-suppression.entry"]);
  });
});

describe("a domain whose includes are trusted", () => {
  const zone = 'example.com. 3600 IN TXT "v=spf1 include:_spf.mailer.net -all"\n';
  const settings = { domains: ["example.com"] };

  /** What the action makes of the configuration; undefined where it is not offered. */
  function trusting(text: string, exists = true): string | undefined {
    const { analysis } = analysedZone(zone, { settings });
    const at = zone.indexOf("_spf.mailer");
    const place = { config: Document.of(config, text), exists, path: "db.example.com" };
    const list = actions(analysis, { start: at, end: at }, place).filter(({ title }) =>
      title.some(
        (each) => sayIn(each) === "Trust the includes of mailer.net, by trustedIncludes in spf-records.json",
      ),
    );
    const [action, ...others] = list;
    assert.deepEqual(others, []);
    assert.ok(!action?.preferred);
    return action && applyEdits(text, action.edits[0]?.edits ?? []);
  }

  it("goes to the end of the configuration's list, and then nothing is said of it", () => {
    assert.equal(
      trusting('{ "domains": ["example.com"], "trustedIncludes": ["a.example"] }\n'),
      '{ "domains": ["example.com"], "trustedIncludes": ["a.example",\n    "mailer.net"] }\n',
    );
    const made = trusting('{\n  "domains": ["example.com"]\n}\n') ?? "";
    assert.equal(
      made,
      '{\n  "domains": ["example.com"],\n  "trustedIncludes": [\n    "mailer.net"\n  ]\n}\n',
    );
    const { given } = readConfig(JSON.parse(made), new Set());
    assert.deepEqual(analysedZone(zone, { settings: given }).analysis.findings, []);
  });

  it("is not offered where there is no configuration, or it can't be read", () => {
    assert.equal(trusting("", false), undefined);
    assert.equal(trusting('{ "trustedIncludes": "mailer.net" }'), undefined);
    assert.equal(trusting("{"), undefined);
  });
});
