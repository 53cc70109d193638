/**
 * The documents we know, what was read from each, and what the rules say: the state behind every feature.
 *
 * It does no IO. The rim tells it of documents and files (`open`, `change`, `close`, `load`), asks for an
 * `Analysis`, and loads what an analysis `wants`. Each analysis is made when asked and kept until something that
 * it was made from changes; work on lines that did not change is never done again.
 */

import type { Answer, Query } from "../dns/answers.ts";
import { Learned } from "../dns/learned.ts";
import type { Place } from "../dns/overlay.ts";
import type { Host, Part, Placed, Reading, World } from "../host/host.ts";
import type { Syntax, SyntaxName } from "../host/syntax/index.ts";
import { rules as allRules } from "../rules/index.ts";
import { LintCache, lint } from "../rules/lint.ts";
import type { Context, Rule } from "../rules/rule.ts";
import { defaultSettings, type IgnoreEntry, type Settings } from "../rules/settings.ts";
import { readSuppression, type Suppression } from "../rules/suppress.ts";
import type { Document } from "../text/document.ts";
import { type Analysis, analysisOf } from "./analysis.ts";
import { learnedPlace, SteadyAnswers } from "./answers.ts";
import { AtHand, type DocumentAtHand } from "./at-hand.ts";
import { Changes } from "./changes.ts";
import { Folders, folderOf } from "./folders.ts";
import { hostOf } from "./recognise.ts";

export interface WorkspaceOptions {
  readonly rules?: readonly Rule[];
  /** Today as YYYY-MM-DD; asked at each analysis. */
  readonly today: () => string;
  /** Entries of the configuration's `ignore` that hold for a uri. */
  readonly ignoreFor?: (uri: string) => readonly IgnoreEntry[];
  /** The format that the configuration gives a uri, or null. */
  readonly formatFor?: (uri: string) => string | null;
}

interface Known {
  document: Document;
  host: Host | null;
  reading: Reading | null;
  cache: LintCache | null;
  analysis: Analysis | null;
  /** What is known of other names, and up to which change of other documents. */
  readonly answers: SteadyAnswers;
  heard: number;
  /** Whether an editor has it open; the others are files. */
  open: boolean;
  /** Whether a document that was read with it has changed. */
  stale: boolean;
  /** The settings that its host and its reading were found under. */
  under: string | null;
}

