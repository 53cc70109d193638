/** What `a` and `mx` stand for as far as the file itself tells, and what somebody who wrote `ptr` may mean. */

import type { Directive, SpfRecord } from "../spf/ast.ts";
import { type Network, networkOf, type Octets, parseIp4, parseIp6, printNetwork } from "../spf/ip.ts";
import type { Message, MessageArguments } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { writtenAs } from "./matched.ts";
import type { Names } from "./names.ts";
import type { Fix } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { literalTarget, onlyOwner, shownIn } from "./terms.ts";

/** More terms than this make a record worse than the lookup that they save. */
const MOST_NETWORKS = 8;

export interface HostNetworks {
  /** Each once, in the order of the file. */
  readonly networks: readonly Network[];
  /** Whether the file holds an address of every host that the mechanism asks for. */
  readonly complete: boolean;
}

/** What most files know of most hosts. */
const nothing: HostNetworks = { networks: [], complete: false };

/**
 * The networks that a valid `a` or `mx` matches (RFC 7208, 5.3 and 5.4), prefix lengths applied; of `ptr` those of the name
 * and of its MX hosts below it. `owner` is the name that the record stands at, or null.
 */
export function networksInFile(term: Directive, owner: string | null, names: Names): HostNetworks {
  const target = term.domain ? literalTarget(term) : owner;
  // All hosts are the name itself or stand in its records.
  if (target === null || names.others(target).length === 0) return nothing;
  const hosts = hostsOf(term, target, names);
  const addresses = hosts.map((host) => addressesOf(host, names));
  if (addresses.every((own) => own.length === 0)) return nothing;
  const networks = new Map<string, Network>();
  for (const own of addresses) {
    for (const address of own) {
      const bits = address.length === 4 ? (term.prefix4?.bits ?? 32) : (term.prefix6?.bits ?? 128);
      const network = networkOf(address, bits);
      networks.set(printNetwork(network), network);
    }
  }
  return { networks: [...networks.values()], complete: addresses.every((own) => own.length > 0) };
}

/** Writes the addresses that the file holds in the place of a term; no fix where they are not all there, or many. */
export function fixToAddresses(
  title: (args: MessageArguments) => Message,
  subject: Subject,
  record: SpfRecord,
  term: Directive,
  names: Names,
): Fix[] {
  const { networks, complete } = networksInFile(term, onlyOwner(subject), names);
  if (!complete || networks.length > MOST_NETWORKS) return [];
  const terms = writtenAs(term.qualifier, networks);
  const args = { term: shownIn(record, term), networks: terms };
  return fixText("choice", title(args), subject, [{ span: term.span, text: terms }]);
}

function hostsOf({ name }: Directive, target: string, names: Names): string[] {
  if (name === "a") return [target];
  const hosts = mxHosts(target, names);
  if (name === "mx") return hosts;
  // RFC 7208, 5.5: a host is validated by a name that is the domain or lies below it.
  const below = hosts.filter((host) => host.endsWith(`.${target}`));
  return [target, ...below].filter((host) => addressesOf(host, names).length > 0);
}

/** Exchanges of a name in lower case; none for a null MX (RFC 7505). */
function mxHosts(name: string, names: Names): string[] {
  const out = new Set<string>();
  for (const { type, data } of names.others(name)) {
    const host = type === "MX" ? (data.split(/\s+/)[1] ?? "") : "";
    if (host !== "" && host !== ".") out.add(host.toLowerCase());
  }
  return [...out];
}

function addressesOf(host: string, names: Names): Octets[] {
  const out: Octets[] = [];
  for (const { type, data } of names.others(host)) {
    const address = type === "A" ? parseIp4(data) : type === "AAAA" ? parseIp6(data) : null;
    if (address) out.push(address);
  }
  return out;
}
