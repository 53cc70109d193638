/**
 * Looks at the octets of a file before anything is decoded: whether a record can be in it at all.
 *
 * It never says no where there is one, but for three letters that are written in two strings with a comment between.
 */

import { HIDDEN, LONGEST_HIDDEN } from "../host/hidden.ts";

const QUOTE = 34;
const DOLLAR = 36;
const HYPHEN = 45;
const BACKSLASH = 92;
const A = 0x61;
const D = 0x64;
const F = 0x66;
const I = 0x69;
const M = 0x6d;
const N = 0x6e;
const O = 0x6f;
const P = 0x70;
const R = 0x72;
const S = 0x73;
const X = 0x78;

export interface Skimmed {
  /** Whether `spf` may be in it, in any case, plain or behind an escape. */
  mayHold: boolean;
  /** Whether it may include other files. */
  includes: boolean;
}

export function skim(octets: Uint8Array): Skimmed {
  return { mayHold: spelt(octets), includes: hasDirective(octets) };
}

/** `spf` in any case, also over two strings or behind backslashes, or what may stand for it by numbers. */
function spelt(octets: Uint8Array): boolean {
  return endsIn(octets, F) || endsIn(octets, F & ~32) || hasHidden(octets) || hasRaw(octets);
}

/** What an escape begins with that gives a character by its number or its name: `\115`, `\x73`, `\u0073`, `\N{…}`; and `\#`. */
const NUMBERED: ReadonlySet<number | undefined> = new Set([..."#01xuUN"].map((each) => each.charCodeAt(0)));

/** Most backslashes are passed over by what stands behind them; few are looked at as text. */
function hasHidden(octets: Uint8Array): boolean {
  for (let at = octets.indexOf(BACKSLASH); at >= 0; at = octets.indexOf(BACKSLASH, at + 1)) {
    if (!NUMBERED.has(octets[at + 1])) continue;
    if (HIDDEN.test(String.fromCharCode(...octets.subarray(at, at + LONGEST_HIDDEN)))) return true;
  }
  return false;
}

/** A record that dnsmasq has in hexadecimal: `dns-rr`. */
function hasRaw(octets: Uint8Array): boolean {
  for (let at = octets.indexOf(HYPHEN); at >= 0; at = octets.indexOf(HYPHEN, at + 1)) {
    if (octets[at + 1] !== R || octets[at + 2] !== R) continue;
    if (octets[at - 1] === S && octets[at - 2] === N && octets[at - 3] === D) return true;
  }
  return false;
}

/** The same with this last letter. The engine finds an octet in less time than a loop does. */
function endsIn(octets: Uint8Array, last: number): boolean {
  for (let i = octets.indexOf(last); i >= 0; i = octets.indexOf(last, i + 1)) {
    const p = before(octets, i);
    if (p >= 0 && ((octets[p] as number) | 32) === P) {
      const s = before(octets, p);
      if (s >= 0 && ((octets[s] as number) | 32) === S) return true;
    }
  }
  return false;
}

/** The place before `at`, or before the quotes, blanks, line ends, parentheses and backslashes that stand there. */
function before(octets: Uint8Array, at: number): number {
  let i = at - 1;
  while (i >= 0 && isGap(octets[i] as number)) i--;
  return i;
}

function isGap(octet: number): boolean {
  return octet <= 32 || octet === QUOTE || octet === 40 || octet === 41 || octet === BACKSLASH;
}

/** Whether a zone may be in it, by its SOA record, that has MX records: what such a zone lacks is worth a word. */
export function mayLack(octets: Uint8Array): boolean {
  return hasWord(octets, S, O, A) && hasWord(octets, M, X);
}

/** Letters in a row, in any case. */
function hasWord(octets: Uint8Array, first: number, ...rest: readonly number[]): boolean {
  for (const start of [first, first & ~32]) {
    for (let at = octets.indexOf(start); at >= 0; at = octets.indexOf(start, at + 1))
      if (rest.every((letter, i) => ((octets[at + 1 + i] ?? 0) | 32) === letter)) return true;
  }
  return false;
}

/** A dollar sign and an i, in any case: `$INCLUDE`, and nothing else in a zone file. */
function hasDirective(octets: Uint8Array): boolean {
  for (let at = octets.indexOf(DOLLAR); at >= 0; at = octets.indexOf(DOLLAR, at + 1)) {
    if (((octets[at + 1] ?? 0) | 32) === I) return true;
  }
  return false;
}
