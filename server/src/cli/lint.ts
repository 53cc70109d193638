/** `spf-records lint`: reads what was named, says what is wrong with it, mends what it is asked to mend. */

import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { EntryUse, Parsers, raiseSerial, sharpen, Workspace } from "../ide/index.ts";
import { ruleNames } from "../ide/reference.ts";
import type { Document } from "../text/document.ts";
import type { Message } from "../text/message.ts";
import { encodeOctets } from "../text/octets.ts";
import { visible } from "../text/visible.ts";
import { type Answers, broken, openAnswers } from "./answer-sources.ts";
import type { LintOptions } from "./arguments/lint.ts";
import { type Config, configuredBy, readConfigFile } from "./config-file.ts";
import { loadIncludes, mayWant } from "./includes.ts";
import type { Say } from "./language.ts";
import { LintOutput } from "./lint-output.ts";
import { mend } from "./mend.ts";
import { failureMessage } from "./messages.ts";
import type { Machine } from "./ports.ts";
import { progressOn } from "./progress.ts";
import { publishedSources } from "./published.ts";
import {
  collectSources,
  documentOf,
  isNeeded,
  MAX_OCTETS,
  readDocument,
  type Source,
  type Sources,
  type Unread,
} from "./sources.ts";
import { shownPath } from "./walk.ts";

/** @returns the exit status: 0, 1 for errors or too many warnings, 2 where something named can't be used */
export async function lint(options: LintOptions, machine: Machine, say: Say): Promise<number> {
  const note = (message: Message) => machine.err.write(`spf-records: ${visible(say(message))}\n`);
  const config = readConfigFile(options.config, machine, say);
  for (const problem of config.problems) note(problem);
  if (config.unreadable) return 2;
  const progress = progressOn(machine, say);
  const { online, dnsFile } = options.dns;
  const opening = { options: options.dns, config, machine, progress, say, note };
  const answers =
    online || dnsFile !== null ? await openAnswers(opening, { record: null, workspace: null }) : null;
  if (!answers && dnsFile !== null) return 2;
  const sources =
    options.domain !== null && answers
      ? await publishedSources(options.domain, answers)
      : collectSources(options, machine, progress.count, configuredBy(config));
  for (const each of sources.notes) note(each);
  const workspace = new Workspace({ today: machine.today, ...configuredBy(config) });
  workspace.configure(config.settings);
  const run = new Run({ options, machine, say, note, workspace, answers });
  await run.lint(sources);
  progress.end();
  if (isWhole(options, config, machine)) for (const each of run.unusedEntries(config)) note(each);
  await run.output.print(run.fixedInput);
  const unsaved = answers?.save();
  if (unsaved) note(unsaved);
  if (run.failed || unsaved || sources.failed || sources.unread || config.wrong) return 2;
  const { error, warning } = run.output.summary;
  return error > 0 || warning > options.maxWarnings ? 1 : 0;
}

/** Whether a run is about all files that the configuration is about. */
function isWhole({ paths }: LintOptions, { folder }: Config, { currentFolder }: Machine): boolean {
  return paths.some((each) => {
    const below = folder === null ? ".." : path.relative(path.resolve(currentFolder, each), folder);
    return !/^\.\.(?:[\\/]|$)/.test(below) && !path.isAbsolute(below);
  });
}

type Reported = Pick<Source, "uri" | "shown" | "format" | "named">;

interface Running {
  readonly options: LintOptions;
  readonly machine: Machine;
  readonly say: Say;
  readonly note: (message: Message) => void;
  readonly workspace: Workspace;
  /** What answers for names that no file says anything of; null where nobody is to be asked. */
  readonly answers: Answers | null;
}

/** One run over all sources, and what comes of it. */
class Run {
  readonly output: LintOutput;
  /** The text of standard input as it is after fixing; null where nothing is to be fixed there. */
  fixedInput: Uint8Array | null = null;
  /** Whether something failed that the user asked for. */
  failed = false;
  readonly options: LintOptions;
  readonly machine: Machine;
  readonly workspace: Workspace;
  readonly answers: Answers | null;
  readonly #note: (message: Message) => void;
  /** Files that could be read when they were found, and no longer. */
  readonly #unread = new Set<string>();
  readonly #parsers: Parsers;
  readonly #entries = new EntryUse();
  #sources: readonly Source[] = [];
  /** Sources by the file they lead to, once something is written. */
  #twins: Map<string, Source[]> | null = null;

  constructor({ options, machine, say, note, workspace, answers }: Running) {
    this.options = options;
    this.machine = machine;
    this.workspace = workspace;
    this.answers = answers;
    this.#note = note;
    const shown = (uri: string) => this.#shown(uri);
    this.output = new LintOutput(options, machine, {
      say,
      shown,
      document: (uri) => workspace.document(uri),
    });
    this.#parsers = new Parsers(workspace, machine.assets, broken);
  }

