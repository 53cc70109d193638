/** `self-include`: a record that includes itself, or redirects to itself. */

import type { Term } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { withoutTarget } from "./dead-target.ts";
import { type Report, rule } from "./rule.ts";
import { domainOf, shownIn } from "./terms.ts";
import { aimedTerms } from "./tree.ts";

export const selfInclude = rule({
  name: "self-include",
  severity: "error",
  profile: "recommended",
  needs: "expansion",
  about: ["include", "redirect"],
  reaches: ["loop", "macro", "none"],
  sources: ["RFC 7208, 4.6.4", "RFC 7208, 5.2"],
  messages: messagesOf("self-include", {
    include:
      "{term} includes this very record, so a check that comes to it goes round until its lookups are used up and ends in permerror. Remove the term.",
    redirect:
      "{term} redirects to this very record, so a check that comes to it goes round until its lookups are used up and ends in permerror. End the record with ~all or -all.",
  }),
  *check({ subject, record, expansion }): Iterable<Report> {
    const { include, redirect } = selfInclude.messages;
    for (const { term, target, span } of aimedTerms(subject, expansion)) {
      if (target.missing !== "loop" && !isOwnName(term)) continue;
      const message = term.kind === "modifier" ? redirect : include;
      yield {
        message: message({ term: shownIn(record, term) }),
        at: { subject, span },
        // What checks give behind it is no permerror any more, so this is no safe fix.
        fixes: () => withoutTarget("repair", subject, record, term),
      };
    }
  },
});

/** Whether it names the domain that the record stands at, whichever that is. */
function isOwnName(term: Term): boolean {
  return /^%\{d\}\.?$/i.test(domainOf(term)?.text ?? "");
}
