/**
 * Reads a document section by section, and uses again what an earlier reading made of sections that are the same.
 *
 * Formats with a syntax of their own kind (`syntax/`) are read this way: each section becomes a tree, the format says
 * what it sees in all trees together, and a section's part stays the same object as long as that is the same.
 */

import type { Document } from "../text/document.ts";
import { applyEdits } from "../text/edit.ts";
import type { Found, Host, HostFault, Other, Part, Placed, Reading, World } from "./host.ts";
import type { Syntax, SyntaxName } from "./syntax/index.ts";
import type { Tree } from "./syntax/value.ts";

/** A stretch of whole lines and what the syntax makes of it; the same object as long as its text is the same. */
export interface Section {
  readonly text: string;
  readonly tree: Tree;
}

/** What a format sees in one section. */
export interface Seen {
  readonly section: Section;
  readonly found?: Found;
  readonly other?: Other;
  readonly fault?: HostFault;
}

/** A file as far as it can be told without reading it. */
export interface FileHead {
  readonly uri: string;
  readonly languageId: string;
}

/** One host format. Several may share a syntax: a file is read once, and each is asked what it sees. */
export interface Format {
  /** The file that it is written in, without its ending: `octodns`. */
  readonly format: string;
  readonly syntax: SyntaxName;
  /** Whether a file may hold it, by its name. */
  mayHold(file: FileHead): boolean;
  /** Everything that the sections hold, in the order of the document within each section. It never guesses. */
  see(sections: readonly Section[], document: Document, world: World): Iterable<Seen>;
  /** The domain that the file is about, where its name or its text tells. */
  zone?(document: Document, sections: readonly Section[]): string | null;
}

