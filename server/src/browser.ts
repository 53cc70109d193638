/** The language server for a web worker. It has no files of its own: the client reads them. */

import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { startServer } from "./lsp/server.ts";
import { clientAssets, clientFiles } from "./platform/client-files.ts";
import { today } from "./platform/clock.ts";

const scope = self as unknown as DedicatedWorkerGlobalScope;
const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));
const { port1: near, port2: far } = new MessageChannel();
/** What waits for the messages that have arrived to be handled; a timer would add milliseconds to it. */
const waiting: (() => void)[] = [];
near.onmessage = () => waiting.shift()?.();

connection.onExit(() => scope.close());
startServer(connection, {
  files: (ask) => clientFiles(ask ?? nobody),
  assets: (ask) => clientAssets(ask ?? nobody),
  later: (run) => {
    waiting.push(run);
    far.postMessage(null);
  },
  today,
  version: null,
  repository: null,
});

/** A client of a worker that can't be asked for files has none. */
function nobody(): Promise<never> {
  return Promise.reject(new Error("the client reads no files"));
}
