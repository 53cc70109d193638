/**
 * Configurations of dnsmasq (dnsmasq(8)): `txt-record=example.com,"v=spf1 -all"`. A comma outside of quotes ends one
 * character-string and begins the next, and one that is too long is cut by dnsmasq.
 */

import type { Decoded, Encode } from "../text/decoded.ts";
import { DecodedBuilder } from "../text/decoded-builder.ts";
import { describe } from "./describe.ts";
import { type Character, type Option, optionsIn, splitAtCommas, textOf, trimmed } from "./dnsmasq-line.ts";
import { fileKinds } from "./file-kinds.ts";
import { fileNameOf, folderNameOf } from "./file-names.ts";
import type { Format, Section, Seen } from "./format.ts";
import type { Host, Other } from "./host.ts";
import { PerSection } from "./per-section.ts";
import { sectionedHost } from "./sections.ts";
import { decodeDigits } from "./zone/hex.ts";

const memory = new PerSection();

const format: Format = {
  format: "dnsmasq",
  syntax: "lines",
  mayHold: () => true,
  see: (sections, { rows }) => memory.see(rows, sections, seeSection),
};

const { languages } = fileKinds.dnsmasq;

export const dnsmasq: Host = {
  ...sectionedHost("lines", languages, [format], (text) => `# ${text}`),
  format: "dnsmasq",
  accepts({ uri, languageId, head }) {
    const name = fileNameOf(uri);
    if (languageId === "dnsmasq" || /^dnsmasq.*\.conf$/i.test(name)) return true;
    const folder = folderNameOf(uri);
    const isConf = /\.conf$/i.test(name);
    if (isConf && folder === "dnsmasq.d") return true;
    // In the folders that it reads files are called as anybody likes.
    return (
      (isConf || /^dnsmasq/i.test(folder)) && /^[ \t]*(?:txt-record|mx-host|host-record)[ \t]*=/m.test(head)
    );
  },
};

function* seeSection(section: Section): Iterable<Seen> {
  for (const option of optionsIn(section.text)) {
    if (option.key === "txt-record") yield* seeText(section, option);
    const raw = option.key === "dns-rr" ? rawIn(section, option) : null;
    if (raw) yield raw;
    else if (option.key !== "txt-record") for (const other of othersOf(option)) yield { section, other };
  }
}

function* seeText(section: Section, { argument, start, end, next }: Option): Iterable<Seen> {
  const comma = argument.findIndex(({ text, hidden }) => text === "," && !hidden);
  const owner = textOf(comma < 0 ? argument : argument.slice(0, comma)).replace(/\.$/, "");
  if (owner === "" || comma < 0) return;
  const data = trimmed(argument.slice(comma + 1));
  const { text } = section;
  const line = text.lastIndexOf("\n", start - 1) + 1;
  const from = data[0] ? quoteBefore(text, data[0]) : (argument[comma] as Character).to;
  yield {
    section,
    found: {
      owners: [owner],
      type: "TXT",
      ttl: null,
      decoded: decodedOf(text, data, (argument[comma] as Character).to),
      set: owner.toLowerCase(),
      certain: true,
      strings: "tool",
      span: { start, end },
      typeSpan: null,
      dataSpan: { start: from, end },
      removal: { start: line, end: next },
    },
  };
}

/** The type of a record that is given by its number: `dns-rr=example.com,16,0b763d7370663120…`. */
function rawType({ argument }: Option): "TXT" | "SPF" | null {
  const number = textOf(splitAtCommas(argument)[1] ?? []);
  return number === "16" ? "TXT" : number === "99" ? "SPF" : null;
}

function rawIn(section: Section, option: Option): Seen | null {
  const { argument, start, end, next } = option;
  const type = rawType(option);
  const [name = [], , ...data] = splitAtCommas(argument);
  const owner = textOf(name).replace(/\.$/, "");
  const digits = data.flat().filter(({ text }) => /[0-9a-f]/i.test(text));
  const [first] = digits;
  const decoded = decodeDigits(
    section.text,
    digits.map(({ from }) => from),
  );
  if (type === null || owner === "" || !first || !decoded) return null;
  const line = section.text.lastIndexOf("\n", start - 1) + 1;
  return {
    section,
    found: describe({
      value: { kind: "text", text: decoded, span: { start: first.from, end } },
      owners: [owner],
      type,
      set: owner,
      strings: "author",
      span: { start, end },
      removal: { start: line, end: next },
    }),
  };
}

