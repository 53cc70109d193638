/** The options that say where answers come from; `check` and `expand` share them. */

import { readDns, TIMEOUT } from "../ide/dns-settings.ts";
import type { Message } from "../text/message.ts";
import type { OptionKinds, Read } from "./arguments/read.ts";
import { cliMessages as say } from "./messages.ts";

/** Where answers come from, in the order in which they are asked. */
export interface DnsOptions {
  /** The text of the record of the domain in question, in place of whatever is published there. */
  readonly record: string | null;
  /** Files and folders whose records are read, as given. */
  readonly in: readonly string[];
  /** A file of recorded answers. */
  readonly dnsFile: string | null;
  /** Whether DNS is asked for what is left. Without it nothing is sent. */
  readonly online: boolean;
  /** The DNS server to ask, `address` or `address:port`; null where the configuration or the system says. */
  readonly server: string | null;
  /** The URL of a DNS-over-HTTPS service to ask in place of a server. */
  readonly doh: string | null;
  /** How long to wait for one answer, in milliseconds; null where the configuration says. */
  readonly timeout: number | null;
  /** Where to write all answers of the run, in the form that `dnsFile` reads. */
  readonly saveDns: string | null;
}

/** Options that say what answers in place of DNS, and how it is asked. */
export const answerOptionKinds = {
  "dns-file": "string",
  online: "boolean",
  dns: "string",
  doh: "string",
  timeout: "string",
  "save-dns": "string",
} as const satisfies OptionKinds;

/** Those, and the ones that name records at hand. */
export const dnsOptionKinds = {
  record: "string",
  in: "strings",
  ...answerOptionKinds,
} as const satisfies OptionKinds;

/** What was given, or one sentence that says why it can't be. */
export function readDnsOptions({ values, lists }: Read): DnsOptions | Message {
  const online = values.has("online");
  const [server, doh, timeout] = [values.get("dns"), values.get("doh"), values.get("timeout")];
  const unused = ["dns", "doh", "timeout"].find((name) => values.has(name));
  if (!online && unused) return say.needsOnline({ option: `--${unused}` });
  if (server !== undefined && doh !== undefined) return say.dnsOrDoh();
  if (server !== undefined && !isSetting("server", server)) return say.badDns({ value: server });
  if (doh !== undefined && !isSetting("doh", doh)) return say.badDoh({ value: doh });
  if (timeout !== undefined && !(/^\d+$/.test(timeout) && isSetting("timeout", Number(timeout))))
    return say.badTimeout({ value: timeout, ...TIMEOUT });
  return {
    record: values.get("record") ?? null,
    in: lists.get("in") ?? [],
    dnsFile: values.get("dns-file") ?? null,
    online,
    server: server ?? null,
    doh: doh ?? null,
    timeout: timeout === undefined ? null : Number(timeout),
    saveDns: values.get("save-dns") ?? null,
  };
}

/** Whether the configuration would take the value; there an empty text stands for none. */
function isSetting(key: "server" | "doh" | "timeout", value: string | number): boolean {
  const problems: Message[] = [];
  readDns({ [key]: value }, problems);
  return problems.length === 0 && value !== "";
}
