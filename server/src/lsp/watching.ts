/** Asks the client to tell when files change that we read: the configuration, what may hold records, what others include. */

import {
  DidChangeWatchedFilesNotification,
  type Disposable,
  type FileSystemWatcher,
  WatchKind,
} from "vscode-languageserver";
import { fileNames } from "../ide/index.ts";
import type { Session } from "./session.ts";
import { CONFIG_FILE } from "./settings.ts";

/** The files of a workspace, whatever is in it. A folder that goes is told of by its own name alone. */
const always: readonly FileSystemWatcher[] = [
  ...[CONFIG_FILE, ".gitignore", ...fileNames].map((name) => ({ globPattern: `**/${name}` })),
  { globPattern: "**/*", kind: WatchKind.Delete },
];

export class Watching {
  readonly #session: Session;
  /** Uris of files that are read wherever they lie. */
  readonly #also = new Set<string>();
  #registration: Promise<Disposable> | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Wants to hear of these files too. */
  also(uris: readonly string[]): void {
    const before = this.#also.size;
    for (const uri of uris) this.#also.add(uri);
    if (this.#also.size > before) this.start();
  }

  /** Registers for everything that is watched so far. */
  start(): void {
    const { client, connection } = this.#session;
    if (!client.registersWatchers) return;
    const watchers = [...always, ...[...this.#also].map((uri) => this.#watcherOf(uri))];
    const before = this.#registration;
    this.#registration = connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    const swap = Promise.all([before, this.#registration]).then(([old]) => old?.dispose());
    swap.catch((error) => this.#session.log("watching files failed", error));
  }

  #watcherOf(uri: string): FileSystemWatcher {
    const slash = uri.lastIndexOf("/");
    const name = literal(decodeURIComponent(uri.slice(slash + 1)));
    const baseUri = uri.slice(0, slash);
    const relative = this.#session.client.watchesRelativePatterns;
    return { globPattern: relative ? { baseUri, pattern: name } : `**/${name}` };
  }
}

/** A name as a glob that fits nothing else. */
function literal(name: string): string {
  return name.replace(/[*?[\]{}]/g, "[$&]");
}
