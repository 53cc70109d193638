/**
 * Reads settings that a person wrote, in `spf-records.json` or in an editor, and says clearly what is wrong there.
 *
 * A wrong value never stops anything: it is left out and reported, and the rest holds.
 */

import { formatNames } from "../host/index.ts";
import { NARROW } from "../rules/everyone.ts";
import { LOOKUP_LIMIT } from "../rules/lookups.ts";
import { nearestName } from "../rules/nearest.ts";
import type { Profile, Severity } from "../rules/settings.ts";
import { defaultSettings, type IgnoreEntry, type Settings } from "../rules/settings.ts";
import { type Message, messagesOf } from "../text/message.ts";
import { type GivenDns, readDns } from "./dns-settings.ts";
import { globMatches } from "./glob.ts";

/** The settings that one source gives; what it leaves out is for others to say. */
export type GivenSettings = { readonly [K in keyof Settings]?: Settings[K] };

export interface ReadConfig {
  readonly given: GivenSettings;
  readonly dns: GivenDns;
  readonly problems: readonly Message[];
}

export const configMessages = messagesOf("config", {
  problem: "{source}: {problem}",
  json: "This is not JSON: {error}. None of it is used.",
  object: "The whole must be an object: {example}.",
  unknown: "{key} is not a setting; it is left out. The settings are {known}.",
  nearest: "{key} is not a setting; it is left out. Did you mean {nearest}?",
  strings: "{key} must be a list of texts; it is left out.",
  texts: "{key} must be an object of texts; it is left out.",
  unknownFormat: "{key}: there is no format {value}; it is left out. The formats are {known}.",
  nearestFormat: "{key}: there is no format {value}; it is left out. Did you mean {nearest}?",
  profile: "{key} must be one of {known}; it is left out.",
  rules: "{key} must be an object of rule names and severities; it is left out.",
  severity: "{key}: {value} is not a severity; it is left out. Use one of {known}.",
  unknownRule: "{key}: there is no such rule; it is left out.",
  nearestRule: "{key}: there is no such rule; it is left out. Did you mean {nearest}?",
  number: "{key} must be a whole number from {from} to {to}; it is left out.",
  ignoreList: "{key} must be a list of objects; it is left out.",
  ignoreEntry: "{key} needs a path (text) and rules (a list of names); it is left out.",
  ignoreUntil: "{key} must be a date as YYYY-MM-DD; the entry is left out.",
});

const profiles: readonly Profile[] = ["recommended", "strict", "all"];
const severities: readonly (Severity | "off")[] = ["error", "warning", "info", "hint", "off"];

const greatest = { lookupsNear: LOOKUP_LIMIT, wideIp4: NARROW[4], wideIp6: NARROW[6] } as const;

/** Settings of the program's other parts, and of the editor alone: not read here, and not a mistake. */
const others: ReadonlySet<string> = new Set(["$schema", "expect", "codeLens", "inlayHints", "trace"]);

/** Reads the text of `spf-records.json`. `ruleNames` are all rules there are. */
export function parseConfig(text: string, ruleNames: ReadonlySet<string>): ReadConfig {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return { given: {}, dns: {}, problems: [configMessages.json({ error: (error as Error).message })] };
  }
  return readConfig(value, ruleNames);
}

/** Reads a value that has the shape of `spf-records.json`. */
export function readConfig(value: unknown, ruleNames: ReadonlySet<string>): ReadConfig {
  const problems: Message[] = [];
  if (!isObject(value))
    return { given: {}, dns: {}, problems: [configMessages.object({ example: '{ "domains": [] }' })] };
  const given: { -readonly [K in keyof Settings]?: Settings[K] } = {};
  let dns: GivenDns = {};
  for (const [key, one] of Object.entries(value)) {
    if (others.has(key) || one === undefined || one === null) continue;
    switch (key) {
      case "domains":
      case "trustedIncludes":
        if (isStrings(one)) given[key] = one.map(plainName);
        else problems.push(configMessages.strings({ key }));
        break;
      case "profile":
        if (profiles.includes(one as Profile)) given.profile = one as Profile;
        else problems.push(configMessages.profile({ key, known: profiles.join(", ") }));
        break;
      case "rules":
        if (isObject(one)) given.rules = readRules(one, ruleNames, problems);
        else problems.push(configMessages.rules({ key }));
        break;
      case "hosts":
        if (isTexts(one)) given.hosts = readHosts(one, problems);
        else problems.push(configMessages.texts({ key }));
        break;
      case "variables":
        if (isTexts(one)) given.variables = one;
        else problems.push(configMessages.texts({ key }));
        break;
      case "lookupsNear":
      case "wideIp4":
      case "wideIp6":
        if (Number.isInteger(one) && (one as number) >= 1 && (one as number) <= greatest[key])
          given[key] = one as number;
        else problems.push(configMessages.number({ key, from: 1, to: greatest[key] }));
        break;
      case "dns":
        dns = readDns(one, problems);
        break;
      case "ignore":
        if (Array.isArray(one)) given.ignore = readIgnore(one, problems);
        else problems.push(configMessages.ignoreList({ key }));
        break;
      default: {
        const known = [...Object.keys(defaultSettings), "dns"];
        const nearest = nearestName(key, new Set(known));
        if (nearest) problems.push(configMessages.nearest({ key, nearest }));
        else problems.push(configMessages.unknown({ key, known: known.join(", ") }));
      }
    }
  }
  return { given, dns, problems };
}

