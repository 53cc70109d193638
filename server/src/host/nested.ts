/**
 * Texts within texts: a zone in a block of YAML or in a fence of Markdown, a template whose placeholders are taken out.
 *
 * A host reads the inner text; what it finds there is told in the places of the outer one. The inner text is a
 * `Decoded`, so nothing but its source map is needed.
 */

import type { Decoded } from "../text/decoded.ts";
import { Document } from "../text/document.ts";
import type { Edit } from "../text/edit.ts";
import type { PartSpace, Span } from "../text/span.ts";
import { commentAt } from "./comment.ts";
import type { Section, Seen } from "./format.ts";
import type { Comment, Found, HostFault, Other, Part, Reading, Soa, World } from "./host.ts";
import type { Said } from "./proofs.ts";

type PartSpan = Span<PartSpace>;

/** The text of a part that a host read, as a value of the source that it lies in. */
export interface Nesting {
  readonly outer: Decoded;
  /** The source of `outer`. */
  readonly source: string;
}

/** A part of the inner text, in the places of the outer one; as long as the source. */
export function outward(part: Part, nesting: Nesting): Part {
  const found = new Map(part.found.map((each) => [each, foundOutward(each, nesting)]));
  let others: readonly Other[] | undefined;
  return {
    length: nesting.source.length,
    found: [...found.values()],
    others() {
      others ??= part.others().map((other) => ({ ...other, span: spanOutward(other.span, nesting) }));
      return others;
    },
    soa: part.soa && soaOutward(part.soa, nesting),
    comments: part.comments.map((comment) => commentOutward(comment, nesting)),
    faults: part.faults.map((fault) =>
      faultOutward(fault, nesting, fault.found && (found.get(fault.found) ?? null)),
    ),
  };
}

export function spanOutward({ start, end }: PartSpan, { outer }: Nesting): PartSpan {
  return outer.sourceRange({ start, end });
}

function foundOutward(found: Found, nesting: Nesting): Found {
  const { owners, type, format, ttl, set, certain, strings, typeSpan, removal } = found;
  return {
    owners,
    type,
    ...(format === undefined ? {} : { format }),
    ttl,
    decoded: found.decoded.through(nesting.outer),
    set,
    certain,
    strings,
    span: spanOutward(found.span, nesting),
    typeSpan: typeSpan && spanOutward(typeSpan, nesting),
    dataSpan: spanOutward(found.dataSpan, nesting),
    removal: removal ? linesOutward(removal, nesting) : null,
  };
}

/** Whole lines within, as whole lines outside: what indents them goes too. Null where they are no lines there. */
function linesOutward(removal: PartSpan, nesting: Nesting): PartSpan | null {
  const { source } = nesting;
  const { start, end } = spanOutward(removal, nesting);
  const from = source.lastIndexOf("\n", start - 1) + 1;
  // A line end within may stand for the indentation of the next line as well.
  const line = source.lastIndexOf("\n", end - 1) + 1;
  const to = end < source.length && source.slice(line, end).trim() === "" ? line : end;
  const ends = to === source.length || source[to - 1] === "\n";
  return from < to && ends && source.slice(from, start).trim() === "" ? { start: from, end: to } : null;
}

function soaOutward(soa: Soa, nesting: Nesting): Soa {
  return { ...soa, serialSpan: spanOutward(soa.serialSpan, nesting) };
}

function commentOutward({ span, whole, text }: Comment, nesting: Nesting): Comment {
  return { ...commentAt(nesting.source, spanOutward(whole, nesting), spanOutward(span, nesting)), text };
}

function faultOutward({ mend, ...fault }: HostFault, nesting: Nesting, found: Found | null): HostFault {
  const edits = mend && editsOutward(mend, nesting);
  return { ...fault, span: spanOutward(fault.span, nesting), found, ...(edits ? { mend: edits } : {}) };
}

/** Edits of the inner text as edits of the outer one; undefined where one of them can't be had. */
function editsOutward(edits: readonly Edit<PartSpace>[], { outer }: Nesting): Edit<PartSpace>[] | undefined {
  const out: Edit<PartSpace>[] = [];
  for (const { span, text } of edits) {
    const written = outer.replace({ start: span.start, end: span.end }, text);
    if (!written) return undefined;
    out.push(...written);
  }
  return out;
}

/** What a host finds in a text that lies in a source, as one part of that source. `read` reads a document all by itself. */
export function readWithin(
  inner: Decoded,
  source: string,
  uri: string,
  read: (document: Document) => Reading,
): { readonly part: Part; readonly reading: Reading } {
  const reading = read(Document.of(uri, inner.text, ""));
  const parts = reading.placed
    .filter((each) => each.uri === uri)
    .map(({ part, at }) => outward(part, { outer: inner.slice(at, at + part.length), source }));
  const part: Part = {
    length: source.length,
    found: parts.flatMap(({ found }) => found),
    others: () => parts.flatMap((each) => each.others()),
    soa: parts.find(({ soa }) => soa)?.soa ?? null,
    comments: parts.flatMap(({ comments }) => comments),
    faults: parts.flatMap(({ faults }) => faults),
  };
  return { part, reading };
}

/** A world without files: what a text within another one includes is not looked for. */
export const nowhere: World = {
  file: () => null,
  list: () => [],
  syntax: () => undefined,
  variables: {},
};

/** A part with other records in the place of its own; its faults are faults of those. */
export function withRecords(part: Part, change: (found: Found) => Found): Part {
  const changed = new Map(part.found.map((found) => [found, change(found)]));
  const faults = part.faults.map((fault) => ({
    ...fault,
    found: (fault.found && changed.get(fault.found)) ?? null,
  }));
  return { ...part, found: [...changed.values()], faults };
}

/**
 * A part whose edits are offered only where its text, read again, says what was wanted and else what it said. `said` is
 * what is found after edits, in the order of the text; without edits it is what is found now.
 */
export function provenPart(part: Part, said: (edits: readonly Edit<PartSpace>[]) => readonly Said[]): Part {
  const proof = (edits: readonly Edit<PartSpace>[], text: string): boolean => {
    const [before, after] = [said([]), said(edits)];
    const same = (i: number) => before[i]?.about === after[i]?.about;
    const changed = before.flatMap((each, i) => (each.text === after[i]?.text ? [] : [i]));
    return (
      before.length === after.length &&
      before.every((_, i) => same(i)) &&
      changed.every((i) => after[i]?.text === text) &&
      changed.length < 2
    );
  };
  return withRecords(part, (found) => ({ ...found, decoded: found.decoded.provenBy(proof) }));
}

/** What a part holds, as a format sees it in a section. */
export function* seenIn(part: Part, section: Section): Iterable<Seen> {
  for (const comment of part.comments) yield { section, comment };
  for (const found of part.found) {
    const fault = part.faults.find((each) => each.found === found);
    yield { section, found, ...(fault ? { fault } : {}) };
  }
  for (const fault of part.faults) if (!fault.found) yield { section, fault };
  for (const other of part.others()) yield { section, other };
  if (part.soa) yield { section, soa: part.soa };
}
