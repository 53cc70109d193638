/** Reads the command line: what was asked, or one sentence that says why it can't be done. */

import { type ParseArgsConfig, parseArgs } from "node:util";
import { nearestName } from "../ide/nearest.ts";
import type { Message } from "../text/message.ts";
import { cliMessages as say } from "./messages.ts";

export type Format = "text" | "json";

export interface LintOptions {
  readonly command: "lint";
  /** As given; empty where a record or standard input is meant. */
  readonly paths: readonly string[];
  /** The name to give standard input, "" for none, or null where it is not to be read. */
  readonly standardInput: string | null;
  readonly record: string | null;
  readonly format: Format;
  readonly fix: "none" | "safe" | "repair";
  readonly config: string | null;
  readonly maxWarnings: number;
  readonly quiet: boolean;
}

export interface RulesOptions {
  readonly command: "rules";
  readonly name: string | null;
  readonly format: Format;
}

export type Asked =
  | LintOptions
  | RulesOptions
  | { readonly command: "lsp" }
  | { readonly command: "version" }
  | { readonly command: "help"; readonly about: CommandName | null };

/** What was asked, and in which language to answer; `wrong` is why it can't be done. */
export interface Arguments {
  readonly locale: string | null;
  readonly asked: Asked | null;
  readonly wrong: Message | null;
}

export type CommandName = "lint" | "rules" | "lsp";

type OptionKinds = Readonly<Record<string, "string" | "boolean" | "later string" | "later boolean">>;

/** Options that every command takes. */
const everywhere = { help: "boolean", version: "boolean", locale: "string" } as const;
const short: Readonly<Record<string, string>> = { h: "help", V: "version" };

const options: Readonly<Record<CommandName, OptionKinds>> = {
  lint: {
    ...everywhere,
    "stdin-filename": "string",
    record: "string",
    format: "string",
    fix: "boolean",
    "fix-repairs": "boolean",
    config: "string",
    "max-warnings": "string",
    quiet: "boolean",
    domain: "later string",
    online: "later boolean",
    "dns-file": "later string",
  },
  rules: { ...everywhere, format: "string" },
  lsp: { ...everywhere, stdio: "boolean" },
};

const laterCommands: ReadonlySet<string> = new Set(["check", "expand", "diff", "report"]);
const formats: readonly Format[] = ["text", "json"];
const laterFormats: ReadonlySet<string> = new Set(["sarif", "github"]);

/** Names of the commands, for the help. */
export const commandNames = Object.keys(options) as readonly CommandName[];

/** @param exists whether a path leads to something, to tell a forgotten `lint` from a mistyped command */
export function readArguments(args: readonly string[], exists: (path: string) => boolean): Arguments {
  const { locale, rest } = withoutLocale(args);
  const wrong = (message: Message): Arguments => ({ locale, asked: null, wrong: message });
  const [first, ...others] = rest;
  if (first === undefined) return wrong(say.noCommand());
  if (first === "--version" || first === "-V") return { locale, asked: { command: "version" }, wrong: null };
  if (first === "--help" || first === "-h")
    return { locale, asked: { command: "help", about: null }, wrong: null };
  if (first === "help") {
    const about = others[0] ?? null;
    if (about !== null && !isCommand(about)) return wrong(unknownCommand(about, () => false));
    return { locale, asked: { command: "help", about }, wrong: null };
  }
  if (!isCommand(first)) return wrong(unknownCommand(first, exists));
  const read = readOptions(first, others);
  if ("id" in read) return wrong(read);
  if (read.values.has("help")) return { locale, asked: { command: "help", about: first }, wrong: null };
  if (read.values.has("version")) return { locale, asked: { command: "version" }, wrong: null };
  const asked = readers[first](read);
  return "id" in asked ? wrong(asked) : { locale, asked, wrong: null };
}

interface Read {
  readonly values: ReadonlyMap<string, string>;
  readonly positionals: readonly string[];
}

