/**
 * octoDNS: a YAML file a zone, with a key for each owner (octoDNS, "Records"); in the split layout a folder a zone.
 *
 * `;` is written `\;`, and long texts are cut by the tool.
 */

import type { Decoded, Encode } from "../text/decoded.ts";
import { DecodedBuilder } from "../text/decoded-builder.ts";
import { describe, mxData, nameIn, typeSpanOf } from "./describe.ts";
import type { DeclaredNames } from "./evaluate.ts";
import { domainOf, fileNameOf, folderNameOf } from "./file-names.ts";
import type { Format, Section, Seen } from "./format.ts";
import type { Found, HostFault, Other } from "./host.ts";
import { listSplit } from "./list-split.ts";
import { includes, keyName, octodnsNames, zoneOf } from "./octodns-files.ts";
import { PerSection } from "./per-section.ts";
import { secondsOf } from "./record-set.ts";
import {
  type Entry,
  entryOf,
  type Item,
  itemsOf,
  knownText,
  plainText,
  type TextValue,
  type Value,
  valueUnder,
} from "./syntax/value.ts";
import { mapFault, scalarFault } from "./yaml-faults.ts";

const OTHERS: ReadonlySet<string> = new Set(["A", "AAAA", "CNAME", "MX", "NS", "PTR"]);

/** Apart for files where some semicolon is escaped, and so all have to be. */
const memory = { escaping: new PerSection(), plain: new PerSection() };

export const octodns: Format = {
  format: "octodns",
  syntax: "yaml",
  mayHold: ({ uri }) => /\.ya?ml$/i.test(fileNameOf(uri)) && zoneOf(uri, []) !== null,
  zone: ({ uri }, sections) => zoneOf(uri, sections),
  includes,
  // In the split layout the rest of the zone lies in other files.
  wholeZones: (sections, { uri, rows }) => {
    const zone = domainOf(fileNameOf(uri).replace(/\.ya?ml$/i, ""));
    if (zone === null || domainOf(folderNameOf(uri)) !== null) return [];
    return rows.row(isUnderstood, sections, isUnderstood).includes(false) ? [] : [zone];
  },
  see(all, { uri, sources, rows }) {
    const sections = sources.find((source) => source.uri === uri)?.sections ?? [];
    const zone = zoneOf(uri, sections);
    const escapes = rows.row(memory, all, ({ text }) => text.includes("\\;")).includes(true);
    return memory[escapes ? "escaping" : "plain"].see(
      rows,
      sections,
      (section, root, names) => seeSection(section, root, { zone, uri, escapes, names }),
      octodnsNames(rows, uri, sources),
      all,
    );
  },
};

