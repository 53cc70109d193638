/**
 * octoDNS: a YAML file a zone, with a key for each owner (octoDNS, "Records"); in the split layout a folder a zone.
 *
 * `;` is written `\;`, and long texts are cut by the tool.
 */

import type { Decoded, Encode } from "../text/decoded.ts";
import { DecodedBuilder } from "../text/decoded-builder.ts";
import { describe, nameIn } from "./describe.ts";
import { domainOf, fileNameOf, folderNameOf } from "./file-names.ts";
import type { Found, Other } from "./host.ts";
import type { Format, Section, Seen } from "./sections.ts";
import {
  type Entry,
  entryOf,
  itemsOf,
  knownText,
  plainText,
  type Value,
  valueUnder,
} from "./syntax/value.ts";

const OTHERS: ReadonlySet<string> = new Set(["A", "AAAA", "CNAME", "MX", "NS", "PTR"]);

export const octodns: Format = {
  format: "octodns",
  syntax: "yaml",
  mayHold: ({ uri }) => /\.ya?ml$/i.test(fileNameOf(uri)) && zoneOf(uri) !== null,
  zone: ({ uri }) => zoneOf(uri),
  *see(sections, { uri }) {
    const zone = zoneOf(uri);
    for (const section of sections) yield* seeSection(section, zone, uri);
  },
};

/** `config/example.com.yaml` and `zones/example.com/www.yaml`; in the split layout files are named after owners. */
function zoneOf(uri: string): string | null {
  const name = fileNameOf(uri).replace(/\.ya?ml$/i, "");
  return domainOf(name) ?? domainOf(folderNameOf(uri));
}

function* seeSection(section: Section, zone: string | null, uri: string): Iterable<Seen> {
  const { root } = section.tree;
  if (root.kind !== "map") return;
  for (const entry of root.entries) {
    // What a key that can't be read stands for, nobody knows.
    const owner = entry.key === null ? null : nameIn(zone, entry.key);
    for (const { value } of itemsOf(entry.value)) {
      for (const found of recordsOf(value, entry, owner, uri)) yield { section, found };
      for (const other of othersOf(value, owner)) yield { section, other };
    }
  }
}

function* recordsOf(record: Value, owner: Entry, name: string | null, uri: string): Iterable<Found> {
  const type = knownText(valueUnder(record, "type"))?.toUpperCase();
  if (type !== "TXT" && type !== "SPF") return;
  const list = valueUnder(record, "values") ?? valueUnder(record, "value");
  const ttl = Number(plainText(valueUnder(record, "ttl")) ?? Number.NaN);
  for (const { value, removal } of itemsOf(list)) {
    if (value.kind !== "text") continue;
    yield describe({
      value,
      decoded: unescaped(value.text),
      owners: name === null ? null : [name],
      type,
      ttl: Number.isInteger(ttl) ? ttl : null,
      set: name ?? `${uri}#${owner.key}`,
      strings: "tool",
      typeSpan: entryOf(record, "type")?.value.span ?? null,
      removal: itemsOf(list).length > 1 ? removal : null,
    });
  }
}

/** `\;` stands for a semicolon; any other backslash for itself. */
function unescaped(text: Decoded): Decoded {
  if (!text.text.includes("\\;")) return text;
  const builder = new DecodedBuilder(text.text, escapeSemicolons);
  let plain = 0;
  for (const { index } of text.text.matchAll(/\\;/g)) {
    builder.verbatim(plain, index);
    builder.replaced(index, index + 2, ";");
    plain = index + 2;
  }
  builder.verbatim(plain, text.text.length);
  return builder.build().through(text);
}

const escapeSemicolons: Encode = (text) => text.replace(/;/g, "\\;");

/** Records of other types: addresses, names, and objects for MX. */
function* othersOf(record: Value, name: string | null): Iterable<Other> {
  const type = knownText(valueUnder(record, "type"))?.toUpperCase() as Other["type"] | undefined;
  if (name === null || type === undefined || !OTHERS.has(type)) return;
  const ttl = Number(plainText(valueUnder(record, "ttl")) ?? Number.NaN);
  for (const { value } of itemsOf(valueUnder(record, "values") ?? valueUnder(record, "value"))) {
    const data = type === "MX" ? mxOf(value) : knownText(value)?.replace(/(?<=.)\.$/, "");
    if (data) yield { name, type, ttl: Number.isInteger(ttl) ? ttl : null, data, span: value.span };
  }
}

function mxOf(value: Value): string | null {
  const preference = plainText(valueUnder(value, "preference") ?? valueUnder(value, "priority"));
  const exchange = knownText(valueUnder(value, "exchange") ?? valueUnder(value, "value"));
  if (preference === null || exchange === null || !/^\d{1,5}$/.test(preference)) return null;
  return `${preference} ${exchange.replace(/(?<=.)\.$/, "")}`;
}
