/** Runs the bundle for browsers in a thread that has what a web worker of VS Code has, and nothing of Node's. */

import { EventEmitter } from "node:events";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageReader,
  type MessageWriter,
} from "vscode-languageserver/node";

/**
 * Makes the globals of a worker out of those of a thread, then loads the bundle as VS Code does: from a worker that a
 * blob started, which knows no other address. The addresses that are loaded are told in \`scripts\`.
 */
const shim = `
const { readFileSync } = require("node:fs");
const { fileURLToPath } = require("node:url");
const { parentPort, workerData } = require("node:worker_threads");
const vm = require("node:vm");
const scope = { TextEncoder, TextDecoder, URL, setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask, atob, btoa, performance, console, MessageChannel, crypto, AbortController, AbortSignal, structuredClone, fetch };
scope.self = scope;
scope.postMessage = (message) => parentPort.postMessage(message);
scope.location = { href: "blob:null/worker" };
scope.addEventListener = (type, listener, options) =>
  parentPort[options?.once ? "once" : "on"](type, (data) => listener({ data }));
let handler = null;
Object.defineProperty(scope, "onmessage", { get: () => handler, set: (value) => { handler = value; } });
parentPort.on("message", (data) => handler?.({ data }));
scope.close = () => parentPort.close();
scope.reportError = (error) => queueMicrotask(() => { throw error; });
scope.importScripts = (address) => {
  parentPort.postMessage({ script: address });
  vm.runInContext(readFileSync(fileURLToPath(address), "utf8"), scope, { filename: address });
};
vm.createContext(scope);
scope.importScripts(workerData);
`;

/** The two directions of a connection to the bundle at a path, what scripts it loaded, and when its thread ends. */
export function browserServer(bundle: string): {
  reader: MessageReader;
  writer: MessageWriter;
  scripts: readonly string[];
  ended: Promise<number | null>;
} {
  const address = pathToFileURL(bundle).href;
  const worker = new Worker(shim, { eval: true, workerData: address });
  worker.postMessage(address);
  const scripts: string[] = [];
  worker.on("message", ({ script }) => script && scripts.push(script));
  // A thread has no process to exit from: `exit` only stops it from listening.
  worker.unref();
  return {
    reader: new WorkerReader(worker),
    writer: new WorkerWriter(worker),
    scripts,
    ended: Promise.resolve(0),
  };
}

class WorkerReader extends AbstractMessageReader implements MessageReader {
  readonly #events = new EventEmitter();

  constructor(worker: Worker) {
    super();
    worker.on("message", (message) => "script" in message || this.#events.emit("message", message));
    worker.on("error", (error) => this.fireError(error));
  }

  listen(callback: DataCallback): Disposable {
    this.#events.on("message", callback);
    return { dispose: () => void this.#events.off("message", callback) };
  }
}

class WorkerWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #worker: Worker;

  constructor(worker: Worker) {
    super();
    this.#worker = worker;
  }

  async write(message: Message): Promise<void> {
    this.#worker.postMessage(message);
  }

  end(): void {
    void this.#worker.terminate();
  }
}
