/** `overlap`: a network that a wider one behind it holds as well, with the same result. */

import type { Directive, SpfRecord } from "../spf/ast.ts";
import { decidingOf } from "../spf/deciding.ts";
import { messagesOf } from "../text/message.ts";
import { fixRemovingTerm } from "./fix.ts";
import { isWholeFamily } from "./late-networks.ts";
import { type Report, rule } from "./rule.ts";
import { type Telling, TermReport } from "./term-report.ts";
import { shownIn } from "./terms.ts";

export const overlap = rule({
  name: "overlap",
  severity: "hint",
  profile: "recommended",
  needs: "record",
  about: ["near-networks"],
  sources: ["RFC 7208, 4.6.2", "RFC 7208, 5.6"],
  messages: messagesOf("overlap", {
    within: "{term} lies within {wider} behind it, which has the same result, so it can go.",
    wider: "Holds all of it.",
    remove: "Remove {term}",
  }),
  yieldsTo: ["shadowed", "contradictory", "duplicate-term"],
  *check({ subject, record }): Iterable<Report> {
    const deciding = decidingOf(record);
    let runs: readonly number[] | undefined;
    for (const literal of deciding.literals) {
      const { term } = literal;
      const wider = deciding.coverAfter(literal);
      if (!wider || !deciding.isReached(wider) || isWholeFamily(wider)) continue;
      // With another qualifier the narrow one is an exception, and so it may be with another one in between.
      runs ??= sameQualifierRuns(record);
      if (runs[term.index] !== runs[wider.term.index]) continue;
      yield new TermReport(telling, subject, record, term.span, { term, wider: wider.term });
    }
  },
});

interface Overlap {
  readonly term: Directive;
  readonly wider: Directive;
}

const telling: Telling<Overlap> = {
  message: ({ record, about: { term, wider } }) =>
    overlap.messages.within({ term: shownIn(record, term), wider: shownIn(record, wider) }),
  fixes({ subject, record, about: { term } }) {
    const title = overlap.messages.remove({ term: shownIn(record, term) });
    return fixRemovingTerm("choice", title, subject, record, term);
  },
  related: ({ subject, about: { wider } }) => [
    { subject, span: wider.span, message: overlap.messages.wider() },
  ],
  tag: "unnecessary",
};

/** By term: equal for mechanisms with one qualifier that have none with another, and nothing unknown, between them. */
function sameQualifierRuns(record: SpfRecord): number[] {
  let run = 0;
  let before: Directive["qualifier"] | null = null;
  return record.terms.map((term) => {
    if (term.kind === "modifier") return run;
    const now = term.kind === "directive" && term.valid && !term.holes ? term.qualifier : null;
    if (now === null || now !== before) run++;
    before = now;
    return run;
  });
}
