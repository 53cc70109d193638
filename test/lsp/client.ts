/** A client for the tests of the server: it starts one of the server's entries, speaks the protocol, and remembers what it was told. */

import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { PassThrough } from "node:stream";
import {
  type ApplyWorkspaceEditParams,
  type ClientCapabilities,
  type CodeAction,
  type ConfigurationParams,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type DocumentSymbol,
  type Hover,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type TextDocumentContentChangeEvent,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import * as serving from "../../server/src/lsp/serve.ts";
import { startServer } from "../../server/src/lsp/server.ts";
import type { Platform } from "../../server/src/lsp/session.ts";
import { root } from "../support/root.ts";
import { browserServer } from "./browser-server.ts";

/** How a server is started. */
export type Entry = "server" | "command" | "browser" | { readonly platform: Platform };

export interface ClientSetup {
  readonly entry?: Entry;
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly locale?: string;
  readonly folders?: readonly string[];
  /** Answers `workspace/configuration` for a scope. */
  readonly configuration?: (scope: string | undefined) => unknown;
  /** Answers requests of ours. */
  readonly asked?: Readonly<Record<string, (params: never) => unknown>>;
}

const TIMEOUT = 10_000;

export class TestClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** What was published for each document, oldest first. */
  readonly published = new Map<string, PublishDiagnosticsParams[]>();
  readonly log: string[] = [];
  readonly shown: string[] = [];
  readonly registrations: { id: string; method: string; options: unknown }[] = [];
  readonly applied: ApplyWorkspaceEditParams[] = [];
  /** The scripts that a web worker loaded. */
  readonly scripts: readonly string[];
  refreshes = 0;
  /** The exit code of the server's process, once it ended. */
  readonly ended: Promise<number | null>;
  readonly #process: ChildProcess | null;
  #waiting: (() => void)[] = [];

  private constructor({ connection, child, ended, scripts }: Started) {
    this.connection = connection;
    this.#process = child;
    this.ended = ended;
    this.scripts = scripts ?? [];
    this.initialized = { capabilities: {} };
  }

  /** Starts a server and greets it. */
  static async start(setup: ClientSetup = {}): Promise<TestClient> {
    const started = connect(setup.entry ?? "server");
    const { connection } = started;
    const client = new TestClient(started);
    client.#listen(setup);
    const folders = (setup.folders ?? []).map((uri) => ({ uri, name: uri }));
    const result: InitializeResult = await connection.sendRequest("initialize", {
      // In the test's own process the server would watch over the test.
      processId: client.pid === undefined ? null : process.pid,
      rootUri: null,
      workspaceFolders: folders,
      capabilities: setup.capabilities ?? {},
      ...(setup.locale === undefined ? {} : { locale: setup.locale }),
      ...(setup.initializationOptions === undefined
        ? {}
        : { initializationOptions: setup.initializationOptions }),
    });
    Object.assign(client, { initialized: result });
    await connection.sendNotification("initialized", {});
    return client;
  }

  open(uri: string, text: string, languageId = "dns-zone"): void {
    void this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  change(uri: string, version: number, ...contentChanges: TextDocumentContentChangeEvent[]): void {
    void this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  close(uri: string): void {
    void this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  notify(method: string, params: unknown): void {
    void this.connection.sendNotification(method, params);
  }

  /** Waits for findings of a document that satisfy `test`; by default for any. */
  async diagnostics(
    uri: string,
    test: (list: Diagnostic[], version: number | undefined) => boolean = () => true,
  ): Promise<Diagnostic[]> {
    const found = () => {
      const last = this.published.get(uri)?.at(-1);
      return last && test(last.diagnostics, last.version) ? last.diagnostics : undefined;
    };
    return await this.until(`diagnostics of ${uri}`, found);
  }

  /** Waits until `ask` gives something, asked again whenever the server said anything. */
  async until<T>(what: string, ask: () => T | undefined): Promise<T> {
    const end = Date.now() + TIMEOUT;
    for (;;) {
      const answer = ask();
      if (answer !== undefined) return answer;
      const left = end - Date.now();
      if (left <= 0)
        throw new Error(
          `not seen in ${TIMEOUT} ms: ${what}; last: ${JSON.stringify([...this.published])} ${this.log.join("\n")}`,
        );
      await new Promise<void>((wake) => {
        // Some of what is waited for is no message.
        const timer = setTimeout(wake, Math.min(left, 50));
        this.#waiting.push(() => {
          clearTimeout(timer);
          wake();
        });
      });
    }
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    const previous = previousResultId === undefined ? {} : { previousResultId };
    return this.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri }, ...previous });
  }

  hover(uri: string, line: number, character: number): Promise<Hover | null> {
    return this.connection.sendRequest("textDocument/hover", {
      textDocument: { uri },
      position: { line, character },
    });
  }

  actions(
    uri: string,
    range: Range,
    diagnostics: Diagnostic[] = [],
    only?: string[],
  ): Promise<CodeAction[] | null> {
    const context = { diagnostics, ...(only ? { only } : {}) };
    return this.connection.sendRequest("textDocument/codeAction", { textDocument: { uri }, range, context });
  }

  symbols(uri: string): Promise<DocumentSymbol[] | null> {
    return this.connection.sendRequest("textDocument/documentSymbol", { textDocument: { uri } });
  }

  /** Says goodbye as the protocol wants it. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    this.connection.end();
    return await this.ended;
  }

  /** Closes the server's standard input, as an editor that died does. */
  hangUp(): void {
    this.#process?.stdin?.end();
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  #listen(setup: ClientSetup): void {
    const { connection } = this;
    const heard = () => {
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const wake of waiting) wake();
    };
    connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      const list = this.published.get(params.uri);
      if (list) list.push(params);
      else this.published.set(params.uri, [params]);
      heard();
    });
    connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      this.log.push(message);
      heard();
    });
    connection.onNotification("window/showMessage", ({ message }: { message: string }) => {
      this.shown.push(message);
      heard();
    });
    connection.onRequest("workspace/configuration", ({ items }: ConfigurationParams) =>
      items.map((item) => setup.configuration?.(item.scopeUri) ?? null),
    );
    connection.onRequest(
      "client/registerCapability",
      (params: { registrations: { id: string; method: string; registerOptions: unknown }[] }) => {
        for (const { id, method, registerOptions } of params.registrations)
          this.registrations.push({ id, method, options: registerOptions });
        heard();
        return null;
      },
    );
    connection.onRequest("client/unregisterCapability", () => null);
    connection.onRequest("workspace/diagnostic/refresh", () => {
      this.refreshes++;
      heard();
      return null;
    });
    connection.onRequest("workspace/applyEdit", (params: ApplyWorkspaceEditParams) => {
      this.applied.push(params);
      heard();
      return { applied: true };
    });
    for (const [method, answer] of Object.entries(setup.asked ?? {})) connection.onRequest(method, answer);
    connection.listen();
  }
}

