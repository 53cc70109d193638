/** `costly-target`: an include that takes a large part of the ten lookups by itself. */

import type { ExpandedTerm } from "../spf/expand.ts";
import { messagesOf } from "../text/message.ts";
import { isProvidersOwn, providerTerms } from "./provider-terms.ts";
import { type Report, rule } from "./rule.ts";
import { shownIn } from "./terms.ts";

/** From so many of the ten on there is room for two such providers, and no more. */
const COSTLY = 4;

export const costlyTarget = rule({
  name: "costly-target",
  severity: "info",
  profile: "recommended",
  needs: "expansion",
  targets: ["cost"],
  sources: ["RFC 7208, 4.6.4"],
  messages: messagesOf("costly-target", {
    known:
      "{term} takes {count} of the ten lookups by itself. Where {provider} can send as a sub-domain of yours, include it in the record of that one.",
    remembered:
      "{term} took {count} of the ten lookups by itself, as of {asOf}. Where {provider} can send as a sub-domain of yours, include it in the record of that one.",
  }),
  yieldsTo: [
    "too-many-lookups",
    "lookups-at-limit",
    "lookups-near-limit",
    "duplicate-term",
    "provider-twice",
  ],
  *check({ subject, record, expansion }, context): Iterable<Report> {
    const reached: ExpandedTerm[] = [];
    for (const each of expansion.terms) reached[each.term.index] = each;
    for (const { term, known, name, span } of providerTerms(subject, record)) {
      const { cost } = known.target;
      if (!cost) continue;
      const now = reached[term.index];
      // What DNS says today counts, not what it said then.
      const count = now?.exact ? now.lookups : cost.lookups;
      if (count < COSTLY || isProvidersOwn(subject, name, context)) continue;
      const args = { term: shownIn(record, term), count, provider: known.provider.name };
      const { messages } = costlyTarget;
      yield {
        message: now?.exact ? messages.known(args) : messages.remembered({ ...args, asOf: cost.asOf }),
        at: { subject, span },
      };
    }
  },
});
