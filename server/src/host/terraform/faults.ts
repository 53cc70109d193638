/** What is wrong with how Terraform's files carry the text of a record. */

import type { Edit } from "../../text/edit.ts";
import type { PartSpace } from "../../text/span.ts";
import type { Section, Seen } from "../format.ts";
import type { Found, HostFault } from "../host.ts";
import { type FoundAt, joinFault } from "../join-faults.ts";
import { listSplit } from "../list-split.ts";
import { enquote, isQuoted } from "../quoting.ts";
import { NOTHING, type Rows } from "../rows.ts";
import { type CallValue, type Entry, type TextValue, within } from "../syntax/value.ts";
import type { AnyUse, Owned, Sight } from "./sight.ts";

const RECORD = /^\s*"?v=spf1(?:\s|$)/i;

/** A macro of SPF without the second sign that makes no code of it. */
const MACRO = /(?<!%)%\{[slodiphcrtv]\d*r?[-.+,/_=]*\}|(?<!\$)\$\{[slodiphcrtv]\d*r?[-.+,/_=]*\}/gi;

/** The faults of one text, by itself and for the resources that use it. */
export function* textFaults(
  section: Section,
  value: TextValue,
  found: Found,
  uses: readonly AnyUse[] = [],
): Iterable<HostFault> {
  yield* macros(section, value, found);
  const { text } = found.decoded;
  if (!RECORD.test(value.text.text)) return;
  if (/\n/.test(text)) {
    const trailing = /^[^\n]*\n+$/.test(text);
    const mend = trailing ? trimmed(section.text, value) : null;
    const detail = trailing ? "trailing" : "inner";
    yield { kind: "heredoc", detail, span: value.span, data: {}, found, ...(mend ? { mend } : {}) };
  }
  const isGoogle = ({ by }: AnyUse) => by.resource.unquoted === "tf-quote-google";
  if (uses.some(isGoogle) && !isQuoted(value.text) && /\S\s+\S/.test(text)) {
    // Others may want it as it is.
    const mend = uses.every(isGoogle) ? enquote(section.text, value) : undefined;
    const about = { kind: "tf-quote-google", detail: "bare", span: value.span, data: {}, found } as const;
    yield { ...about, ...(mend ? { mend } : {}) };
  }
}

/** Each macro whose sign begins code. */
function* macros({ text: source }: Section, value: TextValue, found: Found): Iterable<HostFault> {
  if (value.used || !source.includes("{")) return;
  for (const { index, 0: written } of source.slice(value.span.start, value.span.end).matchAll(MACRO)) {
    const start = value.span.start + index;
    const at = value.text.toDecoded(start);
    // A name that a `for` gives is code that is meant.
    if (at === undefined || !value.text.text.startsWith(`%${written.slice(1)}`, at)) continue;
    yield {
      kind: "tf-percent",
      detail: written.startsWith("%") ? "directive" : "interpolation",
      span: { start, end: start + written.length },
      data: { written, escaped: `%%${written.slice(1)}` },
      found,
      mend: [{ span: { start, end: start + 1 }, text: "%%" }],
    };
  }
}

/** `trimspace` round a heredoc. */
function trimmed(source: string, { span, used }: TextValue): Edit<PartSpace>[] | null {
  if (used || !source.startsWith("<<", span.start)) return null;
  const line = source.lastIndexOf("\n", span.start) + 1;
  const indent = /^[ \t]*/.exec(source.slice(line))?.[0] ?? "";
  const end = source[source.indexOf("\n", span.start) - 1] === "\r" ? "\r\n" : "\n";
  return [
    { span: { start: span.start, end: span.start }, text: "trimspace(" },
    { span: { start: span.end, end: span.end }, text: `${end}${indent})` },
  ];
}

/** A record in the items of a list. */
export function* listFaults(lists: Sight["lists"], foundAt: FoundAt): Iterable<Seen> {
  for (const { by, items } of lists) {
    const { section } = by;
    const fault = listSplit(section.text, items, ({ value }) => foundAt(section, value.span.start));
    if (fault) yield { section, fault };
  }
}

/** A set that a resource may want to have to itself. */
const keyOf = ({ type, set }: Owned | AnyUse["by"]) => `${type} ${set.toLowerCase()}`;
const isSole = ({ resource, certain }: Owned) => resource.set === true && certain;

/** Two resources that each want all records of a name and type to be theirs. Of `sights` there is one for each section. */
export function sameNames(
  rows: Rows,
  sections: readonly Section[],
  sights: readonly (Sight | null)[],
  foundAt: FoundAt,
): readonly Seen[] {
  // As one text, which is the same as long as nothing that matters here changes.
  const wanted = rows.row(
    sameNames,
    sections,
    (_, i) => {
      const owned = (sights[i]?.owned ?? []).filter(isSole);
      const keys = new Map(owned.map((each) => [each.entry, new Set<string>()]));
      for (const each of owned) keys.get(each.entry)?.add(keyOf(each));
      return owned.length === 0 ? NOTHING : JSON.stringify([...keys.values()].flatMap((each) => [...each]));
    },
    sights,
  );
  const contested = rows.sum(sameNames, wanted, (texts) =>
    repeated(texts.flatMap((each) => JSON.parse(each as string) as string[])),
  );
  if (contested.size === 0) return NOTHING;
  return [...contenders(sights, contested, foundAt)];
}

function repeated(all: readonly string[]): ReadonlySet<string> {
  const [once, again] = [new Set<string>(), new Set<string>()];
  for (const each of all) (once.has(each) ? again : once).add(each);
  return again;
}

function* contenders(
  sights: readonly (Sight | null)[],
  contested: ReadonlySet<string>,
  foundAt: FoundAt,
): Iterable<Seen> {
  const bySet = new Map<string, Owned[]>();
  for (const sight of sights) {
    for (const each of sight?.owned ?? []) {
      const key = keyOf(each);
      if (!isSole(each) || !contested.has(key)) continue;
      const there = bySet.get(key);
      if (!there) bySet.set(key, [each]);
      else if (there.every(({ entry }) => entry !== each.entry)) there.push(each);
    }
  }
  for (const sight of sights) {
    for (const { section, value, by } of sight?.uses ?? []) {
      if (!RECORD.test(value.text.text)) continue;
      const same = bySet.get(keyOf(by)) ?? [];
      const other = same.find(({ entry }) => entry !== by.entry);
      if (!other || !same.some(({ entry }) => entry === by.entry)) continue;
      const data = { other: (other.entry.labels ?? []).join("."), own: (by.entry.labels ?? []).join(".") };
      const found = foundAt(section, value.span.start);
      yield { section, fault: { kind: "same-name", detail: "set", span: value.span, data, found } };
    }
  }
}

/** Calls of `join` in the blocks of a section. */
export function joinsIn(blocks: readonly Entry[]): readonly CallValue[] {
  const calls: CallValue[] = [];
  for (const block of blocks) {
    for (const { value } of within(block.value))
      if (value.kind === "call" && value.name === "join") calls.push(value);
  }
  return calls;
}

/** Terms that are joined with nothing between them. */
export function* joinFaults(section: Section, joins: readonly CallValue[], foundAt: FoundAt): Iterable<Seen> {
  for (const call of joins) {
    const fault = joinFault(call, foundAt(section, call.span.start));
    if (fault) yield { section, fault };
  }
}
