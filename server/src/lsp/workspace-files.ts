/** Reads the zone files of the workspace's folders, so that what no editor has open can answer too. */

import { formatOf, isNamedAsZone } from "../ide/index.ts";
import { Document } from "../text/document.ts";
import { decodeOctets } from "../text/octets.ts";
import type { Session } from "./session.ts";

/** What is beyond these is read when somebody opens it. */
const MOST_FOLDERS = 2000;
const MOST_FILES = 1000;
const MOST_OCTETS = 64 * 1024 * 1024;

/** Folders that hold what others wrote, or what a tool made. */
const PASSED_OVER = /^(\..*|node_modules|vendor|dist|build|target|out)$/;

/** Files that the client is asked to watch. */
export const ZONE_GLOBS = ["**/*.{zone,zonefile,zf,signed,db,hosts}", "**/{db,named}.*"];

export class WorkspaceFiles {
  readonly #session: Session;
  /** Octets by uri. */
  readonly #read = new Map<string, number>();
  #roots: readonly string[];
  #octets = 0;
  #loading: Promise<boolean> | null = null;

  constructor(session: Session) {
    this.#session = session;
    this.#roots = session.client.folders;
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    const gone = new Set(removed);
    this.#roots = [...this.#roots.filter((root) => !gone.has(root)), ...added];
    for (const uri of [...this.#read.keys()]) if (!this.#isWithin(uri)) this.#drop(uri);
    this.#loading = null;
  }

  /** Reads what is there, once for the same folders; settles when that is done. Says whether it was done for this call. */
  load(): Promise<boolean> {
    if (this.#loading) return this.#loading.then(() => false);
    this.#loading = this.#walk();
    return this.#loading;
  }

  /** A file changed, came or went, or is open no more. Says whether anything is different. */
  async reload(uri: string): Promise<boolean> {
    const known = this.#read.has(uri);
    if (!known && (!this.#loading || !isNamedAsZone(uri) || !this.#isWithin(uri))) return false;
    this.#drop(uri);
    return (await this.#fetch(uri)) || known;
  }

  #isWithin(uri: string): boolean {
    return this.#roots.some((root) => uri.startsWith(root.endsWith("/") ? root : `${root}/`));
  }

  async #walk(): Promise<boolean> {
    const { files } = this.#session;
    const folders = [...this.#roots];
    let any = false;
    for (let i = 0; i < folders.length && i < MOST_FOLDERS; i++) {
      const folder = (folders[i] as string).replace(/\/$/, "");
      for (const { name, kind } of await files.list(folder)) {
        const uri = `${folder}/${encodeURIComponent(name)}`;
        if (kind === "folder" && !PASSED_OVER.test(name)) folders.push(uri);
        if (kind === "file" && isNamedAsZone(uri) && (await this.#fetch(uri))) any = true;
      }
    }
    return any;
  }

  /** Says whether the file is one that answers. */
  async #fetch(uri: string): Promise<boolean> {
    const { workspace, files } = this.#session;
    if (this.#read.size >= MOST_FILES || workspace.document(uri)) return false;
    const octets = await this.#session.guard(`reading ${uri}`, null, () => files.read(uri));
    // It may have been opened, or included, meanwhile.
    if (octets === null || workspace.document(uri)) return false;
    if (this.#octets + octets.length > MOST_OCTETS) return false;
    const document = Document.of(uri, decodeOctets(octets));
    if (formatOf(document) === null) return false;
    this.#read.set(uri, octets.length);
    this.#octets += octets.length;
    workspace.load(uri, document);
    return true;
  }

  #drop(uri: string): void {
    this.#octets -= this.#read.get(uri) ?? 0;
    if (this.#read.delete(uri)) this.#session.workspace.load(uri, null);
  }
}