/** Whether everything in a section is a record that `seeSection` tells of. */
function isUnderstood({ text, tree: { root, isDamaged } }: Section): boolean {
  // Before the first key there may be comments, and what begins a document.
  if (!/^[ \t]*(?!#|---[ \t]*(?:#.*)?$)\S/m.test(text)) return true;
  return (
    !isDamaged && root.kind === "map" && root.whole && root.entries.every(({ value }) => isRecords(value))
  );
}

function isRecords(value: Value): boolean {
  if (value.kind === "list") return value.whole && value.items.every((item) => isRecord(item.value));
  return isRecord(value);
}

function isRecord(value: Value): boolean {
  if (value.kind !== "map" || !value.whole || knownText(valueUnder(value, "type")) === null) return false;
  // Some providers get it, others don't.
  const own = valueUnder(value, "octodns");
  return valueUnder(own, "included") === undefined && valueUnder(own, "excluded") === undefined;
}

interface File {
  readonly zone: string | null;
  readonly uri: string;
  readonly escapes: boolean;
  readonly names: DeclaredNames;
}

function* seeSection(section: Section, root: Value, file: File): Iterable<Seen> {
  if (root.kind !== "map") return;
  for (const entry of root.entries) {
    // What is merged gives way to what the file has itself, in another section.
    const isOwn = entryOf(section.tree.root, entry.key ?? "") !== undefined;
    if (!isOwn && entry.key !== null && file.names.get(keyName(entry.key))) continue;
    // What a key that can't be read stands for, nobody knows.
    const owner = entry.key === null ? null : nameIn(file.zone, entry.key);
    const items = itemsOf(entry.value);
    // A key that leads here from another section has its first record there; one without any is refused.
    const isOneOfSeveral = items.length > 1 || entry.keySpan.end === 0;
    for (const item of items) {
      const removal = isOneOfSeveral ? item.removal : null;
      yield* recordsOf(section, { value: item.value, removal }, entry, owner, file);
      for (const other of othersOf(item.value, owner)) yield { section, other };
    }
  }
}

function* recordsOf(
  at: Section,
  { value: record, removal: lines }: Item,
  owner: Entry,
  name: string | null,
  { uri, escapes }: File,
): Iterable<Seen> {
  const kind = valueUnder(record, "type");
  const type = knownText(kind)?.toUpperCase();
  if (type !== "TXT" && type !== "SPF") return;
  const list = valueUnder(record, "values") ?? valueUnder(record, "value");
  const texts = new Map<Item, Found>();
  for (const item of itemsOf(list)) {
    if (item.value.kind !== "text") {
      const fault = mapFault(at, item.value);
      if (fault) yield { section: at, fault };
      continue;
    }
    // An alias may stand for what is written elsewhere.
    const { section, value } = item.value.written ?? { section: at, value: item.value };
    const isHere = item.value.used === undefined;
    const found = describe({
      value,
      decoded: published(value.text),
      owners: name === null ? null : [name],
      type,
      ttl: secondsOf(valueUnder(record, "ttl")),
      set: name ?? `${uri}#${owner.key}`,
      strings: "tool",
      typeSpan: section === at ? typeSpanOf(kind) : null,
      removal: isHere ? (itemsOf(list).length > 1 ? item.removal : lines) : null,
    });
    const isLenient = plainText(valueUnder(valueUnder(record, "octodns"), "lenient")) === "true";
    const fault =
      scalarFault(section, value, found) ?? (isLenient ? null : semicolonFault(value, found, escapes));
    texts.set(item, found);
    yield { section, found, ...(fault ? { fault } : {}) };
  }
  const split = listSplit(at.text, itemsOf(list), (item) => texts.get(item) ?? null);
  if (split) yield { section: at, fault: split };
}

/**
 * A semicolon that octoDNS refuses (record/chunked.py): one that is escaped twice, or behind a letter not at all. It can
 * be told to take all as they are, so files where none is escaped are fine.
 */
function semicolonFault(value: TextValue, found: Found, escapes: boolean): HostFault | null {
  const { text } = value.text;
  const doubled = [...text.matchAll(/\\\\;/g)].map(({ index }) => index);
  const bare = escapes ? [...text.matchAll(/(?<=\w);/g)].map(({ index }) => index) : [];
  const [first] = doubled.length > 0 ? doubled : bare;
  if (first === undefined || value.used) return null;
  const places = [
    ...doubled.map((at) => value.text.replace({ start: at, end: at + 1 }, "")),
    ...bare.map((at) => value.text.replace({ start: at, end: at }, "\\")),
  ];
  const mend = places.every((edits) => edits !== undefined) ? places.flatMap((edits) => edits ?? []) : [];
  mend.sort((a, b) => a.span.start - b.span.start);
  const end = text.indexOf(";", first) + 1;
  return {
    kind: "octodns-semicolon",
    detail: doubled.length > 0 ? "doubled" : "unescaped",
    span: value.text.sourceRange({ start: first, end }),
    data: {},
    found,
    ...(mend.length > 0 ? { mend } : {}),
  };
}

/**
 * What the tool makes of a value: quotes round it go, and with them `" "` within it, since it cuts the text itself; `\;`
 * stands for a semicolon, and any other backslash for itself.
 */
function published(text: Decoded): Decoded {
  const written = text.text;
  const isQuoted = written.startsWith('"');
  if (!isQuoted && !/\\;|" "/.test(written)) return text;
  const builder = new DecodedBuilder(written, escapeSemicolons);
  const end = isQuoted ? Math.max(1, written.length - 1) : written.length;
  let plain = isQuoted ? 1 : 0;
  if (plain === end) builder.verbatim(plain, plain);
  for (const { index, 0: found } of written.matchAll(/\\;|" "/g)) {
    if (index < plain || index + found.length > end) continue;
    if (plain < index) builder.verbatim(plain, index);
    plain = index + found.length;
    if (found === "\\;") builder.replaced(index, plain, ";");
    else builder.boundary(index, plain);
  }
  if (plain < end) builder.verbatim(plain, end);
  return builder.build().through(text);
}

const escapeSemicolons: Encode = (text) => text.replace(/;/g, "\\;");

/** Records of other types: addresses, names, and objects for MX. What can't be read may be anything. */
function* othersOf(record: Value, name: string | null): Iterable<Other> {
  const type = knownText(valueUnder(record, "type"))?.toUpperCase();
  if (name === null || type === undefined) return;
  const ttl = secondsOf(valueUnder(record, "ttl"));
  const { span } = record;
  const items = itemsOf(valueUnder(record, "values") ?? valueUnder(record, "value"));
  const isText = type === "TXT" || type === "SPF";
  if (items.length === 0 || (isText && items.some(({ value }) => value.kind !== "text"))) {
    yield { name, type: "OTHER", ttl, data: isText || OTHERS.has(type) ? "" : type, span };
    return;
  }
  if (isText) return;
  for (const { value } of items) {
    const data = type === "MX" ? mxOf(value) : knownText(value)?.replace(/(?<=.)\.$/, "");
    if (!OTHERS.has(type)) yield { name, type: "OTHER", ttl, data: type, span };
    else if (data) yield { name, type: type as Other["type"], ttl, data, span: value.span };
    else yield { name, type: "OTHER", ttl, data: "", span };
  }
}

function mxOf(value: Value): string | null {
  const preference = plainText(valueUnder(value, "preference") ?? valueUnder(value, "priority"));
  const exchange = knownText(valueUnder(value, "exchange") ?? valueUnder(value, "value"));
  return exchange === null ? null : mxData(exchange.replace(/(?<=.)\.$/, ""), preference);
}
