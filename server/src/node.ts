/** The language server for Node: a child of VS Code, or of any editor, or of `spf-records lsp`. */

import "./platform/compile-cache.ts";
import { join } from "node:path";
import { type Connection, createConnection, StreamMessageReader } from "vscode-languageserver/node";
import { startServer } from "./lsp/server.ts";
import type { Platform } from "./lsp/session.ts";
import { WholeMessageWriter } from "./lsp/whole-message-writer.ts";
import { clientAssets, clientFiles } from "./platform/client-files.ts";
import { after, time, today } from "./platform/clock.ts";
import { nodeAssets, nodeFiles } from "./platform/node-files.ts";
import { nodeManifest } from "./platform/node-manifest.ts";
import { nodeResolver } from "./platform/node-resolver.ts";

/**
 * Serves one client: over the channel of the parent process where there is one (`--node-ipc`), else over standard
 * input and output. The process ends when the client says so, closes its side, or dies.
 */
export function serve(): void {
  // The bundle lies in dist/server, two folders below the manifest.
  const root = join(__dirname, "../..");
  const overIpc = process.argv.includes("--node-ipc");
  const connection = overIpc ? createConnection() : overStdio();
  const platform: Platform = {
    files: (ask) => (ask ? clientFiles(ask) : nodeFiles()),
    assets: (ask) => (ask ? clientAssets(ask) : nodeAssets(root)),
    later: (run) => setImmediate(run),
    today,
    now: () => performance.now(),
    time,
    after,
    resolver: nodeResolver,
    ...nodeManifest(root),
  };
  startServer(connection, platform, () => require("./lsp/serve.ts"));
}

/** Over standard input and output, until the client closes its side. */
function overStdio(): Connection {
  const connection = createConnection(
    new StreamMessageReader(process.stdin),
    new WholeMessageWriter(process.stdout),
  );
  let asked = false;
  connection.onShutdown(() => {
    asked = true;
  });
  process.stdin.on("close", () => process.exit(asked ? 0 : 1));
  return connection;
}

if (require.main === module) serve();
