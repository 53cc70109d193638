/** The files of the workspace that are loaded though nobody has them open, as many as there is room for. */

import { formatOf, kindByName, skim } from "../ide/index.ts";
import { Document } from "../text/document.ts";
import { decodeOctets } from "../text/octets.ts";
import type { Session } from "./session.ts";
import type { SettingsOfFolders } from "./settings.ts";
import { uriKey } from "./uris.ts";

const MOST_KEPT = 2000;
const MOST_OCTETS = 32 * 1024 * 1024;

export interface Kept {
  /** As the client writes it. */
  readonly uri: string;
  readonly octets: number;
  /** Whether it is there because others include it, whatever it is called. */
  readonly included: boolean;
}

export class KeptFiles {
  readonly #session: Session;
  readonly #settings: SettingsOfFolders;
  /** By the keys of their uris. */
  readonly #kept = new Map<string, Kept>();
  #octets = 0;

  constructor(session: Session, settings: SettingsOfFolders) {
    this.#session = session;
    this.#settings = settings;
  }

  /** The format that the settings give a file, else the kind that its name tells; null where neither does. */
  kindOf(uri: string): string | null {
    return this.#settings.formatFor(uri) ?? kindByName(uri);
  }

  get(uri: string): Kept | undefined {
    return this.#kept.get(uriKey(uri));
  }

  all(): Kept[] {
    return [...this.#kept.values()];
  }

  hasRoom(octets: Uint8Array): boolean {
    return this.#kept.size < MOST_KEPT && this.#octets + octets.length <= MOST_OCTETS;
  }

  /** Loads a file if it may say something; says whether it does. */
  takeIn(uri: string, octets: Uint8Array): boolean {
    // Answers come from zones, whatever they hold.
    const isZone = this.kindOf(uri) === "zone";
    if (!isZone && !skim(octets).mayHold) return false;
    const document = Document.of(uri, decodeOctets(octets));
    const format = formatOf(document, this.#settings.formatFor(uri));
    if (format === null || (isZone && format !== "zone" && !skim(octets).mayHold)) return false;
    this.#keep(document, octets, false);
    return true;
  }

  /** Loads a file that others include. */
  include(uri: string, octets: Uint8Array): void {
    this.#keep(Document.of(uri, decodeOctets(octets)), octets, true);
  }

  drop(uri: string): void {
    const kept = this.get(uri);
    if (!kept) return;
    this.#kept.delete(uriKey(uri));
    this.#octets -= kept.octets;
    this.#session.workspace.load(kept.uri, null);
  }

  /** Drops a file, or what is in a folder; says whether there was any. */
  dropAll(uri: string): boolean {
    const gone = uriKey(uri);
    const within = [...this.#kept].filter(([key]) => key === gone || key.startsWith(`${gone}/`));
    for (const [, kept] of within) this.drop(kept.uri);
    return within.length > 0;
  }

  #keep(document: Document, { length }: Uint8Array, included: boolean): void {
    const { uri } = document;
    this.#kept.set(uriKey(uri), { uri, octets: length, included });
    this.#octets += length;
    this.#session.workspace.load(uri, document);
  }
}
