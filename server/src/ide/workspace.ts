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
import type { Part, Placed, Reading } from "../host/host.ts";
import type { Syntax, SyntaxName } from "../host/syntax/syntax.ts";
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
import { Documents } from "./documents.ts";

export interface WorkspaceOptions {
  readonly rules?: readonly Rule[];
  /** Today as YYYY-MM-DD; asked at each analysis. */
  readonly today: () => string;
  /** Entries of the configuration's `ignore` that hold for a uri. */
  readonly ignoreFor?: (uri: string) => readonly IgnoreEntry[];
  /** The format that the configuration gives a uri, or null. */
  readonly formatFor?: (uri: string) => string | null;
}

/** What was learnt of a document. */
interface Learnt {
  cache: LintCache | null;
  analysis: Analysis | null;
  /** What is known of other names, and up to which change of other documents. */
  readonly answers: SteadyAnswers;
  heard: number;
}

export class Workspace {
  readonly #options: WorkspaceOptions;
  readonly #rules: readonly Rule[];
  readonly #names: ReadonlySet<string>;
  readonly #documents = new Documents({
    settingsFor: (uri) => this.#settingsFor(uri),
    formatFor: (uri) => this.#options.formatFor?.(uri) ?? null,
    changed: (uri, reader) => {
      this.#changes.note(reader);
      this.#atHand.changed(uri);
    },
    outdated: (uri) => this.#atHand.changed(uri),
  });
  readonly #learnt = new Map<string, Learnt>();
  readonly #suppressions = new WeakMap<Part, readonly Suppression[]>();
  readonly #atHand = new AtHand({
    reading: (uri) => this.#documents.read(uri)?.reading ?? null,
    isOpen: (uri) => this.isOpen(uri),
    openUris: () => this.openUris(),
    isIncluded: (uri) => this.includersOf(uri).length > 0,
  });
  readonly #learned = new Learned();
  readonly #changes = new Changes();
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
    for (const learnt of this.#learnt.values()) learnt.analysis = null;
    this.#documents.reconfigure();
  }

  /** An editor shows this document; its text wins over the file's. */
  open(document: Document): void {
    const cache = this.#learnt.get(document.uri)?.cache ?? null;
    this.#learnt.set(document.uri, { ...freshly(), cache });
    this.#documents.open(document);
  }

  /** The document at this uri has new text. */
  change(document: Document): void {
    if (this.#documents.has(document.uri)) this.#documents.change(document);
    else this.open(document);
  }

  /** No editor shows it any more. What includes it asks for the file again. */
  close(uri: string): void {
    this.#forget(uri, false);
  }

  /**
   * The rim read a file (or found none, null), because an analysis wanted it or because it changed on disk. For a folder
   * that an analysis wanted, whose uri ends in a slash, null says that its files are loaded.
   */
  load(uri: string, document: Document | null): void {
    if (this.isOpen(uri)) return;
    if (document) this.#documents.load(document);
    else this.#forget(uri, true);
  }

  /** Looks at files that came in, so that nobody waits for that who asks for a name. */
  catchUp(): void {
    this.#atHand.catchUp();
  }

  /** Nobody will ask what the rules say of it any more. What others learn from it, and of what is read within it, stays known. */
  finish(uri: string): void {
    const isWithin = this.includersOf(uri).length > 0;
    const holdsOthers = () => this.#documents.read(uri)?.reading.placed.some((placed) => placed.uri !== uri);
    if (isWithin || !holdsOthers()) this.#learnt.delete(uri);
  }

  #forget(uri: string, absent: boolean): void {
    this.#learnt.delete(uri);
    this.#atHand.forget(uri);
    this.#documents.forget(uri, absent);
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
    return this.#documents.at(uri);
  }

  /** How each document that is known was read, open ones first; what others include is part of those. */
  readings(): Iterable<Reading> {
    return this.#documents.readings();
  }

  /** Whether an editor has it open. */
  isOpen(uri: string): boolean {
    return this.#documents.isOpen(uri);
  }

  /** Uris of the documents that an editor has open. */
  openUris(): string[] {
    return this.#documents.openUris();
  }

  /** Uris of the documents that include this file, as far as they were read. */
  includersOf(uri: string): string[] {
    return this.#documents.includersOf(uri);
  }

  /** Files the reading of this document still lacks; load them, and the next analysis sees more. */
  wants(uri: string): readonly string[] {
    return this.#documents.read(uri)?.reading.wants ?? [];
  }

  /** Parsers that the reading of this document still lacks; provide them, and the next analysis sees more. */
  needs(uri: string): readonly SyntaxName[] {
    return this.#documents.read(uri)?.reading.needs ?? [];
  }

  /** A parser is loaded: documents that lacked it are read anew when asked. */
  provide(name: SyntaxName, syntax: Syntax): void {
    this.#documents.provide(name, syntax);
  }

  /** What is known of a document; null where no host takes it. What is read within another is described in its context. */
  analyse(uri: string): Analysis | null {
    const document = this.#documents.at(uri);
    return document ? this.#analysisOf(this.#documents.readerOf(uri), document) : null;
  }

  /** What the analysis of a document would be with another text. What is known stays as it is. */
  preview(document: Document): Analysis | null {
    const { uri } = document;
    if (!this.#documents.has(uri)) return null;
    const learnt = this.#learntOf(uri);
    this.#learnt.set(uri, { ...learnt, analysis: null });
    try {
      return this.#documents.with(document, () => this.analyse(uri));
    } finally {
      this.#learnt.set(uri, learnt);
    }
  }

  #analysisOf(reader: string, document: Document): Analysis | null {
    const read = this.#documents.read(reader);
    if (!read) return null;
    const { uri } = document;
    const { reading, host } = read;
    const settings = this.#settingsFor(reader);
    const context: Context = {
      settings,
      today: this.#options.today(),
      zone: reading.zone,
      isShown: reading.isShown ?? false,
    };
    const known = this.#learntOf(uri);
    const owner = this.#learntOf(reader);
    const heard = this.#changes.beside(reader);
    const isSame = isOf(known.analysis, document, reading) && sameContext(known.analysis.context, context);
    if (isSame && known.heard === heard) return known.analysis;
    if (!owner.cache?.serves(context)) owner.cache = new LintCache(this.#rules, context);
    const { cache } = owner;
    owner.answers.renew(this.#atHand.own(reader, reading), heard, () => ({
      documents: this.#atHand.beside(reader),
      dns: learnedPlace(this.#learned),
    }));
    const linted = lint(reading, cache, owner.answers);
    known.heard = heard;
    if (isSame && known.analysis?.linted === linted) return known.analysis;
    known.analysis = analysisOf({
      document,
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

  #learntOf(uri: string): Learnt {
    const known = this.#learnt.get(uri);
    if (known) return known;
    const fresh = freshly();
    this.#learnt.set(uri, fresh);
    return fresh;
  }

  /** Suppression comments of a part, read once. */
  #suppressionsOf({ part, uri }: Placed): readonly Suppression[] {
    const known = this.#suppressions.get(part);
    if (known) return known;
    const read = part.comments.flatMap((comment) => readSuppression(comment, part, uri) ?? []);
    this.#suppressions.set(part, read);
    return read;
  }
}

function freshly(): Learnt {
  return { cache: null, analysis: null, answers: new SteadyAnswers(), heard: 0 };
}

function isOf(analysis: Analysis | null, document: Document, reading: Reading): analysis is Analysis {
  return analysis?.document === document && analysis.reading === reading;
}

function sameContext(a: Context, b: Context): boolean {
  return a.settings === b.settings && a.today === b.today && a.zone === b.zone;
}