/** The settings of several sources together: a later one wins for each key, each rule, glob and variable. */
export function mergeSettings(...sources: readonly GivenSettings[]): Settings {
  let merged: Settings = defaultSettings;
  for (const source of sources) {
    merged = {
      ...merged,
      ...source,
      rules: { ...merged.rules, ...source.rules },
      hosts: { ...merged.hosts, ...source.hosts },
      variables: { ...merged.variables, ...source.variables },
    };
  }
  return merged;
}

/** The entries that hold for a path, which is relative to the configuration file and has `/` between its parts. */
export function ignoreFor(settings: Settings, path: string): readonly IgnoreEntry[] {
  return settings.ignore.filter((entry) => globMatches(entry.path, path));
}

/** The format that the settings give a path, as in `ignoreFor`; the last glob that fits wins. Null where none does. */
export function formatFor({ hosts }: Settings, path: string): string | null {
  return Object.entries(hosts).findLast(([glob]) => globMatches(glob, path))?.[1] ?? null;
}

function readHosts(
  value: Readonly<Record<string, string>>,
  problems: Message[],
): Readonly<Record<string, string>> {
  const names = new Set(formatNames);
  const known = Object.entries(value).filter(([glob, format]) => {
    if (names.has(format)) return true;
    const told = { key: `hosts[${shown(glob)}]`, value: shown(format) };
    const nearest = nearestName(format, names);
    problems.push(
      nearest
        ? configMessages.nearestFormat({ ...told, nearest })
        : configMessages.unknownFormat({ ...told, known: formatNames.join(", ") }),
    );
    return false;
  });
  return Object.fromEntries(known);
}

function readRules(
  value: Readonly<Record<string, unknown>>,
  ruleNames: ReadonlySet<string>,
  problems: Message[],
): Record<string, Severity | "off"> {
  const out: Record<string, Severity | "off"> = {};
  for (const [name, level] of Object.entries(value)) {
    const key = `rules.${name}`;
    if (!ruleNames.has(name)) {
      const nearest = nearestName(name, ruleNames);
      problems.push(
        nearest ? configMessages.nearestRule({ key, nearest }) : configMessages.unknownRule({ key }),
      );
    } else if (!severities.includes(level as Severity)) {
      problems.push(configMessages.severity({ key, value: shown(level), known: severities.join(", ") }));
    } else out[name] = level as Severity | "off";
  }
  return out;
}

function readIgnore(list: readonly unknown[], problems: Message[]): IgnoreEntry[] {
  const out: IgnoreEntry[] = [];
  list.forEach((entry, index) => {
    const key = `ignore[${index}]`;
    const { path, rules, owner, until, reason } = isObject(entry) ? entry : {};
    if (typeof path !== "string" || !isStrings(rules)) {
      problems.push(configMessages.ignoreEntry({ key }));
      return;
    }
    if (until !== undefined && !(typeof until === "string" && /^\d{4}-\d{2}-\d{2}$/.test(until))) {
      problems.push(configMessages.ignoreUntil({ key: `${key}.until` }));
      return;
    }
    out.push({
      path,
      rules,
      ...(typeof owner === "string" ? { owner } : {}),
      ...(typeof until === "string" ? { until } : {}),
      ...(typeof reason === "string" ? { reason } : {}),
    });
  });
  return out;
}

function plainName(name: string): string {
  return name.trim().toLowerCase().replace(/\.$/, "");
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isObject(value) && isStrings(Object.values(value));
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
