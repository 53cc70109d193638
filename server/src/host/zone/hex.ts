/** Character-strings in hexadecimal: `TYPE16 \# 4 03616263`. RFC 3597, 5 */

import type { Decoded } from "../../text/decoded.ts";
import { DecodedBuilder } from "../../text/decoded-builder.ts";
import { firstCharacter } from "../../text/octets.ts";
import type { Entry } from "./entry.ts";

/** A text in hex can't be edited in place: its length would have to change in two other places. */
const refuse = (): undefined => undefined;

/** Whether the data from word number `first` on is in hexadecimal. A TXT record may also begin with `\#` as a text. */
export function isHex(entry: Entry, first: number, type: "TXT" | "SPF"): boolean {
  if (entry.bare(first) !== "\\#") return false;
  return type === "SPF" || /^\d+$/.test(entry.bare(first + 1));
}

/** Decodes it; undefined where the digits are not what they announce, so that nothing can be published. */
export function decodeHex(entry: Entry, first: number): Decoded | undefined {
  const digits = digitsOf(entry, first + 2);
  if (digits?.length !== 2 * Number(entry.bare(first + 1))) return undefined;
  return decodeDigits(entry.text, digits);
}

/** Decodes character-strings of which each digit stands where it is said; undefined where the lengths don't fit. */
export function decodeDigits(text: string, digits: readonly number[]): Decoded | undefined {
  if (digits.length === 0 || digits.length % 2 !== 0) return undefined;
  const octets: number[] = [];
  for (let i = 0; i < digits.length; i += 2)
    octets.push(digitValue(text, digits[i] as number) * 16 + digitValue(text, digits[i + 1] as number));
  const builder = new DecodedBuilder(text, refuse);
  const startOf = (octet: number): number => digits[2 * octet] as number;
  const endOf = (octet: number): number => (digits[2 * octet + 1] as number) + 1;
  for (let at = 0; at < octets.length; ) {
    const length = octets[at] as number;
    const end = at + 1 + length;
    if (end > octets.length) return undefined;
    if (at > 0) builder.boundary(endOf(at - 1), endOf(at));
    if (length === 0) builder.verbatim(endOf(at), endOf(at));
    for (let octet = at + 1; octet < end; ) {
      const { text: character, count } = firstCharacter(octets.slice(octet, Math.min(octet + 4, end)));
      builder.replaced(startOf(octet), endOf(octet + count - 1), character);
      octet += count;
    }
    at = end;
  }
  return builder.build();
}

/** Where each digit stands; undefined where something else does. */
function digitsOf(entry: Entry, first: number): number[] | undefined {
  const digits: number[] = [];
  for (let index = first; index < entry.count; index++) {
    if (entry.bare(index) === "") return undefined;
    for (let at = entry.starts[index] as number; at < (entry.ends[index] as number); at++) {
      if (Number.isNaN(digitValue(entry.text, at))) return undefined;
      digits.push(at);
    }
  }
  return digits;
}

function digitValue(text: string, at: number): number {
  const value = Number.parseInt(text[at] as string, 16);
  return value;
}
