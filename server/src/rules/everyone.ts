/** All hosts of the internet, as sets of addresses. */

import { networkOf, parseIp4, parseIp6 } from "../spf/ip.ts";
import { type AddressSet, everything, setOf, subtract } from "../spf/ip-set.ts";

/** IPv4 networks that no host sends from across the internet (RFC 6890 and the IANA registry). */
const SPECIAL_IP4 =
  "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 " +
  "192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3";

/** Every IPv4 address that a host may send from. */
export function publicIp4(): AddressSet {
  return subtract({ ip4: everything.ip4, ip6: [] }, networks(SPECIAL_IP4));
}

/** Every global unicast IPv6 address (RFC 4291, 2.4, as far as IANA gives them out). */
export function publicIp6(): AddressSet {
  return networks("2000::/3");
}

function networks(list: string): AddressSet {
  return setOf(
    list.split(" ").map((each) => {
      const [address, bits] = each.split("/") as [string, string];
      return networkOf((parseIp4(address) ?? parseIp6(address)) as Uint8Array, Number(bits));
    }),
  );
}
