/** How rules make fixes: exact edits of a subject's text, or no fix at all. */

import type { SpfRecord, Term } from "../spf/ast.ts";
import type { IsPlain } from "../spf/program.ts";
import { type Change, isKept } from "../spf/proof.ts";
import { orderEdits } from "../text/edit.ts";
import type { Message } from "../text/message.ts";
import type { RecordSpace, Span } from "../text/span.ts";
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
  const edits: FixEdit[] = [];
  for (const { span, text } of replacements) {
    const each = subject.found.decoded.replace(span, text);
    if (!each) return [];
    for (const edit of each) edits.push({ ...edit, part: subject.part });
  }
  const ordered = orderEdits(edits);
  if (!ordered || ordered.length === 0) return [];
  return [
    {
      kind: proven(kind, subject, replacements, isPlain),
      title,
      edits: ordered.map((edit) => ({ ...edit, part: subject.part })),
    },
  ];
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
