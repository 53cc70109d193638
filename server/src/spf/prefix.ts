/**
 * Reads prefix lengths: `/24`, `//64`, `/24//64` (RFC 7208, 5.6).
 *
 * Reports: prefix-range, leading-zero (prefix-length), dual-cidr, syntax (prefix-length, prefix-length-missing),
 * ip-range (netmask, netmask-invalid).
 */

import type { PrefixLength } from "./ast.ts";
import { parseIp4, toNumber } from "./ip.ts";
import { type Reading, report, writeToken } from "./reading.ts";
import type { NetworkWord } from "./value-word.ts";
import { spanIn, type Word } from "./word.ts";

/** Reads the prefix length of ip4 or ip6, from its slash on; null where it is no number. */
export function readPrefix(
  reading: Reading,
  word: Word,
  from: number,
  to: number,
  family: 4 | 6,
): PrefixLength | null {
  const mechanism = family === 4 ? "ip4" : "ip6";
  const text = word.text.slice(from, to);
  const double = /^\/\/(\d+)$/.exec(text);
  if (double) {
    writeToken(reading, word, "separator", from, from + 2);
    writeToken(reading, word, "prefix-length", from + 2, to);
    const mend = { from, to: from + 2, text: "/" };
    report(reading, word, "dual-cidr", "double-slash", from, from + 2, { mechanism, found: text }, mend);
    return { span: spanIn(word, from + 2, to), bits: Number(double[1]) };
  }
  writeToken(reading, word, "separator", from, from + 1);
  return readBits(reading, word, from + 1, to, family, mechanism);
}

/** The same of a word that a checker takes, in which nothing but digits stands there. */
export function readGoodPrefix(reading: Reading, word: Word, from: number, to: number): PrefixLength {
  writeToken(reading, word, "separator", from, from + 1);
  writeToken(reading, word, "prefix-length", from + 1, to);
  return { span: spanIn(word, from + 1, to), bits: Number(word.text.slice(from + 1, to)) };
}

/** Reads the two prefix lengths of a and mx, from the first slash on. */
export function readDualPrefix(
  reading: Reading,
  word: Word,
  from: number,
  to: number,
  mechanism: string,
): { prefix4: PrefixLength | null; prefix6: PrefixLength | null } {
  const text = word.text.slice(from, to);
  const match = /^(?:(\/)(\d*))?(?:(\/\/)(\d*))?$/.exec(text);
  if (!match) {
    reportDual(reading, word, from, to, text, mechanism);
    writeLoose(reading, word, from, to);
    return { prefix4: null, prefix6: null };
  }
  let prefix4: PrefixLength | null = null;
  let prefix6: PrefixLength | null = null;
  const middle = from + (match[1] ? 1 + (match[2] as string).length : 0);
  if (match[1]) {
    writeToken(reading, word, "separator", from, from + 1);
    prefix4 = readBits(reading, word, from + 1, middle, 4, mechanism);
  }
  if (match[3]) {
    writeToken(reading, word, "separator", middle, middle + 2);
    prefix6 = readBits(reading, word, middle + 2, to, 6, mechanism);
  }
  return { prefix4, prefix6 };
}

/** Reads the digits of one prefix length. */
function readBits(
  reading: Reading,
  word: Word,
  from: number,
  to: number,
  family: 4 | 6,
  mechanism: string,
): PrefixLength | null {
  const digits = word.text.slice(from, to);
  writeToken(reading, word, "prefix-length", from, to);
  if (digits === "") {
    report(reading, word, "syntax", "prefix-length-missing", from - 1, from, { mechanism });
    return null;
  }
  if (!/^\d+$/.test(digits)) {
    report(reading, word, "syntax", "prefix-length", from, to, { mechanism, found: digits });
    return null;
  }
  const limit = family === 4 ? 32 : 128;
  const decimal = digits.replace(/^0+(?=\d)/, "");
  // RFC 7208, 5.6: no leading zeros in a cidr-length.
  if (decimal !== digits) {
    const mend = { from, to, text: decimal };
    report(reading, word, "leading-zero", "prefix-length", from, to, { found: digits, decimal }, mend);
  } else if (Number(digits) > limit) {
    const data = { found: digits, limit: String(limit) };
    if (family === 4) report(reading, word, "prefix-range", "ip4", from, to, data);
    else report(reading, word, "prefix-range", "ip6", from, to, data);
  }
  return { span: spanIn(word, from, to), bits: Number(digits) };
}

/** What is wrong with slashes and digits that are no dual-cidr-length. */
function reportDual(
  reading: Reading,
  word: Word,
  from: number,
  to: number,
  found: string,
  mechanism: string,
): void {
  const single = /^(\/\d+)(\/)(\d+)$/.exec(found);
  if (single) {
    const at = from + (single[1] as string).length;
    report(
      reading,
      word,
      "dual-cidr",
      "single-slash",
      at,
      to,
      { found },
      { from: at, to: at + 1, text: "//" },
    );
    return;
  }
  const order = /^(\/\/\d+)(\/\d+)$/.exec(found);
  if (order) {
    const mend = { from, to, text: `${order[2]}${order[1]}` };
    report(reading, word, "dual-cidr", "order", from, to, { found }, mend);
    return;
  }
  if (/^[\d/]+$/.test(found)) report(reading, word, "dual-cidr", "several", from, to, { found });
  else report(reading, word, "syntax", "prefix-length", from, to, { mechanism, found });
}

function writeLoose(reading: Reading, word: Word, from: number, to: number): void {
  for (let i = from; i < to; ) {
    const slash = word.text[i] === "/";
    let end = i + 1;
    while (end < to && (word.text[end] === "/") === slash) end++;
    writeToken(reading, word, slash ? "separator" : "prefix-length", i, end);
    i = end;
  }
}

/** Reports an address with a netmask, `192.0.2.0/255.255.255.0` or the wildcard form `/0.0.0.255`. */
export function readNetmask(at: NetworkWord, value: string): boolean {
  const match = /^([^/]+)\/(\d+\.\d+\.\d+\.\d+)$/.exec(value);
  const mask = match && parseIp4(match[2] as string);
  if (!match || !mask) return false;
  const { reading, word, from } = at;
  const start = from + (match[1] as string).length + 1;
  const bits = maskBits(toNumber(mask));
  if (bits === null) {
    report(reading, word, "ip-range", "netmask-invalid", start, word.text.length, {
      mask: match[2] as string,
    });
    return true;
  }
  const mend = { from: start, to: word.text.length, text: String(bits) };
  const data = { mask: match[2] as string, bits: String(bits) };
  report(reading, word, "ip-range", "netmask", start, word.text.length, data, mend);
  return true;
}

/** The prefix length that a mask of ones then zeros, or of zeros then ones, stands for. All zeros may mean either. */
function maskBits(mask: bigint): number | null {
  const all = 0xffffffffn;
  if (mask === 0n) return null;
  for (let bits = 0; bits <= 32; bits++) {
    const ones = (all << BigInt(32 - bits)) & all;
    if (mask === ones || mask === (all ^ ones)) return bits;
  }
  return null;
}