function quoteBefore(text: string, { from, hidden }: Character): number {
  return hidden && text.charAt(from - 1) === '"' ? from - 1 : from;
}

function decodedOf(source: string, data: readonly Character[], at: number): Decoded {
  const builder = new DecodedBuilder(source, encodeBare, ",");
  let last = at;
  for (const [i, { text, from, to, hidden }] of data.entries()) {
    if (text === "," && !hidden) {
      builder.boundary(last, data[i + 1]?.from ?? to);
      last = to;
      continue;
    }
    if (hidden) builder.encodeBy(encodeQuoted, '","');
    else builder.encodeBy(encodeBare, ",");
    if (source.slice(from, to) === text) builder.verbatim(from, to);
    else builder.replaced(from, to, text);
    last = to;
  }
  if (data.length === 0) builder.verbatim(at, at);
  return builder.build();
}

const encodeQuoted: Encode = (text) => {
  if (/[\0\v\f\x0e-\x1a\x1c-\x1f]/.test(text)) return undefined;
  const signs: Readonly<Record<string, string>> = {
    "\t": "\\t",
    "\n": "\\n",
    "\b": "\\b",
    "\r": "\\r",
    "\x1b": "\\e",
  };
  return text.replace(/["\\\t\n\b\r\x1b]/g, (character) => signs[character] ?? `\\${character}`);
};

/** Outside of quotes commas, quotes, and `#` behind a blank mean something; other blanks become spaces. */
const encodeBare: Encode = (text) => (/[",#\t\r\n\v\f\0]/.test(text) ? undefined : text);

const IP4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const IP6 = /^[0-9a-f:]*:[0-9a-f:.]*$/i;

function othersOf({ key, argument, start, end }: Option): Other[] {
  const span = { start, end };
  const fields = splitAtCommas(argument).map((each) => textOf(each).replace(/(?<=.)\.$/, ""));
  const [first = "", second = "", third = ""] = fields;
  const other = (name: string, type: Other["type"], data: string, ttl: number | null = null): Other[] =>
    name === "" ? [] : [{ name, type, ttl, data, span }];
  const address = (name: string, ip: string, ttl: number | null = null): Other[] => {
    if (IP4.test(ip)) return other(name, "A", ip, ttl);
    return IP6.test(ip) ? other(name, "AAAA", ip, ttl) : [];
  };
  switch (key) {
    case "mx-host": {
      const preference = /^\d{1,5}$/.test(third) ? third : "1";
      // Without a target it is the machine itself, whose name is not here.
      return second === "" ? other(first, "OTHER", "") : other(first, "MX", `${preference} ${second}`);
    }
    case "host-record": {
      const last = fields.at(-1) ?? "";
      const ttl = fields.length > 1 && /^\d{1,10}$/.test(last) ? Number(last) : null;
      const isAddress = (field: string) => IP4.test(field) || IP6.test(field);
      const rest = ttl === null ? fields : fields.slice(0, -1);
      const names = rest.filter((field) => !isAddress(field));
      return names.flatMap((name) => rest.filter(isAddress).flatMap((ip) => address(name, ip, ttl)));
    }
    case "address": {
      const [, ...parts] = textOf(argument).split("/");
      const ip = parts.pop() ?? "";
      // All names below answer as well.
      return parts.flatMap((name) =>
        /^[\w.-]+$/.test(name) ? [...address(name, ip), ...address(`*.${name}`, ip)] : [],
      );
    }
    case "cname": {
      const ttl = fields.length > 2 && /^\d{1,10}$/.test(fields.at(-1) ?? "") ? Number(fields.at(-1)) : null;
      const names = ttl === null ? fields : fields.slice(0, -1);
      const target = names.at(-1) ?? "";
      return names.slice(0, -1).flatMap((name) => other(name, "CNAME", target, ttl));
    }
    case "ptr-record":
      return second === "" ? other(first, "OTHER", "") : other(first, "PTR", second);
    case "srv-host":
    case "caa-record":
    case "naptr-record":
      return other(first, "OTHER", key === "srv-host" ? "SRV" : key === "caa-record" ? "CAA" : "NAPTR");
    case "dns-rr":
      return other(first, "OTHER", "");
  }
  return [];
}
