/** What is wrong with how Terraform's files carry the text of a record. */

import type { Edit } from "../../text/edit.ts";
import type { PartSpace } from "../../text/span.ts";
import type { Section, Seen } from "../format.ts";
import type { Found, HostFault } from "../host.ts";
import { type FoundAt, joinFault } from "../join-faults.ts";
import { listSplit } from "../list-split.ts";
import { enquote, isQuoted } from "../quoting.ts";
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

/** A record in the items of a list, and two resources that have one name. */
export function* resourceFaults(sights: readonly Sight[], foundAt: FoundAt): Iterable<Seen> {
  for (const { lists } of sights) {
    for (const { by, items } of lists) {
      const { section } = by;
      const fault = listSplit(section.text, items, ({ value }) => foundAt(section, value.span.start));
      if (fault) yield { section, fault };
    }
  }
  yield* sameNames(sights, foundAt);
}

/** Two resources that each want all records of a name and type to be theirs. */
function* sameNames(sights: readonly Sight[], foundAt: FoundAt): Iterable<Seen> {
  const bySet = new Map<string, Owned[]>();
  for (const { owned } of sights) {
    for (const each of owned) {
      if (!each.resource.set || !each.certain) continue;
      const key = `${each.type} ${each.set.toLowerCase()}`;
      const there = bySet.get(key);
      if (!there) bySet.set(key, [each]);
      else if (there.every(({ entry }) => entry !== each.entry)) there.push(each);
    }
  }
  for (const { uses } of sights) {
    for (const { section, value, by } of uses) {
      if (!RECORD.test(value.text.text)) continue;
      const same = bySet.get(`${by.type} ${by.set.toLowerCase()}`) ?? [];
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
