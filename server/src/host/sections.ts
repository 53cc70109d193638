/**
 * Reads a document section by section, and uses again what an earlier reading made of sections that are the same.
 *
 * Formats with a syntax of their own kind (`syntax/`) are read this way: each section becomes a tree, the format says
 * what it sees in all trees together, and a section's part stays the same object as long as that is the same.
 */

import type { Document } from "../text/document.ts";
import type { Comment, Found, Host, HostFault, Other, Part, Placed, Reading, Soa, World } from "./host.ts";
import { companyOf, inOnePiece, type Member, mayHold, memberOf } from "./members.ts";
import { Proofs, provable, proven } from "./proofs.ts";
import { onePerText } from "./same-text.ts";
import { onlyZone, partOf, samePart } from "./section-parts.ts";
import type { SyntaxName } from "./syntax/index.ts";
import type { Tree } from "./syntax/value.ts";

/** A stretch of whole lines and what the syntax makes of it; the same object as long as its text is the same. */
export interface Section {
  readonly text: string;
  /** What it was read behind: the keys that lead to it, where it lies within others. */
  readonly lead?: string;
  readonly tree: Tree;
}

/** What a format sees in one section. */
export interface Seen {
  readonly section: Section;
  readonly found?: Found;
  readonly other?: Other;
  /** With a record it is a fault of that one. */
  readonly fault?: HostFault;
  /** Of a text within, which has comments of its own. */
  readonly comment?: Comment;
  /** Of a zone within. */
  readonly soa?: Soa;
}

/** A document, and its sections in order. */
export interface Source {
  readonly uri: string;
  readonly sections: readonly Section[];
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
  /** Syntaxes that it asks the world for, beside those of its files. */
  readonly also?: readonly SyntaxName[];
  /** Whether a file may hold it, by its name. */
  mayHold(file: FileHead): boolean;
  /**
   * The syntax of a file that is read together with those of the same folder for which it is not null, as files of
   * Terraform are one module; null for one that has nothing to do with them.
   */
  beside?(file: FileHead): SyntaxName | null;
  /** The uris of files that a document takes in, each of which is read in one piece. */
  includes?(document: Document): readonly string[];
  /**
   * Everything that the sections hold, in the order of the document within each section. It never guesses. `sources`
   * says in which documents the sections lie.
   */
  see(
    sections: readonly Section[],
    document: Document,
    world: World,
    sources: readonly Source[],
  ): Iterable<Seen>;
  /** The domain that the file is about, where its name or its text tells. */
  zone?(document: Document, sections: readonly Section[]): string | null;
  /** Zones of which the file says everything, as far as that is certain. */
  wholeZones?(document: Document, sections: readonly Section[], world: World): readonly string[];
}

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
    main: (document, world) => {
      const able = formats.filter((format) => format.mayHold(document));
      return companyOf(document, syntax, able, world).written[0]?.document.uri ?? document.uri;
    },
    find: (document, world, earlier) => {
      const able = formats.filter((format) => format.mayHold(document));
      return readSections(syntax, able, document, world, earlier);
    },
  };
}

class SectionedReading implements Reading {
  constructor(
    readonly format: string,
    readonly document: Document,
    readonly placed: readonly Placed[],
    readonly wants: readonly string[],
    readonly needs: readonly SyntaxName[],
    readonly zone: string | null,
    readonly wholeZones: readonly string[],
    readonly members: readonly Member[],
    readonly proofs: Proofs = new Proofs(),
  ) {}
}

