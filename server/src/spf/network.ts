/**
 * Reads what follows `ip4:` and `ip6:` (RFC 7208, 5.6).
 *
 * Reports: ip4-invalid and ip6-invalid (port, brackets), ip-family, mapped-ip6, ip-range, ip-list, macro-in-ip,
 * placeholder (letters, brackets, template, your), wrong-separator (doubled), letter-case (address); of other texts what `no-address.ts` reports,
 * and of the prefix length what `prefix.ts` does.
 */

import type { Network, PrefixLength } from "./ast.ts";
import { isIp4, isIp6, mappedIp4, type Octets, parseIp4, parseIp6, printIp } from "./ip.ts";
import { readList, readRange } from "./ip-lists.ts";
import { reportNoAddress } from "./no-address.ts";
import { placeholderIn } from "./placeholders.ts";
import { readGoodPrefix, readNetmask, readPrefix } from "./prefix.ts";
import { report, writeToken } from "./reading.ts";
import type { NetworkWord } from "./value-word.ts";
import { spanIn } from "./word.ts";

export interface NetworkValue {
  readonly network: Network | null;
  readonly prefix: PrefixLength | null;
}

/** Reads address and prefix length, writes their tokens and reports what is wrong with them. */
export function readNetwork(at: NetworkWord): NetworkValue {
  const { reading, word, from, family } = at;
  if (word.good) return readGood(at);
  const value = word.text.slice(from);
  const macro = /%(?:\{[^}]*\}?|.)?/u.exec(value);
  if (macro && !isZoneId(value)) {
    const start = from + macro.index;
    const data = { found: macro[0], mechanism: `ip${family}` };
    report(reading, word, "macro-in-ip", "macro", start, start + macro[0].length, data);
    writeToken(reading, word, "address", from, word.text.length);
    return { network: null, prefix: null };
  }
  if (readColons(at, value) || readList(at, value) || readRange(at, value) || readNetmask(at, value)) {
    writeToken(reading, word, "address", from, word.text.length);
    return { network: null, prefix: null };
  }
  const slash = value.indexOf("/");
  const end = slash < 0 ? word.text.length : from + slash;
  const address = readAddress(at, end);
  writeToken(reading, word, "address", from, end);
  // A prefix length is meant for the address as it is written, though the name be of the other family.
  const meant = address ? family : (writtenFamily(value.slice(0, end - from)) ?? family);
  const prefix = slash < 0 ? null : readPrefix(reading, word, end, word.text.length, meant);
  return { network: address && { span: spanIn(word, from, end), family, address }, prefix };
}

/** `ip4::192.0.2.1`, `ip4:=192.0.2.1`. */
function readColons(at: NetworkWord, value: string): boolean {
  const { reading, word, from, family } = at;
  const found = /^[:=]+/.exec(value)?.[0];
  if (!found || family === 6) return false;
  const end = from + found.length;
  const data = { name: "ip4", found: `:${found}`, separator: ":" };
  if (!isIp4(value.slice(found.length).replace(/\/.*$/, ""))) return false;
  report(reading, word, "wrong-separator", "doubled", from, end, data, { from, to: end, text: "" });
  return true;
}

/** What nearly every value is: an address and perhaps a prefix length, both well-formed. */
function readGood(at: NetworkWord): NetworkValue {
  const { reading, word, from, family } = at;
  const slash = word.text.indexOf("/", from);
  const end = slash < 0 ? word.text.length : slash;
  const address = (
    family === 4 ? parseIp4(word.text, from, end) : parseIp6(word.text.slice(from, end))
  ) as Octets;
  if (family === 6) remarkOnIp6(at, word.text.slice(from, end), address, end);
  const span = spanIn(word, from, end);
  reading.tokens.add("address", span);
  const prefix = slash < 0 ? null : readGoodPrefix(reading, word, end, word.text.length);
  return { network: { span, family, address }, prefix };
}

/** The octets of the address, or null after a report of what is wrong with it. */
function readAddress(at: NetworkWord, end: number): Octets | null {
  const { word, from, family } = at;
  const text = word.text.slice(from, end);
  const address = family === 4 ? parseIp4(text) : parseIp6(text);
  if (address) return address;
  if (readOtherFamily(at, text, end) || readPlaceholder(at, text, end) || readBrackets(at, text, end))
    return null;
  reportNoAddress(at, text);
  return null;
}

