/** Loads the files that a document includes or that are one module with it, and reads them again when they change. */

import { folderOf, isOfModule } from "../ide/index.ts";
import { Document } from "../text/document.ts";
import { decodeOctets } from "../text/octets.ts";
import type { Session } from "./session.ts";
import type { Watching } from "./watching.ts";

/** More files than this one document does not pull in: a mistake, or a trap. */
const MAX_FILES = 200;

export class Includes {
  readonly #session: Session;
  readonly #watching: Watching;
  /** Files that each document asked for, so that a chain of includes ends. */
  readonly #asked = new Map<string, Set<string>>();
  readonly #loading = new Map<string, Promise<void>>();
  /** Every file that any document asked for. */
  readonly #wanted = new Set<string>();

  constructor(session: Session, watching: Watching) {
    this.#session = session;
    this.#watching = watching;
  }

  /** Loads what the reading of a document lacks, until it lacks nothing. Says whether anything was loaded. */
  async load(uri: string): Promise<boolean> {
    for (let loaded = false; ; loaded = true) {
      const wants = this.#lacking(uri);
      if (wants.length === 0) return loaded;
      const asked = this.#asked.get(uri) ?? new Set();
      this.#asked.set(uri, asked);
      for (const want of wants) {
        asked.add(want);
        this.#wanted.add(want);
      }
      await Promise.all(wants.map((want) => this.#fetch(want)));
      this.#watching.also(wants);
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
    const isWanted = this.#wanted.has(uri) || (isOfModule(uri) && this.#wanted.has(folderOf(uri)));
    if (!isWanted || this.#session.workspace.isOpen(uri)) return false;
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
    const reading = (uri.endsWith("/") ? this.#readModule(uri) : this.#read(uri)).then((document) => {
      this.#loading.delete(uri);
      this.#session.workspace.load(uri, document);
    });
    this.#loading.set(uri, reading);
    return reading;
  }

  async #read(uri: string): Promise<Document | null> {
    const octets = await this.#session.guard(`reading ${uri}`, null, () => this.#session.files.read(uri));
    return octets === null ? null : Document.of(uri, decodeOctets(octets));
  }

  /** Reads what a folder holds of a module; the folder itself is no document. */
  async #readModule(folder: string): Promise<null> {
    const uris = await moduleIn(folder, this.#session);
    await Promise.all(uris.slice(0, MAX_FILES).map((uri) => this.#fetch(uri)));
    return null;
  }
}

/** Files of a folder that are one module, as far as nobody has read them. */
export async function moduleIn(folder: string, session: Session): Promise<string[]> {
  const { files, workspace } = session;
  const entries = await session.guard(`listing ${folder}`, [], () => files.list(folder.slice(0, -1)));
  return entries
    .filter(({ kind }) => kind === "file")
    .map(({ name }) => folder + encodeURIComponent(name))
    .filter((uri) => isOfModule(uri) && !workspace.document(uri));
}
