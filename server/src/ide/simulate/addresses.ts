/** Addresses that a zone itself names, for whoever wants to know what its record says of them. */

import { parseIp4, parseIp6 } from "../../dns/address.ts";
import { readMx } from "../../dns/mx-data.ts";
import { normalise } from "../../dns/names.ts";
import type { Other } from "../../host/host.ts";
import type { SpfRecord } from "../../spf/ast.ts";
import type { Analysis } from "../analysis.ts";
import { locate } from "../locate.ts";

export interface Suggested {
  /** Where the record stands; the name of the zone where no record is meant. Null where neither is known. */
  readonly domain: string | null;
  readonly addresses: readonly SuggestedAddress[];
}

export interface SuggestedAddress {
  readonly ip: string;
  /** `mail.example.com (MX)`. */
  readonly label: string;
}

/** Nobody reads a longer list. */
const MOST = 50;

/** The zone's own mail exchangers first, then the networks that the record names, then other hosts; each address once. */
export function suggestedAddresses(analysis: Analysis, offset: number | null): Suggested {
  const subject = offset === null ? undefined : locate(analysis, offset)?.subject;
  const domain = subject?.found.owners?.[0] ?? analysis.reading.zone;
  const addresses = new Map<string, SuggestedAddress>();
  const add = (ip: string, label: string) => {
    if (addresses.size < MOST && !addresses.has(ip)) addresses.set(ip, { ip, label });
  };
  const { hosts, exchangers } = hostsOf(analysis, domain);
  for (const name of exchangers) for (const ip of hosts.get(name) ?? []) add(ip, `${name} (MX)`);
  if (subject?.record) for (const { ip, label } of networksOf(subject.record)) add(ip, label);
  for (const [name, ips] of hosts) for (const ip of ips) add(ip, name);
  return { domain, addresses: [...addresses.values()] };
}

/** Of each network that a record names, the address that is written there. */
function networksOf({ terms, text }: SpfRecord): SuggestedAddress[] {
  return terms.flatMap((term) => {
    if (term.kind !== "directive" || !term.valid || !term.network) return [];
    const { start, end } = term.network.span;
    return [{ ip: text.slice(start, end), label: text.slice(term.span.start, term.span.end) }];
  });
}

/** Addresses by host, and the hosts that take mail: those of the domain first, of each the preferred first. */
function hostsOf(
  { reading }: Analysis,
  domain: string | null,
): { hosts: ReadonlyMap<string, readonly string[]>; exchangers: readonly string[] } {
  const hosts = new Map<string, string[]>();
  const mx: { readonly owner: string; readonly preference: number; readonly host: string }[] = [];
  for (const { part } of reading.placed) {
    for (const other of part.others()) {
      if (isAddress(other)) {
        const name = normalise(other.name);
        const known = hosts.get(name);
        if (known) known.push(other.data);
        else hosts.set(name, [other.data]);
      } else if (other.type === "MX") {
        const data = readMx(other.data);
        if (data)
          mx.push({
            owner: normalise(other.name),
            preference: data.preference,
            host: normalise(data.exchange),
          });
      }
    }
  }
  const own = domain === null ? null : normalise(domain);
  const rank = (owner: string) => Number(owner !== own);
  mx.sort((a, b) => rank(a.owner) - rank(b.owner) || a.preference - b.preference);
  return { hosts, exchangers: mx.map(({ host }) => host) };
}

/** What a zone calls an address may be none. */
function isAddress({ type, data }: Other): boolean {
  return (type === "A" && parseIp4(data) !== null) || (type === "AAAA" && parseIp6(data) !== null);
}