/** What is valid and yet worth a word. */
function remarkOnIp6(at: NetworkWord, text: string, address: Octets, end: number): void {
  const { reading, word, from, nameFrom } = at;
  const mapped = mappedIp4(address);
  if (mapped) {
    // RFC 7208, 5: IPv4 addresses are only listed with the "ip4" mechanism.
    const network = mappedNetwork(mapped, word.text.slice(end));
    const mend = network === null ? null : { from: nameFrom, to: word.text.length, text: `ip4:${network}` };
    report(reading, word, "mapped-ip6", "mapped", from, end, { address: printIp(mapped) }, mend);
  } else if (/[A-F]/.test(text)) {
    const mend = { from, to: end, text: text.toLowerCase() };
    report(reading, word, "letter-case", "address", from, end, { found: text }, mend);
  }
}

/**
 * The IPv4 network that a mapped address and the prefix length behind it stand for; null where there is none, and
 * where it is all of IPv4, which `::ffff:0:0/96` says only where lists are about IPv6.
 */
function mappedNetwork(address: Octets, prefix: string): string | null {
  if (prefix === "") return printIp(address);
  const bits = /^\/\d{1,3}$/.test(prefix) ? Number(prefix.slice(1)) - 96 : -1;
  if (bits < 1 || bits > 32) return null;
  return bits === 32 ? printIp(address) : `${printIp(address)}/${bits}`;
}

/** The family of an address as it is written, brackets or not; null where it is no address. */
function writtenFamily(text: string): 4 | 6 | null {
  const bare = withoutBrackets(text);
  return isIp4(bare) ? 4 : isIp6(bare) ? 6 : null;
}

function withoutBrackets(text: string): string {
  return text.replace(/^\[(.*)\]$/, "$1");
}

/** An address of the other family under this name. */
function readOtherFamily(at: NetworkWord, text: string, end: number): boolean {
  const { reading, word, from, nameFrom, family } = at;
  const bare = withoutBrackets(text);
  if (family === 6) {
    if (!parseIp4(bare)) return false;
    const mend = { from: nameFrom, to: end, text: `ip4:${bare}` };
    report(reading, word, "ip-family", "ip4-in-ip6", from, end, { address: text }, mend);
    return true;
  }
  const octets = parseIp6(bare);
  if (!octets) return false;
  const mapped = mappedIp4(octets);
  if (mapped) {
    const network = mappedNetwork(mapped, word.text.slice(end));
    const mend = network === null ? null : { from, to: word.text.length, text: network };
    report(reading, word, "ip-family", "mapped-in-ip4", from, end, { address: text }, mend);
  } else {
    const mend = { from: nameFrom, to: end, text: `ip6:${bare}` };
    report(reading, word, "ip-family", "ip6-in-ip4", from, end, { address: text }, mend);
  }
  return true;
}

/** `x.x.x.x`, `x`, `2001:db8::x`, `YOUR_SERVER_IP`. */
function readPlaceholder(at: NetworkWord, text: string, end: number): boolean {
  const { reading, word, from, family } = at;
  const letters = /^(?:x{1,3}|\d{1,3})(?:\.(?:x{1,3}|\d{1,3}))*$/i.test(text) && /x/i.test(text);
  const partial = /^\d{1,3}(?:\.\d{1,3}){0,2}\.[x*]/i.test(text);
  if (family === 4 && letters && !partial) {
    report(reading, word, "placeholder", "letters", from, end, { found: text });
  } else if (family === 6 && /^[\dA-FX:]+$/i.test(text) && /x/i.test(text)) {
    report(reading, word, "placeholder", "letters", from, end, { found: text });
  } else {
    const left = placeholderIn(text);
    if (!left) return false;
    const start = from + left.index;
    report(reading, word, "placeholder", left.detail, start, start + left.found.length, {
      found: left.found,
    });
  }
  return true;
}

/** `[192.0.2.1]`, `[2001:db8::1]:25`. */
function readBrackets(at: NetworkWord, text: string, end: number): boolean {
  const { reading, word, from, family } = at;
  const match = /^\[([^[\]]*)\](:\d+)?$/.exec(text);
  if (!match) return false;
  const kind = family === 4 ? "ip4-invalid" : "ip6-invalid";
  const mend = { from, to: end, text: match[1] as string };
  const port = match[2];
  if (port) report(reading, word, kind, "port", from, end, { found: port }, mend);
  else report(reading, word, kind, "brackets", from, end, { found: text }, mend);
  return true;
}

/** Whether the percent sign begins a zone identifier (RFC 4007, 11) and not a macro. */
function isZoneId(value: string): boolean {
  return /^[0-9a-f:.]*:[0-9a-f:.]*%[a-z0-9]+(?:\/|$)/i.test(value);
}
