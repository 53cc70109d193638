/** How `lint` is written. */

import type { Message } from "../../text/message.ts";
import { answerOptionKinds, type DnsOptions, readDnsOptions } from "../dns-options.ts";
import { cliMessages as say } from "../messages.ts";
import { type Format, type Read, readFormat, type Syntax } from "./read.ts";

/** Ways to tell findings. */
export type LintFormat = Format | "sarif" | "github";

const formats: readonly LintFormat[] = ["text", "json", "sarif", "github"];

export interface LintOptions {
  readonly command: "lint";
  /** As given; empty where a record or standard input is meant. */
  readonly paths: readonly string[];
  /** The name to give standard input, "" for none, or null where it is not to be read. */
  readonly standardInput: string | null;
  readonly record: string | null;
  /** A domain whose published records are read in place of files. */
  readonly domain: string | null;
  /** What answers for names that no file says anything of. */
  readonly dns: DnsOptions;
  readonly format: LintFormat;
  readonly fix: "none" | "safe" | "repair";
  readonly config: string | null;
  readonly maxWarnings: number;
  readonly quiet: boolean;
}

export const lintSyntax: Syntax<LintOptions> = {
  options: {
    "stdin-filename": "string",
    record: "string",
    format: "string",
    fix: "boolean",
    "fix-repairs": "boolean",
    config: "string",
    "max-warnings": "string",
    quiet: "boolean",
    domain: "string",
    ...answerOptionKinds,
  },
  read: readLint,
};

function readLint(given: Read): LintOptions | Message {
  const { values, positionals } = given;
  const dns = readDnsOptions(given);
  if ("id" in dns) return dns;
  const format = readFormat(values, formats);
  if (typeof format !== "string") return format;
  const most = values.get("max-warnings");
  if (most !== undefined && !/^\d{1,15}$/.test(most)) return say.badMaxWarnings({ value: most });
  const record = values.get("record") ?? null;
  const name = values.get("stdin-filename");
  const dash = positionals.includes("-");
  if (record !== null && (positionals.length > 0 || name !== undefined)) return say.recordAlone();
  const domain = values.get("domain") ?? null;
  const other = ["record", "stdin-filename", "fix", "fix-repairs"].find((option) => values.has(option));
  if (domain !== null) {
    const beside = other ? `--${other}` : positionals[0];
    if (beside !== undefined) return say.domainAlone({ value: beside });
    if (!dns.online && dns.dnsFile === null) return say.domainNeedsDns();
  }
  if (dash && positionals.length > 1) return say.stdinAlone();
  if (name !== undefined && !dash && positionals.length > 0) return say.stdinFilename();
  const fromInput = dash || name !== undefined;
  return {
    command: "lint",
    paths:
      fromInput || record !== null || domain !== null ? [] : positionals.length > 0 ? positionals : ["."],
    standardInput: fromInput ? (name ?? "") : null,
    record,
    domain,
    dns: { ...dns, record: null },
    format,
    fix: values.has("fix-repairs") ? "repair" : values.has("fix") ? "safe" : "none",
    config: values.get("config") ?? null,
    maxWarnings: most === undefined ? Number.POSITIVE_INFINITY : Number(most),
    quiet: values.has("quiet"),
  };
}
