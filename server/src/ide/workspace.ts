/**
 * The documents we know, what was read from each, and what the rules say: the state behind every feature.
 *
 * It does no IO. The rim tells it of documents and files (`open`, `change`, `close`, `load`), asks for an
 * `Analysis`, and loads what an analysis `wants`. Each analysis is made when asked and kept until something that
 * it was made from changes; work on lines that did not change is never done again.
 */

import type { Host, Part, Placed, Reading, World } from "../host/host.ts";
import type { Finding } from "../rules/finding.ts";
import { rules as allRules } from "../rules/index.ts";
import { LintCache, type Linted, lint } from "../rules/lint.ts";
import type { Context, Rule, Subject } from "../rules/rule.ts";
import { defaultSettings, type IgnoreEntry, type Settings } from "../rules/settings.ts";
import { readSuppression, type Suppression, suppress } from "../rules/suppress.ts";
import type { RuleTable } from "../rules/table.ts";
import type { Document } from "../text/document.ts";
import { type DocumentSpace, type PartSpace, place, type Span } from "../text/span.ts";
import { hostOf } from "./recognise.ts";

/** What is known of one document. Spans of parts are mapped to the document by `at` and `toDocument`. */
export interface Analysis {
  readonly document: Document;
  readonly host: Host;
  /** The reading it comes from: of this document, or of the one that includes it. */
  readonly reading: Reading;
  /** Parts of this document, in order. */
  readonly placed: readonly Placed[];
  /** Records and near misses in this document, in order. */
  readonly subjects: readonly Subject[];
  /** Findings in this document after suppression, in order. */
  readonly findings: readonly Finding[];
  /** Comments of this document that suppress findings, in order. */
  readonly suppressions: readonly Suppression[];
  readonly linted: Linted;
  readonly context: Context;
  /** The active rules. */
  readonly rules: RuleTable;
  /** Where a part of any document in `reading` begins. */
  at(part: Part): number;
  /** The document that a part of `reading` lies in. */
  uriOf(part: Part): string;
  toDocument(part: Part, span: Span<PartSpace>): Span<DocumentSpace>;
}

export interface WorkspaceOptions {
  readonly rules?: readonly Rule[];
  /** Today as YYYY-MM-DD; asked at each analysis. */
  readonly today: () => string;
  /** Entries of the configuration's `ignore` that hold for a uri. */
  readonly ignoreFor?: (uri: string) => readonly IgnoreEntry[];
}

interface Known {
  document: Document;
  host: Host | null;
  reading: Reading | null;
  cache: LintCache | null;
  analysis: Analysis | null;
  /** Whether an editor has it open; the others are files. */
  open: boolean;
}

export class Workspace {
  readonly #options: WorkspaceOptions;
  readonly #rules: readonly Rule[];
  readonly #names: ReadonlySet<string>;
  readonly #known = new Map<string, Known>();
  /** Files that were asked for and do not exist. */
  readonly #absent = new Set<string>();
  readonly #suppressions = new WeakMap<Part, readonly Suppression[]>();
  /** Uri of an included file to the uris of the documents whose reading includes it. */
  readonly #includers = new Map<string, Set<string>>();
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
    for (const known of this.#known.values()) known.analysis = null;
  }

