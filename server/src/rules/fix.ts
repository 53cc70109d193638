/** How rules make fixes: exact edits of a subject's text, or no fix at all. */

import type { Found } from "../host/host.ts";
import type { SpfRecord, Term } from "../spf/ast.ts";
import type { IsPlain } from "../spf/program.ts";
import { type Change, isKept } from "../spf/proof.ts";
import { type Edit, orderEdits } from "../text/edit.ts";
import type { Message } from "../text/message.ts";
import type { PartSpace, RecordSpace, Span } from "../text/span.ts";
import { type Cuts, cutsFor } from "./fitting.ts";
import type { Fix, FixEdit, FixKind } from "./rule.ts";
import type { Subject } from "./subject.ts";

/** Text to put where a span of a record's decoded text is. */
export type Replacement = Change;

/** What is claimed to be safe is so once it is proved; else it repairs. */
function proven(
  kind: FixKind,
  { found, record }: Subject,
  changes: readonly Replacement[],
  isPlain?: IsPlain,
): FixKind {
  if (kind !== "safe") return kind;
  return record && isKept(record, found.decoded.holes, changes, isPlain) ? "safe" : "repair";
}

/**
 * A fix of one record as a list that is empty where the host can't carry it out to the letter, so that
 * `fixes: [...fixText(…), ...fixText(…)]` reads well. `isPlain` helps to prove that it is safe.
 */
export function fixText(
  kind: FixKind,
  title: Message,
  subject: Subject,
  replacements: readonly Replacement[],
  isPlain?: IsPlain,
): Fix[] {
  const { found, part } = subject;
  const changes = orderEdits(replacements) ?? [];
  const cuts = cutsFor(found, changes);
  const edits = (cuts && written(found, changes, cuts)) ?? written(found, changes, null);
  if (!edits || edits.length === 0) return [];
  const safe = proven(kind, subject, replacements, isPlain);
  return [{ kind: safe, title, edits: edits.map((edit) => ({ ...edit, part })) }];
}

/** The edits of the source, in order; undefined where the host can't write one of the changes. */
function written(
  { decoded }: Found,
  changes: readonly Replacement[],
  cuts: Cuts | null,
): Edit<PartSpace>[] | undefined {
  const all: Edit<PartSpace>[] = [];
  for (const [i, { span, text }] of changes.entries()) {
    const edits = decoded.replace(span, text, cuts?.within[i]);
    if (!edits) return undefined;
    all.push(...edits);
  }
  for (const at of cuts?.beside ?? []) {
    const edits = decoded.split(at);
    if (!edits) return undefined;
    all.push(...edits);
  }
  return orderEdits(all);
}

/** A fix that starts a character-string at each of the offsets and leaves the text as it is; or an empty list. */
export function fixSplitting(
  kind: FixKind,
  title: Message,
  subject: Subject,
  offsets: readonly number[],
): Fix[] {
  const edits: FixEdit[] = [];
  for (const at of offsets) {
    const each = subject.found.decoded.split(at);
    if (!each) return [];
    for (const edit of each) edits.push({ ...edit, part: subject.part });
  }
  return edits.length === 0 ? [] : [{ kind, title, edits }];
}

/** A fix that makes one character-string of all; or an empty list. */
export function fixUniting(kind: FixKind, title: Message, subject: Subject): Fix[] {
  const { decoded } = subject.found;
  const edits: FixEdit[] = [];
  for (const { at } of decoded.boundaries) {
    const each = decoded.unite(at);
    if (!each) return [];
    for (const edit of each) edits.push({ ...edit, part: subject.part });
  }
  return edits.length === 0 ? [] : [{ kind, title, edits }];
}

/** A fix that takes whole records out of their files; an empty list where one of them can't go alone. */
export function fixRemoving(kind: FixKind, title: Message, subjects: readonly Subject[]): Fix[] {
  const edits = removalEdits(subjects);
  return edits && edits.length > 0 ? [{ kind, title, edits }] : [];
}

/** Edits that take whole records out of their files; undefined where one of them can't go alone. */
export function removalEdits(subjects: readonly Subject[]): FixEdit[] | undefined {
  const edits: FixEdit[] = [];
  for (const { found, part } of subjects) {
    if (!found.removal) return undefined;
    edits.push({ part, span: found.removal, text: "" });
  }
  return edits;
}

/** A fix that takes a term out of its record; an empty list where that would change what another term means. */
export function fixRemovingTerm(
  kind: FixKind,
  title: Message,
  subject: Subject,
  record: SpfRecord,
  term: Term,
): Fix[] {
  // RFC 4406, 3.2: in spf2.0 a modifier may belong to the mechanism before it.
  const next = record.terms[term.index + 1];
  if (record.version.protocol !== "spf1" && next?.kind === "modifier") return [];
  return fixText(kind, title, subject, [{ span: withBlankBefore(record.text, term.span), text: "" }]);
}

/** A fix that puts a term behind all others. */
export function fixMovingToEnd(
  kind: FixKind,
  title: Message,
  subject: Subject,
  record: SpfRecord,
  term: Term,
): Fix[] {
  const { end } = (record.terms.at(-1) ?? term).span;
  return fixText(kind, title, subject, [
    { span: withBlankBefore(record.text, term.span), text: "" },
    { span: { start: end, end }, text: ` ${record.text.slice(term.span.start, term.span.end)}` },
  ]);
}

/** The span of a term and the blank before it: what goes when the term goes. */
export function withBlankBefore(text: string, span: Span<RecordSpace>): Span<RecordSpace> {
  let start = span.start;
  while (start > 0 && text[start - 1] === " ") start--;
  return { start, end: span.end };
}
