/** The language server for a web worker that knows where it lies. It has no files of its own: the client reads them. */

import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import * as serving from "./lsp/serve.ts";
import { startServer } from "./lsp/server.ts";
import type { Platform } from "./lsp/session.ts";
import { clientAssets, clientFiles } from "./platform/client-files.ts";
import { after, time, today } from "./platform/clock.ts";
import { dohResolver } from "./platform/doh.ts";

const scope = self as unknown as DedicatedWorkerGlobalScope;
const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));
const { port1: near, port2: far } = new MessageChannel();
/** What waits for the messages that have arrived to be handled; a timer would add milliseconds to it. */
const waiting: (() => void)[] = [];
near.onmessage = () => waiting.shift()?.();

connection.onExit(() => scope.close());
const platform: Platform = {
  files: (ask) => clientFiles(ask ?? nobody),
  assets: (ask) => clientAssets(ask ?? nobody),
  later: (run) => {
    waiting.push(run);
    far.postMessage(null);
  },
  today,
  now: () => performance.now(),
  time,
  after,
  // A page has no way to DNS but over HTTPS.
  resolver: ({ doh, timeout }) => (doh === null ? null : dohResolver({ url: doh, timeout, method: "GET" })),
  version: null,
  repository: null,
};
startServer(connection, platform, () => serving);

/** A client of a worker that can't be asked for files has none. */
function nobody(): Promise<never> {
  return Promise.reject(new Error("the client reads no files"));
}
