/**
 * Reads a template: a host reads what it makes, with one character in the place of each value, which is a hole of the text.
 *
 * What depends on a value is not known, and what stands between conditions may not be there.
 */

import type { Document } from "../../text/document.ts";
import { applyEdits, type Edit } from "../../text/edit.ts";
import type { PartSpace } from "../../text/span.ts";
import type { Found, HostFault, Other, Part, Placed, Reading } from "../host.ts";
import { outward, provenPart } from "../nested.ts";
import { type Said, saidOf } from "../proofs.ts";
import { samePart } from "../section-parts.ts";
import type { SyntaxName } from "../syntax/syntax.ts";
import { inSource, isOpen, OPEN_TTL, sourceMap, type TemplateText, withHoles } from "./text.ts";

/** How templates of a kind are read. */
export interface TemplateKind {
  /** What the reading is called; absent where it is called as that of what the template makes. */
  readonly format?: string;
  textOf(uri: string, source: string): TemplateText;
  /** Reads what the template makes. */
  readMade(uri: string, text: string): Reading;
}

/** Longer texts are no templates that people write. */
const LONGEST = 2_000_000;

class TemplateReading implements Reading {
  readonly wants: readonly string[] = [];

  constructor(
    readonly format: string,
    readonly document: Document,
    readonly placed: readonly Placed[],
    readonly needs: readonly SyntaxName[],
    readonly zone: string | null,
  ) {}
}

export function readTemplate(document: Document, kind: TemplateKind, earlier?: Reading): Reading {
  const { uri } = document;
  const source = document.length <= LONGEST ? document.text() : "";
  const template = kind.textOf(uri, source);
  const made = kind.readMade(uri, template.text);
  const placed = made.placed.filter((each) => each.uri === made.document.uri);
  const before = earlier instanceof TemplateReading ? earlier : null;
  const out: Placed[] = [];
  for (const [i, each] of placed.entries()) {
    const next = placed[i + 1];
    const start = each.at === 0 ? 0 : inSource(template, each.at, source.length);
    const end = next ? inSource(template, next.at, source.length) : source.length;
    const text = source.slice(start, end);
    const outer = sourceMap(template, text, each.at, each.at + each.part.length, start);
    const home: Home = { kind, uri, source, start };
    const said = told(outward(each.part, { outer, source: text }), template, start, text);
    const part: Part = provenPart(said, (edits) => saidBy(homes.get(part) ?? home, said.length, edits));
    homes.set(part, home);
    const known = before?.placed.find(
      ({ part: own, at }) =>
        own.length === part.length && before.document.slice({ start: at, end: at + own.length }) === text,
    );
    const same = known && samePart(known.part, part) ? known.part : part;
    Object.assign(homes.get(same) ?? {}, home);
    out.push({ part: same, at: start, uri });
  }
  const { zone } = made;
  const name = kind.format ?? made.format;
  return new TemplateReading(
    name,
    document,
    out,
    made.needs ?? [],
    zone !== null && isOpen(zone) ? null : zone,
  );
}

/** Where a part stands by now. */
interface Home {
  readonly kind: TemplateKind;
  readonly uri: string;
  readonly source: string;
  readonly start: number;
}

const homes = new WeakMap<Part, Home>();

/** What is found in the template after edits of a part of it. */
function saidBy(
  { kind, uri, source, start }: Home,
  length: number,
  edits: readonly Edit<PartSpace>[],
): Said[] {
  const own = applyEdits(source.slice(start, start + length), edits);
  const changed = source.slice(0, start) + own + source.slice(start + length);
  const { placed } = kind.readMade(uri, kind.textOf(uri, changed).text);
  const said = placed.flatMap(({ part }) => part.found.map(saidOf));
  return said.map(({ about, text }) => ({ about, text: withHoles(text) }));
}

function told(part: Part, template: TemplateText, start: number, text: string): Part {
  return openPart(part, {
    isConditional: (at) =>
      template.conditional.some((stretch) => stretch.start <= start + at && start + at < stretch.end),
    isCertain({ kind, span: { start: from, end } }) {
      // No value brings the quote that is missing before the version.
      if (kind === "unquoted" && /^v=spf1[ \t]/i.test(text.slice(from, end))) return true;
      const first = start + text.lastIndexOf("\n", from - 1) + 1;
      const lf = text.indexOf("\n", end);
      const last = start + (lf < 0 ? text.length : lf);
      return !template.signs.some((sign) => sign.start < last && sign.end > first);
    },
  });
}

/** What a part says that is certain whatever the values are. */
export function openPart(
  part: Part,
  {
    isConditional,
    isCertain,
  }: {
    /** Whether what stands there may be left out. */
    isConditional(at: number): boolean;
    /** Whether no value could mend it. */
    isCertain(fault: HostFault): boolean;
  },
): Part {
  const found = new Map(part.found.map((each) => [each, foundOf(each, isConditional(each.span.start))]));
  const plain = partialPart(part);
  let others: readonly Other[] | undefined;
  return {
    ...plain,
    found: [...found.values()],
    others() {
      others ??= plain
        .others()
        .map((other) => (isConditional(other.span.start) ? { ...other, type: "OTHER", data: "" } : other));
      return others;
    },
    faults: part.faults
      .filter((fault) => fault.kind !== "unresolved-include-file" && isCertain(fault))
      .map((fault) => ({ ...fault, found: fault.found && (found.get(fault.found) ?? null) })),
  };
}

/** A part of a zone of which nobody knows whether it is all here. */
function partialPart(part: Part): Part {
  return { ...part, soa: null, others: () => part.others().flatMap(otherOf) };
}

function otherOf(other: Other): Other[] {
  if (isOpen(other.name)) return [];
  const ttl = other.ttl === OPEN_TTL ? null : other.ttl;
  if (other.type === "SOA") return [{ ...other, ttl, type: "OTHER", data: "SOA" }];
  return [isOpen(other.data) ? { ...other, ttl, type: "OTHER", data: "" } : { ...other, ttl }];
}

function foundOf(found: Found, conditional: boolean): Found {
  const { owners, ttl } = found;
  return {
    ...found,
    owners: owners?.some(isOpen) ? null : owners,
    ttl: ttl === OPEN_TTL ? null : ttl,
    certain: found.certain && !conditional,
  };
}
