/** What formats of objects share: a set of records, its values in a list or alone, as records that were found. */

import type { PartSpace, Span } from "../text/span.ts";
import { describe, mxData, setOf } from "./describe.ts";
import type { Section, Seen } from "./format.ts";
import type { Found, Other } from "./host.ts";
import { listSplit } from "./list-split.ts";
import { asPublished, type Quoting, type UnquotedFault, unquotedFault } from "./quoting.ts";
import {
  firstUnder,
  type Item,
  itemsOf,
  knownText,
  plainText,
  type TextValue,
  type Value,
  valueUnder,
} from "./syntax/value.ts";
import { mapFault, scalarFault } from "./yaml-faults.ts";

/** Records of one name and type, as an object describes them. */
export interface RecordSet {
  readonly section: Section;
  /** In any case; records of types that nobody asks for are passed over. */
  readonly type: string;
  readonly typeSpan?: Span<PartSpace> | null;
  readonly owners: readonly string[] | null;
  /** Equal for records of one name, where no owner is known. */
  readonly set: string;
  /** Other than that of records which the same name has elsewhere: in a private zone, or at another service. */
  readonly view?: string | null;
  /** What is different of an item that has a name of its own. */
  readonly named?: (item: Value) => Pick<RecordSet, "owners" | "set">;
  readonly ttl: number | null;
  /** The list of values, or the one that stands alone. */
  readonly values: Value | undefined;
  readonly quoting: Quoting;
  readonly strings: "author" | "tool";
  readonly certain?: boolean;
  /** What to take out of the source so that the whole set goes; null (or absent) where that can't be had. */
  readonly removal?: Span<PartSpace> | null;
  /** Of MX records, where it is said beside their hosts. */
  readonly preference?: string | null;
  /** The fault of a record that lacks its quotes, where the tool refuses it then. */
  readonly unquoted?: UnquotedFault;
}

const OTHERS: ReadonlySet<string> = new Set(["A", "AAAA", "CNAME", "MX", "NS", "PTR"]);

/** What stands in the set: each text as a record, with what is wrong with it. */
export function* seeRecordSet(set: RecordSet): Iterable<Seen> {
  const type = set.type.toUpperCase();
  const items = itemsOf(set.values);
  const texts = new Map<Item, Found>();
  for (const item of items) {
    const value = textIn(item.value);
    if (!value) {
      const fault = mapFault(set.section, item.value);
      if (fault) yield { section: set.section, fault };
      continue;
    }
    const named = set.named ? { ...set, ...set.named(item.value) } : set;
    const own = item.perhaps ? { ...named, certain: false } : named;
    if (type === "TXT" || type === "SPF") {
      // What a condition chooses does not go alone.
      const removal = item.perhaps ? null : items.length > 1 ? item.removal : set.removal;
      const seen = seeText(own, type, value, removal ?? null);
      if (seen.found) texts.set(item, seen.found);
      yield seen;
    } else yield* seeOther(own, type, item.value, value);
  }
  const { section } = set;
  // What conditions choose from is not one list.
  const together = items.filter(({ perhaps }) => !perhaps);
  const split = texts.size < 2 ? null : listSplit(section.text, together, (item) => texts.get(item) ?? null);
  if (split) yield { section, fault: split };
}

/** The text of an item, or of the object that it is: `{ value: … }`, `{ content: … }`. */
function textIn(item: Value): TextValue | undefined {
  const value = firstUnder(item, ["value", "Value", "content", "exchange"]) ?? item;
  if (isOff(item)) return undefined;
  return value.kind === "text" ? value : undefined;
}

/** Whether a record is switched off: it is not published. */
export function isOff(object: Value): boolean {
  return ["disabled", "is_disabled"].some((key) =>
    /^(?:true|yes|on|1)$/i.test(plainText(valueUnder(object, key)) ?? ""),
  );
}

function seeText(
  set: RecordSet,
  type: "TXT" | "SPF",
  given: TextValue,
  removal: Span<PartSpace> | null,
): Seen {
  const { owners, quoting, ttl, strings } = set;
  // An alias may stand for what is written elsewhere.
  const { section, value } = given.written ?? { section: set.section, value: given };
  const isHere = given.used === undefined;
  const found = describe({
    value,
    decoded: asPublished(value.text, quoting, strings),
    owners,
    type,
    ttl,
    set: setOf(owners?.[0] ?? set.set, set.view ?? null),
    certain: set.certain ?? true,
    strings,
    typeSpan: section === set.section ? (set.typeSpan ?? null) : null,
    removal: isHere ? removal : null,
    removesSet: isHere && removal !== null && removal === set.removal,
  });
  const fault =
    scalarFault(section, value, found) ??
    (set.unquoted && unquotedFault(set.unquoted, section, value, found));
  return fault ? { section, found, fault } : { section, found };
}

function* seeOther(
  { section, owners, ttl, preference }: RecordSet,
  type: string,
  item: Value,
  value: TextValue,
): Iterable<Seen> {
  const host = knownText(value)
    ?.trim()
    .replace(/(?<=.)\.$/, "");
  if (!host || !owners || !OTHERS.has(type)) return;
  const own = plainText(valueUnder(item, "preference") ?? valueUnder(item, "priority"));
  const data = type === "MX" ? mxData(host, own ?? preference) : host;
  for (const name of owners) {
    const other: Other = { name, type: type as Other["type"], ttl, data, span: value.span };
    yield { section, other };
  }
}

/** Seconds, where a value is a whole number of them. */
export function secondsOf(value: Value | undefined): number | null {
  const written = plainText(value);
  return written !== null && /^\d{1,10}$/.test(written) ? Number(written) : null;
}

/** A text that may be a full name, without its final dot; null where it is not known. */
export function fullName(value: Value | undefined): string | null {
  const name = knownText(value);
  return name ? name.replace(/(?<=.)\.$/, "") : null;
}

/** What a set says of its unknown name. */
interface Written {
  readonly name: Value | undefined;
  /** What tells names apart that are written alike: the zone, as it is written. */
  readonly zone: Value | string | undefined;
  /** Where the set stands, which is all there is to tell of one without a name. */
  readonly place: Value;
}

/** What tells sets of an unknown name apart: the name in its zone, as they are written. */
export function writtenName(uri: string, section: Section, { name, zone, place }: Written): string {
  const around = typeof zone === "string" ? zone : writtenAs(section, zone);
  return `${uri}#${around}#${name ? writtenAs(section, name) : `@${place.span.start}`}`;
}

/** What a value says, or how it is written: `{{ zone }}` is the same zone wherever it stands in a file. */
export function writtenAs({ text }: Section, value: Value | undefined): string {
  if (!value) return "";
  const known = knownText(value);
  if (known !== null) return known;
  const said = value.kind === "text" ? value.text : null;
  // Whatever quotes are round it, and from round to round of a loop the text around it may be another.
  const unknown = said?.holes.flatMap((hole) => said.toSource(hole)) ?? [];
  const written = unknown.length > 0 ? unknown : [value.span];
  return [...written.map(({ start, end }) => text.slice(start, end)), said?.text ?? ""].join("#");
}
