/**
 * Networks that nobody sends mail from across the internet, and what they are for: RFC 6890 with the two registries
 * that it set up (iana-ipv4-special-registry, iana-ipv6-special-registry, as of 2025-10), RFC 1112 and RFC 4291 for
 * multicast. Networks of the registries that can be reached from everywhere are left out, and so are those whose
 * answer there is neither yes nor no.
 */

import { type Network, networkOf, type Octets, parseIp4, parseIp6, sharesPrefix } from "../spf/ip.ts";

/** What a network is for. */
export type SpecialUse =
  | "private"
  | "shared"
  | "loopback"
  | "linkLocal"
  | "documentation"
  | "benchmarking"
  | "multicast"
  | "none"
  | "reserved";

/** In the order of the addresses; none lies in another. */
const TABLE: Readonly<Record<string, SpecialUse>> = {
  // RFC 791, 3.2: this network, 0.0.0.0 among it.
  "0.0.0.0/8": "none",
  // RFC 1918
  "10.0.0.0/8": "private",
  // RFC 6598
  "100.64.0.0/10": "shared",
  // RFC 1122, 3.2.1.3
  "127.0.0.0/8": "loopback",
  // RFC 3927
  "169.254.0.0/16": "linkLocal",
  "172.16.0.0/12": "private",
  // RFC 6890, 2.1: assigned to protocols. Of it 192.0.0.9 and .10 are anycast (RFC 7723, RFC 8155), for servers of other kinds.
  "192.0.0.0/24": "reserved",
  // RFC 5737
  "192.0.2.0/24": "documentation",
  // RFC 7526: relays of 6to4, which are no more.
  "192.88.99.0/24": "reserved",
  "192.168.0.0/16": "private",
  // RFC 2544
  "198.18.0.0/15": "benchmarking",
  "198.51.100.0/24": "documentation",
  "203.0.113.0/24": "documentation",
  // RFC 1112, 4
  "224.0.0.0/4": "multicast",
  // RFC 1112, 4: 255.255.255.255 among it (RFC 919).
  "240.0.0.0/4": "reserved",
  // RFC 4291, 2.5.2
  "::/128": "none",
  // RFC 4291, 2.5.3
  "::1/128": "loopback",
  // RFC 8215: between translators.
  "64:ff9b:1::/48": "reserved",
  // RFC 6666: what is sent there is thrown away.
  "100::/64": "reserved",
  // RFC 5180
  "2001:2::/48": "benchmarking",
  // RFC 4843: names for hosts, no longer in use.
  "2001:10::/28": "reserved",
  // RFC 3849
  "2001:db8::/32": "documentation",
  // RFC 9637
  "3fff::/20": "documentation",
  // RFC 9602: names for segments of routes.
  "5f00::/16": "reserved",
  // RFC 4193
  "fc00::/7": "private",
  // RFC 4291, 2.5.6
  "fe80::/10": "linkLocal",
  // RFC 4291, 2.7
  "ff00::/8": "multicast",
};

/** A network of the table. */
export interface SpecialNetwork {
  /** As the registries print it. */
  readonly text: string;
  readonly use: SpecialUse;
  readonly octets: Octets;
  readonly bits: number;
}

const networks: readonly SpecialNetwork[] = Object.entries(TABLE).map(([text, use]) => {
  const [address, bits] = text.split("/") as [string, string];
  const octets = (parseIp4(address) ?? parseIp6(address)) as Octets;
  return { text, use, octets, bits: Number(bits) };
});

/** Those that addresses with this first octet may lie in, by the length of the address and that octet: most have none. */
const byFirstOctet: ReadonlyMap<number, readonly SpecialNetwork[]> = groupedByFirstOctet();

function groupedByFirstOctet(): Map<number, SpecialNetwork[]> {
  const out = new Map<number, SpecialNetwork[]>();
  for (const each of networks) {
    const first = each.octets[0] as number;
    const count = 1 << Math.max(0, 8 - each.bits);
    for (let octet = first; octet < first + count; octet++) {
      const key = each.octets.length * 256 + octet;
      out.set(key, [...(out.get(key) ?? []), each]);
    }
  }
  return out;
}

/** The networks of one family. */
export function specialNetworks(family: 4 | 6): Network[] {
  return networks
    .filter(({ octets }) => (octets.length === 4) === (family === 4))
    .map(({ octets, bits }) => networkOf(octets, bits));
}

/** The network of the table that all addresses with this prefix lie in; null where there is none. */
export function specialUse(address: Octets, bits: number): SpecialNetwork | null {
  const near = byFirstOctet.get(address.length * 256 + (address[0] as number));
  return near?.find((each) => each.bits <= bits && sharesPrefix(address, each.octets, each.bits)) ?? null;
}
