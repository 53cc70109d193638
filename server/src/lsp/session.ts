/** What all handlers of one connection share: the workspace, what the client can do, and its language. */

import {
  CodeLensRefreshRequest,
  type Connection,
  InlayHintRefreshRequest,
  type MessageType,
  ShowMessageNotification,
} from "vscode-languageserver";
import type { Assets, DnsSettings, Files, Resolver, Rule, Workspace } from "../ide/index.ts";
import { type Message, sayIn, type Translations } from "../text/message.ts";
import { visible } from "../text/visible.ts";
import type { Client } from "./client.ts";
import type { Ask } from "./protocol.ts";

/** What an entry knows of the machine and hands in. */
export interface Platform {
  /** The files that the server reads; `ask` where the client wants to be asked for them, else null. */
  readonly files: (ask: Ask | null) => Files;
  readonly assets: (ask: Ask | null) => Assets;
  /** Runs something once all that is under way is done, without a delay if there is nothing. */
  readonly later: (run: () => void) => void;
  /** Today as YYYY-MM-DD, where the user is. */
  readonly today: () => string;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** Seconds since 1970. */
  readonly time: () => number;
  /** Runs something after so many milliseconds, unless what it returns is called before. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
  /** A way to ask DNS, on which nothing is sent before a question is asked; null where there is none. */
  readonly resolver: (settings: DnsSettings) => Resolver | null;
  /** Null where nobody told. */
  readonly version: string | null;
  /** Where the source is published, from which the pages of rules can be read; null where it is not. */
  readonly repository: string | null;
  /** Instead of all rules there are. */
  readonly rules?: readonly Rule[];
}

export class Session {
  readonly connection: Connection;
  readonly platform: Platform;
  readonly workspace: Workspace;
  readonly client: Client;
  readonly files: Files;
  readonly assets: Assets;
  #translations: Translations | undefined;

  constructor(connection: Connection, platform: Platform, workspace: Workspace, client: Client) {
    const send: Ask = (method, params) => connection.sendRequest(method, params);
    const ask = client.options.files ? send : null;
    this.connection = connection;
    this.platform = platform;
    this.workspace = workspace;
    this.client = client;
    this.files = platform.files(ask);
    this.assets = platform.assets(ask);
  }

  /** Reads the sentences of the client's language; without them everything is said in English. */
  async loadLanguage(): Promise<void> {
    if (this.client.language !== "ja") return;
    const table = await this.assets.text("l10n/ja.json");
    if (table === null) this.log("the Japanese sentences are missing", null);
    else this.#translations = JSON.parse(table);
  }

  /** The message as plain text, in which nothing of a document can hide. */
  say(message: Message): string {
    return this.sayWith(message, visible);
  }

  /** The message with each text in it shown by `show`. */
  sayWith(message: Message, show: (text: string) => string): string {
    const args = Object.entries(message.args).map(([name, value]) => [
      name,
      typeof value === "string" ? show(value) : value,
    ]);
    return sayIn({ ...message, args: Object.fromEntries(args) }, this.#translations);
  }

  /** Shows the user a sentence that asks for nothing. */
  show(type: MessageType, message: Message): void {
    this.showText(type, this.say(message));
  }

  /** The same for sentences that were made before. */
  showText(type: MessageType, text: string): void {
    void this.connection.sendNotification(ShowMessageNotification.type, { type, message: text });
  }

  /** Asks the user to choose; null where nobody does. */
  async choose(message: Message, titles: readonly string[]): Promise<string | null> {
    const { window } = this.connection;
    const actions = titles.map((title) => ({ title }));
    const ask = () => window.showInformationMessage(this.say(message), ...actions);
    const chosen = await this.guard("asking the user", undefined, ask);
    return chosen?.title ?? null;
  }

  /** What an editor shows beside the text may be different by now: it is told to ask again. */
  refreshBeside(): void {
    const { client, connection } = this;
    const requests = [
      ...(client.refreshesLenses ? [CodeLensRefreshRequest.type] : []),
      ...(client.refreshesHints ? [InlayHintRefreshRequest.type] : []),
    ];
    for (const type of requests) {
      connection.sendRequest(type).catch((error: unknown) => this.log("refresh failed", error));
    }
  }

  /** Tells the client's log what went wrong, with the place in our code where it is an error. */
  log(what: string, error: unknown): void {
    const detail =
      error instanceof Error ? `: ${error.stack ?? error.message}` : error ? `: ${String(error)}` : "";
    this.connection.console.error(`${what}${detail}`);
  }

  /** Tells the client's log of something that is no fault. */
  note(what: string): void {
    this.connection.console.info(what);
  }

  /** What `run` gives, or `fallback` where it fails: a fault of ours must not end the server. */
  async guard<T>(what: string, fallback: T, run: () => T | Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      this.log(`${what} failed`, error);
      return fallback;
    }
  }
}
