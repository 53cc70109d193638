/** `shadowed`: a network that the networks before it hold already, with the same result. */

import { decidingOf } from "../spf/deciding.ts";
import { messagesOf } from "../text/message.ts";
import { fixRemovingTerm } from "./fix.ts";
import { isWholeFamily, lateNetworks } from "./late-networks.ts";
import { type Report, rule } from "./rule.ts";
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
    const { messages } = shadowed;
    for (const { literal, deciders } of lateNetworks(decidingOf(record))) {
      const { term } = literal;
      // Where one network is a whole family, that is what is wrong.
      if (deciders.some(isWholeFamily) || deciders.some((each) => each.term.qualifier !== term.qualifier))
        continue;
      const [first, ...others] = deciders;
      if (!first) continue;
      const args = () => ({ term: shownIn(record, term), first: shownIn(record, first.term) });
      yield {
        message: () => (others.length === 0 ? messages.one : messages.several)(args()),
        at: { subject, span: term.span },
        fixes: () => fixRemovingTerm("safe", messages.remove(args()), subject, record, term),
        related: () => deciders.map((each) => ({ subject, span: each.term.span, message: messages.first() })),
        tag: "unnecessary",
      };
    }
  },
});
