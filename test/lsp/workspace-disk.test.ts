/** The servers that ship read a real folder: what nobody has open, in a process and in a worker whose client reads for it. */

import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { nodeFiles } from "../../server/src/platform/node-files.ts";
import { folderOf, removeFolders } from "../support/command.ts";
import { root } from "../support/root.ts";
import { needs } from "../support/skip.ts";
import { type ClientSetup, type Entry, TestClient } from "./client.ts";

const open = '$ORIGIN example.com.\n@ SOA a b 1 1 1 1 1\n@ TXT "v=spf1 include:_spf.example.net -all"\n';
const closed = (record: string) => `$ORIGIN example.net.\n@ SOA a b 1 1 1 1 1\n_spf TXT "${record}"\n`;

/** What a client answers that reads the disk for its server, and can't search. */
const disk = nodeFiles();
const handlers = {
  "spf/read": async ({ uri }: { uri: string }) => {
    const octets = await disk.read(uri);
    return octets && Buffer.from(octets).toString("base64");
  },
  "spf/list": ({ uri }: { uri: string }) => disk.list(uri),
  "spf/asset": () => null,
} as unknown as NonNullable<ClientSetup["asked"]>;

const entries: readonly [Entry, string, ClientSetup][] = [
  ["server", "dist/server/node.js", {}],
  ["browser", "dist/server/browser.js", { initializationOptions: { files: true }, asked: handlers }],
];

for (const [entry, file, setup] of entries) {
  needs(existsSync(path.join(root, file)), `${file} (npm run build)`).describe(
    `the workspace of ${file}`,
    () => {
      afterEach(removeFolders);

      it("answers for an include, follows the disk, heeds .gitignore and ends at links", async () => {
        const folder = folderOf({
          ".git/HEAD": "",
          ".gitignore": "/old\n",
          "db.example.com": open,
          "deep/er/example.net.zone": closed("v=spf1 -all"),
          "old/example.net.zone": closed("v=spf1 include:_spf.example.net -all"),
          "deep/up": "-> ..",
          "deep/self": "-> .",
        });
        const uriOf = (name: string) => pathToFileURL(path.join(folder, name)).href;
        const client = await TestClient.start({ entry, folders: [pathToFileURL(folder).href], ...setup });
        try {
          const uri = uriOf("db.example.com");
          client.open(uri, open);
          const found = (code: string) => client.diagnostics(uri, (all) => all.some((d) => d.code === code));
          assert.ok(!(await found("include-never-matches")).some(({ code }) => code === "loop"));
          const other = "deep/er/example.net.zone";
          writeFileSync(path.join(folder, other), closed("v=spf1 include:_spf.example.net -all"));
          client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uriOf(other), type: 2 }] });
          await found("loop");
        } finally {
          await client.stop();
        }
      });
    },
  );
}
