/** `shadowed`: a network that the networks before it hold already, with the same result. */

import { decidingOf } from "../spf/deciding.ts";
import { messagesOf } from "../text/message.ts";
import { fixRemovingTerm } from "./fix.ts";
import { type LateNetwork, ownLateNetworks } from "./late-networks.ts";
import { type Report, rule } from "./rule.ts";
import { type Telling, TermReport } from "./term-report.ts";
import { shownIn } from "./terms.ts";

export const shadowed = rule({
  name: "shadowed",
  severity: "warning",
  profile: "recommended",
  needs: "record",
  about: ["near-networks"],
  sources: ["RFC 7208, 4.6.2", "RFC 7208, 5.6"],
  messages: messagesOf("shadowed", {
    one: "{term} has no effect: {first} before it holds all of it and has the same result. Remove it.",
    several:
      "{term} has no effect: the networks before it hold all of it and have the same result. Remove it.",
    first: "Holds addresses of it.",
    remove: "Remove {term}",
  }),
  yieldsTo: ["duplicate-term"],
  *check({ subject, record }): Iterable<Report> {
    for (const late of ownLateNetworks(decidingOf(record), true))
      yield new TermReport(telling, subject, record, late.term.span, late);
  },
});

const telling: Telling<LateNetwork> = {
  message({ record, about: { term, deciders } }) {
    const { one, several } = shadowed.messages;
    const args = { term: shownIn(record, term), first: shownIn(record, deciders[0].term) };
    return deciders.length === 1 ? one(args) : several(args);
  },
  fixes({ subject, record, about: { term } }) {
    const title = shadowed.messages.remove({ term: shownIn(record, term) });
    return fixRemovingTerm("safe", title, subject, record, term);
  },
  related({ subject, about: { deciders } }) {
    const message = shadowed.messages.first();
    return deciders.map(({ term }) => ({ subject, span: term.span, message }));
  },
  tag: "unnecessary",
};
