/** Edits of records in sections, which are offered only where reading again gives the wanted text and everything else as it was. */

import type { Document } from "../text/document.ts";
import { applyEdits, type Edit } from "../text/edit.ts";
import type { PartSpace } from "../text/span.ts";
import type { Format, Section, Seen, Source, Views } from "./format.ts";
import type { Found, HostFault, Part, World } from "./host.ts";
import type { Member } from "./members.ts";
import { Rows } from "./rows.ts";
import { onePerText } from "./same-text.ts";
import { partOf, samePart } from "./section-parts.ts";
import type { SyntaxName } from "./syntax/syntax.ts";
import type { View } from "./views.ts";

/** What the proofs of a document's records look at: its latest reading. A record that is the same keeps its proof. */
export class Proofs {
  members: readonly Member[] = [];
  document: Document | null = null;
  world: World | null = null;
  /** The parsers and settings that `rows` were made with. */
  under: readonly unknown[] = [];
  rows = new Rows();
  /** By what the format saw. */
  readonly proven = new WeakMap<Found, Found>();
  /** By section, what was seen there at the last reading, and the part that was made of it. */
  readonly parts = new WeakMap<Section, { readonly seen: readonly Seen[]; readonly part: Part }>();
  /** What a format sees in all sections as they are, which every proof compares with. */
  #before: {
    readonly members: readonly Member[];
    readonly format: Format;
    readonly views: Views;
  } | null = null;

  /** Begins a reading. */
  read(document: Document, members: readonly Member[], world: World, syntaxes: Iterable<SyntaxName>): void {
    const under = [world.variables, ...[...new Set(syntaxes)].map((name) => world.syntax(name))];
    const isSame = under.length === this.under.length && under.every((each, i) => each === this.under[i]);
    if (!isSame) this.rows = new Rows();
    Object.assign(this, { document, members, world, under });
    this.#before = null;
  }

  before(members: readonly Member[], format: Format): Views {
    const known = this.#before;
    if (known?.members === members && known.format === format) return known.views;
    const views = this.views(members, format);
    this.#before = { members, format, views };
    return views;
  }

  /** What a format sees in the sections of a text that is tried. */
  views(sources: readonly Source[], format: Format): Views {
    const { document, world, rows } = this;
    if (!document || !world) return [];
    return format.see(sectionsOf(sources), { uri: document.uri, world, sources, rows: rows.fork() });
  }
}

/** The part of a section: the same object as long as the same is seen there. */
export function partFor(
  section: Section,
  { seen, by }: View,
  members: readonly Member[],
  proofs: Proofs,
): Part {
  const kept = proofs.parts.get(section);
  if (kept?.seen.length === seen.length && kept.seen.every((each, i) => each === seen[i])) return kept.part;
  const made = partOf(
    section.text.length,
    section,
    seen.map((each, i): Seen => {
      const seat = { section, format: by[i] as Format, read: members, proofs };
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

/** Where something stands: a section, the format that sees it, and what the section was read with. */
export interface Seat {
  readonly section: Section;
  readonly format: Format;
  readonly read: readonly Member[];
  readonly proofs: Proofs;
}

/**
 * A record whose edits are offered only where the format, reading its section again, sees this record with the wanted
 * text and everything else as it was.
 */
export function proven(found: Found, seat: Seat): Found {
  const { start } = found.dataSpan;
  const decoded = found.decoded.provenBy((edits, text) => {
    const again = readAgain(edits, seat);
    if (!again) return false;
    const own = recordsIn(again.before[again.index]).find((each) => each.dataSpan.start === start);
    return own !== undefined && isSame(again, (each) => (each === own ? text : each.decoded.text));
  });
  return { ...found, format: found.format ?? seat.format.format, decoded };
}

/** A fault that can tell whether the edits that mend it leave every record as it is read. */
export function provable(fault: HostFault, seat: Seat): HostFault {
  const { mend } = fault;
  if (!mend) return fault;
  const keepsText = () => {
    const again = readAgain(mend, seat);
    return again !== null && isSame(again, ({ decoded }) => decoded.text);
  };
  return { ...fault, keepsText };
}

function sectionsOf(sources: readonly Source[]): readonly Section[] {
  const [first] = sources;
  return first && sources.length === 1 ? first.sections : sources.flatMap((each) => each.sections);
}

/** What is seen in all sections as they are, and once one of them is edited. */
interface Again {
  readonly before: Views;
  readonly after: Views;
  /** Of the section that is edited. */
  readonly index: number;
}

/** Looks at all sections, since others may use what stands in the one that is edited. */
function readAgain(edits: readonly Edit<PartSpace>[], { section, format, read, proofs }: Seat): Again | null {
  const holds = (member: Member) => member.sections.includes(section);
  // Another text may have been tried meanwhile: then what counts is what the record was read with.
  const members = proofs.members.some(holds) ? proofs.members : read;
  const syntax = members.find(holds)?.syntax;
  if (!syntax || !proofs.document) return null;
  const changed = applyEdits(section.text, edits);
  const lead = section.lead ?? "";
  const again: Section = { text: changed, lead, tree: syntax.read(changed, lead) };
  const edited = members.map((each) => {
    const at = each.sections.indexOf(section);
    return at < 0 ? each : { ...each, sections: each.sections.with(at, again) };
  });
  const index = sectionsOf(members).indexOf(section);
  return { before: proofs.before(members, format), after: proofs.views(edited, format), index };
}

/**
 * Whether all records are as before, but for texts, which are those that are wanted. Where the same is seen as before
 * nothing has to be compared, and that is nearly everywhere.
 */
function isSame({ before, after, index }: Again, wanted: (found: Found) => string): boolean {
  return before.every((seen, i) => {
    const now = after[i];
    if (seen === now && i !== index) return true;
    const [old, own] = [recordsIn(seen), recordsIn(now)];
    return old.length === own.length && old.every((each, k) => isKept(each, own[k] as Found, wanted(each)));
  });
}

function isKept(old: Found, own: Found, text: string): boolean {
  if (own.decoded.text !== text) return false;
  return old === own || saidOf(old).about === saidOf(own).about;
}

function recordsIn(seen: readonly Seen[] = []): readonly Found[] {
  return onePerText(seen).flatMap(({ found }) => found ?? []);
}

/** What a record says, to be compared after edits. */
export interface Said {
  /** Owners, type and TTL. */
  readonly about: string;
  readonly text: string;
}

export function saidOf(found: Found): Said {
  const known = saidBefore.get(found);
  if (known) return known;
  const { owners, type, ttl, decoded } = found;
  const said = { about: JSON.stringify([owners, type, ttl]), text: decoded.text };
  saidBefore.set(found, said);
  return said;
}

/** Most records are the same whatever is edited. */
const saidBefore = new WeakMap<Found, Said>();
