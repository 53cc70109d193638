/** Random records: proper ones, ones with a mistake or two, and heaps of characters. */

import fc from "fast-check";
import { mechanismNames, modifierNames } from "../../../server/src/spf/names.ts";
import { HOLE } from "../../../server/src/text/decoded.ts";

const NAMES = [...mechanismNames, ...modifierNames];
const ALIASES = ["ipv4", "ipv6", "inlcude", "incl", "exist", "host", "domain", "default", "v", "foo", "MS"];
const VALUES = [
  "",
  "example.net",
  "_spf.example.net",
  "mail",
  "museum.",
  "example.net.",
  "a..example.net",
  "%{d}",
  "%{ir}.%{v}._spf.%{d2}",
  "%{d0}",
  "%(i)",
  "%{",
  "%{c}.example.net",
  "192.0.2.1",
  "192.0.2",
  "192.0.2.0/24",
  "192.0.2.0/33",
  "010.0.2.1",
  "192.0.2.1-192.0.2.9",
  "192.0.2.1,198.51.100.7",
  "192.0.2.0/255.255.255.0",
  "2001:db8::1",
  "2001:db8::/32",
  "::ffff:192.0.2.1",
  "[::1]",
  ":1",
  "2001:db8",
  "https://example.net/",
  "user@example.net",
  "*.example.net",
  "spf1",
  "spf2.0/pra",
  "bücher.example",
  "“example.net”",
  '"example.net"',
  "<domain>",
  "{{ x }}",
  "x.x.x.x",
];
const TAILS = [
  "",
  "/24",
  "//64",
  "/24//64",
  "/24/64",
  "/08",
  "/",
  "-all",
  "~all",
  ",",
  ";",
  ".",
  "]",
  '"',
  "all",
  "ip4:192.0.2.1",
];

/** A piece that is a term, or was meant to be one. */
export const term = fc
  .tuple(
    fc.constantFrom("", "", "", "+", "-", "~", "?", "--", "=", "–", "!"),
    fc.constantFrom(...NAMES, ...NAMES, ...ALIASES),
    fc.constantFrom(":", ":", "=", "", ".", ": ", "::", "/"),
    fc.constantFrom(...VALUES),
    fc.constantFrom(...TAILS),
  )
  .map((parts) => parts.join(""));

const piece = fc.oneof(
  { weight: 6, arbitrary: term },
  { weight: 1, arbitrary: fc.constantFrom(...VALUES, ...TAILS, "-", "~", "+all", "-all", "{{", "}}") },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
);

const blank = fc.constantFrom(" ", " ", " ", " ", "  ", "\t", "\u00a0", ",", "");

const version = fc.constantFrom(
  "v=spf1",
  "v=spf1",
  "v=spf1",
  "V=SPF1",
  "spf2.0/mfrom,pra",
  "spf2.0/",
  "v=spf10",
  "",
);

/** A record with what people get wrong in records. */
export const sloppyRecord = fc
  .tuple(version, fc.array(fc.tuple(blank, piece), { maxLength: 6 }), fc.constantFrom("", "", " ", "\n"))
  .map(([first, rest, last]) => first + rest.flat().join("") + last);

/** UTF-16 units of any sort, halves of pairs among them. */
export const anyUnits = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0x20, max: 0x7e })), {
    maxLength: 60,
  })
  .map((units) => String.fromCharCode(...units));

export const anyText = fc.oneof(
  { weight: 4, arbitrary: sloppyRecord },
  { weight: 1, arbitrary: anyUnits },
  { weight: 1, arbitrary: anyUnits.map((text) => `v=spf1 ${text}`) },
);

/** Positions of a text that are not known, ascending. */
export function holesIn(text: string): fc.Arbitrary<{ start: number; end: number }[]> {
  if (text === "") return fc.constant([]);
  return fc
    .uniqueArray(fc.integer({ min: 0, max: text.length - 1 }), { maxLength: 3 })
    .map((offsets) => offsets.sort((a, b) => a - b).map((start) => ({ start, end: start + 1 })));
}

/** What an unknown value may turn out to be: nothing, part of a term, several terms. */
export const fillIn = fc.oneof(
  fc.constantFrom(
    "",
    "",
    " ",
    "a",
    "=",
    ":",
    "x=",
    " x=",
    "%",
    "%%",
    "{",
    "1",
    ".",
    " a ",
    "-all",
    "a:b.example",
    "foo=",
  ),
  fc.constantFrom(
    " foo=",
    "example.net",
    "include:example.net ",
    "192.0.2.1",
    "/24",
    "all",
    "+",
    "v",
    "s",
    "p",
    "f",
  ),
  term,
);

/** The text with what stands for unknown values at its holes, as hosts give it. */
export function withHoles(text: string, holes: readonly { start: number; end: number }[]): string {
  const units = text.split("");
  for (const { start } of holes) units[start] = HOLE;
  return units.join("");
}
