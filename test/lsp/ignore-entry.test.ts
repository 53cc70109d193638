/** Ignoring a finding in a format without comments: what the editor is to do, and what comes of it. */

import assert from "node:assert/strict";
import type { CodeAction } from "vscode-languageserver/node";
import { applied, rangeOf, TestClient } from "./client.ts";
import { memoryPlatform } from "./memory-platform.ts";

const folder = "file:///registry";
const config = `${folder}/spf-records.json`;
const uri = `${folder}/is-a.dev/domains/someone.json`;
const text = '{ "owner": {}, "records": { "TXT": "v=spf1 ptr -all" } }\n';
const capabilities = {
  textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ["create" as const] } },
};

async function offered(files: Record<string, string>, creates = true) {
  const platform = memoryPlatform(files);
  const { workspaceEdit } = capabilities.workspace;
  const workspace = { workspaceEdit: creates ? workspaceEdit : { documentChanges: true } };
  const client = await TestClient.start({
    entry: { platform },
    folders: [folder],
    capabilities: { ...capabilities, workspace },
  });
  client.open(uri, text, "json");
  await client.diagnostics(uri, (list) => list.length === 1);
  const actions = ((await client.actions(uri, rangeOf(text, "ptr"))) ?? []) as CodeAction[];
  return { client, platform, actions: actions.filter(({ title }) => title.startsWith("Ignore")) };
}

describe("ignoring in a format without comments", () => {
  it("makes the configuration where there is none, and hides the finding once it is written", async () => {
    const { client, platform, actions } = await offered({});
    const [edit] = actions.map((each) => each.edit);
    assert.deepEqual(edit?.documentChanges?.[0], {
      kind: "create",
      uri: config,
      options: { ignoreIfExists: true },
    });
    platform.disk.set(config, applied("", edit, config));
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: config, type: 1 }] });
    await client.diagnostics(uri, (list) => list.length === 0);
  });

  it("adds to the configuration that is there, as it is written on disk", async () => {
    const before = '{\n  "profile": "recommended"\n}\n';
    const { actions } = await offered({ [config]: before }, false);
    assert.deepEqual(JSON.parse(applied(before, actions[0]?.edit, config)), {
      profile: "recommended",
      ignore: [
        { path: "is-a.dev/domains/someone.json", owner: "someone.is-a.dev", rules: ["ptr"], reason: "" },
      ],
    });
  });

  it("is not offered where the editor can't make files and there is none", async () => {
    assert.deepEqual((await offered({}, false)).actions, []);
  });
});
