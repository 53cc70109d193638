/**
 * The documents that are known, how each is read, and which are read within others. A document is read when somebody
 * asks, and again when its text, what it includes, or what it is read under has changed.
 */

import type { Host, Reading, World } from "../host/host.ts";
import type { Syntax, SyntaxName } from "../host/syntax/syntax.ts";
import type { Settings } from "../rules/settings.ts";
import type { Document } from "../text/document.ts";
import { Folders, folderOf } from "./folders.ts";
import { hostOf } from "./recognise.ts";

interface Known {
  document: Document;
  host: Host | null;
  reading: Reading | null;
  /** Whether a document that was read with it has changed. */
  stale: boolean;
  /** The settings that its host and its reading were found under. */
  under: string | null;
}

/** What documents depend on, and who wants to know of their changes. */
export interface DocumentsOptions {
  settingsFor(uri: string): Settings;
  /** The format that the configuration gives a uri, or null. */
  formatFor(uri: string): string | null;
  /** A document has another text, is read otherwise, or is known no more; `reader` is the one that it is read within. */
  changed(uri: string, reader: string): void;
  /** A document will be read again, since one that was read with it changed. */
  outdated(uri: string): void;
}

/** How a document was read, and by whom. */
export interface Read {
  readonly reading: Reading;
  readonly host: Host;
}

export class Documents {
  readonly #options: DocumentsOptions;
  readonly #known = new Map<string, Known>();
  /** Those that an editor has open; the others are files, of which a folder may hold thousands. Whoever asks for a name asks these. */
  readonly #open = new Set<string>();
  readonly #folders = new Folders();
  /** Files that were asked for and do not exist. */
  readonly #absent = new Set<string>();
  /** Uri of an included file, or of a folder, to the uris of the documents whose reading includes it. */
  readonly #includers = new Map<string, Set<string>>();
  readonly #syntaxes = new Map<SyntaxName, Syntax>();

  constructor(options: DocumentsOptions) {
    this.#options = options;
  }

  has(uri: string): boolean {
    return this.#known.has(uri);
  }

  at(uri: string): Document | undefined {
    return this.#known.get(uri)?.document;
  }

  uris(): Iterable<string> {
    return this.#known.keys();
  }

  /** Whether an editor has it open. */
  isOpen(uri: string): boolean {
    return this.#open.has(uri);
  }

