/**
 * Several addresses where the grammar allows one: ranges and lists (RFC 7208, 5.6).
 *
 * Reports: ip-range (range, reversed), ip-list.
 */

import { networksOf, type Octets, parseIp4, parseIp6, printIp, printNetwork, toNumber } from "./ip.ts";
import { report } from "./reading.ts";
import type { NetworkWord } from "./value-word.ts";

/** `192.0.2.1-192.0.2.9`, `192.0.2.1-9`: reported with the terms that hold exactly these addresses. */
export function readRange(at: NetworkWord, value: string): boolean {
  const { reading, word, from, nameFrom } = at;
  const match = /^([0-9a-f:.]+)(?:-|\.\.+|\u2026)([0-9a-f:.]+)$/i.exec(value);
  if (!match) return false;
  const first = match[1] as string;
  const start = parseIp4(first) ?? parseIp6(first);
  const end = start && endOfRange(start, first, match[2] as string);
  if (!start || !end) return false;
  const family = start.length === 4 ? 4 : 6;
  const [low, high] = [toNumber(start), toNumber(end)];
  const data = { first, last: printIp(end) };
  if (low > high) {
    report(reading, word, "ip-range", "reversed", from, word.text.length, data);
    return true;
  }
  const qualifier = word.text.slice(0, nameFrom);
  const terms = networksOf({ family, first: low, last: high }).map(
    (network) => `${qualifier}ip${family}:${printNetwork(network)}`,
  );
  const mend = { from: 0, to: word.text.length, text: terms.join(" ") };
  report(reading, word, "ip-range", "range", from, word.text.length, data, mend);
  return true;
}

/** The last address of a range: written in full, or as the last octet of the first one. */
function endOfRange(start: Octets, first: string, last: string): Octets | null {
  if (start.length === 16) return parseIp6(last);
  if (/^\d{1,3}$/.test(last)) return parseIp4(`${first.slice(0, first.lastIndexOf("."))}.${last}`);
  return parseIp4(last);
}

/** `192.0.2.1,198.51.100.7`: reported with a term for each. */
export function readList(at: NetworkWord, value: string): boolean {
  const { reading, word, from, nameFrom } = at;
  if (!/[,;|]/.test(value)) return false;
  const parts = value.split(/[,;|]/).filter((part) => part !== "");
  if (parts.length < 2) return false;
  const qualifier = word.text.slice(0, nameFrom);
  const terms: string[] = [];
  for (const part of parts) {
    const address = part.replace(/^ip[46]:/i, "").replace(/\/\d+$/, "");
    const family = parseIp4(address) ? 4 : parseIp6(address) ? 6 : null;
    if (family === null) return false;
    terms.push(`${qualifier}ip${family}:${part.replace(/^ip[46]:/i, "")}`);
  }
  const mend = { from: 0, to: word.text.length, text: terms.join(" ") };
  const data = { found: value, count: String(parts.length) };
  report(reading, word, "ip-list", "list", from, word.text.length, data, mend);
  return true;
}
