/** `shared-sender`: an include of a provider that lets other customers send as the domain, too. */

import { messagesOf } from "../text/message.ts";
import { withoutTarget } from "./dead-target.ts";
import type { Names } from "./names.ts";
import { isProvidersOwn, passingIncludes } from "./provider-terms.ts";
import { type Report, rule } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { onlyOwner, shownIn } from "./terms.ts";

export const sharedSender = rule({
  name: "shared-sender",
  severity: "info",
  profile: "recommended",
  needs: "zone",
  targets: ["shared"],
  sources: ["RFC 7208, 11.1", "RFC 7208, 11.4"],
  messages: messagesOf("shared-sender", {
    shared:
      "By {term} other customers of {provider} could send mail that passes as this domain, since it was found not to check whose domain they write. Include only what your mail needs.",
    unlocked:
      "By {term} other customers of {provider} can send mail that passes as this domain, as long as no TXT record at {lock} says which accounts may. Publish one.",
  }),
  yieldsTo: ["duplicate-term", "provider-twice"],
  *check({ subject, record, names }, context): Iterable<Report> {
    for (const { term, known, name, span } of passingIncludes(subject, record)) {
      const { shared } = known.target;
      if (!shared) continue;
      const lock = shared.lock === undefined ? null : lockOf(shared.lock, subject);
      if (lock !== null && isLocked(lock, names)) continue;
      if (isProvidersOwn(subject, name, context)) continue;
      const args = { term: shownIn(record, term), provider: known.provider.name };
      const { messages } = sharedSender;
      yield {
        message: lock === null ? messages.shared(args) : messages.unlocked({ ...args, lock }),
        at: { subject, span },
        fixes: () => withoutTarget("choice", subject, record, term),
      };
    }
  },
});

/** Where the domain has no one name, the label alone. */
function lockOf(label: string, subject: Subject): string {
  const owner = onlyOwner(subject);
  return owner === null ? label : `${label}.${owner}`;
}

function isLocked(name: string, names: Names): boolean {
  return names.answer({ name, type: "TXT" }).kind === "ok";
}
