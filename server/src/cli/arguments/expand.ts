/** How `expand` is written. */

import { type Verdict, verdicts } from "../../ide/address-report.ts";
import type { Message } from "../../text/message.ts";
import type { ListFormat } from "../address-lists.ts";
import { type DnsOptions, dnsOptionKinds, readDnsOptions } from "../dns-options.ts";
import { cliMessages as say } from "../messages.ts";
import { type Format, type Read, readFormat, readWord, type Syntax } from "./read.ts";

export interface ExpandOptions {
  readonly command: "expand";
  /** "" where only a record is given. */
  readonly domain: string;
  readonly format: Format | ListFormat;
  /** Whose addresses are given; null where nobody says. */
  readonly result: Verdict | null;
  readonly dns: DnsOptions;
  readonly config: string | null;
}

export const expandSyntax: Syntax<ExpandOptions> = {
  options: { ...dnsOptionKinds, format: "string", result: "string", config: "string" },
  read: readExpand,
};

const formats = ["text", "json", "cidr", "postfix", "nft"] as const;

function readExpand(given: Read): ExpandOptions | Message {
  const { values, positionals } = given;
  const dns = readDnsOptions(given);
  if ("id" in dns) return dns;
  const format = readFormat(values, formats);
  if (typeof format !== "string") return format;
  const result = readWord(verdicts, "result", values);
  if (typeof result === "object") return result;
  const [domain, second] = positionals;
  if (second !== undefined) return say.tooManyArguments({ command: "expand", value: second });
  if (domain === undefined && dns.record === null) return say.expandDomain();
  return {
    command: "expand",
    domain: domain ?? "",
    format,
    result: result ?? null,
    dns,
    config: values.get("config") ?? null,
  };
}