/** What may hide a record: its version, in any case, or an escape that could be part of it. */
const MAY_HOLD = /spf|\\[#0-9xuU]|SPF_BUILDER/i;

/** The host for all formats of one syntax. */
export function sectionedHost(
  syntax: SyntaxName,
  languages: readonly string[],
  formats: readonly Format[],
  comment: (text: string) => string | null,
): Host {
  return {
    format: syntax,
    languages,
    comment,
    formats: formats.map(({ format }) => format),
    as(name) {
      const named = formats.filter(({ format }) => format === name);
      const any = named.map((format) => ({ ...format, mayHold: () => true }));
      return sectionedHost(syntax, languages, any, comment);
    },
    accepts: (file) => formats.some((format) => format.mayHold(file)),
    find: (document, world, earlier) => {
      const able = formats.filter((format) => format.mayHold(document));
      return readSections(syntax, able, document, world, earlier);
    },
  };
}

class SectionedReading implements Reading {
  readonly wants: readonly string[] = [];

  constructor(
    readonly format: string,
    readonly document: Document,
    readonly placed: readonly Placed[],
    readonly zone: string | null,
    readonly needs: readonly SyntaxName[],
    readonly sections: readonly Section[],
    readonly proofs: Proofs = new Proofs(),
  ) {}
}

/** What the proofs of a document's records look at: its latest reading. A record that is the same keeps its proof. */
class Proofs {
  sections: readonly Section[] = [];
  document: Document | null = null;
  world: World | null = null;
  /** By what the format saw. */
  proven: ReadonlyMap<Found, Found> = new Map();
}

/** Larger documents are not read: no configuration that people write is that long. */
const LONGEST = 20_000_000;

function readSections(
  name: SyntaxName,
  formats: readonly Format[],
  document: Document,
  world: World,
  earlier?: Reading,
): Reading {
  const text = document.length <= LONGEST ? document.text() : "";
  const mayHold = MAY_HOLD.test(text);
  const syntax = mayHold ? world.syntax(name) : undefined;
  if (!syntax) {
    const whole = { part: partOf(document.length, null, []), at: 0, uri: document.uri };
    return new SectionedReading(name, document, [whole], null, mayHold ? [name] : [], []);
  }
  const before = earlier instanceof SectionedReading ? earlier : null;
  const starts = syntax.sections(text);
  const sections = sectionsOf(text, starts, syntax, before?.sections ?? []);
  const proofs = before?.proofs ?? new Proofs();
  const { seen, format } = ask(formats, sections, document, world, proofs);
  const parts = new Map(before?.sections.map((section, i) => [section, before.placed[i]?.part]));
  const placed = sections.map((section, i): Placed => {
    const part = partOf(section.text.length, section, seen.get(section) ?? []);
    const known = parts.get(section);
    return {
      part: known && samePart(known, part) ? known : part,
      at: starts[i] as number,
      uri: document.uri,
    };
  });
  const zone = format?.zone?.(document, sections) ?? null;
  return new SectionedReading(format?.format ?? name, document, placed, zone, [], sections, proofs);
}

/** What the formats see, and the first that sees a record. What one has claimed the next can't claim again. */
function ask(
  formats: readonly Format[],
  sections: readonly Section[],
  document: Document,
  world: World,
  proofs: Proofs,
): { seen: ReadonlyMap<Section, Seen[]>; format: Format | undefined } {
  const seen = new Map<Section, Seen[]>(sections.map((section) => [section, []]));
  const claimed = new Map<Section, Set<number>>(sections.map((section) => [section, new Set()]));
  const kept = proofs.proven;
  const made = new Map<Found, Found>();
  Object.assign(proofs, { sections, document, world, proven: made });
  let first: Format | undefined;
  for (const format of formats) {
    for (const each of format.see(sections, document, world)) {
      const start = (each.found?.dataSpan ?? each.other?.span ?? each.fault?.span)?.start ?? 0;
      const claims = claimed.get(each.section);
      if (!each.fault && claims?.has(start)) continue;
      // One function or list may give several names a record of another type.
      if (!each.fault && !each.other) claims?.add(start);
      const found = each.found && (kept.get(each.found) ?? proven(each.found, each.section, format, proofs));
      if (each.found && found) made.set(each.found, found);
      seen.get(each.section)?.push(found ? { ...each, found } : each);
      if (found) first ??= format;
    }
  }
  return { seen, format: first ?? formats[0] };
}

/**
 * A record whose edits are offered only where the format, reading its section again, sees this record with the wanted
 * text and everything else as it was.
 */
function proven(found: Found, section: Section, format: Format, proofs: Proofs): Found {
  const decoded = found.decoded.provenBy((edits, text) => {
    const { sections, document, world } = proofs;
    const syntax = world?.syntax(format.syntax);
    if (!syntax || !document || !world) return false;
    const changed = applyEdits(section.text, edits);
    const again: Section = { text: changed, tree: syntax.read(changed) };
    const texts = (of: readonly Section[], target: Section) =>
      [...format.see(of, document, world)].flatMap((each) =>
        each.found && each.section === target
          ? [{ at: each.found.dataSpan.start, ...saidOf(each.found) }]
          : [],
      );
    const before = texts(sections, section);
    const after = texts(
      sections.map((each) => (each === section ? again : each)),
      again,
    );
    const own = before.findIndex(({ at }) => at === found.dataSpan.start);
    return (
      own >= 0 &&
      before.length === after.length &&
      before.every((said, i) => {
        const now = after[i];
        return said.about === now?.about && (i === own ? text : said.text) === now.text;
      })
    );
  });
  return { ...found, format: format.format, decoded };
}

function saidOf({ owners, type, ttl, decoded }: Found): { about: string; text: string } {
  return { about: JSON.stringify([owners, type, ttl]), text: decoded.text };
}

/** Sections of an earlier reading stay where their text is the same; each is used once, so that they stay apart. */
function sectionsOf(
  text: string,
  starts: readonly number[],
  syntax: Syntax,
  before: readonly Section[],
): Section[] {
  const known = new Map<string, Section[]>();
  for (const section of before) {
    const same = known.get(section.text);
    if (same) same.push(section);
    else known.set(section.text, [section]);
  }
  return starts.map((start, i) => {
    const own = text.slice(start, starts[i + 1] ?? text.length);
    return known.get(own)?.shift() ?? { text: own, tree: syntax.read(own) };
  });
}

function partOf(length: number, section: Section | null, seen: readonly Seen[]): Part {
  const others = seen.flatMap(({ other }) => other ?? []);
  return {
    length,
    found: seen.flatMap(({ found }) => found ?? []),
    others: () => others,
    soa: null,
    comments: section?.tree.comments ?? [],
    faults: seen.flatMap(({ fault }) => fault ?? []),
  };
}

/** Whether two parts of the same section say the same. */
function samePart(a: Part, b: Part): boolean {
  return (
    a.found.length === b.found.length &&
    a.found.every((found, i) => sameFound(found, b.found[i] as Found)) &&
    sameOthers(a.others(), b.others()) &&
    sameFaults(a.faults, b.faults)
  );
}

function sameOthers(a: readonly Other[], b: readonly Other[]): boolean {
  const same = a.length === b.length && a.every((other, i) => other === b[i]);
  return same || JSON.stringify(a) === JSON.stringify(b);
}

/** Faults refer to the records they damage, which are the same where the parts are. */
function sameFaults(a: readonly HostFault[], b: readonly HostFault[]): boolean {
  if (a.length === 0 && b.length === 0) return true;
  const plain = (faults: readonly HostFault[]) =>
    JSON.stringify(faults.map((fault) => ({ ...fault, found: null })));
  return plain(a) === plain(b);
}

/** The decoded value is made anew for each reading, from the same text; what it depends on beyond that is its text. */
function sameFound(a: Found, b: Found): boolean {
  if (a === b) return true;
  const { decoded, ...rest } = a;
  const { decoded: other, ...plain } = b;
  return (
    JSON.stringify(rest) === JSON.stringify(plain) &&
    (decoded === other ||
      (decoded.text === other.text && JSON.stringify(decoded.holes) === JSON.stringify(other.holes)))
  );
}
