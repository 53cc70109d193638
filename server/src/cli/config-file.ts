/** Finds and reads `spf-records.json`: as `--config` says, else the nearest one from the current folder upward. */

import path from "node:path";
import { fileURLToPath } from "node:url";
import {
  configMessages,
  formatFor,
  type GivenDns,
  type IgnoreEntry,
  ignoreFor,
  mergeSettings,
  parseConfig,
  type Settings,
} from "../ide/index.ts";
import { ruleNames } from "../ide/reference.ts";
import type { Message } from "../text/message.ts";
import { cliMessages, failureMessage } from "./messages.ts";
import { type Disk, isFailure, type Machine } from "./ports.ts";
import { shownPath } from "./walk.ts";

export interface Config {
  readonly settings: Settings;
  /** What it says about asking DNS. */
  readonly dns: GivenDns;
  /** The folder that the paths in it count from; null where there is no file. */
  readonly folder: string | null;
  /** What is wrong with it, each with the path in front. */
  readonly problems: readonly Message[];
  /** Whether what is wrong is more than a name that another version may know. */
  readonly wrong: boolean;
  /** Whether it can't even be opened. */
  readonly unreadable: boolean;
}

const NAME = "spf-records.json";
const LIMIT = 1024 * 1024;

/** Names of rules and formats come and go with versions, so that one which is not there stops nobody's CI. */
const mild: ReadonlySet<string> = new Set([
  configMessages.unknownRule().id,
  configMessages.nearestRule().id,
  configMessages.unknownFormat().id,
  configMessages.nearestFormat().id,
]);

/** What the settings of a file say of documents, by their uris. */
export function configuredBy({ folder, settings }: Pick<Config, "folder" | "settings">) {
  const pathOf = (uri: string) =>
    folder === null || !uri.startsWith("file:") ? null : shownPath(path.resolve(fileURLToPath(uri)), folder);
  const givesFormats = Object.keys(settings.hosts).length > 0;
  return {
    ignoreFor(uri: string): readonly IgnoreEntry[] {
      const file = pathOf(uri);
      return file === null ? [] : ignoreFor(settings, file);
    },
    formatFor(uri: string): string | null {
      const file = givesFormats ? pathOf(uri) : null;
      return file === null ? null : formatFor(settings, file);
    },
    /** Whether there are files that have a format by their path: who asks of many files may spare most of it. */
    givesFormats,
  };
}

/** @param say turns the problems of the content into words, which stand in a sentence with the path */
export function readConfigFile(
  asked: string | null,
  machine: Pick<Machine, "disk" | "currentFolder">,
  say: (message: Message) => string,
): Config {
  const { disk, currentFolder } = machine;
  const file = asked === null ? nearest(currentFolder, disk) : path.resolve(currentFolder, asked);
  if (file === null) return { ...nothing, folder: null, problems: [], wrong: false, unreadable: false };
  const shown = asked ?? shownPath(file, currentFolder);
  const folder = path.dirname(file);
  const octets = disk.read(file, LIMIT);
  if (isFailure(octets)) {
    const problems = [failureMessage(shown, octets, LIMIT)];
    return { ...nothing, folder, problems, wrong: true, unreadable: true };
  }
  const { given, dns, problems } = parseConfig(new TextDecoder().decode(octets), ruleNames());
  return {
    settings: mergeSettings(given),
    dns,
    folder,
    problems: problems.map((problem) => cliMessages.configProblem({ path: shown, problem: say(problem) })),
    wrong: problems.some(({ id }) => !mild.has(id)),
    unreadable: false,
  };
}

const nothing = { settings: mergeSettings(), dns: {} };

function nearest(from: string, disk: Disk): string | null {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const file = path.join(folder, NAME);
    if (disk.kind(file) === "file") return file;
    if (path.dirname(folder) === folder) return null;
  }
}
