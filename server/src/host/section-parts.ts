/** Parts of what formats see in sections, and whether two of them say the same. */

import type { Section, Seen } from "./format.ts";
import type { Found, HostFault, Other, Part } from "./host.ts";
import { beginningsAround } from "./syntax/value.ts";
import { headersIn } from "./syntax/yaml-sections.ts";

export function partOf(length: number, section: Section | null, seen: readonly Seen[]): Part {
  const others = seen.flatMap(({ other }) => other ?? []);
  const own = section?.tree.comments ?? [];
  const within = seen.flatMap(({ comment }) => comment ?? []);
  const zones = seen.flatMap(({ soa }) => soa ?? []);
  const inner = seen.flatMap((each) => each.inner ?? []);
  const leads = headersIn(section?.lead ?? "");
  return {
    length,
    found: seen.flatMap(({ found }) => found ?? []),
    others: () => others,
    soa: zones.length === 1 ? (zones[0] ?? null) : null,
    comments: within.length === 0 ? own : [...own, ...within].sort((a, b) => a.span.start - b.span.start),
    faults: seen.flatMap(({ fault }) => fault ?? []),
    ...(inner.length === 0 ? {} : { inner }),
    ...(leads.length === 0 ? {} : { leads }),
    ...(section ? { around: (at: number) => beginningsAround(section.tree.root, at) } : {}),
  };
}

/** Whether two parts of the same section say the same. */
export function samePart(a: Part, b: Part): boolean {
  return (
    a.found.length === b.found.length &&
    a.found.every((found, i) => sameFound(found, b.found[i] as Found)) &&
    sameOthers(a.others(), b.others()) &&
    a.leads?.join("\n") === b.leads?.join("\n") &&
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

/** Notes where the text of a record begins, by section: faults refer to it by its place. */
export function noteStart(starts: Map<Section, Map<number, Found>>, { section, found }: Seen): void {
  if (!found) return;
  const at = starts.get(section) ?? new Map<number, Found>();
  starts.set(section, at.set(found.dataSpan.start, found));
}
