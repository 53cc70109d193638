/**
 * Reads what follows `ip4:` and `ip6:` (RFC 7208, 5.6).
 *
 * Reports: ip4-invalid, ip6-invalid, ip-family, mapped-ip6, leading-zero, ip4-incomplete, ip-range, ip-list,
 * macro-in-ip, placeholder (letters), wrong-separator (doubled), letter-case (address), and of the
 * prefix length what `prefix.ts` reports.
 */

import type { Network, PrefixLength } from "./ast.ts";
import { isIp4, isIp6, mappedIp4, parseIp4, parseIp6, printIp } from "./ip.ts";
import { readList, readRange } from "./ip-lists.ts";
import { readNetmask, readPrefix } from "./prefix.ts";
import { type Reading, report, writeToken } from "./reading.ts";
import { spanIn, type Word } from "./word.ts";

/** The parts of a word that is a directive about networks. */
export interface NetworkWord {
  readonly reading: Reading;
  readonly word: Word;
  /** Of the mechanism's name. */
  readonly nameFrom: number;
  readonly family: 4 | 6;
  /** Where the value starts; it ends with the word. */
  readonly from: number;
}

export interface NetworkValue {
  readonly network: Network | null;
  readonly prefix: PrefixLength | null;
}

/** Reads address and prefix length, writes their tokens and reports what is wrong with them. */
export function readNetwork(at: NetworkWord): NetworkValue {
  const { reading, word, from, family } = at;
  const value = word.text.slice(from);
  if (word.good) return readGood(at, value);
  const macro = /%(?:\{[^}]*\}?|.)?/.exec(value);
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
function readGood(at: NetworkWord, value: string): NetworkValue {
  const { reading, word, from, family } = at;
  const slash = value.indexOf("/");
  const end = slash < 0 ? word.text.length : from + slash;
  const text = slash < 0 ? value : value.slice(0, slash);
  const address = (family === 4 ? parseIp4(text) : parseIp6(text)) as Uint8Array;
  if (family === 6) remarkOnIp6(at, text, address, end);
  const span = spanIn(word, from, end);
  reading.tokens.add("address", span);
  const prefix = slash < 0 ? null : readPrefix(reading, word, end, word.text.length, family);
  return { network: { span, family, address }, prefix };
}

/** The octets of the address, or null after a report of what is wrong with it. */
function readAddress(at: NetworkWord, end: number): Uint8Array | null {
  const { reading, word, from, family } = at;
  const text = word.text.slice(from, end);
  const address = family === 4 ? parseIp4(text) : parseIp6(text);
  if (address) return address;
  if (readOtherFamily(at, text, end) || readPlaceholder(at, text, end) || readBrackets(at, text, end))
    return null;
  if (family === 4) reportIp4(reading, word, from, text, at);
  else reportIp6(reading, word, from, text, at);
  return null;
}

