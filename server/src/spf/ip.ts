/** Addresses and networks: the literals that RFC 7208, 5.6 allows, how they are printed, what lies in what. */

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

// RFC 7208, 5.6: qnum
const QUAD =
  /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;

/** The four octets of a dotted quad without leading zeros, or null. */
export function parseIp4(text: string): Uint8Array | null {
  const match = QUAD.exec(text);
  if (!match) return null;
  return Uint8Array.of(Number(match[1]), Number(match[2]), Number(match[3]), Number(match[4]));
}

/** The sixteen octets of an address as RFC 4291, 2.2 writes them, or null. No zone, no brackets. */
export function parseIp6(text: string): Uint8Array | null {
  if (text.length < 2 || text.length > 45 || !/^[0-9a-f:.]+$/i.test(text)) return null;
  const gap = text.indexOf("::");
  if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) return null;
  const left = gap < 0 ? text : text.slice(0, gap);
  const right = gap < 0 ? "" : text.slice(gap + 2);
  // An embedded IPv4 address stands at the end of the whole, so never before the gap.
  const head = groups(left, gap < 0);
  const tail = groups(right, true);
  if (!head || !tail) return null;
  const missing = 16 - head.length - tail.length;
  // RFC 4291, 2.2: "::" stands for one or more groups.
  if (gap < 0 ? missing !== 0 : missing < 2) return null;
  const octets = new Uint8Array(16);
  octets.set(head, 0);
  octets.set(tail, 16 - tail.length);
  return octets;
}

/** The octets of groups separated by single colons; of "" none. */
function groups(text: string, quadAllowed: boolean): number[] | null {
  if (text === "") return [];
  const parts = text.split(":");
  const octets: number[] = [];
  for (const [i, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) {
      const value = Number.parseInt(part, 16);
      octets.push(value >> 8, value & 0xff);
      continue;
    }
    const quad = quadAllowed && i === parts.length - 1 ? parseIp4(part) : null;
    if (!quad) return null;
    octets.push(...quad);
  }
  return octets;
}

/** The IPv4 address in an IPv4-mapped IPv6 one (RFC 4291, 2.5.5.2), or null. */
export function mappedIp4(octets: Uint8Array): Uint8Array | null {
  if (octets.length !== 16) return null;
  for (let i = 0; i < 10; i++) if (octets[i] !== 0) return null;
  return octets[10] === 0xff && octets[11] === 0xff ? octets.slice(12) : null;
}

/** Text of 4 or 16 octets: a dotted quad, or what RFC 5952, 4 recommends (with 5 for mapped addresses). */
export function printIp(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join(".");
  const mapped = mappedIp4(octets);
  if (mapped) return `::ffff:${mapped.join(".")}`;
  const values: number[] = [];
  for (let i = 0; i < 16; i += 2) values.push(((octets[i] as number) << 8) | (octets[i + 1] as number));
  const gap = longestZeroRun(values);
  const hex = (from: number, to: number) =>
    values
      .slice(from, to)
      .map((value) => value.toString(16))
      .join(":");
  return gap ? `${hex(0, gap.start)}::${hex(gap.end, 8)}` : hex(0, 8);
}

/** The first of the longest runs of two or more zeros (RFC 5952, 4.2.2 and 4.2.3). */
function longestZeroRun(values: readonly number[]): { start: number; end: number } | null {
  let best: { start: number; end: number } | null = null;
  for (let start = 0; start < values.length; ) {
    let end = start;
    while (end < values.length && values[end] === 0) end++;
    if (end - start >= 2 && end - start > (best ? best.end - best.start : 0)) best = { start, end };
    start = end + 1;
  }
  return best;
}

/** The octets as one number. */
export function toNumber(octets: Uint8Array): bigint {
  let value = 0n;
  for (const octet of octets) value = (value << 8n) | BigInt(octet);
  return value;
}

/** The inverse of `toNumber` for an address of the family. */
export function toOctets(value: bigint, family: 4 | 6): Uint8Array {
  const octets = new Uint8Array(width(family) / 8);
  let rest = value;
  for (let i = octets.length - 1; i >= 0; i--) {
    octets[i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return octets;
}

/** Bits of an address: 32 or 128. */
export function width(family: 4 | 6): 32 | 128 {
  return family === 4 ? 32 : 128;
}

/** The network of an address and a prefix length; what is set after the prefix is cleared. */
export function networkOf(address: Uint8Array, bits: number): Network {
  const family = address.length === 4 ? 4 : 6;
  const host = BigInt(width(family) - bits);
  return { family, first: (toNumber(address) >> host) << host, bits };
}

/** Whether bits after the prefix are set: `192.0.2.1/24`. */
export function hasHostBits(address: Uint8Array, bits: number): boolean {
  return networkOf(address, bits).first !== toNumber(address);
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
