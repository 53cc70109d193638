/**
 * Data files of tinydns (tinydns-data, "Data format"), and the dialect of dns-api with texts in quotes.
 *
 * Names are full ones, octets are written in octal, a colon ends a field, and long texts are cut by the tool into strings
 * of 127 octets.
 */

import { Decoded, type Encode } from "../text/decoded.ts";
import { fileKinds } from "./file-kinds.ts";
import { fileNameOf, isDomain } from "./file-names.ts";
import type { Format, Section, Seen } from "./format.ts";
import type { Found, Host, HostFault } from "./host.ts";
import { PerSection } from "./per-section.ts";
import { sectionedHost } from "./sections.ts";
import { type DataLine, dataLines, type Field, weighData } from "./tinydns/lines.ts";
import { othersOf } from "./tinydns/others.ts";
import { decodeField, decodeRaw, fieldText } from "./tinydns/text.ts";

/** What a line without a TTL gets. */
const DEFAULT_TTL = 86400;

const memory = new PerSection();

const format: Format = {
  format: "tinydns",
  syntax: "lines",
  mayHold: () => true,
  see: (sections, { rows }) => memory.see(rows, sections, seeSection),
};

const { languages } = fileKinds.tinydns;

export const tinydns: Host = {
  ...sectionedHost("lines", languages, [format], (text) => `# ${text}`),
  format: "tinydns",
  accepts({ uri, languageId, head }) {
    if (languageId === "tinydns") return true;
    if (!["", "plaintext"].includes(languageId) || head.includes("\0")) return false;
    const cut = head.length < 8192 ? head : head.slice(0, head.lastIndexOf("\n") + 1);
    const { good, bad, strong } = weighData(cut);
    if (strong === 0) return false;
    // A name that says nothing: only what is such a file from top to bottom.
    return isNamedSo(fileNameOf(uri)) ? good >= 4 * bad : bad === 0 && good >= 3;
  },
};

function isNamedSo(name: string): boolean {
  return /^(?:data|tinydns)(?:[._-].*)?$|\.(?:data|tinydns)$/i.test(name) || isDomain(name.toLowerCase());
}

function* seeSection(section: Section): Iterable<Seen> {
  const { text } = section;
  for (const line of dataLines(text)) {
    const found = foundIn(text, line);
    if (found) {
      const fault = colonFault(text, line, found);
      yield fault ? { section, found, fault } : { section, found };
    } else for (const other of othersOf(text, line)) yield { section, other };
  }
}

function foundIn(text: string, line: DataLine): Found | null {
  const name = line.fields[0];
  const owner = name && ownerOf(fieldText(text, name.start, name.end));
  if (owner === undefined) return null;
  switch (line.sign) {
    case "'": {
      const [, data = { start: line.end, end: line.end }, ...rest] = line.fields;
      return record(text, line, owner, "TXT", data, decodeField(text, data.start, data.end), rest, "tool");
    }
    case "T": {
      const [, data, ...rest] = line.fields as [Field, Field, Field];
      const decoded = Decoded.verbatim(text, data.start + 1, data.end - 1, asQuoted);
      return record(text, line, owner, "TXT", data, decoded, rest, "tool");
    }
    case ":": {
      const [, kind, data, ...rest] = line.fields;
      const number = kind && Number(text.slice(kind.start, kind.end));
      if (!data || (number !== 16 && number !== 99)) return null;
      const decoded = decodeRaw(text, data.start, data.end);
      return decoded
        ? record(text, line, owner, number === 16 ? "TXT" : "SPF", data, decoded, rest, "author")
        : null;
    }
  }
  return null;
}

/** Between the quotes of dns-api every character stands for itself. */
const asQuoted: Encode = (text) => (/["\r\n]/.test(text) ? undefined : text);

/** `rest`: the TTL, the time from which or until which the line holds, the location of those who see it. */
function record(
  text: string,
  line: DataLine,
  owner: string,
  type: "TXT" | "SPF",
  data: Field,
  decoded: Decoded,
  rest: readonly Field[],
  strings: Found["strings"],
): Found {
  const [ttl, time, place] = rest.map(({ start, end }) => text.slice(start, end));
  const seconds = /^\d{1,10}/.exec(ttl ?? "")?.[0];
  const timed = (time ?? "") !== "";
  return {
    owners: /[\ufffc{}$@]/.test(owner) ? null : [owner],
    type,
    // A TTL of 0 before a time counts down to it.
    ttl: seconds === undefined ? DEFAULT_TTL : timed && Number(seconds) === 0 ? null : Number(seconds),
    decoded,
    set: `${owner}${place ? `#${place}` : ""}`.toLowerCase(),
    certain: !timed,
    strings,
    span: { start: line.start, end: line.end },
    typeSpan: null,
    dataSpan: data,
    removal: { start: line.start, end: line.next },
  };
}

/** A name without its final dot; undefined for none. */
function ownerOf(name: string): string | undefined {
  const plain = name.replace(/\.+$/, "");
  return plain === "" ? undefined : plain;
}

/** A colon that ends the text in its middle: what follows is taken for a TTL. */
function colonFault(text: string, line: DataLine, found: Found): HostFault | null {
  const [, data, ttl] = line.fields;
  if (line.sign !== "'" || !data || !ttl || !/^v=spf1(?: |$)/i.test(found.decoded.text)) return null;
  const rest = text.slice(ttl.start, line.end);
  // A TTL is a number; the rest of a term is what it is not.
  if (/^\d*(?::[0-9a-f]*(?::\w{0,2})?)?:*$/i.test(rest)) return null;
  const last = /:\d*(?::[0-9a-f]{16}(?::\w{0,2})?)?$/i.exec(rest);
  const end = last ? ttl.start + last.index : line.end;
  const colons = [data.end];
  for (let at = text.indexOf(":", ttl.start); at >= 0 && at < end; at = text.indexOf(":", at + 1))
    colons.push(at);
  const mend = colons.map((at) => ({ span: { start: at, end: at + 1 }, text: "\\072" }));
  const span = { start: data.end, end };
  return { kind: "escape", span, detail: "colon", data: { found: text.slice(span.start, end) }, found, mend };
}
