/** Splits what stands behind a command into its options and the rest, and says in one sentence what is wrong there. */

import { type ParseArgsConfig, parseArgs } from "node:util";
import { nearestName } from "../../ide/nearest.ts";
import type { Message } from "../../text/message.ts";
import { cliMessages as say } from "../messages.ts";

export type Format = "text" | "json";

/** What an option takes. `strings` may be given again and again. */
export type OptionKind = "string" | "strings" | "boolean";

export type OptionKinds = Readonly<Record<string, OptionKind>>;

/** What was given. */
export interface Read {
  /** The value of each option that takes one at the most, "" where it takes none. */
  readonly values: ReadonlyMap<string, string>;
  /** The values of options that may be repeated. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly positionals: readonly string[];
}

/** How one command is written: its options, and what they ask for. */
export interface Syntax<Asked> {
  readonly options: OptionKinds;
  read(given: Read): Asked | Message;
}

/** Options that every command takes. */
const everywhere: OptionKinds = { help: "boolean", version: "boolean", locale: "string" };
const short: Readonly<Record<string, string>> = { h: "help", V: "version" };

const formats: readonly Format[] = ["text", "json"];

/** The value of `--format`, text by default. */
export function readFormat<Name extends string = Format>(
  values: ReadonlyMap<string, string>,
  known: readonly (Name | Format)[] = formats,
): Name | Format | Message {
  const value = (values.get("format") ?? "text") as Name | Format;
  if (known.includes(value)) return value;
  return say.badFormat({ value, option: "--format", known: known.join(", ") });
}

/** The value of an option that takes one of a few words; undefined where it is not given. */
export function readWord<Word extends string>(
  words: readonly Word[],
  name: string,
  values: ReadonlyMap<string, string>,
): Word | undefined | Message {
  const value = values.get(name);
  if (value === undefined || words.includes(value as Word)) return value as Word | undefined;
  return say.badWord({ option: `--${name}`, value, known: words.join(", ") });
}

/** Options by name and what else was given. parseArgs splits the words; the sentences about them are ours. */
export function readOptions(command: string, own: OptionKinds, args: readonly string[]): Read | Message {
  const known: OptionKinds = { ...everywhere, ...own };
  const config: NonNullable<ParseArgsConfig["options"]> = {};
  for (const [name, kind] of Object.entries(known)) {
    config[name] = { type: kind === "boolean" ? "boolean" : "string" };
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
  const lists = new Map<string, string[]>();
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
    if (kind === "boolean") {
      if (token.value !== undefined) return say.optionNoValue({ option });
      values.set(token.name, "");
      continue;
    }
    // A dash in front is an option that was meant, unless it was tied to this one with `=`.
    if (token.value === undefined || (!token.inlineValue && /^-./.test(token.value)))
      return say.optionValue({ option });
    if (kind === "strings") {
      lists.set(token.name, [...(lists.get(token.name) ?? []), token.value]);
      continue;
    }
    if (values.has(token.name)) return say.optionTwice({ option });
    values.set(token.name, token.value);
  }
  return { values, lists, positionals };
}
