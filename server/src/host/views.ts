/** What several formats see in the sections of a document, each thing once. */

import type { Around, Format, Section, Seen, Views } from "./format.ts";
import { NOTHING } from "./rows.ts";
import { onePerText } from "./same-text.ts";

/** What is seen in a section, and by which format each. */
export interface View {
  readonly seen: readonly Seen[];
  readonly by: readonly Format[];
  /** The first that sees a record. */
  readonly first: Format | null;
}

const BLANK: View = { seen: [], by: [], first: null };

/** What all formats together see in each section. */
export function viewsOf(
  formats: readonly Format[],
  sections: readonly Section[],
  around: Around,
): readonly View[] {
  const seen = formats.map((format) => format.see(sections, around));
  return around.rows.row(viewsOf, sections, (_, i) => viewOf(formats, seen, i), ...seen);
}

/** What one has claimed the next can't claim again. */
function viewOf(formats: readonly Format[], views: readonly Views[], index: number): View {
  const seen: Seen[] = [];
  const by: Format[] = [];
  let first: Format | null = null;
  for (const [i, format] of formats.entries()) {
    for (const each of onePerText(views[i]?.[index] ?? [])) {
      if (isClaimed(each, seen, by, format)) continue;
      seen.push(each);
      by.push(format);
      if (each.found) first ??= format;
    }
  }
  return seen.length === 0 ? BLANK : { seen, by, first };
}

/** Whether another format has seen something at the same place. */
function isClaimed(each: Seen, seen: readonly Seen[], by: readonly Format[], format: Format): boolean {
  const start = startOf(each);
  if (start === undefined || by.length === 0 || by[0] === format) return false;
  return seen.some((other, i) => by[i] !== format && startOf(other) === start);
}

function startOf({ found, other }: Seen): number | undefined {
  return (found?.dataSpan ?? other?.span)?.start;
}

/** Seen things by the section that they stand in. */
export function bySection(seen: Iterable<Seen>): ReadonlyMap<Section, readonly Seen[]> {
  const lists = new Map<Section, Seen[]>();
  for (const each of seen) {
    const there = lists.get(each.section);
    if (there) there.push(each);
    else lists.set(each.section, [each]);
  }
  return lists;
}

/** What is seen in each of the sections, of things in any order. */
export function inSections(sections: readonly Section[], seen: Iterable<Seen>): Views {
  const lists = bySection(seen);
  return sections.map((section) => lists.get(section) ?? NOTHING);
}
