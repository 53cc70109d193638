/** Asks the client to tell when files change that we read: the configuration, what may hold records, what others include. */

import {
  DidChangeWatchedFilesNotification,
  type Disposable,
  type FileSystemWatcher,
  WatchKind,
} from "vscode-languageserver";
import { fileNames, wholeGlobs } from "../ide/index.ts";
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
  readonly #globs = new Set<string>();
  #registration: Promise<Disposable> | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Wants to hear of files too that fit these globs over names or paths. */
  alsoGlobs(globs: readonly string[]): void {
    const before = this.#globs.size;
    for (const glob of globs) this.#globs.add(glob);
    if (this.#globs.size > before && this.#registration) this.start();
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
    const watchers = [
      ...always,
      ...[...this.#globs].flatMap(anywhere).map((globPattern) => ({ globPattern })),
      ...[...this.#also].map((uri) => this.#watcherOf(uri)),
    ];
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

/** A glob of our settings as globs that fit whole paths. */
export function anywhere(glob: string): string[] {
  return wholeGlobs(glob).map((each) => `**/${each}`);
}

/** A name as a glob that fits nothing else. */
function literal(name: string): string {
  return name.replace(/[*?[\]{}]/g, "[$&]");
}
