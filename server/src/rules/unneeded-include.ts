/** `unneeded-include`: an include of a provider whose mail is checked against its own domain. */

import { messagesOf } from "../text/message.ts";
import { withoutTarget } from "./dead-target.ts";
import { isProvidersOwn, passingIncludes } from "./provider-terms.ts";
import { type Report, rule } from "./rule.ts";
import { shownIn } from "./terms.ts";

export const unneededInclude = rule({
  name: "unneeded-include",
  severity: "info",
  profile: "recommended",
  needs: "record",
  targets: ["ownReturnPath"],
  sources: ["RFC 7208, 2.4", "RFC 7208, 4.6.4"],
  messages: messagesOf("unneeded-include", {
    unneeded:
      "{provider} sends with a return path in a domain of its own, or in one that you delegate to it, so receivers do not look at this record for its mail: {term} costs a lookup and lets more hosts pass for nothing. Remove it; its DKIM records are what counts.",
  }),
  yieldsTo: ["duplicate-term"],
  *check({ subject, record }, context): Iterable<Report> {
    for (const { term, known, name, span } of passingIncludes(subject, record)) {
      if (!known.target.ownReturnPath || isProvidersOwn(subject, name, context)) continue;
      const args = { term: shownIn(record, term), provider: known.provider.name };
      yield {
        message: unneededInclude.messages.unneeded(args),
        at: { subject, span },
        tag: "unnecessary",
        fixes: () => withoutTarget("choice", subject, record, term),
      };
    }
  },
});