  /** Uris of the documents that an editor has open. */
  openUris(): string[] {
    return [...this.#open];
  }

  /** Uris of the documents that include this file, as far as they were read. */
  includersOf(uri: string): string[] {
    return [...(this.#includers.get(uri) ?? [])];
  }

  /** An editor shows this document; its text wins over the file's. */
  open(document: Document): void {
    this.#absent.delete(document.uri);
    this.#open.add(document.uri);
    this.#know(document);
  }

  /** A document that is known has this text by now. */
  change(document: Document): void {
    const known = this.#known.get(document.uri);
    if (!known) return;
    known.document = document;
    this.#changed(document.uri);
  }

  /** The text of a file that no editor has open. */
  load(document: Document): void {
    this.#absent.delete(document.uri);
    if (this.#known.has(document.uri)) this.change(document);
    else this.#know(document);
  }

  /** The document is known no more. Where the file is `absent`, nobody need ask for it. */
  forget(uri: string, absent: boolean): void {
    this.#known.delete(uri);
    this.#open.delete(uri);
    this.#folders.remove(uri);
    if (absent) this.#absent.add(uri);
    this.#changed(uri);
  }

  #know(document: Document): void {
    const { uri } = document;
    this.#known.set(uri, { document, host: null, reading: null, stale: false, under: null });
    this.#folders.add(uri);
    this.#changed(uri);
  }

  /** Does something while a document that is known has another text; afterwards all is as it was. */
  with<T>(document: Document, act: () => T): T {
    const { uri } = document;
    const known = this.#known.get(uri);
    if (!known) return act();
    this.#known.set(uri, { ...known, document });
    this.#changed(uri);
    try {
      return act();
    } finally {
      this.#known.set(uri, known);
      this.#changed(uri);
    }
  }

  /** Settings are others by now: what they say of reading is looked at again. */
  reconfigure(): void {
    for (const [uri, known] of this.#known) {
      // The function of before may have other settings by now, so what counts is what it was read under.
      if (known.under === null || known.under === this.#under(uri)) continue;
      known.host = null;
      this.#unread(uri, known);
    }
  }

  /** A parser is loaded: documents that lacked it are read anew when asked. */
  provide(name: SyntaxName, syntax: Syntax): void {
    this.#syntaxes.set(name, syntax);
    for (const [uri, known] of this.#known)
      if (known.reading?.needs?.includes(name)) this.#unread(uri, known);
  }

  #unread(uri: string, known: Known): void {
    known.reading = null;
    this.#changed(uri);
  }

  /** Reads a document, or finds it read already; null where there is none, or no host takes it. */
  read(uri: string): Read | null {
    const known = this.#known.get(uri);
    if (!known) return null;
    const host = this.#hostOf(uri, known);
    if (!host) return null;
    if (!known.reading || known.stale || known.reading.document !== known.document) {
      known.reading = host.find(known.document, this.#world(uri), known.reading ?? undefined);
      known.stale = false;
      for (const placed of known.reading.placed) if (placed.uri !== uri) this.#noteInclude(placed.uri, uri);
      for (const want of known.reading.wants) this.#noteInclude(want, uri);
    }
    return { reading: known.reading, host };
  }

  /** How each document was read, open ones first; what others include is part of those. */
  *readings(): Iterable<Reading> {
    for (const uri of new Set([...this.openUris(), ...this.#known.keys()])) {
      const reading = this.#includers.get(uri)?.size ? null : this.read(uri)?.reading;
      if (reading) yield reading;
    }
  }

  /**
   * The document in whose reading this one is described: itself, or one that includes it or is read together with it,
   * since its owners and its origin are known there alone.
   */
  readerOf(uri: string): string {
    const known = this.#known.get(uri);
    const main = known && this.#hostOf(uri, known)?.main?.(known.document, this.#world(uri));
    if (main !== undefined && main !== uri) this.read(main);
    for (const includer of this.#includers.get(uri) ?? []) {
      if (this.read(includer)?.reading.placed.some((placed) => placed.uri === uri)) return includer;
    }
    return uri;
  }

  #hostOf(uri: string, known: Known): Host | null {
    if (known.host) return known.host;
    known.under = this.#under(uri);
    known.host = hostOf(known.document, this.#options.formatFor(uri));
    return known.host;
  }

  /** The settings that say how a document is read. */
  #under(uri: string): string {
    const { hosts, variables } = this.#options.settingsFor(uri);
    return JSON.stringify([hosts, variables]);
  }

  #world(uri: string): World {
    return {
      file: (each) => this.at(each) ?? (this.#absent.has(each) ? null : undefined),
      list: (folder) => {
        this.#noteInclude(folder, uri);
        return [...this.#folders.in(folder)].map((each) => this.at(each) as Document);
      },
      syntax: (name) => this.#syntaxes.get(name),
      variables: this.#options.settingsFor(uri).variables,
    };
  }

  #noteInclude(file: string, by: string): void {
    const known = this.#includers.get(file);
    if (known) known.add(by);
    else this.#includers.set(file, new Set([by]));
  }

  #changed(uri: string): void {
    // What is read within one other document changes with that one.
    const [reader, ...more] = this.#includers.get(uri) ?? [];
    this.#options.changed(uri, reader !== undefined && more.length === 0 ? reader : uri);
    const seen = new Set<string>();
    this.#outdate(uri, seen);
    this.#outdate(folderOf(uri), seen);
  }

  /** Whoever includes the file, directly or through others, is read again. */
  #outdate(uri: string, seen: Set<string>): void {
    if (seen.has(uri)) return;
    seen.add(uri);
    for (const includer of this.#includers.get(uri) ?? []) {
      const known = this.#known.get(includer);
      if (known) {
        known.stale = true;
        this.#options.outdated(includer);
      }
      this.#outdate(includer, seen);
    }
  }
}
