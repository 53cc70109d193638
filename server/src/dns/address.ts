/**
 * Addresses as text and as octets: the dotted quad that RFC 7208, 5.6 allows, RFC 4291, 2.2 for the longer ones, and
 * RFC 5952 for how they are printed.
 */

/** The octets of an address, 4 or 16: plain numbers, since a typed array of so few takes three times the memory. */
export type Octets = readonly number[];

/** The four octets of a dotted quad without leading zeros, or null. It may be a part of a text. */
export function parseIp4(text: string, from = 0, to = text.length): Octets | null {
  const value = readQuad(text, from, to);
  return value < 0 ? null : [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

/** Whether the text, or a part of it, is a dotted quad as RFC 7208, 5.6 writes it. */
export function isIp4(text: string, from = 0, to = text.length): boolean {
  return readQuad(text, from, to) >= 0;
}

// RFC 7208, 5.6: qnum "." qnum "." qnum "." qnum
function readQuad(text: string, from: number, to: number): number {
  let value = 0;
  let octet = -1;
  let dots = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x2e) {
      if (octet < 0 || ++dots > 3) return -1;
      value = value * 256 + octet;
      octet = -1;
      continue;
    }
    // A digit, none behind a leading zero.
    if (code < 0x30 || code > 0x39 || octet === 0) return -1;
    octet = (octet < 0 ? 0 : octet * 10) + code - 0x30;
    if (octet > 255) return -1;
  }
  return dots === 3 && octet >= 0 ? value * 256 + octet : -1;
}

/** The sixteen octets of an address as RFC 4291, 2.2 writes them, or null. No zone, no brackets. */
export function parseIp6(text: string): Octets | null {
  const groups = readGroups(text);
  if (!groups) return null;
  const octets: number[] = [];
  for (const group of groups) octets.push(group >> 8, group & 0xff);
  return octets;
}

/** Whether the text is an address as RFC 4291, 2.2 writes it. */
export function isIp6(text: string): boolean {
  return readGroups(text) !== null;
}

/** The eight groups of an IPv6 address. */
function readGroups(text: string): number[] | null {
  const end = text.length;
  if (end < 2 || end > 45) return null;
  const groups: number[] = [];
  let gap = -1;
  let i = 0;
  if (text.startsWith("::")) {
    gap = 0;
    i = 2;
  }
  while (i < end) {
    const start = i;
    let group = 0;
    while (i < end) {
      const digit = hexDigit(text.charCodeAt(i));
      if (digit < 0) break;
      group = group * 16 + digit;
      i++;
    }
    if (text.charCodeAt(i) === 0x2e) {
      // RFC 4291, 2.2: the last 32 bits may be written as a dotted quad.
      const quad = readQuad(text, start, end);
      if (quad < 0) return null;
      groups.push(Math.floor(quad / 0x10000), quad % 0x10000);
      break;
    }
    if (i === start || i - start > 4) return null;
    groups.push(group);
    if (i === end) break;
    if (text.charCodeAt(i) !== 0x3a || ++i === end) return null;
    if (text.charCodeAt(i) === 0x3a) {
      if (gap >= 0) return null;
      gap = groups.length;
      i++;
    }
  }
  // RFC 4291, 2.2: "::" stands for one or more groups.
  if (gap < 0) return groups.length === 8 ? groups : null;
  if (groups.length > 7) return null;
  const zeros = new Array<number>(8 - groups.length).fill(0);
  return [...groups.slice(0, gap), ...zeros, ...groups.slice(gap)];
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** The IPv4 address in an IPv4-mapped IPv6 one (RFC 4291, 2.5.5.2), or null. */
export function mappedIp4(octets: Octets): Octets | null {
  if (octets.length !== 16) return null;
  for (let i = 0; i < 10; i++) if (octets[i] !== 0) return null;
  return octets[10] === 0xff && octets[11] === 0xff ? octets.slice(12) : null;
}

/** Text of 4 or 16 octets: a dotted quad, or what RFC 5952, 4 recommends (with 5 for mapped addresses). */
export function printIp(octets: Octets): string {
  if (octets.length === 4) return `${octets[0]}.${octets[1]}.${octets[2]}.${octets[3]}`;
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
