/** How `check` is written, for one mail and for many. */

import { type MailToCheck, protocols, scopes } from "../../ide/check-request.ts";
import type { Message } from "../../text/message.ts";
import { type DnsOptions, dnsOptionKinds, readDnsOptions } from "../dns-options.ts";
import { cliMessages as say } from "../messages.ts";
import { type Format, type Read, readFormat, readWord, type Syntax } from "./read.ts";

export interface CheckOptions {
  readonly command: "check";
  /** What is checked, or null where requests come on standard input. */
  readonly mail: MailToCheck | null;
  /** The file of the message whose headers name who is responsible for it, `-` for standard input; or null. */
  readonly message: string | null;
  readonly trace: boolean;
  /** The result that makes the status 0; null where any does. */
  readonly expect: string | null;
  readonly format: Format;
  readonly dns: DnsOptions;
  readonly config: string | null;
}

export const checkSyntax: Syntax<CheckOptions> = {
  options: {
    ip: "string",
    sender: "string",
    helo: "string",
    protocol: "string",
    scope: "string",
    message: "string",
    ...dnsOptionKinds,
    trace: "boolean",
    expect: "string",
    format: "string",
    config: "string",
    batch: "boolean",
  },
  read: readCheck,
};

const results = [
  ...["none", "neutral", "pass", "fail", "softfail", "temperror", "permerror", "undetermined"],
];

/** Where a record stands that is given without a domain: a name that nobody can have (RFC 6761, 6.4). */
const NOWHERE = "record.invalid";

/** Options that are about one mail, and so can't stand beside `--batch`. */
const ofOne = ["ip", "sender", "helo", "protocol", "scope", "message", "record", "expect", "format"];

function readCheck(given: Read): CheckOptions | Message {
  const { values, positionals } = given;
  const dns = readDnsOptions(given);
  if ("id" in dns) return dns;
  const trace = values.has("trace");
  const config = values.get("config") ?? null;
  if (values.has("batch")) {
    const alone = ofOne.find((name) => values.has(name));
    const extra = alone ? `--${alone}` : positionals[0];
    if (extra !== undefined) return say.batchAlone({ value: extra });
    const none = { mail: null, message: null };
    return { command: "check", ...none, trace, expect: null, format: "json", dns, config };
  }
  const format = readFormat(values);
  if (typeof format !== "string") return format;
  const protocol = readWord(protocols, "protocol", values);
  if (protocol && typeof protocol === "object") return protocol;
  const scope = readWord(scopes, "scope", values);
  if (scope && typeof scope === "object") return scope;
  const expect = readWord(results, "expect", values);
  if (expect && typeof expect === "object") return expect;
  const ip = values.get("ip");
  if (ip === undefined) return say.checkIp();
  const [domain, second] = positionals;
  if (second !== undefined) return say.tooManyArguments({ command: "check", value: second });
  const sender = values.get("sender");
  const helo = values.get("helo");
  const message = values.get("message") ?? null;
  if (message !== null) {
    if (sender !== undefined) return say.messageOrSender();
    if (protocol === "spf" || (scope && scope !== "pra")) return say.messageIsPra();
  }
  const bare = dns.record !== null && sender === undefined && helo === undefined;
  return {
    command: "check",
    mail: {
      ip,
      ...(sender === undefined ? {} : { sender }),
      ...(helo === undefined ? {} : { helo }),
      ...(domain !== undefined ? { domain } : bare ? { domain: NOWHERE } : {}),
      ...(protocol ? { protocol } : {}),
      ...(message !== null ? { scope: "pra" } : scope ? { scope } : {}),
    },
    message,
    trace,
    expect: expect ?? null,
    format,
    dns,
    config,
  };
}