const readers: Readonly<Record<CommandName, (read: Read) => Asked | Message>> = {
  lint: readLint,
  rules({ values, positionals }) {
    const format = readFormat(values);
    if (typeof format !== "string") return format;
    if (positionals.length > 1)
      return say.tooManyArguments({ command: "rules", value: positionals[1] as string });
    return { command: "rules", name: positionals[0] ?? null, format };
  },
  lsp({ values, positionals }) {
    if (positionals.length > 0)
      return say.tooManyArguments({ command: "lsp", value: positionals[0] as string });
    return values.has("stdio") ? { command: "lsp" } : say.lspStdio();
  },
};

function readLint({ values, positionals }: Read): LintOptions | Message {
  const format = readFormat(values);
  if (typeof format !== "string") return format;
  const most = values.get("max-warnings");
  if (most !== undefined && !/^\d{1,15}$/.test(most)) return say.badMaxWarnings({ value: most });
  const record = values.get("record") ?? null;
  const name = values.get("stdin-filename");
  const dash = positionals.includes("-");
  if (record !== null && (positionals.length > 0 || name !== undefined)) return say.recordAlone();
  if (dash && positionals.length > 1) return say.stdinAlone();
  if (name !== undefined && !dash && positionals.length > 0) return say.stdinFilename();
  const fromInput = dash || name !== undefined;
  return {
    command: "lint",
    paths: fromInput || record !== null ? [] : positionals.length > 0 ? positionals : ["."],
    standardInput: fromInput ? (name ?? "") : null,
    record,
    format,
    fix: values.has("fix-repairs") ? "repair" : values.has("fix") ? "safe" : "none",
    config: values.get("config") ?? null,
    maxWarnings: most === undefined ? Number.POSITIVE_INFINITY : Number(most),
    quiet: values.has("quiet"),
  };
}

function readFormat(values: ReadonlyMap<string, string>): Format | Message {
  const value = values.get("format") ?? "text";
  const args = { value, option: "--format", known: formats.join(", ") };
  if (formats.includes(value as Format)) return value as Format;
  return laterFormats.has(value) ? say.laterFormat(args) : say.badFormat(args);
}

/** Options by name and what else was given. parseArgs splits the words; the sentences about them are ours. */
function readOptions(command: CommandName, args: readonly string[]): Read | Message {
  const known = options[command];
  const config: NonNullable<ParseArgsConfig["options"]> = {};
  for (const [name, kind] of Object.entries(known)) {
    config[name] = { type: kind.endsWith("string") ? "string" : "boolean" };
  }
  for (const [letter, name] of Object.entries(short)) config[name] = { type: "boolean", short: letter };
  const { tokens } = parseArgs({
    args: [...args],
    options: config,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const values = new Map<string, string>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const kind = known[token.name];
    const option = token.rawName;
    if (!kind) {
      const names = Object.keys(known).map((name) => `--${name}`);
      const nearest = nearestName(option, names);
      return nearest
        ? say.nearestOption({ option, command, nearest })
        : say.unknownOption({ option, command });
    }
    if (kind.startsWith("later")) return say.laterOption({ option });
    if (kind === "boolean") {
      if (token.value !== undefined) return say.optionNoValue({ option });
      values.set(token.name, "");
      continue;
    }
    // A dash in front is an option that was meant, unless it was tied to this one with `=`.
    if (token.value === undefined || (!token.inlineValue && /^-./.test(token.value)))
      return say.optionValue({ option });
    if (values.has(token.name)) return say.optionTwice({ option });
    values.set(token.name, token.value);
  }
  return { values, positionals };
}

/** Takes `--locale` out wherever it stands, so that even a mistake is told in the right language. */
function withoutLocale(args: readonly string[]): { locale: string | null; rest: string[] } {
  const rest: string[] = [];
  let locale: string | null = null;
  let ended = false;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === "--") ended = true;
    if (!ended && arg.startsWith("--locale=")) locale = arg.slice("--locale=".length);
    else if (!ended && arg === "--locale" && args[i + 1] !== undefined) locale = args[++i] as string;
    else rest.push(arg);
  }
  return { locale, rest };
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(options, name);
}

function unknownCommand(name: string, exists: (path: string) => boolean): Message {
  if (laterCommands.has(name)) return say.laterCommand({ name });
  if (exists(name)) return say.pathAsCommand({ name });
  const nearest = nearestName(name, commandNames);
  return nearest ? say.nearestCommand({ name, nearest }) : say.unknownCommand({ name });
}