  /** An editor shows this document; its text wins over the file's. */
  open(document: Document): void {
    const known = this.#known.get(document.uri);
    this.#absent.delete(document.uri);
    this.#known.set(document.uri, {
      document,
      host: null,
      reading: null,
      cache: known?.cache ?? null,
      analysis: null,
      open: true,
    });
    this.#invalidateIncluders(document.uri);
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
    this.#invalidateIncluders(document.uri);
  }

  /** No editor shows it any more. What includes it asks for the file again. */
  close(uri: string): void {
    this.#known.delete(uri);
    this.#invalidateIncluders(uri);
  }

  /** The rim read a file (or found none, null), because an analysis wanted it or because it changed on disk. */
  load(uri: string, document: Document | null): void {
    const known = this.#known.get(uri);
    if (known?.open) return;
    if (document) {
      this.#absent.delete(uri);
      if (known) {
        known.document = document;
        known.analysis = null;
      } else {
        this.#known.set(uri, {
          document,
          host: null,
          reading: null,
          cache: null,
          analysis: null,
          open: false,
        });
      }
    } else {
      this.#known.delete(uri);
      this.#absent.add(uri);
    }
    this.#invalidateIncluders(uri);
  }

  document(uri: string): Document | undefined {
    return this.#known.get(uri)?.document;
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

  /**
   * What is known of a document; null where no host takes it. A file that a known document includes is
   * described in that document's context: its owners and origin are known there alone.
   */
  analyse(uri: string): Analysis | null {
    const known = this.#known.get(uri);
    if (!known) return null;
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
    this.#invalidateIncluders(uri);
    try {
      return this.analyse(uri);
    } finally {
      this.#known.set(uri, known);
      this.#invalidateIncluders(uri);
    }
  }

  #analysisOf(readUri: string, uri: string): Analysis | null {
    const known = this.#known.get(uri) as Known;
    const read = this.#read(readUri);
    if (!read) return null;
    const { reading, host } = read;
    const settings = this.#settingsFor(readUri);
    const context: Context = { settings, today: this.#options.today(), zone: reading.zone };
    if (known.analysis?.reading === reading && sameContext(known.analysis.context, context))
      return known.analysis;
    const owner = this.#known.get(readUri) as Known;
    if (!owner.cache?.serves(context)) owner.cache = new LintCache(this.#rules, context);
    const { cache } = owner;
    const linted = lint(reading, cache);
    let placements: Map<Part, Placed> | undefined;
    const placementOf = (part: Part) => {
      placements ??= new Map(reading.placed.map((each) => [each.part, each]));
      return placements.get(part);
    };
    const at = (part: Part) => placementOf(part)?.at ?? 0;
    const alone = reading.placed.every((each) => each.uri === uri);
    const placed = alone ? reading.placed : reading.placed.filter((each) => each.uri === uri);
    const suppressions: Suppression[] = [];
    for (const each of placed)
      if (each.part.comments.length > 0) suppressions.push(...this.#suppressionsOf(each));
    const findings = suppress({
      findings: linted.findings.filter((finding) => finding.uri === uri),
      suppressions,
      ignore: this.#options.ignoreFor?.(uri) ?? [],
      lineOf: (_, part, offset) => known.document.lineColumn(at(part) + offset).line,
      rules: cache.rules,
      names: this.#names,
      today: context.today,
    });
    const order = (finding: Finding) => at(finding.part) + finding.range.start;
    known.analysis = {
      document: known.document,
      host,
      reading,
      placed,
      suppressions,
      get subjects() {
        return alone ? linted.subjects : linted.subjects.filter((subject) => subject.uri === uri);
      },
      findings: findings.sort((a, b) => order(a) - order(b) || a.range.end - b.range.end),
      linted,
      context,
      rules: cache.rules,
      at,
      uriOf: (part) => placementOf(part)?.uri ?? uri,
      toDocument: (part, span) => place(at(part), span),
    };
    return known.analysis;
  }

  /** Reads a document, or finds it read already. */
  #read(uri: string): { reading: Reading; host: Host } | null {
    const known = this.#known.get(uri);
    if (!known) return null;
    known.host ??= hostOf(known.document);
    if (!known.host) return null;
    if (!known.reading || known.reading.document !== known.document) {
      known.reading = known.host.find(known.document, this.#world(), known.reading ?? undefined);
      for (const placed of known.reading.placed) if (placed.uri !== uri) this.#noteInclude(placed.uri, uri);
      for (const want of known.reading.wants) this.#noteInclude(want, uri);
    }
    return { reading: known.reading, host: known.host };
  }

  /** Suppression comments of a part, read once. */
  #suppressionsOf({ part, uri }: Placed): readonly Suppression[] {
    const known = this.#suppressions.get(part);
    if (known) return known;
    const read = part.comments.flatMap((comment) => readSuppression(comment, part, uri) ?? []);
    this.#suppressions.set(part, read);
    return read;
  }

  #world(): World {
    return { file: (uri) => this.#known.get(uri)?.document ?? (this.#absent.has(uri) ? null : undefined) };
  }

  #noteInclude(file: string, by: string): void {
    const known = this.#includers.get(file);
    if (known) known.add(by);
    else this.#includers.set(file, new Set([by]));
  }

  /** Whoever includes the file, directly or through others, is read again. */
  #invalidateIncluders(uri: string, seen = new Set<string>()): void {
    if (seen.has(uri)) return;
    seen.add(uri);
    for (const includer of this.#includers.get(uri) ?? []) {
      const known = this.#known.get(includer);
      if (known) {
        known.reading = null;
        known.analysis = null;
      }
      this.#invalidateIncluders(includer, seen);
    }
  }
}

function sameContext(a: Context, b: Context): boolean {
  return a.settings === b.settings && a.today === b.today && a.zone === b.zone;
}
