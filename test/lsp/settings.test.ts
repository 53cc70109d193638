/** Where settings come from, who wins, and what is said of wrong ones. */

import assert from "node:assert/strict";
import type { Diagnostic } from "vscode-languageserver/node";
import { type ClientSetup, TestClient } from "./client.ts";
import { type MemoryPlatform, memoryPlatform } from "./memory-platform.ts";

const folder = "file:///zones";
const config = `${folder}/spf-records.json`;
const uri = `${folder}/zones/db.example.com`;
const zone = '$ORIGIN example.com.\n@ IN TXT "v=spf1 ptr -all"\n';
const severities = (list: readonly Diagnostic[]) => list.map(({ code, severity }) => [code, severity]);

let client: TestClient;
let platform: MemoryPlatform;
const start = async (files: Record<string, string>, setup: ClientSetup = {}) => {
  platform = memoryPlatform(files);
  client = await TestClient.start({ entry: { platform }, folders: [folder], ...setup });
  client.open(uri, zone);
};
const found = (expected: unknown) =>
  client.diagnostics(uri, (list) => JSON.stringify(severities(list)) === JSON.stringify(expected));

describe("settings", () => {
  it("come from spf-records.json at the root of the folder", async () => {
    await start({ [config]: '{ "rules": { "ptr": "error" } }' });
    await found([["ptr", 1]]);
  });

  it("follow that file when it changes, and when it goes", async () => {
    await start({ [config]: '{ "rules": { "ptr": "off" } }' });
    platform.disk.set(config, '{ "rules": { "ptr": "hint" } }');
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: config, type: 2 }] });
    await found([["ptr", 4]]);
    platform.disk.delete(config);
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: config, type: 3 }] });
    await found([["ptr", 2]]);
  });

  it("give files a format: those the editor then shows, and those nobody has open", async () => {
    const capabilities = {
      textDocument: {
        synchronization: { dynamicRegistration: true },
        hover: { dynamicRegistration: true },
        codeLens: { dynamicRegistration: true },
        completion: { dynamicRegistration: true },
        definition: { dynamicRegistration: true },
        references: { dynamicRegistration: true },
        documentHighlight: { dynamicRegistration: true },
        rename: { dynamicRegistration: true },
      },
      workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
    };
    const [given, other] = [`${folder}/dns/records.txt`, `${folder}/dns/other.txt`];
    const record = "v=spf1 include:_spf.example.net -all";
    await start(
      {
        [config]: '{ "hosts": { "dns/*.txt": "zone", "zones/*.zone": "zone" } }',
        [other]: '$ORIGIN example.net.\n@ SOA a b 1 1 1 1 1\n_spf TXT "v=spf1 -all"\n',
      },
      { capabilities },
    );
    const wanted = await client.until("a registration", () =>
      client.registrations.find(({ method }) => method === "textDocument/codeLens"),
    );
    const selector = [{ pattern: "**/dns/*.txt" }, { pattern: "**/dns/*.txt/**" }];
    assert.deepEqual(wanted.options, { documentSelector: selector, resolveProvider: true });
    assert.deepEqual(
      client.registrations.map(({ method }) => method).filter((method) => method.startsWith("textDocument/")),
      [
        "didOpen",
        "didChange",
        "didClose",
        "hover",
        "definition",
        "references",
        "documentHighlight",
        "codeLens",
        "completion",
      ].map((name) => `textDocument/${name}`),
    );
    const watched = () => JSON.stringify(client.registrations.map(({ options }) => options));
    await client.until(
      "to be watched",
      () => watched().includes('"globPattern":"**/dns/*.txt"') || undefined,
    );
    client.open(given, `$ORIGIN example.com.\n@ TXT "${record}"\n`, "plaintext");
    await client.diagnostics(given, (list) => list.some(({ code }) => code === "include-never-matches"));
    platform.disk.set(config, "{}");
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: config, type: 2 }] });
    await client.diagnostics(given, (list) => list.length === 0);
  });

  it("of the editor win over it, key by key", async () => {
    const settings: unknown = { rules: { ptr: "info" } };
    await start(
      { [config]: '{ "rules": { "ptr": "off", "no-terminator": "off" } }' },
      { capabilities: { workspace: { configuration: true } }, configuration: () => settings },
    );
    await found([["ptr", 3]]);
  });

  it("come from initializationOptions where the editor can't be asked", async () => {
    await start({}, { initializationOptions: { rules: { ptr: "error" } } });
    await found([["ptr", 1]]);
    client.notify("workspace/didChangeConfiguration", { settings: { spf: { rules: { ptr: "hint" } } } });
    await found([["ptr", 4]]);
  });

  it("of each folder hold for its own documents", async () => {
    const other = "file:///other/db.example.org";
    await start(
      {
        [config]: '{ "rules": { "ptr": "error" } }',
        "file:///other/spf-records.json": '{ "rules": { "ptr": "hint" } }',
      },
      { folders: [folder, "file:///other"] },
    );
    client.open(other, zone);
    await found([["ptr", 1]]);
    assert.deepEqual(severities(await client.diagnostics(other)), [["ptr", 4]]);
  });

  it("may ignore what lies below a path", async () => {
    await start({ [config]: '{ "ignore": [{ "path": "zones/**", "rules": ["ptr"], "reason": "old" }] }' });
    client.open(`${folder}/db.example.org`, zone);
    await client.diagnostics(`${folder}/db.example.org`, (list) => list.length === 1);
    await found([]);
  });

  it("that are wrong are named, and the rest holds", async () => {
    await start({ [config]: '{ "rules": { "ptr": "error", "mx-use": "loud" }, "profil": "all" }' });
    await found([["ptr", 1]]);
    assert.deepEqual(client.shown, [
      '/zones/spf-records.json: rules.mx-use: "loud" is not a severity; it is left out. Use one of error, warning, info, hint, off.',
      "/zones/spf-records.json: profil is not a setting; it is left out. Did you mean profile?",
    ]);
  });

  it("that are no JSON are named once, however often the file is read", async () => {
    await start({ [config]: "{" });
    await found([["ptr", 2]]);
    for (let i = 0; i < 3; i++)
      client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: config, type: 2 }] });
    await client.until(
      "four readings",
      () => platform.reads.filter((each) => each === config).length >= 4 || undefined,
    );
    assert.equal(client.shown.length, 1);
    assert.match(client.shown[0]!, /This is not JSON/);
  });

  for (const nonsense of [null, 7, "x", [], { rules: 7, domains: {}, locale: 5, files: "yes" }]) {
    it(`in initializationOptions may be ${JSON.stringify(nonsense)}`, async () => {
      await start({}, { initializationOptions: nonsense });
      await found([["ptr", 2]]);
    });
  }
});
