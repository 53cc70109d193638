/** `duplicate-term`: the same mechanism twice. */

import type { Directive, SpfRecord } from "../spf/ast.ts";
import { decidingOf } from "../spf/deciding.ts";
import { messagesOf } from "../text/message.ts";
import { fixRemovingTerm } from "./fix.ts";
import { type Fix, type Report, rule } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { type Telling, TermReport } from "./term-report.ts";
import { repeatedHosts, shownIn } from "./terms.ts";

export const duplicateTerm = rule({
  name: "duplicate-term",
  severity: "warning",
  profile: "recommended",
  needs: "record",
  about: ["near-networks", "repeated-hosts"],
  sources: ["RFC 7208, 4.6.2"],
  messages: messagesOf("duplicate-term", {
    address: "{term} has no effect: {first} before it matches the same hosts. Remove one of the two.",
    lookup:
      "{term} has no effect, since {first} before it matches the same hosts, but it is looked up again and counts toward the ten lookups. Remove one of the two.",
    first: "Matches the same hosts.",
    remove: "Remove the second {term}",
    removeLookup: "Remove the second {term} (which saves its lookups)",
  }),
  *check({ subject, record }): Iterable<Report> {
    for (const duplicate of duplicates(subject, record))
      yield new TermReport(telling, subject, record, duplicate.term.span, duplicate);
  },
});

const telling: Telling<Duplicate> = {
  message({ record, about: { term, first } }) {
    const { address, lookup } = duplicateTerm.messages;
    const args = { term: shownIn(record, term), first: shownIn(record, first) };
    return term.network ? address(args) : lookup(args);
  },
  fixes: ({ subject, record, about: { term } }) => removal(subject, record, term),
  related: ({ subject, about: { first } }) => [
    { subject, span: first.span, message: duplicateTerm.messages.first() },
  ],
  tag: "unnecessary",
};

interface Duplicate {
  readonly term: Directive;
  readonly first: Directive;
}

function* duplicates(subject: Subject, record: SpfRecord): Iterable<Duplicate> {
  const firsts = new Map<string, Directive>();
  const { literals, firstOf } = decidingOf(record);
  for (const literal of literals) {
    const { term } = literal;
    const same = firstOf(literal);
    if (same === literal) continue;
    if (same.term.qualifier === term.qualifier) {
      yield { term, first: same.term };
      continue;
    }
    // What others have than the first of them is kept.
    const key = `${term.qualifier}${same.index}`;
    const first = firsts.get(key);
    if (first) yield { term, first };
    else firsts.set(key, term);
  }
  for (const { term, alike } of repeatedHosts(subject, record)) if (alike) yield { term, first: alike };
}

/** Safe for addresses alone: that a look-up less is no change needs the costs of the whole evaluation. */
function removal(subject: Subject, record: SpfRecord, term: Directive): Fix[] {
  const text = shownIn(record, term);
  const { messages } = duplicateTerm;
  return term.network
    ? fixRemovingTerm("safe", messages.remove({ term: text }), subject, record, term)
    : fixRemovingTerm("repair", messages.removeLookup({ term: text }), subject, record, term);
}
