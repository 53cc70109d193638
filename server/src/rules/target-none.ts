/** `target-none`: an include or redirect of a name that has no SPF record. */

import { isCheckable } from "../spf/identity.ts";
import { messagesOf } from "../text/message.ts";
import { withoutTarget, withTarget } from "./dead-target.ts";
import { misnamed } from "./misnamed.ts";
import { isAtHand, type Names } from "./names.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import { shownIn } from "./terms.ts";
import { aimedTerms } from "./tree.ts";

export const targetNone = rule({
  name: "target-none",
  severity: "error",
  profile: "recommended",
  needs: "expansion",
  about: ["include", "redirect"],
  reaches: ["none"],
  sources: ["RFC 7208, 5.2", "RFC 7208, 6.1"],
  messages: messagesOf("target-none", {
    zone: "{target} has no SPF record in its zone file, so a check that comes to {term} ends in permerror. Correct the name, publish a record there, or remove the term.",
    dns: "{target} has no SPF record in DNS, so a check that comes to {term} ends in permerror. Correct the name, or remove the term.",
  }),
  yieldsTo: misnamed,
  *check({ subject, record, expansion, names }, context): Iterable<Report> {
    for (const { term, target, span } of aimedTerms(subject, expansion)) {
      // What DNS can't have as a name is not asked for; `bad-domain` speaks about it.
      if (target.missing !== "none" || !isCheckable(target.domain)) continue;
      if (isDiscardedThere(target.domain, names)) continue;
      const answer = names.answer({ name: target.domain, type: "TXT" });
      const message = targetNone.messages[isAtHand(answer) ? "zone" : "dns"];
      yield {
        message: message({ target: readable(target.domain), term: shownIn(record, term) }),
        at: { subject, span },
        fixes: () => [
          ...withoutTarget("choice", subject, record, term),
          ...withTarget(subject, target.domain, names, context),
        ],
      };
    }
  },
});

/** Whether the file has something there that was meant as the record, and that has findings of its own. */
function isDiscardedThere(domain: string, names: Names): boolean {
  return names
    .records(domain)
    .some(
      ({ record, found }) => record === null || (found.type === "SPF" && record.version.protocol === "spf1"),
    );
}
