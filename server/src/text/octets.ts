/**
 * Text and the octets it stands for.
 *
 * DNS counts octets, editors count UTF-16 units. Text here is Unicode whose UTF-8 form is what gets published;
 * an octet that is no part of valid UTF-8 is one unit from U+DC80 to U+DCFF (the octet plus 0xDC00), so that
 * nothing is lost on the way in and out and every size is a count of octets.
 */

const RAW_FIRST = 0xdc80;
const RAW_LAST = 0xdcff;

/** The unit that stands for an octet which is not valid UTF-8 where it is. `octet` is 0x80 to 0xFF. */
export function rawOctet(octet: number): string {
  return String.fromCharCode(0xdc00 + octet);
}

/** Whether the text holds an octet that could not be decoded, or half a surrogate pair, which nothing can encode. */
export function hasRawOctets(text: string): boolean {
  return !text.isWellFormed();
}

const BEYOND_ASCII = /[^\0-\x7f]/;

/** How many octets the text takes once published. */
export function octetLength(text: string): number {
  // An expression goes over a long text sooner than a loop that was not run before.
  if (!BEYOND_ASCII.test(text)) return text.length;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) count += 1;
    else if (unit < 0x800) count += 2;
    else if (isPairAt(text, i)) {
      count += 4;
      i++;
    } else if (unit >= RAW_FIRST && unit <= RAW_LAST) count += 1;
    else count += 3;
  }
  return count;
}

/** The octets of a text: UTF-8, and raw octets as they were. Other half pairs become U+FFFD. */
export function encodeOctets(text: string): Uint8Array {
  if (text.isWellFormed()) return new TextEncoder().encode(text);
  const out = new Uint8Array(octetLength(text));
  let at = 0;
  const encoder = new TextEncoder();
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) out[at++] = unit;
    else if (unit >= RAW_FIRST && unit <= RAW_LAST) out[at++] = unit - 0xdc00;
    else {
      const pair = isPairAt(text, i);
      const octets = encoder.encode(text.slice(i, i + (pair ? 2 : 1)));
      out.set(octets, at);
      at += octets.length;
      if (pair) i++;
    }
  }
  return out.subarray(0, at);
}

/** The character that octets begin with, and how many of them it is; a raw one where they begin none. At least one octet. */
export function firstCharacter(octets: readonly number[]): { readonly text: string; readonly count: number } {
  const own = Uint8Array.from(octets.slice(0, 4));
  const count = sequenceLength(own, 0);
  if (count === 0) return { text: rawOctet(own[0] as number), count: 1 };
  return { text: String.fromCodePoint(codePointAt(own, 0, count)), count };
}

/** The text of octets: the inverse of `encodeOctets` for any octets at all. */
export function decodeOctets(octets: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    return decodeMixed(octets);
  }
}

/** Decodes valid UTF-8 sequences one at a time and keeps every other octet as a raw unit. */
function decodeMixed(octets: Uint8Array): string {
  const pieces: string[] = [];
  let units: number[] = [];
  for (let i = 0; i < octets.length; ) {
    const length = sequenceLength(octets, i);
    if (length === 0) {
      units.push(0xdc00 + (octets[i] as number));
      i++;
    } else {
      const point = codePointAt(octets, i, length);
      if (point > 0xffff)
        units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
      else units.push(point);
      i += length;
    }
    if (units.length > 8000) {
      pieces.push(String.fromCharCode(...units));
      units = [];
    }
  }
  pieces.push(String.fromCharCode(...units));
  return pieces.join("");
}

/** Octets of the well-formed sequence at `at` (Unicode, table 3-7), or 0 where there is none. */
function sequenceLength(octets: Uint8Array, at: number): number {
  const a = octets[at] as number;
  if (a < 0x80) return 1;
  const b = octets[at + 1] ?? 0;
  if (a >= 0xc2 && a <= 0xdf) return isTail(b) ? 2 : 0;
  const c = octets[at + 2] ?? 0;
  if (a >= 0xe0 && a <= 0xef) {
    const low = a === 0xe0 ? 0xa0 : 0x80;
    const high = a === 0xed ? 0x9f : 0xbf;
    return b >= low && b <= high && isTail(c) ? 3 : 0;
  }
  if (a >= 0xf0 && a <= 0xf4) {
    const low = a === 0xf0 ? 0x90 : 0x80;
    const high = a === 0xf4 ? 0x8f : 0xbf;
    return b >= low && b <= high && isTail(c) && isTail(octets[at + 3] ?? 0) ? 4 : 0;
  }
  return 0;
}

function codePointAt(octets: Uint8Array, at: number, length: number): number {
  const first = octets[at] as number;
  if (length === 1) return first;
  let point = first & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) point = (point << 6) | ((octets[at + i] as number) & 0x3f);
  return point;
}

function isTail(octet: number): boolean {
  return octet >= 0x80 && octet <= 0xbf;
}

function isPairAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdbff) return false;
  const next = text.charCodeAt(at + 1);
  return next >= 0xdc00 && next <= 0xdfff;
}
