/** One text that a format sees as the record of several names: it stands in one place, so it is one record. */

import type { Section, Seen } from "./format.ts";
import type { Found } from "./host.ts";

/** By the first of them, a record as it was made of all. */
const made = new WeakMap<Found, { readonly of: readonly Found[]; readonly found: Found }>();

/** What was seen, each record once: where it was seen first, with the names of all. */
export function onePerText(given: Iterable<Seen>): readonly Seen[] {
  const seen = Array.isArray(given) ? (given as readonly Seen[]) : [...given];
  if (isInOrder(seen)) return seen;
  const places = new Map<Section, Map<number, Found[]>>();
  let repeats = false;
  for (const { section, found } of seen) {
    if (!found) continue;
    const there = places.get(section) ?? new Map<number, Found[]>();
    places.set(section, there);
    const same = there.get(found.dataSpan.start);
    if (same) {
      same.push(found);
      repeats = true;
    } else there.set(found.dataSpan.start, [found]);
  }
  if (!repeats) return seen;
  return seen.flatMap((each): Seen[] => {
    const { section, found } = each;
    const all = found && places.get(section)?.get(found.dataSpan.start);
    if (!found || !all || all.length === 1) return [each];
    if (all[0] !== found) return [];
    const { fault, ...rest } = each;
    const one = together(all);
    return [{ ...rest, found: one, ...(fault ? { fault: { ...fault, found: one } } : {}) }];
  });
}

/** Whether no section is come back to and all that is found in one is farther on: then nothing is there twice. */
function isInOrder(seen: readonly Seen[]): boolean {
  const sections = new Set<Section>();
  let last: Section | null = null;
  let at = -1;
  for (const { section, found } of seen) {
    if (!found) continue;
    if (section !== last) {
      if (sections.has(section)) return false;
      sections.add(section);
      at = -1;
    }
    if (found.dataSpan.start <= at) return false;
    last = section;
    at = found.dataSpan.start;
  }
  return true;
}

/** Of those that share a text the ones that publish it as TXT, if any does: that others have it as type SPF, too, harms nobody. */
export function txtAmong<T>(all: readonly T[], typeOf: (each: T) => string): readonly T[] {
  const txt = all.filter((each) => typeOf(each) !== "SPF");
  return txt.length > 0 ? txt : all;
}

function together(all: readonly Found[]): Found {
  const known = made.get(all[0] as Found);
  if (known && known.of.length === all.length && known.of.every((found, i) => found === all[i]))
    return known.found;
  const told = txtAmong(all, ({ type }) => type);
  const [first] = told as [Found, ...Found[]];
  const named = told.find(({ owners }) => owners !== null) ?? first;
  const owners = [...new Set(told.flatMap((found) => found.owners ?? []))];
  const found: Found = {
    ...named,
    owners: owners.length > 0 ? owners : null,
    ttl: told.every(({ ttl }) => ttl === first.ttl) ? first.ttl : null,
    certain: all.some(({ certain }) => certain),
    typeSpan: first.typeSpan,
    // What several use stays for the others.
    removal: null,
  };
  made.set(all[0] as Found, { of: all, found });
  return found;
}
