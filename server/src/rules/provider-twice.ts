/** `provider-twice`: two includes of one provider, one of which holds the other. */

import { isWithinTarget } from "../spf/providers.ts";
import { messagesOf } from "../text/message.ts";
import { fixRemovingTerm } from "./fix.ts";
import { isProvidersOwn, passingIncludes } from "./provider-terms.ts";
import { type Report, rule } from "./rule.ts";
import { shownIn } from "./terms.ts";

export const providerTwice = rule({
  name: "provider-twice",
  severity: "warning",
  profile: "recommended",
  needs: "record",
  targets: ["partOf", "instead", "region"],
  sources: ["RFC 7208, 4.6.4", "RFC 7208, 5.2"],
  messages: messagesOf("provider-twice", {
    twice:
      "{other} lets the hosts of {provider} pass already, those of {term} among them, so {term} costs lookups for nothing. Remove it.",
    other: "{other} lets the hosts of {provider} pass, too.",
    remove: "Remove {term} (the hosts of {provider} pass by {other})",
  }),
  yieldsTo: ["duplicate-term", "duplicate-include-cost", "retired-target"],
  *check({ subject, record }, context): Iterable<Report> {
    const terms = passingIncludes(subject, record);
    // The first with each row, since a record may hold thousands of a few.
    const firsts = [
      ...new Map([...terms].reverse().map((each) => [each.known.target, each])).values(),
    ].reverse();
    for (const { known, name, term } of terms) {
      // Each of a cloud's is told by itself.
      if (known.target.retired || known.target.everybodys) continue;
      const outer = firsts.find((each) => isWithinTarget(known, each.known));
      if (!outer || isProvidersOwn(subject, name, context)) continue;
      const { messages } = providerTwice;
      const args = {
        provider: known.provider.name,
        term: shownIn(record, term),
        other: shownIn(record, outer.term),
      };
      yield {
        message: messages.twice(args),
        at: { subject, span: term.span },
        related: [{ subject, span: outer.term.span, message: messages.other(args) }],
        tag: "unnecessary",
        fixes: () => fixRemovingTerm("choice", messages.remove(args), subject, record, term),
      };
    }
  },
});
