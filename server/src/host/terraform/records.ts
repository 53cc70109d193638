/** The records of a module: each text once, with the owners of all resources that use it. */

import type { Decoded } from "../../text/decoded.ts";
import { compose } from "../compose.ts";
import { describe } from "../describe.ts";
import type { Section, Seen } from "../format.ts";
import type { Found } from "../host.ts";
import { asPublished } from "../quoting.ts";
import { NOTHING, type Rows } from "../rows.ts";
import { txtAmong } from "../same-text.ts";
import type { TextValue } from "../syntax/value.ts";
import { sliced } from "./collections.ts";
import { textFaults } from "./faults.ts";
import { placedText } from "./functions.ts";
import type { AnyUse } from "./sight.ts";

const MOST_OWNERS = 1000;

/** By the places where their texts begin, in the order of these. */
export type Records = ReadonlyMap<number, readonly Seen[]>;

/** What takes texts. */
interface Taker {
  readonly uses: readonly AnyUse[];
}

/** Rows of our own. */
const [OWN, ELSEWHERE, WITHIN] = [{}, {}, {}];
const BLANK: Records = new Map();

/**
 * The records of each section. Nearly all are written where they are used, and these are made again where their section
 * changes. Of `sights` and `taken` there is one for each section; what the former say of a text counts first.
 */
export function recordsIn(
  rows: Rows,
  sections: readonly Section[],
  sights: readonly (Taker | null)[],
  taken: readonly (readonly AnyUse[])[],
): readonly Records[] {
  const takersAt = (i: number): Taker[] => [sights[i] ?? NOBODY, { uses: taken[i] ?? NOTHING }];
  const own = rows.row(
    OWN,
    sections,
    (section, i) => recordsOf(takersAt(i)).get(section) ?? BLANK,
    sights,
    taken,
  );
  const elsewhere = rows.row(
    ELSEWHERE,
    sections,
    (section, i): readonly Section[] => {
      const used = takersAt(i).flatMap(({ uses }) => uses.map((use) => use.section));
      const others = used.filter((each) => each !== section);
      return others.length > 0 ? others : NOTHING;
    },
    sights,
    taken,
  );
  const reached = rows.sum(ELSEWHERE, elsewhere, (lists) => new Set(lists.flat()));
  if (reached.size === 0) return own;
  const takers = [...sights.map((each) => each ?? NOBODY), { uses: taken.flat() }];
  const among = takers.map(({ uses }) => ({ uses: uses.filter(({ section }) => reached.has(section)) }));
  const records = recordsOf(among);
  return own.map((each, i) => records.get(sections[i] as Section) ?? each);
}

const NOBODY: Taker = { uses: NOTHING };

/** Texts that are pieces of others which resources use. */
export function pieceTexts(
  rows: Rows,
  sections: readonly Section[],
  sights: readonly (Taker | null)[],
  taken: readonly (readonly AnyUse[])[],
): ReadonlySet<Decoded> {
  const from = rows.row(
    WITHIN,
    sections,
    (_, i): readonly Decoded[] => {
      const uses = [...(sights[i]?.uses ?? []), ...(taken[i] ?? [])];
      const all = uses.flatMap(({ value }) => value.from ?? []);
      return all.length > 0 ? all : NOTHING;
    },
    sights,
    taken,
  );
  return rows.sum(WITHIN, from, (lists) => new Set(lists.flat()));
}

function recordsOf(takers: readonly Taker[]): ReadonlyMap<Section, Records> {
  const places = new Map<Section, Map<number, AnyUse[]>>();
  for (const { uses } of takers) {
    for (const use of uses) {
      const { section, value } = use;
      const at = places.get(section) ?? new Map<number, AnyUse[]>();
      places.set(section, at);
      const there = at.get(value.span.start);
      if (there) there.push(use);
      else at.set(value.span.start, [use]);
    }
  }
  const records = new Map<Section, Records>();
  for (const [section, there] of places) {
    const sorted = [...there].sort(([a], [b]) => a - b);
    records.set(section, new Map(sorted.map(([start, uses]) => [start, seenOf(uses)])));
  }
  return records;
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
