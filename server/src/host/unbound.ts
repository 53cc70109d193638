/**
 * Configurations of unbound (unbound.conf(5)): `local-data: 'example.com. TXT "v=spf1 -all"'`. Each is a line of a zone
 * file, whose names are full ones, final dot or not; between the outer quotes no character is escaped.
 */

import type { Decoded, Encode } from "../text/decoded.ts";
import { DecodedBuilder } from "../text/decoded-builder.ts";
import { fileKinds } from "./file-kinds.ts";
import { fileNameOf } from "./file-names.ts";
import type { Format, Section, Seen } from "./format.ts";
import type { Host, Other } from "./host.ts";
import { nowhere, readWithin } from "./nested.ts";
import { PerSection } from "./per-section.ts";
import { sectionedHost } from "./sections.ts";
import { readZone } from "./zone/reading.ts";

/** How unbound completes a line: names end at the root, and data is kept for an hour. */
const BEFORE = "$ORIGIN .\n$TTL 3600\n";

const memory = new PerSection();

const format: Format = {
  format: "unbound",
  syntax: "lines",
  mayHold: () => true,
  see: (sections, { rows }) => memory.see(rows, sections, seeSection),
};

const { languages } = fileKinds.unbound;

export const unbound: Host = {
  ...sectionedHost("lines", languages, [format], (text) => `# ${text}`),
  format: "unbound",
  accepts({ uri, languageId, head }) {
    const name = fileNameOf(uri);
    if (languageId === "unbound" || /^unbound.*\.conf$/i.test(name)) return true;
    return /\.conf$/i.test(name) && /^[ \t]*(?:server:[ \t]*)?local-(?:data|zone):/m.test(head);
  },
};

function* seeSection(section: Section): Iterable<Seen> {
  const { text } = section;
  for (const { start, end, lineStart, lineEnd, alone } of dataIn(text)) {
    const { part } = readWithin(dataOf(text, start, end), text, "local-data:", (document) =>
      readZone(document, nowhere),
    );
    for (const found of part.found) {
      const fault = part.faults.find((each) => each.found === found);
      const removal = alone ? { start: lineStart, end: lineEnd } : null;
      yield { section, found: { ...found, removal }, ...(fault ? { fault } : {}) };
    }
    for (const other of part.others()) yield { section, other: withoutAuthority(other) };
  }
}

/** That the zone is all here nobody says: what is not here is asked elsewhere. */
function withoutAuthority(other: Other): Other {
  return other.type === "SOA" ? { ...other, type: "OTHER", data: "SOA" } : other;
}

function dataOf(text: string, start: number, end: number): Decoded {
  const quote = text.charAt(start - 1);
  const builder = new DecodedBuilder(text, quote === "'" || quote === '"' ? betweenQuotes(quote) : bare);
  builder.replaced(start, start, BEFORE);
  builder.verbatim(start, end);
  return builder.build();
}

function betweenQuotes(quote: string): Encode {
  // A backslash takes the next character along, quotes too.
  return (text, { after }) =>
    text.includes(quote) || /[\r\n]/.test(text) || (/\\$/.test(text) && after.startsWith(quote))
      ? undefined
      : text;
}

const bare: Encode = (text) => (/[\s'"#]/.test(text) ? undefined : text);

interface Data {
  /** Without quotes. */
  readonly start: number;
  readonly end: number;
  readonly lineStart: number;
  /** Where the next line begins. */
  readonly lineEnd: number;
  /** Whether its line holds nothing else. */
  readonly alone: boolean;
}

/** unbound takes no longer ones. */
const LONGEST_LINE = 20_000;

const TOKEN = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|#.*|[^\s"'#]+/g;

function* dataIn(text: string): Generator<Data> {
  for (let lineStart = 0; lineStart < text.length; ) {
    const lf = text.indexOf("\n", lineStart);
    const lineEnd = lf < 0 ? text.length : lf + 1;
    const line = text.slice(lineStart, lineEnd);
    if (line.length < LONGEST_LINE && line.includes("local-data:")) {
      const tokens = [...line.matchAll(TOKEN)].filter(({ 0: token }) => !token.startsWith("#"));
      for (const [i, { 0: token, index }] of tokens.entries()) {
        if (tokens[i - 1]?.[0] !== "local-data:") continue;
        const quoted = /^["']/.test(token) ? 1 : 0;
        const [start, end] = [lineStart + index + quoted, lineStart + index + token.length - quoted];
        yield { start, end, lineStart, lineEnd, alone: tokens.length === 2 };
      }
    }
    lineStart = lineEnd;
  }
}