export class Workspace {
  readonly #options: WorkspaceOptions;
  readonly #rules: readonly Rule[];
  readonly #names: ReadonlySet<string>;
  readonly #known = new Map<string, Known>();
  readonly #folders = new Folders();
  /** Files that were asked for and do not exist. */
  readonly #absent = new Set<string>();
  readonly #suppressions = new WeakMap<Part, readonly Suppression[]>();
  /** Uri of an included file to the uris of the documents whose reading includes it. */
  readonly #includers = new Map<string, Set<string>>();
  readonly #atHand = new AtHand({
    reading: (uri) => this.#read(uri)?.reading ?? null,
    isOpen: (uri) => this.isOpen(uri),
    openUris: () => this.openUris(),
    isIncluded: (uri) => (this.#includers.get(uri)?.size ?? 0) > 0,
  });
  readonly #learned = new Learned();
  readonly #changes = new Changes();
  readonly #syntaxes = new Map<SyntaxName, Syntax>();
  #settingsFor: (uri: string) => Settings = () => defaultSettings;

  constructor(options: WorkspaceOptions) {
    this.#options = options;
    this.#rules = options.rules ?? allRules;
    this.#names = new Set(this.#rules.map((rule) => rule.name));
  }

  /**
   * Replaces the settings; every analysis is made anew when asked. Where they differ from folder to folder a
   * function says which hold for a uri; it gives the same object as long as they are the same.
   */
  configure(settings: Settings | ((uri: string) => Settings)): void {
    this.#settingsFor = typeof settings === "function" ? settings : () => settings;
    for (const [uri, known] of this.#known) {
      known.analysis = null;
      // The function of before may have other settings by now, so what counts is what it was read under.
      if (known.under === null || known.under === this.#under(uri)) continue;
      known.host = null;
      known.reading = null;
      this.#invalidate(uri);
    }
  }

  /** An editor shows this document; its text wins over the file's. */
  open(document: Document): void {
    const known = this.#known.get(document.uri);
    this.#absent.delete(document.uri);
    this.#know(document.uri, { ...freshly(document, true), cache: known?.cache ?? null });
    this.#invalidate(document.uri);
  }

  /** The document at this uri has new text. */
  change(document: Document): void {
    const known = this.#known.get(document.uri);
    if (!known) {
      this.open(document);
      return;
    }
    known.document = document;
    known.analysis = null;
    this.#invalidate(document.uri);
  }

  /** No editor shows it any more. What includes it asks for the file again. */
  close(uri: string): void {
    this.#forget(uri);
    this.#invalidate(uri);
  }

  /**
   * The rim read a file (or found none, null), because an analysis wanted it or because it changed on disk. For a folder
   * that an analysis wanted, whose uri ends in a slash, null says that its files are loaded.
   */
  load(uri: string, document: Document | null): void {
    const known = this.#known.get(uri);
    if (known?.open) return;
    if (document) {
      this.#absent.delete(uri);
      if (known) {
        known.document = document;
        known.analysis = null;
      } else {
        this.#know(uri, freshly(document, false));
      }
    } else {
      this.#forget(uri);
      this.#absent.add(uri);
    }
    this.#invalidate(uri);
  }

  #know(uri: string, known: Known): void {
    this.#known.set(uri, known);
    this.#folders.add(uri);
  }

  #forget(uri: string): void {
    this.#known.delete(uri);
    this.#folders.remove(uri);
    this.#atHand.forget(uri);
  }

  /** DNS answered. What documents say is looked at again when asked. `until` as in `Learned.learn`. */
  learn(query: Query, answer: Answer, until: number): void {
    this.#learned.learn(query, answer, until);
    this.#changes.note(null);
  }

  /** DNS must not be asked any more: what it said is forgotten. */
  forgetAnswers(): void {
    this.#learned.clear();
    this.#changes.note(null);
  }

  /** Questions that DNS answered so long ago that they should be asked again. */
  staleAnswers(now: number): readonly Query[] {
    return this.#learned.stale(now);
  }

  /** Where answers come from before DNS: the document `first`, then what is open, then files. */
  places(first: string | null): Place[] {
    return this.#atHand.places(first);
  }

  /** The documents that may know something of a name (lower case, no final dot), in the order of `places`. */
  answering(first: string | null, name: string): DocumentAtHand[] {
    return this.#atHand.answering(first, name);
  }

  document(uri: string): Document | undefined {
    return this.#known.get(uri)?.document;
  }

  /** How each document that is known was read, open ones first; what others include is part of those. */
  *readings(): Iterable<Reading> {
    const open = this.openUris();
    for (const uri of new Set([...open, ...this.#known.keys()])) {
      const reading = this.includersOf(uri).length > 0 ? null : this.#read(uri)?.reading;
      if (reading) yield reading;
    }
  }

  /** Whether an editor has it open. */
  isOpen(uri: string): boolean {
    return this.#known.get(uri)?.open === true;
  }

  /** Uris of the documents that an editor has open. */
  openUris(): string[] {
    return [...this.#known].filter(([, known]) => known.open).map(([uri]) => uri);
  }

  /** Uris of the documents that include this file, as far as they were read. */
  includersOf(uri: string): string[] {
    return [...(this.#includers.get(uri) ?? [])];
  }

  /** Files the reading of this document still lacks; load them, and the next analysis sees more. */
  wants(uri: string): readonly string[] {
    return this.#read(uri)?.reading.wants ?? [];
  }

  /** Parsers that the reading of this document still lacks; provide them, and the next analysis sees more. */
  needs(uri: string): readonly SyntaxName[] {
    return this.#read(uri)?.reading.needs ?? [];
  }

  /** A parser is loaded: documents that lacked it are read anew when asked. */
  provide(name: SyntaxName, syntax: Syntax): void {
    this.#syntaxes.set(name, syntax);
    for (const [uri, known] of this.#known) {
      if (!known.reading?.needs?.includes(name)) continue;
      known.reading = null;
      known.analysis = null;
      this.#invalidate(uri);
    }
  }

  /**
   * What is known of a document; null where no host takes it. A file that a known document includes, or is read
   * together with, is described in that document's context: its owners and origin are known there alone.
   */
  analyse(uri: string): Analysis | null {
    const known = this.#known.get(uri);
    if (!known) return null;
    const main = this.#hostOf(uri, known)?.main?.(known.document, this.#world(uri)) ?? uri;
    if (main !== uri) this.#read(main);
    for (const includer of this.#includers.get(uri) ?? []) {
      const read = this.#read(includer);
      if (read?.reading.placed.some((placed) => placed.uri === uri)) return this.#analysisOf(includer, uri);
    }
    return this.#analysisOf(uri, uri);
  }

  /** What the analysis of a document would be with another text. What is known stays as it is. */
  preview(document: Document): Analysis | null {
    const { uri } = document;
    const known = this.#known.get(uri);
    if (!known) return null;
    this.#known.set(uri, { ...known, document, analysis: null });
    this.#invalidate(uri);
    try {
      return this.analyse(uri);
    } finally {
      this.#known.set(uri, known);
      this.#invalidate(uri);
    }
  }

  #analysisOf(readUri: string, uri: string): Analysis | null {
    const known = this.#known.get(uri) as Known;
    const read = this.#read(readUri);
    if (!read) return null;
    const { reading, host } = read;
    const settings = this.#settingsFor(readUri);
    const context: Context = { settings, today: this.#options.today(), zone: reading.zone };
    const owner = this.#known.get(readUri) as Known;
    const heard = this.#changes.beside(readUri);
    const isSame = known.analysis?.reading === reading && sameContext(known.analysis.context, context);
    if (isSame && known.heard === heard) return known.analysis;
    if (!owner.cache?.serves(context)) owner.cache = new LintCache(this.#rules, context);
    const { cache } = owner;
    owner.answers.renew(this.#atHand.own(readUri, reading), heard, () => [
      ...this.#atHand.beside(readUri),
      learnedPlace(this.#learned),
    ]);
    const linted = lint(reading, cache, owner.answers);
    known.heard = heard;
    if (isSame && known.analysis?.linted === linted) return known.analysis;
    known.analysis = analysisOf({
      document: known.document,
      host,
      reading,
      linted,
      answer: owner.answers.answer,
      context,
      rules: cache.rules,
      names: this.#names,
      suppressionsOf: (placed) => this.#suppressionsOf(placed),
      ignore: this.#options.ignoreFor?.(uri) ?? [],
    });
    return known.analysis;
  }

  /** Reads a document, or finds it read already. */
  #read(uri: string): { reading: Reading; host: Host } | null {
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

  #hostOf(uri: string, known: Known): Host | null {
    if (known.host) return known.host;
    known.under = this.#under(uri);
    known.host = hostOf(known.document, this.#options.formatFor?.(uri) ?? null);
    return known.host;
  }

  /** The settings that say how a document is read. */
  #under(uri: string): string {
    const { hosts, variables } = this.#settingsFor(uri);
    return JSON.stringify([hosts, variables]);
  }

  /** Suppression comments of a part, read once. */
  #suppressionsOf({ part, uri }: Placed): readonly Suppression[] {
    const known = this.#suppressions.get(part);
    if (known) return known;
    const read = part.comments.flatMap((comment) => readSuppression(comment, part, uri) ?? []);
    this.#suppressions.set(part, read);
    return read;
  }

  #world(uri: string): World {
    return {
      file: (each) => this.#known.get(each)?.document ?? (this.#absent.has(each) ? null : undefined),
      list: (folder) => {
        this.#noteInclude(folder, uri);
        return [...this.#folders.in(folder)].map((each) => (this.#known.get(each) as Known).document);
      },
      syntax: (name) => this.#syntaxes.get(name),
      variables: this.#settingsFor(uri).variables,
    };
  }

  #noteInclude(file: string, by: string): void {
    const known = this.#includers.get(file);
    if (known) known.add(by);
    else this.#includers.set(file, new Set([by]));
  }

  /** The document has another text, or is known no more. */
  #invalidate(uri: string): void {
    // What is read within one other document changes with that one.
    const [reader, ...more] = this.#includers.get(uri) ?? [];
    this.#changes.note(reader !== undefined && more.length === 0 ? reader : uri);
    this.#atHand.changed(uri);
    const seen = new Set<string>();
    this.#invalidateIncluders(uri, seen);
    this.#invalidateIncluders(folderOf(uri), seen);
  }

  /** Whoever includes the file, directly or through others, is read again. */
  #invalidateIncluders(uri: string, seen: Set<string>): void {
    if (seen.has(uri)) return;
    seen.add(uri);
    for (const includer of this.#includers.get(uri) ?? []) {
      const known = this.#known.get(includer);
      if (known) {
        known.stale = true;
        known.analysis = null;
        this.#atHand.changed(includer);
      }
      this.#invalidateIncluders(includer, seen);
    }
  }
}

function freshly(document: Document, open: boolean): Known {
  const unread = { host: null, reading: null, cache: null, analysis: null };
  return { document, open, ...unread, answers: new SteadyAnswers(), heard: 0, stale: false, under: null };
}

function sameContext(a: Context, b: Context): boolean {
  return a.settings === b.settings && a.today === b.today && a.zone === b.zone;
}
