/** Opens what answers come from, as the command line names it: a record, files, recorded answers, DNS. */

import path from "node:path";
import { pathToFileURL } from "node:url";
import { answererIn, type NamedSources, resolverIn } from "../ide/answer-order.ts";
import { type Place, readDnsFile, recorder, type Zonedata } from "../ide/dns-data.ts";
import { type Budget, STANDARD_BUDGET } from "../ide/evaluate.ts";
import {
  type Answerer,
  type DnsSettings,
  mergeDns,
  Parsers,
  type Resolver,
  Workspace,
} from "../ide/index.ts";
import type { Message } from "../text/message.ts";
import { type Config, configuredBy } from "./config-file.ts";
import type { DnsOptions } from "./dns-options.ts";
import { loadIncludes, mayWant } from "./includes.ts";
import { jsonOf } from "./json.ts";
import type { Say } from "./language.ts";
import { failureMessage, cliMessages as say } from "./messages.ts";
import { isFailure, type Machine } from "./ports.ts";
import type { Progress } from "./progress.ts";
import { collectSources, documentOf, MAX_OCTETS, readDocument, textOf, type Unread } from "./sources.ts";
import { shownPath } from "./walk.ts";

/** Answers as they are asked for. */
export interface Answers {
  /** Answers at once; null where DNS may have to be waited for. */
  readonly answer: Answerer | null;
  readonly resolve: Resolver;
  /** Writes down all that was answered, where that is asked for. @returns why it failed, or null */
  save(): Message | null;
}

export interface AnswerSources extends Answers {
  /** What one evaluation may take. */
  readonly budget: Budget;
  /** The documents that answers come from. */
  readonly workspace: Workspace;
}

/** What it takes to open them. */
export interface Opening {
  readonly options: DnsOptions;
  readonly config: Config;
  readonly machine: Machine;
  readonly progress: Progress;
  readonly say: Say;
  /** Told what the user should know. */
  readonly note: (message: Message) => void;
}

/** The sources, or null where something that was named can't be used. `domain` is where the options' record stands. */
export async function openSources(
  opening: Opening & { readonly domain: string | null },
): Promise<AnswerSources | null> {
  const { options, config, machine, domain } = opening;
  const workspace = new Workspace({ today: machine.today, ...configuredBy(config) });
  workspace.configure(config.settings);
  const readsFiles = await readFiles(workspace, opening);
  const record = options.record === null || domain === null ? null : { domain, text: options.record };
  const answers = await openAnswers(opening, { record, workspace });
  if (!readsFiles || !answers) return null;
  return { ...answers, budget: { milliseconds: STANDARD_BUDGET, after: machine.after }, workspace };
}

/** What answers for names that nothing `atHand` knows; null where something that was named can't be used. */
export async function openAnswers(
  opening: Opening,
  atHand: Omit<NamedSources, "recorded">,
): Promise<Answers | null> {
  const { options, machine } = opening;
  const recorded = options.dnsFile === null ? null : await readRecorded(options.dnsFile, opening);
  if (recorded === undefined) return null;
  const named = { ...atHand, recorded };
  const answer = answererIn(named);
  const resolve = options.online ? resolverIn(named, asking(opening), machine.now) : waiting(answer);
  const book = options.saveDns === null ? null : recorder(resolve);
  return {
    answer: options.online || book ? null : answer,
    resolve: book?.resolver ?? resolve,
    save: () => (book ? write(options.saveDns as string, book.zonedata(), machine) : null),
  };
}

/** A part of the program is missing: that is no fault of whoever asked. */
export function broken(error: unknown): never {
  throw error;
}

/** Asks DNS, and tells how often it did. */
function asking(opening: Opening): Resolver {
  const { machine, progress } = opening;
  const resolve = machine.resolver(dnsOf(opening));
  let count = 0;
  return (query, signal) => {
    progress.tell(say.progressDns({ count: ++count }));
    return resolve(query, signal);
  };
}

function waiting(answer: Answerer): Resolver {
  return async (query) => answer(query);
}

/** Whom to ask: as the command line says, else as the configuration does. */
function dnsOf({ options: { server, doh, timeout }, config }: Opening): DnsSettings {
  const named = server !== null || doh !== null ? { server, doh } : {};
  return mergeDns(config.dns, named, timeout === null ? {} : { timeout });
}

/** @returns whether everything that was named could be read */
async function readFiles(
  workspace: Workspace,
  { options, config, machine, progress, note }: Opening,
): Promise<boolean> {
  if (options.in.length === 0) return true;
  const paths = { paths: options.in, standardInput: null, record: null };
  const found = collectSources(paths, machine, progress.count, configuredBy(config));
  const { list, roots } = found;
  for (const each of found.notes) note(each);
  const own = new Map(list.map((source) => [source.uri, source]));
  const included = new Set<string>();
  const beside = new Set<string>();
  const parsers = new Parsers(workspace, machine.assets, broken);
  let { failed } = found;
  const unread: Unread = (full, failure) => {
    failed = true;
    note(failureMessage(shownPath(full, machine.currentFolder), failure, MAX_OCTETS));
  };
  for (const source of list) {
    workspace.load(source.uri, documentOf(source, machine, unread));
    source.document = null;
    await parsers.load(source.uri);
  }
  for (const source of list) {
    if (!mayWant(source)) continue;
    const left = loadIncludes(source.uri, included, {
      roots,
      disk: machine.disk,
      workspace,
      beside,
      read: (file) => {
        const known = own.get(pathToFileURL(file).href);
        return known ? documentOf(known, machine, unread) : readDocument(file, machine, unread);
      },
      shown: (file) => shownPath(file, machine.currentFolder),
    });
    for (const each of left) note(each);
  }
  return !failed;
}

/** What a file holds; undefined where it can't be used. */
async function readRecorded(
  given: string,
  { machine, note, say: words }: Opening,
): Promise<Place | undefined> {
  const octets = machine.disk.read(path.resolve(machine.currentFolder, given), MAX_OCTETS);
  if (isFailure(octets)) {
    note(failureMessage(given, octets, MAX_OCTETS));
    return undefined;
  }
  const place = await readDnsFile(textOf(octets, machine));
  if (typeof place === "function") return place;
  for (const problem of place) note(say.configProblem({ path: given, problem: words(problem) }));
  return undefined;
}

/** A name a line, so that two runs can be compared. */
function write(given: string, zonedata: Zonedata, machine: Machine): Message | null {
  const names = Object.entries(zonedata).map(([name, entries]) => `\n  ${jsonOf(name)}: ${jsonOf(entries)}`);
  const text = names.length === 0 ? "{}\n" : `{${names.join(",")}\n}\n`;
  const failure = machine.disk.write(path.resolve(machine.currentFolder, given), text);
  return failure && failureMessage(given, failure, 0);
}
