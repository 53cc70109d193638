/** `contradictory`: a mechanism whose hosts have another result already. */

import type { Directive, SpfRecord } from "../spf/ast.ts";
import { decidingOf } from "../spf/deciding.ts";
import { messagesOf } from "../text/message.ts";
import { emptySpan } from "../text/span.ts";
import { fixRemovingTerm, fixText, withBlankBefore } from "./fix.ts";
import { type LateNetwork, ownLateNetworks } from "./late-networks.ts";
import { type Fix, type Report, rule } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { type Telling, TermReport } from "./term-report.ts";
import { repeatedHosts, shownIn, textOf } from "./terms.ts";

export const contradictory = rule({
  name: "contradictory",
  severity: "warning",
  profile: "recommended",
  needs: "record",
  about: ["near-networks", "repeated-hosts"],
  sources: ["RFC 7208, 4.6.2"],
  messages: messagesOf("contradictory", {
    one: "{term} is never reached: {first} before it matches the same hosts, and they get its result. Keep the one that is meant.",
    several:
      "{term} is never reached: the networks before it hold all of it, and not all with the same result. Keep what is meant.",
    first: "This decides.",
    remove: "Remove {term}, which is never reached",
    move: "Move {term} before {first} (its hosts then get the result of {term})",
  }),
  yieldsTo: ["duplicate-term"],
  *check({ subject, record }): Iterable<Report> {
    for (const found of contradictions(subject, record))
      yield new TermReport(telling, subject, record, found.term.span, found);
  },
});

interface Contradiction {
  readonly term: Directive;
  /** In order. */
  readonly deciders: readonly [Decider, ...Decider[]];
}

type Decider = Pick<LateNetwork, "term">;

const telling: Telling<Contradiction> = {
  message({ record, about: { term, deciders } }) {
    const { one, several } = contradictory.messages;
    const args = { term: shownIn(record, term), first: shownIn(record, deciders[0].term) };
    return deciders.length === 1 ? one(args) : several(args);
  },
  fixes({ subject, record, about: { term, deciders } }) {
    const title = contradictory.messages.remove({ term: shownIn(record, term) });
    return [
      ...fixRemovingTerm("choice", title, subject, record, term),
      ...movedBefore(subject, record, term, deciders[0].term),
    ];
  },
  related({ subject, about: { deciders } }) {
    const message = contradictory.messages.first();
    return deciders.map(({ term }) => ({ subject, span: term.span, message }));
  },
  tag: "unnecessary",
};

function* contradictions(subject: Subject, record: SpfRecord): Iterable<Contradiction> {
  yield* ownLateNetworks(decidingOf(record), false);
  for (const { term, first, alike } of repeatedHosts(subject, record))
    if (alike !== first) yield { term, deciders: [{ term: first }] };
}

function movedBefore(subject: Subject, record: SpfRecord, term: Directive, first: Directive): Fix[] {
  // RFC 4406, 3.2: in spf2.0 a modifier may belong to the mechanism before it.
  if (record.version.protocol !== "spf1") return [];
  const title = contradictory.messages.move({ term: shownIn(record, term), first: shownIn(record, first) });
  return fixText("choice", title, subject, [
    { span: emptySpan(first.span.start), text: `${textOf(record, term)} ` },
    { span: withBlankBefore(record.text, term.span), text: "" },
  ]);
}
