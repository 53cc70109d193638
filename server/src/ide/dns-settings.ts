/** The settings about asking DNS: whether, whom, how long to wait for an answer. */

import { parseServer, parseService } from "../dns/server.ts";
import { type Message, messagesOf } from "../text/message.ts";

export interface DnsSettings {
  /** `ask`: only after the user agreed. */
  readonly mode: "off" | "ask" | "on";
  /** As `parseServer` reads it: `192.0.2.53`, `[2001:db8::53]:5353`; null for those of the system. */
  readonly server: string | null;
  /** The URL of a service for DNS over HTTPS, as `parseService` reads it; it comes before `server`. Null for none. */
  readonly doh: string | null;
  /** For one answer, in milliseconds. */
  readonly timeout: number;
}

/** What one source says; the rest is for others. */
export type GivenDns = Partial<DnsSettings>;

export const defaultDns: DnsSettings = { mode: "ask", server: null, doh: null, timeout: 5000 };

export const dnsMessages = messagesOf("dns-settings", {
  object: "{key} must be an object with mode, server or doh, and timeout; it is left out.",
  mode: "{key} must be one of {known}; it is left out.",
  server: "{key} must be an address or a name, with or without a port: {example}. It is left out.",
  doh: "{key} must be a URL that begins with https://; it is left out.",
  timeout: "{key} must be a whole number of milliseconds from {from} to {to}; it is left out.",
  unknown: "{key} is not a setting; it is left out. The settings are {known}.",
});

const modes: readonly DnsSettings["mode"][] = ["off", "ask", "on"];
/** Bounds of `timeout`. */
export const TIMEOUT = { from: 100, to: 60_000 };

/** Reads the value of `dns`. What is wrong in it is added to `problems`. An empty text stands for none. */
export function readDns(value: unknown, problems: Message[]): GivenDns {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    problems.push(dnsMessages.object({ key: "dns" }));
    return {};
  }
  const given: { -readonly [K in keyof DnsSettings]?: DnsSettings[K] } = {};
  for (const [name, one] of Object.entries(value)) {
    const key = `dns.${name}`;
    if (one === undefined || one === null) continue;
    switch (name) {
      case "mode":
        if (modes.includes(one)) given.mode = one;
        else problems.push(dnsMessages.mode({ key, known: modes.join(", ") }));
        break;
      case "server":
        if (one === "") given.server = null;
        else if (typeof one === "string" && parseServer(one)) given.server = one;
        else problems.push(dnsMessages.server({ key, example: "192.0.2.53:53, [2001:db8::53]:53" }));
        break;
      case "doh":
        if (one === "") given.doh = null;
        else if (typeof one === "string" && parseService(one)) given.doh = one;
        else problems.push(dnsMessages.doh({ key }));
        break;
      case "timeout":
        if (Number.isInteger(one) && one >= TIMEOUT.from && one <= TIMEOUT.to) given.timeout = one;
        else problems.push(dnsMessages.timeout({ key, ...TIMEOUT }));
        break;
      default:
        problems.push(dnsMessages.unknown({ key, known: Object.keys(defaultDns).join(", ") }));
    }
  }
  return given;
}

/** The settings of several sources together: a later one wins for each key. */
export function mergeDns(...sources: readonly GivenDns[]): DnsSettings {
  return Object.assign({}, defaultDns, ...sources);
}
