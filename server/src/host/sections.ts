/**
 * Reads a document section by section, and uses again what an earlier reading made of sections that are the same.
 *
 * Formats with a syntax of their own kind (`syntax/`) are read this way: each section becomes a tree, the format says
 * what it sees in all trees together, and a section's part stays the same object as long as that is the same.
 */

import type { Document } from "../text/document.ts";
import type { Format } from "./format.ts";
import type { Host, Part, Placed, Reading, World } from "./host.ts";
import { companyOf, inOnePiece, type Member, mayHold, memberOf } from "./members.ts";
import { Proofs, partFor } from "./proofs.ts";
import { partOf } from "./section-parts.ts";
import type { SyntaxName } from "./syntax/syntax.ts";
import { type View, viewsOf } from "./views.ts";

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

/** Rows of our own. */
const [FIRST, PARTS, ZONES] = [{}, {}, {}];

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
    return syntax ? [memberOf(each.document, each.whole ? inOnePiece(syntax) : syntax, same ?? null)] : [];
  });
  const proofs = before?.proofs ?? new Proofs();
  proofs.read(document, members, world, syntaxes);
  const { rows } = proofs;
  const sections = members.flatMap((member) => member.sections);
  const around = { uri: document.uri, world, sources: members, rows };
  const views = viewsOf(formats, sections, around);
  const parts = rows.row(
    PARTS,
    sections,
    (section, i) => partFor(section, views[i] as View, members, proofs),
    views,
  );
  const placed = placedParts(document.uri, members, parts, before?.placed ?? []);
  const own = members.find(({ uri }) => uri === document.uri);
  const first = rows.row(FIRST, sections, (_, i) => (views[i] as View).first, views);
  const format = formats.find((each) => first.includes(each)) ?? formats[0];
  const within = rows.row(ZONES, sections, (_, i) => (parts[i] as Part).soa?.name ?? null, parts);
  const zone = format?.zone?.(document, own?.sections ?? []) ?? onlyZone(within);
  const wholeZones = format?.wholeZones?.(own?.sections ?? [], around) ?? [];
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

/** The one zone that lies within the sections, as in the values of a chart. */
function onlyZone(names: readonly (string | null)[]): string | null {
  const zones = new Set(names);
  zones.delete(null);
  const [zone = null] = zones;
  return zones.size === 1 ? zone : null;
}

/** Where the parts stand. What stands as it did is the same object. */
function placedParts(
  of: string,
  members: readonly Member[],
  parts: readonly Part[],
  before: readonly Placed[],
): readonly Placed[] {
  const placed: Placed[] = [];
  let index = 0;
  for (const { uri, starts } of members) {
    // The first of them speaks for all; what another one is asked for it says of itself alone.
    const speaks = uri === of || of === members[0]?.uri;
    for (const at of starts) {
      const part = parts[index++] as Part;
      if (!speaks) continue;
      const known = before[placed.length];
      const stands = known?.part === part && known.at === at && known.uri === uri;
      placed.push(stands ? known : { part, at, uri });
    }
  }
  return placed;
}