  async lint({ list: sources, roots, input }: Sources): Promise<void> {
    this.fixedInput = this.options.fix === "none" ? null : input;
    const own = new Map(sources.map((source) => [source.uri, source]));
    this.#sources = sources;
    const linked = await this.#link(sources, own, roots);
    const fixes = this.options.fix !== "none";
    // All fixes among files that belong together come before the first of them is reported.
    for (const source of sources) {
      if (fixes && linked.has(source.uri)) this.#fix(source);
    }
    for (const source of sources) {
      if (linked.has(source.uri)) continue;
      if (await this.#open(source)) {
        if (fixes) this.#fix(source);
        if (this.answers) await this.#sharpen(source.uri, this.answers);
        this.#report(source);
        this.workspace.close(source.uri);
      } else if (source.path === null || !this.#unread.has(source.path)) this.#report(source);
    }
    if (this.answers) for (const uri of linked) await this.#sharpen(uri, this.answers);
    for (const uri of linked) {
      this.#report(own.get(uri) ?? this.#included(uri));
      this.workspace.finish(uri);
    }
    const serial = this.output.serialNote();
    if (serial) this.#note(serial);
  }

  /**
   * Loads the sources that belong together: those that include others, and those; all of them, where they can be held at
   * once, so that they answer for each other as they do in an editor. @returns the uris of all of them
   */
  async #link(
    sources: readonly Source[],
    own: ReadonlyMap<string, Source>,
    roots: readonly string[],
  ): Promise<Set<string>> {
    const linked = new Set<string>();
    const included = new Set<string>();
    const beside = new Set<string>();
    const areKept = sources.every(({ skimmed, document }) => document !== null || !isNeeded(skimmed));
    const together = sources.length > 1 && areKept;
    for (const source of sources) {
      if (!(together || mayWant(source)) || !(await this.#open(source))) continue;
      linked.add(source.uri);
      const notes = loadIncludes(source.uri, included, {
        roots,
        disk: this.machine.disk,
        workspace: this.workspace,
        beside,
        read: (file) => {
          const known = own.get(pathToFileURL(file).href);
          return known ? this.#documentOf(known) : readDocument(file, this.machine, this.#isUnread);
        },
        shown: (file) => shownPath(file, this.machine.currentFolder),
      });
      for (const each of notes) this.#note(each);
    }
    for (const uri of included) linked.add(uri);
    // What was named is told of, though nothing is in it.
    for (const uri of beside) if (own.has(uri)) linked.add(uri);
    return linked;
  }

  /** What to say of entries of the configuration that hid nothing in any file. */
  unusedEntries({ settings }: Config): Message[] {
    return this.#entries.unused(settings, ruleNames(), this.machine.today());
  }

  /** Makes the document known, with the parser that it needs, unless it can't hold a record. */
  async #open(source: Source): Promise<boolean> {
    if (this.workspace.document(source.uri)) return true;
    if (!isNeeded(source.skimmed)) return false;
    const document = this.#documentOf(source);
    source.document = null;
    if (!document) return false;
    this.workspace.load(source.uri, document);
    return this.#parsers.load(source.uri).then(() => true);
  }

  #documentOf(source: Source): Document | null {
    // What failed once is not tried again, so that it is said once.
    if (source.path !== null && this.#unread.has(source.path)) return null;
    return documentOf(source, this.machine, this.#isUnread);
  }

  readonly #isUnread: Unread = (full, failure) => {
    this.#unread.add(full);
    this.failed = true;
    this.#note(failureMessage(shownPath(full, this.machine.currentFolder), failure, MAX_OCTETS));
  };

  #fix(source: Source): void {
    const kinds = this.options.fix === "repair" ? "repair" : "safe";
    const { count, failure } = mend(source, kinds, this.workspace, this.machine);
    if (failure) {
      this.#note(failure);
      this.failed = true;
    }
    const document = this.workspace.document(source.uri);
    if (source.path === null && document) this.fixedInput = encodeOctets(document.text());
    if (count > 0) {
      this.#refreshTwins(source);
      const analysis = this.workspace.analyse(source.uri);
      const serial = analysis ? raiseSerial(analysis) : null;
      const isZone = analysis?.reading.format === "zone";
      this.output.addFixed(count, isZone ? { shown: source.shown, serial: serial?.from ?? "" } : null);
    }
  }

  /** Other names of a file that was written are read again. */
  #refreshTwins(source: Source): void {
    const { workspace } = this;
    const real = (each: Source) => (each.path === null ? "" : (this.machine.disk.real(each.path) ?? ""));
    if (!this.#twins) {
      this.#twins = new Map();
      for (const each of this.#sources) {
        const file = real(each);
        this.#twins.set(file, [...(this.#twins.get(file) ?? []), each]);
      }
    }
    for (const twin of this.#twins.get(real(source)) ?? []) {
      if (twin === source || twin.path === null) continue;
      twin.document = null;
      if (workspace.document(twin.uri)) workspace.load(twin.uri, this.#documentOf(twin));
    }
  }

  /** Asks for what the rules would like to know of other names. */
  #sharpen(uri: string, { resolve }: Answers): Promise<void> {
    return sharpen(this.workspace, uri, resolve, { now: this.machine.now });
  }

  #report({ uri, shown, format, named }: Reported): void {
    const analysis = this.workspace.analyse(uri);
    if (analysis) this.#entries.add(analysis);
    // Of files in a language for everything only those are ours that hold something.
    const listed = named || format === "zone" || format === "record";
    this.output.add({ shown, format: analysis?.reading.format ?? format, listed, analysis });
  }

  /** A file that was not named but is part of one that was. */
  #included(uri: string): Reported {
    return { uri, shown: this.#shown(uri), format: "zone", named: false };
  }

  #shown(uri: string): string {
    if (uri === "untitled:record") return "<record>";
    if (uri === "untitled:stdin") return "<stdin>";
    return uri.startsWith("file:")
      ? shownPath(path.resolve(fileURLToPath(uri)), this.machine.currentFolder)
      : uri;
  }
}
