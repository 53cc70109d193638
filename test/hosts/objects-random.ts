/** Objects with records, as data and as what they are, and texts in JSON and YAML that say the data in many ways. */

import fc from "fast-check";
import { stringify } from "yaml";
import { decodeOctets, encodeOctets } from "../../server/src/text/octets.ts";
import type { Told } from "./told.ts";

export type Data = null | boolean | number | string | readonly Data[] | { readonly [key: string]: Data };

/** An object with records, and what they are. */
export interface Given {
  readonly data: Data;
  readonly expected: readonly Told[];
}

export const HOLE = "\uFFFC";
const words = [
  ..."aé日😀;#:&*!|>%@`~=,'{}[]?-",
  ..." \t",
  "v=spf1",
  " ",
  "include:a.example",
  ": ",
  " #",
  "- ",
  "\\",
  "/",
  "\u0000",
  "\u001f",
  "\u00a0",
  "\u2028",
  "\n",
  "\r\n",
];
export const plain = fc.array(fc.constantFrom(...words), { maxLength: 7 }).map((each) => each.join(""));

/** How a text is written, and what it says. */
export interface Meant {
  readonly written: string;
  readonly text: string;
}

/** Text as zone files write it, in one string or several, and what it says. Route 53 has octal escapes, others decimal. */
function quoted(radix: 8 | 10): fc.Arbitrary<Meant> {
  const octet = (value: number) => `\\${value.toString(radix).padStart(3, "0")}`;
  const piece = fc.oneof(
    fc
      .constantFrom(...words.filter((each) => !/["\\\r\n]/.test(each)))
      .map((each) => ({ written: each, text: each })),
    fc
      .constantFrom('\\"', "\\\\", "\\;", "\\a", "\\é")
      .map((each) => ({ written: each, text: each.slice(1) })),
    fc
      .constantFrom(9, 32, 34, 58, 92, 127)
      .map((each) => ({ written: octet(each), text: String.fromCharCode(each) })),
    fc
      .constantFrom(128, 233, 255)
      .map((each) => ({ written: octet(each), text: String.fromCharCode(0xdc00 + each) })),
  );
  const string = fc.array(piece, { maxLength: 5 }).map((all) => ({
    written: `"${all.map(({ written }) => written).join("")}"`,
    // Octets may be a character together.
    text: decodeOctets(encodeOctets(all.map(({ text }) => text).join(""))),
  }));
  return fc
    .tuple(fc.array(string, { minLength: 1, maxLength: 3 }), fc.constantFrom("", " ", "  "))
    .map(([all, between]) => ({
      written: all.map(({ written }) => written).join(between),
      text: all.map(({ text }) => text).join(""),
    }));
}

export const octal = quoted(8);
export const decimal = quoted(10);
/** A text that begins as no quoted one does is taken as it is. */
export const bare: fc.Arbitrary<Meant> = plain
  .filter((each) => !each.includes('"'))
  .map((each) => ({ written: each, text: each }));
export const type = fc.constantFrom("TXT", "TXT", "SPF", "CAA");
export const host = fc.constantFrom("example.com.", "www.example.com", "a_b.example.com.");
export const ttl = fc.constantFrom(60, "300", null);

export function tell(owner: string, type: string, ttl: Data, texts: readonly { text: string }[]): Told[] {
  if (type === "CAA") return [];
  const seconds = ttl === null ? null : Number(ttl);
  return texts.map(({ text }) => ({ owner: owner.replace(/\.$/, ""), type, ttl: seconds, text }));
}

export function without(data: { readonly [key: string]: Data }): Data {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
}

export const several = <T>(each: fc.Arbitrary<T>) => fc.array(each, { minLength: 1, maxLength: 3 });

/** JSON with strings in every way of writing one, in lines or not. */
export function jsonOf(data: Data): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(0, 1, 2, 4, "\t"), fc.nat(1000)).map(([indent, salt]) => {
    let count = salt;
    const text = JSON.stringify(data, null, indent);
    const isPlain = /\b(?:true|false|null)\b/.test(text);
    return text.replace(/"AWS::\w+::\w+"|\\(?:u[0-9a-f]{4}|.)|[a-z;/é日]/g, (each) => {
      const way = ++count % 11;
      if (each === "/") return way > 5 ? "\\/" : each;
      // Letters outside of strings are those of `true` and `null`.
      if (way > 0 || each.length > 1 || isPlain) return each;
      return `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`;
    });
  });
}

/** YAML with scalars of every style. */
export function yamlOf(data: Data): fc.Arbitrary<string> {
  return fc
    .record({
      defaultStringType: fc.constantFrom(
        "PLAIN",
        "QUOTE_DOUBLE",
        "QUOTE_SINGLE",
        "BLOCK_FOLDED",
        "BLOCK_LITERAL",
      ),
      lineWidth: fc.constantFrom(20, 40, 80),
      indent: fc.constantFrom(2, 4),
      indentSeq: fc.boolean(),
      collectionStyle: fc.constantFrom("any", "block"),
    })
    .map((how) => stringify(data, null, { ...how, defaultKeyType: "PLAIN", aliasDuplicateObjects: false }));
}
