/**
 * Looks at the octets of a file before anything is decoded: whether a record can be in it at all.
 *
 * It never says no where there is one, but for three letters that are written in two strings with a comment between.
 */

const QUOTE = 34;
const DOLLAR = 36;
const BACKSLASH = 92;
const F = 0x66;
const I = 0x69;
const P = 0x70;
const S = 0x73;

export interface Skimmed {
  /** Whether `spf` may be in it, in any case, plain or behind an escape. */
  mayHold: boolean;
  /** Whether it may include other files. */
  includes: boolean;
}

export function skim(octets: Uint8Array): Skimmed {
  return { mayHold: spelt(octets), includes: hasDirective(octets) };
}

/** `spf` in any case, also over two strings, or a backslash, behind which anything can hide. */
function spelt(octets: Uint8Array): boolean {
  return octets.indexOf(BACKSLASH) >= 0 || endsIn(octets, F) || endsIn(octets, F & ~32);
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

/** The place before `at`, or before the quotes, blanks, line ends and parentheses that stand there. */
function before(octets: Uint8Array, at: number): number {
  let i = at - 1;
  while (i >= 0 && isGap(octets[i] as number)) i--;
  return i;
}

function isGap(octet: number): boolean {
  return octet <= 32 || octet === QUOTE || octet === 40 || octet === 41;
}

/** A dollar sign and an i, in any case: `$INCLUDE`, and nothing else in a zone file. */
function hasDirective(octets: Uint8Array): boolean {
  for (let at = octets.indexOf(DOLLAR); at >= 0; at = octets.indexOf(DOLLAR, at + 1)) {
    if (((octets[at + 1] ?? 0) | 32) === I) return true;
  }
  return false;
}
