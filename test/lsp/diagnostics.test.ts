/** When findings reach the client: by push and by pull, while typing, for included files, and after our own mistakes. */

import assert from "node:assert/strict";
import type { Diagnostic, DocumentDiagnosticReport } from "vscode-languageserver/node";
import { rules } from "../../server/src/ide/index.ts";
import { rule } from "../../server/src/rules/rule.ts";
import { messagesOf } from "../../server/src/text/message.ts";
import { type ClientSetup, rangeOf, TestClient } from "./client.ts";
import { memoryPlatform } from "./memory-platform.ts";

const uri = "file:///zones/db.example.com";
const faulty = '$ORIGIN example.com.\n@ IN TXT "v=spf1 ptr -all"\n';
const clean = faulty.replace("ptr ", "");
const codes = (list: readonly Diagnostic[]) => list.map(({ code }) => code);
const full = (report: DocumentDiagnosticReport) => {
  assert.equal(report.kind, "full");
  return report as Extract<DocumentDiagnosticReport, { kind: "full" }>;
};

let client: TestClient;
const start = async (setup: ClientSetup = {}) => {
  client = await TestClient.start({ entry: { platform: memoryPlatform() }, ...setup });
};

describe("findings that are pushed", () => {
  it("follow each change, with the version that they belong to", async () => {
    await start();
    client.open(uri, faulty);
    assert.deepEqual(codes(await client.diagnostics(uri)), ["ptr"]);
    const at = rangeOf(faulty, "ptr ");
    client.change(uri, 2, { range: at, text: "" });
    assert.deepEqual(await client.diagnostics(uri, (_, version) => version === 2), []);
    client.change(uri, 3, { range: { start: at.start, end: at.start }, text: "ptr " });
    assert.deepEqual(codes(await client.diagnostics(uri, (_, version) => version === 3)), ["ptr"]);
  });

  it("come once for many changes that arrive together", async () => {
    await start();
    client.open(uri, faulty);
    await client.diagnostics(uri);
    const before = client.published.get(uri)!.length;
    const { start: at } = rangeOf(faulty, "$ORIGIN");
    for (let version = 2; version <= 40; version++)
      client.change(uri, version, { range: { start: at, end: at }, text: ";" });
    await client.diagnostics(uri, (_, version) => version === 40);
    const rounds = client.published.get(uri)!.length - before;
    assert.ok(rounds <= 5, `${rounds} rounds for 39 changes`);
  });

  it("are taken back when the document is closed, and gone before it", async () => {
    await start();
    client.open(uri, faulty);
    await client.diagnostics(uri, (list) => list.length === 1);
    client.close(uri);
    await client.diagnostics(uri, (list) => list.length === 0);
  });

  it("are none for what is no zone", async () => {
    await start();
    const notes = faulty.replace("$ORIGIN example.com.\n", "notes\n");
    client.open("file:///notes.txt", notes, "plaintext");
    // Its fences may hold zones; its prose is none.
    client.open("file:///notes.md", notes, "markdown");
    client.open(uri, faulty);
    await client.diagnostics(uri);
    assert.equal(client.published.has("file:///notes.txt"), false);
    assert.deepEqual((await client.diagnostics("file:///notes.md")) ?? [], []);
  });
});

describe("findings that are pulled", () => {
  const capabilities = {
    textDocument: { diagnostic: {} },
    workspace: { diagnostics: { refreshSupport: true }, configuration: true },
  };

  it("come on request, and are unchanged until something changes", async () => {
    await start({ capabilities });
    client.open(uri, faulty);
    const first = full(await client.pull(uri));
    assert.deepEqual(codes(first.items), ["ptr"]);
    const again = await client.pull(uri, first.resultId);
    assert.deepEqual(again, { kind: "unchanged", resultId: first.resultId });
    client.change(uri, 2, { text: clean });
    const second = full(await client.pull(uri, first.resultId));
    assert.deepEqual(second.items, []);
    assert.notEqual(second.resultId, first.resultId);
    assert.equal(client.published.size, 0, "nothing is pushed to who pulls");
  });

  it("are asked for again after a change of the settings", async () => {
    let settings: unknown = {};
    await start({ capabilities, configuration: () => settings });
    client.open(uri, faulty);
    const first = full(await client.pull(uri));
    settings = { rules: { ptr: "off" } };
    client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.until("a refresh", () => client.refreshes > 0 || undefined);
    assert.deepEqual(full(await client.pull(uri, first.resultId)).items, []);
  });

  it("are none for a document that is not open, and for what is no zone", async () => {
    await start({ capabilities });
    assert.deepEqual(full(await client.pull(uri)).items, []);
    client.open("file:///notes.md", "notes", "markdown");
    assert.deepEqual(full(await client.pull("file:///notes.md")).items, []);
  });

  it("are given up when the client cancels", async () => {
    await start({ capabilities });
    client.open(uri, faulty);
    const { CancellationTokenSource } = await import("vscode-languageserver/node");
    const source = new CancellationTokenSource();
    const asked = client.connection.sendRequest(
      "textDocument/diagnostic",
      { textDocument: { uri } },
      source.token,
    );
    source.cancel();
    // Who was quicker is not ours to say: an answer is as good as an error that says why there is none.
    const outcome: unknown = await asked.catch((error: { code: number }) => error.code);
    assert.ok(
      outcome === -32800 || (outcome as DocumentDiagnosticReport).kind === "full",
      JSON.stringify(outcome),
    );
    assert.deepEqual(codes(full(await client.pull(uri)).items), ["ptr"]);
  });
});

