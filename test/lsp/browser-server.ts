/** Runs the bundle for browsers in a thread that has what a web worker has, and nothing of Node's. */

import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
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

/** Makes the globals of a worker out of those of a thread, then runs the bundle as a script. */
const shim = `
const { parentPort, workerData } = require("node:worker_threads");
const vm = require("node:vm");
const scope = { TextEncoder, TextDecoder, URL, setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask, atob, btoa, performance, console, MessageChannel, crypto, AbortController, AbortSignal, structuredClone, fetch };
scope.self = scope;
scope.postMessage = (message) => parentPort.postMessage(message);
scope.addEventListener = (type, listener) => parentPort.on(type, (data) => listener({ data }));
let handler = null;
Object.defineProperty(scope, "onmessage", { get: () => handler, set: (value) => { handler = value; } });
parentPort.on("message", (data) => handler?.({ data }));
scope.close = () => parentPort.close();
vm.runInContext(workerData, vm.createContext(scope), { filename: "browser.js" });
`;

/** The two directions of a connection to the bundle at a path, and when its thread ends. */
export function browserServer(bundle: string): {
  reader: MessageReader;
  writer: MessageWriter;
  ended: Promise<number | null>;
} {
  const worker = new Worker(shim, { eval: true, workerData: readFileSync(bundle, "utf8") });
  // A thread has no process to exit from: `exit` only stops it from listening.
  worker.unref();
  return { reader: new WorkerReader(worker), writer: new WorkerWriter(worker), ended: Promise.resolve(0) };
}

class WorkerReader extends AbstractMessageReader implements MessageReader {
  readonly #events = new EventEmitter();

  constructor(worker: Worker) {
    super();
    worker.on("message", (message) => this.#events.emit("message", message));
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
