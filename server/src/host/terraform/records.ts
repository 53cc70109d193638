/** The records of a module: each text once, with the owners of all resources that use it. */

import type { Decoded } from "../../text/decoded.ts";
import { compose } from "../compose.ts";
import { describe } from "../describe.ts";
import type { Section, Seen } from "../format.ts";
import type { Found } from "../host.ts";
import { asPublished } from "../quoting.ts";
import { txtAmong } from "../same-text.ts";
import type { TextValue } from "../syntax/value.ts";
import { sliced } from "./collections.ts";
import { textFaults } from "./faults.ts";
import { placedText } from "./functions.ts";
import type { AnyUse } from "./sight.ts";

const MOST_OWNERS = 1000;

export interface Records {
  /** By the section and the place where their texts begin, in the order of these. */
  readonly records: ReadonlyMap<Section, ReadonlyMap<number, readonly Seen[]>>;
  /** Texts that are pieces of others which resources use. */
  readonly within: ReadonlySet<Decoded>;
}

export function recordsOf(sights: readonly { readonly uses: readonly AnyUse[] }[]): Records {
  const places = new Map<Section, Map<number, AnyUse[]>>();
  for (const { uses } of sights) {
    for (const use of uses) {
      const { section, value } = use;
      const at = places.get(section) ?? new Map<number, AnyUse[]>();
      places.set(section, at);
      const there = at.get(value.span.start);
      if (there) there.push(use);
      else at.set(value.span.start, [use]);
    }
  }
  const records = new Map<Section, Map<number, readonly Seen[]>>();
  for (const [section, there] of places) {
    const sorted = [...there].sort(([a], [b]) => a - b);
    records.set(section, new Map(sorted.map(([start, uses]) => [start, seenOf(uses)])));
  }
  const within = new Set(sights.flatMap(({ uses }) => uses.flatMap(({ value }) => value.from ?? [])));
  return { records, within };
}

const VERSION = /^\s*"?(?:v=spf1|spf2\.0)/i;

/** Of texts of one place the records: what they have in common with others says nothing of them. */
function recordsAmong(uses: readonly AnyUse[]): readonly AnyUse[] {
  const records = uses.filter(({ value }) => VERSION.test(value.text.text));
  return records.length > 0 ? records : uses;
}

/** By the first of its uses, a record as it was made of all of them. */
const made = new WeakMap<AnyUse, { readonly uses: readonly AnyUse[]; readonly seen: readonly Seen[] }>();

function seenOf(uses: readonly AnyUse[]): readonly Seen[] {
  const [first] = uses as [AnyUse, ...AnyUse[]];
  const known = made.get(first);
  if (known && known.uses.length === uses.length && known.uses.every((use, i) => use === uses[i]))
    return known.seen;
  const { section } = first;
  const told = recordsAmong(uses);
  const found = foundOf(told, told.length === uses.length);
  const faults = [...textFaults(section, (told[0] ?? first).value, found, told)].map(
    (fault): Seen => ({ section, fault }),
  );
  const seen = [{ section, found }, ...faults];
  made.set(first, { uses, seen });
  return seen;
}

function foundOf(uses: readonly AnyUse[], isAll: boolean): Found {
  const [first] = txtAmong(uses, typeOf) as [AnyUse, ...AnyUse[]];
  const { section, value, by, removal } = first;
  const named = uses.filter(({ by: { owners } }) => owners !== null);
  const known = txtAmong(named, typeOf);
  const owners = [...new Set(known.flatMap(({ by: { owners } }) => owners ?? []))].slice(0, MOST_OWNERS);
  // Those whose name is known say more.
  const { set, ttl } = (known[0] ?? first).by;
  const all = uses.reduce((common, use) => commonOf(section, common, use.value), value);
  return describe({
    value,
    decoded: asPublished(all.text, by.resource.quoting, by.resource.strings),
    owners: known.length > 0 ? owners : null,
    type: typeOf(first) === "SPF" ? "SPF" : "TXT",
    ttl,
    set,
    certain: uses.some((use) => use.certain),
    strings: by.resource.strings,
    typeSpan: section === by.section ? by.typeSpan : null,
    // Instances of one resource go together; what several use stays for the others.
    removal: isAll && uses.every((use) => sameSpan(use.removal, removal)) ? removal : null,
  });
}

function typeOf({ by }: AnyUse): string {
  return by.type;
}

/** What instances of one resource have in common: a hole stands for what differs between the two ends. */
function commonOf({ text: source }: Section, one: TextValue, other: TextValue): TextValue {
  const [a, b] = [one.text.text, other.text.text];
  if (a === b) return one;
  let [start, end] = [0, 0];
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [head, tail] = sliced(one, [
    [0, start],
    [a.length - end, a.length],
  ]) as [TextValue, TextValue];
  const between = one.text.sourceRange({ start, end: a.length - end });
  const pieces = [placedText(head), { kind: "unknown", span: between } as const, placedText(tail)];
  return compose(source, pieces, one.span);
}

function sameSpan(one: AnyUse["removal"], other: AnyUse["removal"]): boolean {
  return one?.start === other?.start && one?.end === other?.end;
}
