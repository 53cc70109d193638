/** Reads the command line: what was asked, or one sentence that says why it can't be done. */

import { nearestName } from "../ide/nearest.ts";
import type { Message } from "../text/message.ts";
import { type CheckOptions, checkSyntax } from "./arguments/check.ts";
import { type ExpandOptions, expandSyntax } from "./arguments/expand.ts";
import { type LintOptions, lintSyntax } from "./arguments/lint.ts";
import { type LspOptions, lspSyntax } from "./arguments/lsp.ts";
import { readOptions, type Syntax } from "./arguments/read.ts";
import { type RulesOptions, rulesSyntax } from "./arguments/rules.ts";
import { cliMessages as say } from "./messages.ts";

export type Asked =
  | LintOptions
  | CheckOptions
  | ExpandOptions
  | RulesOptions
  | LspOptions
  | { readonly command: "version" }
  | { readonly command: "help"; readonly about: CommandName | null };

/** What was asked, and in which language to answer; `wrong` is why it can't be done. */
export interface Arguments {
  readonly locale: string | null;
  readonly asked: Asked | null;
  readonly wrong: Message | null;
}

export type CommandName = "lint" | "check" | "expand" | "rules" | "lsp";

const commands: Readonly<Record<CommandName, Syntax<Asked>>> = {
  lint: lintSyntax,
  check: checkSyntax,
  expand: expandSyntax,
  rules: rulesSyntax,
  lsp: lspSyntax,
};

const laterCommands: ReadonlySet<string> = new Set(["diff", "report"]);

/** Names of the commands, for the help. */
export const commandNames = Object.keys(commands) as readonly CommandName[];

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
  const { options, read } = commands[first];
  const given = readOptions(first, options, others);
  if ("id" in given) return wrong(given);
  if (given.values.has("help")) return { locale, asked: { command: "help", about: first }, wrong: null };
  if (given.values.has("version")) return { locale, asked: { command: "version" }, wrong: null };
  const asked = read(given);
  return "id" in asked ? wrong(asked) : { locale, asked, wrong: null };
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
  return Object.hasOwn(commands, name);
}

function unknownCommand(name: string, exists: (path: string) => boolean): Message {
  if (laterCommands.has(name)) return say.laterCommand({ name });
  if (exists(name)) return say.pathAsCommand({ name });
  const nearest = nearestName(name, commandNames);
  return nearest ? say.nearestCommand({ name, nearest }) : say.unknownCommand({ name });
}
