/** Loads the files that a document includes, and hears when they change. */

import {
  DidChangeWatchedFilesNotification,
  type Disposable,
  type FileSystemWatcher,
} from "vscode-languageserver";
import { Document } from "../text/document.ts";
import { decodeOctets } from "../text/octets.ts";
import type { Session } from "./session.ts";
import { CONFIG_FILE } from "./settings.ts";
import { ZONE_GLOBS } from "./workspace-files.ts";

/** More files than this one document does not pull in: a mistake, or a trap. */
const MAX_FILES = 200;

export class Includes {
  readonly #session: Session;
  /** Files that each document asked for, so that a chain of includes ends. */
  readonly #asked = new Map<string, Set<string>>();
  readonly #loading = new Map<string, Promise<void>>();
  readonly #watched = new Set<string>();
  #registration: Promise<Disposable> | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Loads what the reading of a document lacks, until it lacks nothing. Says whether anything was loaded. */
  async load(uri: string): Promise<boolean> {
    for (let loaded = false; ; loaded = true) {
      const wants = this.#lacking(uri);
      if (wants.length === 0) return loaded;
      const asked = this.#asked.get(uri) ?? new Set();
      this.#asked.set(uri, asked);
      for (const want of wants) asked.add(want);
      await Promise.all(wants.map((want) => this.#fetch(want)));
      this.#watchAlso(wants);
    }
  }

  /** Whether a document lacks something that may be loaded. */
  lacks(uri: string): boolean {
    return this.#lacking(uri).length > 0;
  }

  /** A document was opened anew: it may ask for files again. */
  forget(uri: string): void {
    this.#asked.delete(uri);
  }

  /** A file changed on disk, or came or went. Says whether anybody reads it. */
  async reload(uri: string): Promise<boolean> {
    if (!this.#watched.has(uri) || this.#session.workspace.isOpen(uri)) return false;
    await this.#fetch(uri);
    return true;
  }

  #lacking(uri: string): readonly string[] {
    const wants = this.#session.workspace.wants(uri);
    if (wants.length === 0) return wants;
    const asked = this.#asked.get(uri);
    const room = MAX_FILES - (asked?.size ?? 0);
    return wants
      .filter((want) => asked?.has(want))
      .concat(wants.filter((want) => !asked?.has(want)).slice(0, room));
  }

  /** Reads a file; several who want it at the same time wait for one reading. */
  #fetch(uri: string): Promise<void> {
    const under = this.#loading.get(uri);
    if (under) return under;
    const { files, workspace } = this.#session;
    const reading = this.#session
      .guard(`reading ${uri}`, null, () => files.read(uri))
      .then((octets) => {
        this.#loading.delete(uri);
        workspace.load(uri, octets === null ? null : Document.of(uri, decodeOctets(octets)));
      });
    this.#loading.set(uri, reading);
    return reading;
  }

  /** Asks the client to tell of changes in these files too, wherever they lie. */
  #watchAlso(uris: readonly string[]): void {
    const fresh = uris.filter((uri) => !this.#watched.has(uri));
    for (const uri of fresh) this.#watched.add(uri);
    if (fresh.length > 0) this.watch();
  }

  /** Registers for the configuration, for zones of the workspace, and for every file that was included so far. */
  watch(): void {
    const { client, connection } = this.#session;
    if (!client.registersWatchers) return;
    const watchers: FileSystemWatcher[] = [`**/${CONFIG_FILE}`, ...ZONE_GLOBS].map((globPattern) => ({
      globPattern,
    }));
    for (const uri of this.#watched) {
      const slash = uri.lastIndexOf("/");
      const name = literal(decodeURIComponent(uri.slice(slash + 1)));
      const baseUri = uri.slice(0, slash);
      watchers.push({
        globPattern: client.watchesRelativePatterns ? { baseUri, pattern: name } : `**/${name}`,
      });
    }
    const before = this.#registration;
    this.#registration = connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    const swap = Promise.all([before, this.#registration]).then(([old]) => old?.dispose());
    swap.catch((error) => this.#session.log("watching files failed", error));
  }
}

/** A name as a glob that fits nothing else. */
function literal(name: string): string {
  return name.replace(/[*?[\]{}]/g, "[$&]");
}
