/** The terms of an included record in the place of the include. */

import { fixText } from "../../rules/fix.ts";
import { shownIn, textOf } from "../../rules/terms.ts";
import type { Directive, SpfRecord } from "../../spf/ast.ts";
import { type Refactoring, type RefactorPlace, refactorMessages } from "./place.ts";

/** Only where the terms mean the same in the record that includes them. */
export function* inlineInclude(place: RefactorPlace): Iterable<Refactoring> {
  const { analysis, subject, record } = place;
  const include = includeAt(place);
  const target = include
    ? analysis.linted.expansion(subject)?.terms.find(({ term }) => term.index === include.index)?.target
    : null;
  const terms = target?.record ? inlinedTerms(target.record, target.domain) : null;
  if (!include || !terms) return;
  const qualifier = include.qualifier === "+" ? "" : include.qualifier;
  const text = terms.map((each) => qualifier + each).join(" ");
  const args = { term: shownIn(record, include), count: terms.length };
  const title = terms.length === 1 ? refactorMessages.inlineOne(args) : refactorMessages.inline(args);
  for (const fix of fixText("choice", title, subject, [{ span: include.span, text }]))
    yield { kind: "inline", fix };
}

/** The terms as they are written elsewhere; null where they would mean something else. */
function inlinedTerms(record: SpfRecord, domain: string): string[] | null {
  if (!record.valid || record.holes || record.version.protocol !== "spf1") return null;
  const out: string[] = [];
  for (const term of record.terms) {
    if (term.kind === "modifier") {
      if (term.known === "redirect") return null;
      continue;
    }
    if (term.kind === "junk") return null;
    // RFC 7208, 5.2: what does not pass there does not match, and what stands behind it is not asked.
    if (term.name === "all") return term.qualifier === "+" || out.length === 0 ? null : out;
    if (term.qualifier !== "+") return null;
    const written = inlinedTerm(record, term, domain);
    if (written === null) return null;
    out.push(written);
  }
  return out.length === 0 ? null : out;
}

/** With the domain that is meant where none is written. */
function inlinedTerm(record: SpfRecord, term: Directive, domain: string): string | null {
  const text = textOf(record, { start: term.nameSpan.start, end: term.span.end });
  if (term.domain) {
    // RFC 7208, 7.3: what %{d} and %{p} give depends on the record that they stand in.
    const own = term.domain.parts.some((part) => part.kind === "expand" && /[dp]/.test(part.letter));
    return own ? null : text;
  }
  if (term.network) return text;
  const end = term.nameSpan.end - term.nameSpan.start;
  return `${text.slice(0, end)}:${domain}${text.slice(end)}`;
}

function includeAt({ terms }: RefactorPlace): Directive | null {
  const [term, ...others] = terms;
  if (term?.kind !== "directive" || others.length > 0) return null;
  return term.name === "include" && term.valid && !term.holes ? term : null;
}
