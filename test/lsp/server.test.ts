/** The server's entries, each as a client over its own transport sees it: findings, hovers, fixes, symbols, settings. */

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { root } from "../support/root.ts";
import { needs } from "../support/skip.ts";
import { applied, type ClientSetup, type Entry, rangeOf, TestClient } from "./client.ts";

const uri = "file:///zones/db.example.com";
const zone = [
  "$ORIGIN example.com.",
  "$TTL 1h",
  "@ IN SOA ns1 hostmaster ( 2026010101 2h 1h 2w 1h )",
  "  IN NS ns1",
  "  IN MX 10 mail",
  '  IN TXT "v=spf1 mx include:_spf.example.com -all"',
  '_spf IN TXT "v=spf1 ip4:192.0.2.64/26 -all"',
  'old IN TXT "v=spf1 a ptr -all"',
  'typo IN TXT "v=spf1 ipv4:192.0.2.1 -all"',
  'gaps IN TXT "v=spf1  ip4:192.0.2.2   -all"',
  "",
].join("\n");

const capabilities = {
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [] },
    },
    hover: { contentFormat: ["markdown" as const] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
  workspace: { workspaceEdit: { documentChanges: true } },
};

const entries: readonly [string, Entry, string][] = [
  ["dist/server/node.js --stdio", "server", "dist/server/node.js"],
  ["spf-records lsp --stdio", "command", "dist/main.js"],
  ["dist/server/browser.js in a worker", "browser", "dist/server/browser.js"],
];

for (const [name, entry, file] of entries) {
  needs(existsSync(path.join(root, file)), `${file} (npm run build)`).describe(
    `the server as ${name}`,
    () => {
      let client: TestClient;
      const start = async (setup: ClientSetup = {}) => {
        client = await TestClient.start({ entry, capabilities, ...setup });
      };
      afterEach(() => client.stop());

      it("marks a finding on exactly its term", async () => {
        await start();
        client.open(uri, zone);
        const found = (await client.diagnostics(uri)).filter(({ code }) => code === "ptr");
        assert.deepEqual(
          found.map(({ range, severity, source, tags }) => ({ range, severity, source, tags })),
          [{ range: rangeOf(zone, "ptr"), severity: 2, source: "spf", tags: [2] }],
        );
      });

      it("tells on hover what stands there, and where", async () => {
        await start();
        client.open(uri, zone);
        const at = rangeOf(zone, "192.0.2.64").start;
        const hover = await client.hover(uri, at.line, at.character + 2);
        assert.deepEqual(hover?.range, rangeOf(zone, "192.0.2.64"));
        assert.deepEqual(hover?.contents, {
          kind: "markdown",
          value: "`192.0.2.64` to `192.0.2.127`: `64` addresses.",
        });
      });

      it("offers fixes, and those put the text right", async () => {
        await start();
        client.open(uri, zone);
        const range = rangeOf(zone, "ptr");
        const [diagnostic] = (await client.diagnostics(uri)).filter(({ code }) => code === "ptr");
        const offered = (await client.actions(uri, range, [diagnostic!])) ?? [];
        const fix = offered.find(({ title }) => title.startsWith("Remove ptr"));
        assert.ok(fix, offered.map(({ title }) => title).join(" | "));
        assert.deepEqual(fix.diagnostics, [diagnostic]);
        assert.equal(applied(zone, fix.edit, uri), zone.replace("a ptr -all", "a -all"));
      });

      it("offers other ways to write a record, by their kinds", async () => {
        await start();
        client.open(uri, zone);
        const range = rangeOf(zone, "include:_spf.example.com");
        const kinds = async (only?: string[]) =>
          ((await client.actions(uri, range, [], only)) ?? []).map(({ kind }) => kind);
        assert.ok((await kinds()).includes("refactor.inline"));
        assert.deepEqual([...new Set(await kinds(["refactor.inline"]))], ["refactor.inline"]);
        assert.ok(!(await kinds(["quickfix"])).some((kind) => kind?.startsWith("refactor")));
      });

      it("hands texts for the clipboard to who has one", async () => {
        await start({ initializationOptions: { commands: true, files: entry === "browser" } });
        client.open(uri, zone);
        const range = rangeOf(zone, "include:_spf.example.com");
        const offered = (await client.actions(uri, range, [], ["refactor.copy"])) ?? [];
        const copy = offered.find(({ title }) => title.includes("octoDNS"));
        assert.equal(copy?.command?.command, "spf.copy");
        const [text] = copy?.command?.arguments ?? [];
        assert.match(
          String(text),
          /^# example\.com\.yaml\n'':\n- type: TXT\n {2}(?:ttl: \d+\n {2})?value: 'v=spf1 /,
        );
        assert.equal(copy?.edit, undefined);
      });

      it("offers no text for the clipboard to who has no command for it", async () => {
        await start();
        client.open(uri, zone);
        const range = rangeOf(zone, "include:_spf.example.com");
        const offered = (await client.actions(uri, range)) ?? [];
        assert.deepEqual(
          offered.filter(({ kind }) => kind === "refactor.copy"),
          [],
        );
      });

      it("lists records and their terms", async () => {
        await start();
        client.open(uri, zone);
        const symbols = (await client.symbols(uri)) ?? [];
        assert.deepEqual(
          symbols.map(({ name }) => name),
          ["example.com", "_spf.example.com", "old.example.com", "typo.example.com", "gaps.example.com"],
        );
        assert.deepEqual(
          symbols[0]?.children?.map(({ name }) => name),
          ["mx", "include:_spf.example.com", "-all"],
        );
      });

      it("speaks Japanese to who wants that", async () => {
        const asset = ({ path: asked }: { path: string }) => (asked === "l10n/ja.json" ? japanese : null);
        await start({
          locale: "ja-JP",
          ...(entry === "browser"
            ? { initializationOptions: { files: true }, asked: { "spf/asset": asset } }
            : {}),
        });
        client.open(uri, zone);
        const at = rangeOf(zone, "ptr").start;
        const hover = await client.hover(uri, at.line, at.character);
        assert.match(JSON.stringify(hover?.contents), /一致/);
      });
    },
  );
}

const japanese = JSON.stringify({ "facts.ptr": "一致します。" });
