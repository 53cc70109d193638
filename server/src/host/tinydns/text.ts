/** Texts as tinydns-data reads them: a backslash and up to three octal digits stand for an octet. */

import type { Decoded, Encode } from "../../text/decoded.ts";
import { DecodedBuilder } from "../../text/decoded-builder.ts";
import { encodeOctets, firstCharacter, hasRawOctets } from "../../text/octets.ts";

/** What can't stand for itself, and a blank that would end its line. A digit must not become part of an escape. */
export const encodeOctal: Encode = (text, { before, after }) => {
  const first = /\\[0-7]{1,2}$/.test(before) ? /^[0-7]|[:\\\0-\x1f\x7f]/g : /[:\\\0-\x1f\x7f]/g;
  const written = text.replace(first, octal);
  return /^[ \t]*(?:\r?\n|$)/.test(after)
    ? written.replace(/ +$/, (blanks) => octal(" ").repeat(blanks.length))
    : written;
};

function octal(character: string): string {
  return `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`;
}

/** The text of a field. What is not ASCII stands for its octets. */
export function decodeField(source: string, start: number, end: number): Decoded {
  const builder = new DecodedBuilder(source, encodeOctal);
  let plain = start;
  for (const { from, to, text } of charactersIn(source, start, end)) {
    if (plain < from) builder.verbatim(plain, from);
    builder.replaced(from, to, text);
    plain = to;
  }
  if (plain < end || start === end) builder.verbatim(plain, end);
  return builder.build();
}

/** The value of a field that is no text: a name, an address. */
export function fieldText(source: string, start: number, end: number): string {
  const written = source.slice(start, end);
  return written.includes("\\") ? decodeField(source, start, end).text : written;
}

interface Escape {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The same with octets that are one character read together. */
function* charactersIn(source: string, start: number, end: number): Generator<Escape> {
  let held: Escape[] = [];
  for (const each of [...escapesIn(source, start, end), null]) {
    while (held.length > 0 && (held.length === 4 || !each || !goesOn(held.at(-1) as Escape, each))) {
      const { text, count } = firstCharacter(held.map(octetIn));
      yield { from: (held[0] as Escape).from, to: (held[count - 1] as Escape).to, text };
      held = held.slice(count);
    }
    if (each && isRaw(each)) held.push(each);
    else if (each) yield each;
  }
}

function goesOn(before: Escape, each: Escape): boolean {
  return each.from === before.to && isRaw(each);
}

function isRaw({ text }: Escape): boolean {
  return hasRawOctets(text) && text.length === 1;
}

/** The number of a raw octet, as `octets.ts` keeps it. */
function octetIn({ text }: Escape): number {
  return encodeOctets(text)[0] as number;
}

function* escapesIn(source: string, start: number, end: number): Generator<Escape> {
  for (let at = source.indexOf("\\", start); at >= 0 && at < end; ) {
    const digits = /^[0-7]{1,3}/.exec(source.slice(at + 1, Math.min(end, at + 4)))?.[0];
    const point = source.codePointAt(at + 1) ?? 0;
    const to = Math.min(end, at + 1 + (digits?.length ?? (point > 0xffff ? 2 : 1)));
    // Three digits may be more than an octet holds: what is above it is lost.
    const text = digits ? firstCharacter([Number.parseInt(digits, 8) & 0xff]).text : source.slice(at + 1, to);
    yield { from: at, to, text };
    at = source.indexOf("\\", to);
  }
}

/** One octet of a raw field, and where it stands. */
export interface RawOctet {
  readonly octet: number;
  readonly from: number;
  readonly to: number;
}

/** The octets of a field. */
export function octetsOf(source: string, start: number, end: number): RawOctet[] {
  const out: RawOctet[] = [];
  const plain = (from: number, to: number) => {
    for (let at = from; at < to; ) {
      const character = String.fromCodePoint(source.codePointAt(at) as number);
      const next = at + character.length;
      for (const octet of encodeOctets(character)) out.push({ octet, from: at, to: next });
      at = next;
    }
  };
  let from = start;
  for (const each of escapesIn(source, start, end)) {
    plain(from, each.from);
    const digits = /^\\([0-7]+)/.exec(source.slice(each.from, each.to))?.[1];
    if (digits) out.push({ octet: Number.parseInt(digits, 8) & 0xff, from: each.from, to: each.to });
    else plain(each.from + 1, each.to);
    from = each.to;
  }
  plain(from, end);
  return out;
}

/** Its lengths would have to change in another place. */
const refuse = (): undefined => undefined;

/** Character-strings as they are sent, each behind its length; undefined where the lengths are not those of the data. */
export function decodeRaw(source: string, start: number, end: number): Decoded | undefined {
  const octets = octetsOf(source, start, end);
  if (octets.length === 0) return undefined;
  const builder = new DecodedBuilder(source, refuse);
  for (let at = 0; at < octets.length; ) {
    const length = octets[at] as RawOctet;
    const last = at + length.octet;
    if (last >= octets.length) return undefined;
    if (at > 0) builder.boundary((octets[at - 1] as RawOctet).to, length.to);
    if (last === at) builder.verbatim(length.to, length.to);
    for (let i = at + 1; i <= last; ) i = appendCharacter(builder, source, octets, i, last);
    at = last + 1;
  }
  return builder.build();
}

/** Adds the octet at `i`, or all of a character that stands for several; returns the number of the next. */
function appendCharacter(
  builder: DecodedBuilder,
  source: string,
  octets: readonly RawOctet[],
  i: number,
  last: number,
): number {
  const { from, to } = octets[i] as RawOctet;
  let next = i + 1;
  while (next <= last && octets[next]?.from === from) next++;
  const written = source.slice(from, to).replace(/^\\(?=[^0-7])/, "");
  const whole = next - i === encodeOctets(written).length;
  if (next - i === 1) {
    const rest = octets.slice(i, Math.min(i + 4, last + 1)).map((each) => each.octet);
    const { text, count } = firstCharacter(rest);
    builder.replaced(from, (octets[i + count - 1] as RawOctet).to, text);
    return i + count;
  }
  if (whole) builder.replaced(from, to, written);
  // A length that ends within a character.
  else
    builder.replaced(
      from,
      to,
      octets
        .slice(i, next)
        .map((each) => firstCharacter([each.octet]).text)
        .join(""),
    );
  return next;
}
