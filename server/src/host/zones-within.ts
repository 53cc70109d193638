/** Zones within texts of a document: in a ConfigMap of CoreDNS, in the values of its chart, in strings of Nix. */

import { Document } from "../text/document.ts";
import { contentSpan } from "./describe.ts";
import { fileNameOf } from "./file-names.ts";
import type { Section, Seen } from "./format.ts";
import type { Host } from "./host.ts";
import { nowhere, readWithin, seenIn, withRecords } from "./nested.ts";
import { type CallValue, knownText, type TextValue, type Value, valueUnder, within } from "./syntax/value.ts";
import { openPart } from "./template/reading.ts";
import { filledZone } from "./template/text.ts";
import { zoneOfUri } from "./zone/recognise.ts";
import { zone } from "./zone.ts";
import { zoneTemplate } from "./zone-template.ts";

/** What reads them: a template first, for a zone has nothing to say of its values. */
const readers: readonly Host[] = [zoneTemplate, zone];

/** As much as a host looks at to tell its format. */
const HEAD = 8192;

/**
 * The records of each text of several lines that is a zone: by the key that it stands under, or from top to bottom.
 *
 * @param worked works out what is put together from texts and values. More may be put to a text elsewhere then, so that
 * none says that its zone is all here
 */
export function* seeZones(section: Section, root: Value, worked?: (value: Value) => Value): Iterable<Seen> {
  const names = new Map<Value, string>();
  const looked = new Set<Value>();
  const roots = [root, ...(section.tree.locals?.values() ?? [])];
  for (const { value: written, path } of roots.flatMap((each) => [...within(each)])) {
    if (looked.has(written)) continue;
    looked.add(written);
    if (isComposed(written))
      for (const piece of written.arguments) if (piece.kind === "text") looked.add(piece);
    const [contents, name] = namedText(written);
    if (contents && name) names.set(contents, name);
    const value = worked && isComposed(written) && hasZone(written) ? worked(written) : written;
    // What an alias or a variable stands for is written elsewhere.
    if (value.kind !== "text" || value.used || value.written || !isZone(value.text.text)) continue;
    const uri = uriOf(names.get(written) ?? "", path);
    if (value.text.holes.length > 0) yield* seeOpen(section, value, uri);
    else yield* seeWhole(section, value, uri, worked !== undefined);
  }
}

function isZone(text: string): boolean {
  return text.includes("\n") && /\b(?:TXT|SPF|SOA)\b/i.test(text);
}

/** Whether it is a text with values in it. */
function isComposed(value: Value): value is CallValue {
  return value.kind === "call" && value.name === "`";
}

function hasZone({ arguments: pieces }: CallValue): boolean {
  return pieces.some((piece) => piece.kind === "text" && isZone(piece.text.text));
}

function* seeWhole(section: Section, { text }: TextValue, uri: string, isOpen: boolean): Iterable<Seen> {
  const head = text.text.slice(0, HEAD);
  const reader = readers.find((each) => each.accepts({ uri, languageId: "", head }));
  if (!reader) return;
  const { part } = readWithin(text, section.text, uri, (document) => reader.find(document, nowhere));
  const own = isOpen ? openPart(part, { isConditional: () => false, isCertain: () => true }) : part;
  yield { section, inner: { format: reader.format, span: contentSpan({ text }) } };
  yield* seenIn(
    withRecords(own, (found) => ({ ...found, format: reader.format })),
    section,
  );
}

/** A zone that the language around it puts values into. */
function* seeOpen(section: Section, { text }: TextValue, uri: string): Iterable<Seen> {
  const { filled, hasTtl } = filledZone(text, section.text);
  if (!zone.accepts({ uri, languageId: "", head: filled.slice(0, HEAD) })) return;
  const read = () => zone.find(Document.of(uri, filled, ""), nowhere);
  const { part } = readWithin(text, section.text, uri, read);
  const open = openPart(part, { isConditional: () => false, isCertain: () => false });
  const own = withRecords(open, (found) => ({
    ...found,
    ttl: hasTtl ? null : found.ttl,
    format: zone.format,
  }));
  yield { section, inner: { format: zone.format, span: contentSpan({ text }) } };
  yield* seenIn(own, section);
}

/** A text that has a name beside it, and that: in the chart of CoreDNS, and of files that Nix makes. */
function namedText(value: Value): [Value | undefined, string | null | undefined] {
  if (value.kind === "map") {
    const contents = valueUnder(value, "contents");
    const [text, name] = contents
      ? [contents, valueUnder(value, "filename")]
      : [valueUnder(value, "text"), valueUnder(value, "name")];
    return [text, name && knownText(name)];
  }
  if (value.kind !== "call" || !/(?:^|\.)(?:writeText|toFile)$/.test(value.name)) return [undefined, null];
  const [name, text] = value.arguments;
  return [text, name && knownText(name)];
}

/** The nearest name that tells a domain: of a key, or of the file. */
function uriOf(name: string, path: readonly string[]): string {
  const keys = path.toReversed().map((key) => fileNameOf(key.replace(/\.$/, "")));
  const uris = [...keys.slice(0, 1), name.replace(/^zone-/, ""), ...keys.slice(1)].map(
    (each) => `zone:/${encodeURIComponent(each)}`,
  );
  return uris.find((each) => zoneOfUri(each) !== null) ?? (uris[name === "" ? 0 : 1] as string);
}
