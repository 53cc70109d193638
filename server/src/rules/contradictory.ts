/** `contradictory`: a mechanism whose hosts have another result already. */

import type { Directive, SpfRecord } from "../spf/ast.ts";
import { decidingOf } from "../spf/deciding.ts";
import { messagesOf } from "../text/message.ts";
import { emptySpan } from "../text/span.ts";
import { fixRemovingTerm, fixText, withBlankBefore } from "./fix.ts";
import { isWholeFamily, lateNetworks } from "./late-networks.ts";
import { type Fix, type Report, rule, type Subject } from "./rule.ts";
import { keyedHosts, shownIn, textOf } from "./terms.ts";

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
    const { messages } = contradictory;
    for (const { term, deciders } of contradictions(subject, record)) {
      const [first] = deciders;
      if (!first) continue;
      const args = () => ({ term: shownIn(record, term), first: shownIn(record, first) });
      yield {
        message: () => (deciders.length === 1 ? messages.one : messages.several)(args()),
        at: { subject, span: term.span },
        fixes: () => [
          ...fixRemovingTerm("choice", messages.remove(args()), subject, record, term),
          ...movedBefore(subject, record, term, first),
        ],
        related: () => deciders.map((each) => ({ subject, span: each.span, message: messages.first() })),
        tag: "unnecessary",
      };
    }
  },
});

interface Contradiction {
  readonly term: Directive;
  /** In order, one at the least. */
  readonly deciders: readonly Directive[];
}

function* contradictions(subject: Subject, record: SpfRecord): Iterable<Contradiction> {
  for (const { literal, deciders } of lateNetworks(decidingOf(record))) {
    const { term } = literal;
    if (deciders.some(isWholeFamily) || deciders.every((each) => each.term.qualifier === term.qualifier))
      continue;
    yield { term, deciders: deciders.map((each) => each.term) };
  }
  const firsts = new Map<string, Directive>();
  for (const { term, key } of keyedHosts(subject, record)) {
    const first = firsts.get(key);
    if (!first) firsts.set(key, term);
    else if (first.qualifier !== term.qualifier) yield { term, deciders: [first] };
  }
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