/** The text after the edits that a workspace edit has for a document. */
export function applied(text: string, edit: WorkspaceEdit | undefined, uri: string): string {
  const versioned = edit?.documentChanges?.flatMap((each) =>
    "textDocument" in each && each.textDocument.uri === uri ? each.edits : [],
  );
  const edits = (versioned ?? edit?.changes?.[uri] ?? []) as TextEdit[];
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  const offset = ({ line, character }: Range["start"]) => lines.slice(0, line).join("").length + character;
  let out = text;
  for (const { range, newText } of [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start))) {
    out = out.slice(0, offset(range.start)) + newText + out.slice(offset(range.end));
  }
  return out;
}

/** The range of the only occurrence of a text. */
export function rangeOf(text: string, what: string): Range {
  const at = text.indexOf(what);
  if (at < 0 || text.includes(what, at + 1)) throw new Error(`"${what}" is not there exactly once`);
  const place = (offset: number) => {
    const before = text.slice(0, offset).split(/\r\n|\n|\r/);
    return { line: before.length - 1, character: (before.at(-1) as string).length };
  };
  return { start: place(at), end: place(at + what.length) };
}

interface Started {
  readonly connection: ProtocolConnection;
  readonly child: ChildProcess | null;
  readonly ended: Promise<number | null>;
  readonly scripts?: readonly string[];
}

function connect(entry: Entry): Started {
  if (entry === "browser") {
    const { reader, writer, ...rest } = browserServer(path.join(root, "dist/server/browser.js"));
    return { connection: createProtocolConnection(reader, writer), child: null, ...rest };
  }
  if (typeof entry === "object") {
    const [up, down] = [new PassThrough(), new PassThrough()];
    // Streams that never end, so that the library, which then ends the process, stays calm.
    startServer(createConnection(up, down), entry.platform, () => serving);
    return { connection: createProtocolConnection(down, up), child: null, ended: Promise.resolve(null) };
  }
  const command =
    entry === "server" ? ["dist/server/node.js", "--stdio"] : ["dist/main.js", "lsp", "--stdio"];
  const child = spawn(process.execPath, command, { cwd: root, stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  return { connection: createProtocolConnection(child.stdout, child.stdin), child, ended };
}
