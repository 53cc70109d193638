/** What formats of objects share: a set of records, its values in a list or alone, as records that were found. */

import type { Decoded } from "../text/decoded.ts";
import type { PartSpace, Span } from "../text/span.ts";
import { describe, isQuoted, unquoted, unquotedOctal, wrapped } from "./describe.ts";
import type { Found, HostFault, Other } from "./host.ts";
import { listSplit } from "./list-split.ts";
import { enquote } from "./quote.ts";
import type { Section, Seen } from "./sections.ts";
import {
  entryOf,
  type Item,
  itemsOf,
  knownText,
  plainText,
  type TextValue,
  type Value,
  valueUnder,
} from "./syntax/value.ts";
import { mapFault, scalarFault } from "./yaml-faults.ts";

/** How a tool takes the text of a TXT record. */
export type Quoting =
  /** As it is: quotes are characters like others. */
  | "plain"
  /** Quotes may be there, and are put there if not. */
  | "wrapped"
  /** As zone files write it: quotes must be there. */
  | "quoted"
  /** The same with escapes in octal digits, as Route 53 has them. */
  | "octal";

/** Records of one name and type, as an object describes them. */
export interface RecordSet {
  readonly section: Section;
  /** In any case; records of types that nobody asks for are passed over. */
  readonly type: string;
  readonly typeSpan?: Span<PartSpace> | null;
  readonly owners: readonly string[] | null;
  /** Equal for records of one name, where no owner is known. */
  readonly set: string;
  readonly ttl: number | null;
  /** The list of values, or the one that stands alone. */
  readonly values: Value | undefined;
  readonly quoting: Quoting;
  readonly strings: "author" | "tool";
  readonly certain?: boolean;
  /** The fault of a record that lacks its quotes, where the tool refuses it then. */
  readonly unquoted?: "cfn-quote" | "ansible-quote";
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
    if (type === "TXT" || type === "SPF") {
      const seen = seeText(set, type, value, items.length > 1 ? item : null);
      if (seen.found) texts.set(item, seen.found);
      yield seen;
    } else yield* seeOther(set, type, value);
  }
  const { section } = set;
  const split = texts.size < 2 ? null : listSplit(section.text, items, (item) => texts.get(item) ?? null);
  if (split) yield { section, fault: split };
}

/** The text of an item, or of the object that it is: `{ value: … }`, `{ content: … }`. */
function textIn(item: Value): TextValue | undefined {
  const value = ["value", "Value", "content"].map((key) => valueUnder(item, key)).find(Boolean) ?? item;
  // A record that is switched off is not published.
  if (entryOf(item, "disabled") && plainText(valueUnder(item, "disabled")) !== "false") return undefined;
  return value.kind === "text" ? value : undefined;
}

function seeText(set: RecordSet, type: "TXT" | "SPF", given: TextValue, item: Item | null): Seen {
  const { owners, quoting, ttl, strings } = set;
  // An alias may stand for what is written elsewhere.
  const { section, value } = given.written ?? { section: set.section, value: given };
  const isHere = given.used === undefined;
  const found = describe({
    value,
    decoded: asPublished(value.text, quoting),
    owners,
    type,
    ttl,
    set: owners?.[0] ?? set.set,
    certain: set.certain ?? true,
    strings,
    typeSpan: section === set.section ? (set.typeSpan ?? null) : null,
    removal: isHere ? (item?.removal ?? null) : null,
  });
  const fault =
    scalarFault(section, value, found) ?? (set.unquoted && faultOf(set.unquoted, section, value, found));
  return fault ? { section, found, fault } : { section, found };
}

function asPublished(text: Decoded, quoting: Quoting): Decoded {
  if (quoting === "wrapped") return wrapped(text);
  if (quoting === "plain" || !isQuoted(text)) return text;
  return quoting === "octal" ? unquotedOctal(text) : unquoted(text);
}

/** A record without its quotes; others than SPF are not our business. */
function faultOf(
  kind: "cfn-quote" | "ansible-quote",
  { text }: Section,
  value: TextValue,
  found: Found,
): HostFault | null {
  if (isQuoted(value.text) || !/^\s*v=spf1(?:\s|$)/i.test(value.text.text)) return null;
  const mend = enquote(text, value);
  return { kind, span: value.span, detail: "bare", data: {}, found, ...(mend ? { mend } : {}) };
}

function* seeOther({ section, owners, ttl }: RecordSet, type: string, value: TextValue): Iterable<Seen> {
  const data = knownText(value)
    ?.trim()
    .replace(/(?<=.)\.$/, "");
  if (!data || !owners || !OTHERS.has(type)) return;
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

/** What tells sets of an unknown name apart: the name as it is written. */
export function writtenName(uri: string, { text }: Section, name: Value | undefined, place: Value): string {
  if (!name) return `${uri}#@${place.span.start}`;
  return `${uri}#${text.slice(name.span.start, name.span.end)}`;
}
