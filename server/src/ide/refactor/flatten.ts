/** The networks that a mechanism stands for today, in its place. */

import { fixText } from "../../rules/fix.ts";
import { MOST_NETWORKS, matchedBy, writtenAs } from "../../rules/matched.ts";
import { onlyOwner, shownIn } from "../../rules/terms.ts";
import { emptySet, toNetworks } from "../../spf/ip-set.ts";
import { lineAbove } from "../ignore.ts";
import { type Refactoring, type RefactorPlace, refactorMessages } from "./place.ts";

/** Of include, a and mx, where everything is known that it leads to; with the day, since networks go stale. */
export function* flatten({ analysis, subject, record, terms }: RefactorPlace): Iterable<Refactoring> {
  const [term, ...others] = terms;
  if (term?.kind !== "directive" || !term.valid || term.holes || others.length > 0) return;
  if (term.name !== "include" && term.name !== "a" && term.name !== "mx") return;
  const networks = toNetworks(matchedBy(record, term, onlyOwner(subject) ?? "", analysis.answer) ?? emptySet);
  if (networks.length === 0 || networks.length > MOST_NETWORKS) return;
  const text = writtenAs(term.qualifier, networks);
  const args = { term: shownIn(record, term), count: networks.length };
  const title = networks.length === 1 ? refactorMessages.flattenOne(args) : refactorMessages.flatten(args);
  const comment = `${args.term} as of ${analysis.context.today}: look again from time to time`;
  const note = lineAbove(analysis, subject, comment);
  for (const fix of fixText("choice", title, subject, [{ span: term.span, text }]))
    yield { kind: "inline", fix, beside: note ? [note] : [] };
}