function readSections(
  name: SyntaxName,
  formats: readonly Format[],
  document: Document,
  world: World,
  earlier?: Reading,
): Reading {
  const company = companyOf(document, name, formats, world);
  const needed = mayHold(company) ? company.written : [];
  const also = needed.length === 0 ? [] : formats.flatMap((format) => format.also ?? []);
  const syntaxes = [...needed.map(({ syntax }) => syntax), ...also];
  const needs = new Set(syntaxes.filter((each) => !world.syntax(each)));
  if (needed.length === 0 || needs.has(name) || also.some((each) => needs.has(each))) {
    const whole = { part: partOf(document.length, null, []), at: 0, uri: document.uri };
    return new SectionedReading(name, document, [whole], company.wants, [...needs], null, [], []);
  }
  const before = earlier instanceof SectionedReading ? earlier : null;
  const members = needed.flatMap((each): Member[] => {
    const syntax = world.syntax(each.syntax);
    const same = before?.members.find(({ uri }) => uri === each.document.uri);
    return syntax
      ? [memberOf(each.document, each.whole ? inOnePiece(syntax) : syntax, same?.sections ?? [])]
      : [];
  });
  const proofs = before?.proofs ?? new Proofs();
  const { views, format } = ask(formats, members, document, world);
  Object.assign(proofs, { members, document, world });
  const placed: Placed[] = [];
  for (const { uri, sections, starts } of members) {
    // The first of them speaks for all; what another one is asked for it says of itself alone.
    if (uri !== document.uri && document.uri !== members[0]?.uri) continue;
    for (const [i, section] of sections.entries()) {
      placed.push({
        part: partFor(section, views.get(section), members, proofs),
        at: starts[i] as number,
        uri,
      });
    }
  }
  const own = members.find(({ uri }) => uri === document.uri);
  const zone = format?.zone?.(document, own?.sections ?? []) ?? onlyZone(placed);
  const wholeZones = format?.wholeZones?.(document, own?.sections ?? [], world) ?? [];
  const { wants } = company;
  return new SectionedReading(
    format?.format ?? name,
    document,
    placed,
    wants,
    [...needs],
    zone ?? (wholeZones.length === 1 ? (wholeZones[0] as string) : null),
    wholeZones,
    members,
    proofs,
  );
}

/** What was seen in a section, and by which format each. */
interface View {
  readonly seen: Seen[];
  readonly by: Format[];
}

/** What the formats see, and the first that sees a record. What one has claimed the next can't claim again. */
function ask(
  formats: readonly Format[],
  members: readonly Member[],
  document: Document,
  world: World,
): { views: ReadonlyMap<Section, View>; format: Format | undefined } {
  const sections = members.flatMap((member) => member.sections);
  const views = new Map<Section, View>();
  let first: Format | undefined;
  for (const format of formats) {
    for (const each of onePerText(format.see(sections, document, world, members))) {
      const view = views.get(each.section);
      if (!view) views.set(each.section, { seen: [each], by: [format] });
      else if (!isClaimed(each, view, format)) {
        view.seen.push(each);
        view.by.push(format);
      } else continue;
      if (each.found) first ??= format;
    }
  }
  return { views, format: first ?? formats[0] };
}

/** Whether another format has seen something at the same place. */
function isClaimed(seen: Seen, { seen: others, by }: View, format: Format): boolean {
  const start = startOf(seen);
  if (start === undefined || by[0] === format) return false;
  return others.some((other, i) => by[i] !== format && startOf(other) === start);
}

function startOf({ found, other }: Seen): number | undefined {
  return (found?.dataSpan ?? other?.span)?.start;
}

/** The part of a section: the same object as long as the same is seen there. */
function partFor(section: Section, view: View | undefined, members: readonly Member[], proofs: Proofs): Part {
  const kept = proofs.parts.get(section);
  const seen = view?.seen ?? NOTHING;
  if (kept?.seen.length === seen.length && kept.seen.every((each, i) => each === seen[i])) return kept.part;
  const made = partOf(
    section.text.length,
    section,
    seen.map((each, i): Seen => {
      const seat = { section, format: view?.by[i] as Format, read: members, proofs };
      const fault = each.fault && provable(each.fault, seat);
      if (!each.found) {
        const damaged = fault?.found && proofs.proven.get(fault.found);
        return fault ? { ...each, fault: damaged ? { ...fault, found: damaged } : fault } : each;
      }
      const found = proofs.proven.get(each.found) ?? proven(each.found, seat);
      proofs.proven.set(each.found, found);
      return { ...each, found, ...(fault ? { fault: { ...fault, found } } : {}) };
    }),
  );
  const part = kept && samePart(kept.part, made) ? kept.part : made;
  proofs.parts.set(section, { seen, part });
  return part;
}

const NOTHING: readonly Seen[] = [];