/** What is valid and yet worth a word. */
function remarkOnIp6(at: NetworkWord, text: string, address: Uint8Array, end: number): void {
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
function mappedNetwork(address: Uint8Array, prefix: string): string | null {
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

/** `x.x.x.x`, `x`, `2001:db8::x`. */
function readPlaceholder(at: NetworkWord, text: string, end: number): boolean {
  const { reading, word, from, family } = at;
  const template = /^<[^<>]*>$|^\{\{.*\}\}$|^\$\{.*\}$/.test(text);
  const letters = /^(?:x{1,3}|\d{1,3})(?:\.(?:x{1,3}|\d{1,3}))*$/i.test(text) && /x/i.test(text);
  const partial = /^\d{1,3}(?:\.\d{1,3}){0,2}\.[x*]/i.test(text);
  if (family === 4 && letters && !partial) {
    report(reading, word, "placeholder", "letters", from, end, { found: text });
  } else if (family === 6 && /^[\dA-FX:]+$/i.test(text) && /x/i.test(text)) {
    report(reading, word, "placeholder", "letters", from, end, { found: text });
  } else if (template) {
    report(reading, word, "placeholder", text.startsWith("<") ? "brackets" : "template", from, end, {
      found: text,
    });
  } else return false;
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

function reportIp4(reading: Reading, word: Word, from: number, text: string, at: NetworkWord): void {
  const end = from + text.length;
  const port = /^([\d.]+)(:\d+)$/.exec(text);
  if (port && parseIp4(port[1] as string)) {
    const start = end - (port[2] as string).length;
    report(
      reading,
      word,
      "ip4-invalid",
      "port",
      start,
      end,
      { found: port[2] as string },
      {
        from: start,
        to: end,
        text: "",
      },
    );
    return;
  }
  if (/^\d+(?:\.\d+)*\.?$|^\d+(?:\.\d+)*(?:\.[*x])+$/i.test(text)) {
    reportOctets(reading, word, from, text);
    return;
  }
  if (isHostName(text)) {
    const mend = { from: at.nameFrom, to: from, text: "a:" };
    report(reading, word, "ip4-invalid", "host-name", from, end, { found: text }, mend);
    return;
  }
  report(reading, word, "ip4-invalid", "not-an-address", from, end, { found: text });
}

/** Numbers and dots that are no dotted quad. */
function reportOctets(reading: Reading, word: Word, from: number, text: string): void {
  const end = from + text.length;
  const octets = text.replace(/\.$/, "").split(".");
  if (reportZeros(reading, word, from, octets)) return;
  let at = from;
  for (const octet of octets) {
    const upTo = at + octet.length;
    if (/^\d+$/.test(octet) && Number(octet) > 255) {
      report(reading, word, "ip4-invalid", "octet", at, upTo, { found: octet });
      return;
    }
    at = upTo + 1;
  }
  if (octets.length > 4) {
    report(reading, word, "ip4-invalid", "too-many-octets", from, end, { found: text });
    return;
  }
  const known = octets.filter((octet) => /^\d+$/.test(octet));
  if (known.length === 4) {
    const mend = { from: end - 1, to: end, text: "" };
    report(reading, word, "ip4-invalid", "not-an-address", end - 1, end, { found: text }, mend);
    return;
  }
  const zeros = [...known, "0", "0", "0", "0"].slice(0, 4).join(".");
  const rest = word.text.slice(end);
  const bits = rest === "" ? known.length * 8 : Number(rest.slice(1));
  const data = { found: text, network: bits <= 32 ? `${zeros}/${bits}` : "" };
  // A prefix length no longer than what is written says that the rest was left out.
  const clear = rest !== "" && bits <= known.length * 8;
  const mend = clear ? { from, to: end, text: zeros } : null;
  if (known.length < octets.length) {
    report(reading, word, "ip4-incomplete", "wildcard", from, end, data, mend);
  } else if (rest) report(reading, word, "ip4-incomplete", "short", from, end, data, mend);
  else report(reading, word, "ip4-incomplete", "octets", from, end, data);
}

/**
 * Reports octets with a zero in front, from the first to the last of them. Some programs read them as octal; where
 * both readings give an address, nobody knows which was meant.
 */
function reportZeros(reading: Reading, word: Word, from: number, octets: readonly string[]): boolean {
  const first = octets.findIndex(hasZero);
  if (first < 0) return false;
  const last = octets.findLastIndex(hasZero);
  const offset = (count: number) => octets.slice(0, count).join("").length + count;
  const read = (base: 8 | 10): string => {
    const values = octets.map((octet) => (hasZero(octet) ? valueIn(octet, base) : octet));
    return isIp4(values.join(".")) ? values.slice(first, last + 1).join(".") : "";
  };
  const decimal = read(10);
  const octal = read(8) === decimal ? "" : read(8);
  const to = from + offset(last) + (octets[last] as string).length;
  const found = octets.slice(first, last + 1).join(".");
  const one = decimal === "" ? octal : octal === "" ? decimal : "";
  const mend = one === "" ? null : { from: from + offset(first), to, text: one };
  report(reading, word, "leading-zero", "octet", from + offset(first), to, { found, decimal, octal }, mend);
  return true;
}

function hasZero(octet: string): boolean {
  return /^0\d+$/.test(octet);
}

/** The digits read in a base; what can't be read is no number of an address either. */
function valueIn(octet: string, base: 8 | 10): string {
  return base === 8 && /[89]/.test(octet) ? "-" : String(Number.parseInt(octet, base));
}

function reportIp6(reading: Reading, word: Word, from: number, text: string, at: NetworkWord): void {
  const end = from + text.length;
  const zone = text.indexOf("%");
  if (zone > 0) {
    const mend = { from: from + zone, to: end, text: "" };
    report(reading, word, "ip6-invalid", "zone-id", from + zone, end, { found: text.slice(zone) }, mend);
    return;
  }
  if (!/^[0-9a-f:.]*$/i.test(text) || !text.includes(":")) {
    if (isHostName(text)) {
      const mend = { from: at.nameFrom, to: from, text: "a:" };
      report(reading, word, "ip6-invalid", "host-name", from, end, { found: text }, mend);
    } else report(reading, word, "ip6-invalid", "not-an-address", from, end, { found: text });
    return;
  }
  const second = text.indexOf("::", text.indexOf("::") + 1);
  const long = /[0-9a-f]{5,}/i.exec(text);
  if (reportColon(reading, word, from, text)) return;
  if (text.includes("::") && second > 0) {
    report(reading, word, "ip6-invalid", "several-double-colons", from + second, from + second + 2, {
      found: text,
    });
  } else if (long) {
    const start = from + long.index;
    report(reading, word, "ip6-invalid", "group-length", start, start + long[0].length, { found: long[0] });
  } else reportGroups(reading, word, from, text);
}

/** Whether it is more likely a host's name than a mistyped address. */
function isHostName(text: string): boolean {
  return /^[a-z0-9_.-]*[g-z][a-z0-9_.-]*$/i.test(text) && /\.[a-z-]+\.?$/i.test(text);
}

/** A single colon at the start or at the end, where either two or none make an address. */
function reportColon(reading: Reading, word: Word, from: number, text: string): boolean {
  const leads = /^:(?!:)/.test(text);
  if (!leads && !/[^:]:$/.test(text)) return false;
  const more = isIp6(leads ? `:${text}` : `${text}:`);
  if (more === isIp6(leads ? text.slice(1) : text.slice(0, -1))) return false;
  const at = leads ? from : from + text.length - 1;
  const mend = { from: at, to: at + 1, text: more ? "::" : "" };
  report(reading, word, "ip6-invalid", "colons", at, at + 1, { found: text }, mend);
  return true;
}

function reportGroups(reading: Reading, word: Word, from: number, text: string): void {
  const end = from + text.length;
  const count = text.split(":").filter((group) => group !== "").length;
  if (count > 7 && (count > 8 || text.includes("::"))) {
    report(reading, word, "ip6-invalid", "too-many-groups", from, end, { found: text });
    return;
  }
  if (text.includes("::") || !/^[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*:?$/i.test(text)) {
    report(reading, word, "ip6-invalid", "not-an-address", from, end, { found: text });
    return;
  }
  // `2001:db8/32`: the prefix length says that the groups are the first ones.
  const prefix = /^\/(\d+)$/.exec(word.text.slice(end));
  const clear = prefix && Number(prefix[1]) <= count * 16;
  const mend = clear ? { from, to: end, text: `${text.replace(/:$/, "")}::` } : null;
  report(reading, word, "ip6-invalid", "too-few-groups", from, end, { found: text }, mend);
}

/** Whether the percent sign begins a zone identifier (RFC 4007, 11) and not a macro. */
function isZoneId(value: string): boolean {
  return /^[0-9a-f:.]*:[0-9a-f:.]*%[a-z0-9]+(?:\/|$)/i.test(value);
}
