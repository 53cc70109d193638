/** Addresses as numbers and networks of them: how they are printed, what lies in what. */

import { type Octets, printIp } from "../dns/address.ts";

// How addresses are written is known to DNS as well; those who see of DNS its types only find it here.
export { isIp4, isIp6, mappedIp4, type Octets, parseIp4, parseIp6, printIp } from "../dns/address.ts";

/** A network as a range of addresses. All bits of `first` after the prefix are zero. */
export interface Network {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly bits: number;
}

/** Addresses from `first` to `last`, both included. */
export interface Range {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** The octets as one number. */
export function toNumber(octets: Octets): bigint {
  let value = 0n;
  for (let at = 0; at < octets.length; at += 4) value = (value << 32n) | BigInt(wordAt(octets, at));
  return value;
}

/** Four octets as a number: large numbers are slow. */
function wordAt(octets: Octets, at: number): number {
  const [a, b, c, d] = [octets[at], octets[at + 1], octets[at + 2], octets[at + 3]] as number[];
  return (((a as number) << 24) | ((b as number) << 16) | ((c as number) << 8) | (d as number)) >>> 0;
}

/** The inverse of `toNumber` for an address of the family. */
export function toOctets(value: bigint, family: 4 | 6): Octets {
  const octets: number[] = [];
  for (let behind = width(family) - 8; behind >= 0; behind -= 8)
    octets.push(Number((value >> BigInt(behind)) & 0xffn));
  return octets;
}

/** Bits of an address: 32 or 128. */
export function width(family: 4 | 6): 32 | 128 {
  return family === 4 ? 32 : 128;
}

/** The network of an address and a prefix length; what is set after the prefix is cleared. */
export function networkOf(address: Octets, bits: number): Network {
  const family = address.length === 4 ? 4 : 6;
  const host = BigInt(width(family) - bits);
  return { family, first: (toNumber(address) >> host) << host, bits };
}

/** Whether bits after the prefix are set: `192.0.2.1/24`. */
export function hasHostBits(address: Octets, bits: number): boolean {
  const first = bits >> 3;
  for (let i = first; i < address.length; i++) {
    const mask = i === first ? 0xff >> (bits & 7) : 0xff;
    if (((address[i] as number) & mask) !== 0) return true;
  }
  return false;
}

/** Whether two addresses of one family begin with the same bits, as many as the prefix length says. */
export function sharesPrefix(a: Octets, b: Octets, bits: number): boolean {
  const whole = bits >> 3;
  for (let i = 0; i < whole; i++) if (a[i] !== b[i]) return false;
  const rest = 8 - (bits & 7);
  return rest === 8 || (a[whole] as number) >> rest === (b[whole] as number) >> rest;
}

/** First and last address of a network. */
export function rangeOf(network: Network): Range {
  const size = 1n << BigInt(width(network.family) - network.bits);
  return { family: network.family, first: network.first, last: network.first + size - 1n };
}

/** `192.0.2.0/24`; without the length where it is a single address. */
export function printNetwork(network: Network): string {
  const address = printIp(toOctets(network.first, network.family));
  return network.bits === width(network.family) ? address : `${address}/${network.bits}`;
}

/** Whether every address of `inner` is one of `outer`; never across families. */
export function containsNetwork(outer: Network, inner: Network): boolean {
  if (outer.family !== inner.family || outer.bits > inner.bits) return false;
  const host = BigInt(width(outer.family) - outer.bits);
  return outer.first >> host === inner.first >> host;
}

/** The fewest networks that together hold exactly the range, ascending; none where it is empty. */
export function networksOf(range: Range): Network[] {
  const out: Network[] = [];
  const total = width(range.family);
  let first = range.first;
  while (first <= range.last) {
    let host = 0;
    while (host < total) {
      const size = 1n << BigInt(host + 1);
      if ((first & (size - 1n)) !== 0n || first + size - 1n > range.last) break;
      host++;
    }
    out.push({ family: range.family, first, bits: total - host });
    first += 1n << BigInt(host);
  }
  return out;
}

/** Negative, zero or positive as `a` comes before, with or after `b`: by family, by address, the wider first. */
export function compareNetworks(a: Network, b: Network): number {
  if (a.family !== b.family) return a.family - b.family;
  if (a.first !== b.first) return a.first < b.first ? -1 : 1;
  return a.bits - b.bits;
}
