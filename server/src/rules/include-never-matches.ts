/** `include-never-matches`: an include of a record that lets nobody pass. */

import type { Expansion } from "../spf/expand.ts";
import { messagesOf } from "../text/message.ts";
import { fixRemovingTerm } from "./fix.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import { shownIn } from "./terms.ts";
import { aimedTerms } from "./tree.ts";

export const includeNeverMatches = rule({
  name: "include-never-matches",
  severity: "warning",
  profile: "recommended",
  needs: "expansion",
  about: ["include"],
  reaches: ["closed"],
  sources: ["RFC 7208, 5.2"],
  messages: messagesOf("include-never-matches", {
    never:
      "The record of {target} lets no host pass, and only who passes there is included: {term} never matches, and still counts toward the ten lookups. Remove it, or list the senders there.",
    remove: "Remove {term} (which saves its lookups)",
  }),
  *check({ subject, record, expansion }): Iterable<Report> {
    for (const { term, target, span } of aimedTerms(subject, expansion)) {
      if (term.kind !== "directive" || mayPass(target)) continue;
      const args = { term: shownIn(record, term), target: readable(target.domain) };
      const { never, remove } = includeNeverMatches.messages;
      yield {
        message: never(args),
        at: { subject, span },
        fixes: () => fixRemovingTerm("choice", remove(args), subject, record, term),
        tag: "unnecessary",
      };
    }
  },
});

/** Whether a host may pass by the record, for all that is known of it. */
function mayPass({ record, terms }: Expansion): boolean {
  if (!record?.valid || record.holes) return true;
  return terms.some(({ term, target }) => {
    if (term.kind === "directive" && term.qualifier !== "+") return false;
    return target ? mayPass(target) : true;
  });
}
