/** Where the character-strings of a record begin and end; its text stays what it is (RFC 7208, 3.3). */

import { fixSplitting, fixUniting } from "../../rules/fix.ts";
import { cutsAtTerms, STRING_LIMIT } from "../../rules/strings.ts";
import { shownIn } from "../../rules/terms.ts";
import { type Refactoring, type RefactorPlace, refactorMessages } from "./place.ts";

/** Before the term at the cursor; where a tool cuts the text, nobody writes strings. */
export function* splitString({ subject, record, terms }: RefactorPlace): Iterable<Refactoring> {
  const [term, ...others] = terms;
  const { strings, decoded } = subject.found;
  if (strings !== "author" || decoded.octets() <= STRING_LIMIT) return;
  if (term && others.length === 0 && record.text[term.span.start - 1] === " ") {
    const title = refactorMessages.split({ term: shownIn(record, term) });
    for (const fix of fixSplitting("safe", title, subject, [term.span.start])) yield { kind: "rewrite", fix };
  }
  if (decoded.holes.length > 0) return;
  const cuts = decoded.strings().map((string) => cutsAtTerms(record, string));
  const all = cuts.flatMap((each) => each ?? []);
  if (all.length === 0 || cuts.includes(null)) return;
  for (const fix of fixSplitting("safe", refactorMessages.splitAll(), subject, all))
    yield { kind: "rewrite", fix };
}

/** Where all of it fits into one. */
export function* joinStrings({ subject }: RefactorPlace): Iterable<Refactoring> {
  const { strings, decoded } = subject.found;
  if (strings !== "author" || decoded.holes.length > 0 || decoded.octets() > STRING_LIMIT) return;
  for (const fix of fixUniting("safe", refactorMessages.unite(), subject)) yield { kind: "rewrite", fix };
}
