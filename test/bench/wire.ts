// A language client that does as little as it can between writing a message and seeing the answer, so that what is
// measured is the server.

import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";

interface Incoming {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly version?: number };
}

export class Wire {
  readonly #process: ChildProcess;
  #buffer: Buffer = Buffer.alloc(0);
  #waiting: { test: (message: Incoming) => boolean; wake: () => void }[] = [];
  #id = 0;

  constructor(command: readonly string[]) {
    this.#process = spawn(process.execPath, command, { stdio: ["pipe", "pipe", "inherit"] });
    this.#process.stdout?.on("data", (data: Buffer) => this.#read(data));
  }

  /** Greets the server as an editor does that can't pull diagnostics. */
  async initialize(): Promise<void> {
    await this.request("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
    this.notify("initialized", {});
  }

  /** Opens a document and waits until something is published about it. */
  async open(uri: string, text: string, languageId = "dns-zone"): Promise<void> {
    const seen = this.#published(1);
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
    await seen;
  }

  /** Milliseconds from writing a change to seeing its diagnostics. */
  async keystroke(
    uri: string,
    version: number,
    at: { line: number; from: number; to: number; text: string },
  ): Promise<number> {
    const range = { start: { line: at.line, character: at.from }, end: { line: at.line, character: at.to } };
    const message = this.#encode({
      method: "textDocument/didChange",
      params: { textDocument: { uri, version }, contentChanges: [{ range, text: at.text }] },
    });
    const seen = this.#published(version);
    const started = performance.now();
    this.#process.stdin?.write(message);
    await seen;
    return performance.now() - started;
  }

  /** Resident memory in megabytes. */
  memory(): number {
    const status = readFileSync(`/proc/${this.#process.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }

  async request(method: string, params: unknown): Promise<void> {
    const id = ++this.#id;
    const answered = this.#until((message) => message.id === id && message.method === undefined);
    this.#process.stdin?.write(this.#encode({ id, method, params }));
    await answered;
  }

  notify(method: string, params: unknown): void {
    this.#process.stdin?.write(this.#encode({ method, params }));
  }

  kill(): void {
    this.#process.kill("SIGKILL");
  }

  #published(version: number): Promise<void> {
    return this.#until(
      ({ method, params }) => method === "textDocument/publishDiagnostics" && params?.version === version,
    );
  }

  #until(test: (message: Incoming) => boolean): Promise<void> {
    return new Promise((wake) => this.#waiting.push({ test, wake }));
  }

  #encode(message: object): string {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
  }

  #read(data: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? data : Buffer.concat([this.#buffer, data]);
    for (;;) {
      const end = this.#buffer.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/.exec(this.#buffer.toString("latin1", 0, end))?.[1]);
      if (this.#buffer.length < end + 4 + length) return;
      const message: Incoming = JSON.parse(this.#buffer.toString("utf8", end + 4, end + 4 + length));
      this.#buffer = this.#buffer.subarray(end + 4 + length);
      const waking = this.#waiting.filter(({ test }) => test(message));
      this.#waiting = this.#waiting.filter((each) => !waking.includes(each));
      for (const { wake } of waking) wake();
    }
  }
}