describe("a zone that includes others", () => {
  const part = "file:///zones/mail.inc";
  const whole =
    '$ORIGIN example.com.\n$INCLUDE mail.inc sub.example.com.\n@ IN TXT "v=spf1 include:sub.example.com -all"\n';
  const text = '@ IN TXT "v=spf1 ptr -all"\n';

  it("has them loaded, and their findings in their own document", async () => {
    const platform = memoryPlatform({ [part]: text });
    await start({ entry: { platform } });
    client.open(uri, whole);
    client.open(part, text, "plaintext");
    const found = await client.diagnostics(part, (list) => list.length > 0);
    assert.deepEqual(codes(found), ["ptr"]);
    const symbols = await client.symbols(part);
    assert.equal(
      (symbols?.[0] as { name: string } | undefined)?.name.split(" ")[0],
      "sub.example.com",
      "the owner is known from who includes it",
    );
  });

  it("is read again when one of them changes on disk", async () => {
    const platform = memoryPlatform({ [part]: "; nothing yet\n" });
    await start({
      entry: { platform },
      capabilities: {
        workspace: { didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } },
      },
    });
    client.open(uri, whole);
    const watched = await client.until("a watcher for the included file", () =>
      client.registrations.find(({ options }) => JSON.stringify(options).includes("mail.inc")),
    );
    assert.deepEqual((watched.options as { watchers: unknown[] }).watchers.at(-1), {
      globPattern: { baseUri: "file:///zones", pattern: "mail.inc" },
    });
    const reads = platform.reads.length;
    platform.disk.set(part, text);
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: part, type: 2 }] });
    await client.until("another reading", () => platform.reads.slice(reads).includes(part) || undefined);
  });

  it("does not follow one that includes itself for ever", async () => {
    const platform = memoryPlatform({ [part]: "$INCLUDE mail.inc\n" });
    await start({ entry: { platform } });
    client.open(uri, `$ORIGIN example.com.\n$INCLUDE mail.inc\n${faulty}`);
    const found = await client.diagnostics(uri, (list) => codes(list).includes("ptr"));
    assert.ok(found.length > 0);
    assert.ok(platform.reads.length < 20);
  });
});

describe("a mistake of ours", () => {
  const broken = rule({
    name: "broken",
    severity: "error",
    profile: "recommended",
    needs: "record",
    sources: [],
    messages: messagesOf("broken", {}),
    check: ({ record }) => {
      if (record.text.includes("break")) throw new Error("this rule is broken");
      return [];
    },
  });

  it("is logged, and the server goes on", async () => {
    await start({ entry: { platform: memoryPlatform({}, [...rules, broken]) } });
    client.open(uri, faulty.replace("ptr", "ptr:break.example"));
    await client.until("a line in the log", () =>
      client.log.find((line) => line.includes("this rule is broken")),
    );
    // In the background, too, where nobody waits for what comes of it.
    await client.until("that line", () =>
      client.log.find((line) => line.startsWith("looking around failed")),
    );
    assert.equal(await client.hover(uri, 1, 20), null);
    assert.equal(await client.symbols(uri), null);
    client.change(uri, 2, { text: faulty });
    assert.deepEqual(codes(await client.diagnostics(uri, (list) => list.length > 0)), ["ptr"]);
  });
});
