/** `count-partial`: a record whose lookups nobody can count beforehand. */

import { messagesOf } from "../text/message.ts";
import { LOOKUP_LIMIT } from "./lookups.ts";
import { misnamed } from "./misnamed.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import { domainOf } from "./terms.ts";
import { firstReached } from "./tree.ts";

export const countPartial = rule({
  name: "count-partial",
  severity: "hint",
  profile: "recommended",
  needs: "expansion",
  about: ["include", "redirect"],
  reaches: ["macro"],
  sources: ["RFC 7208, 4.6.4", "RFC 7208, 7.1"],
  messages: messagesOf("count-partial", {
    macro:
      "What the record of {target} costs can't be counted, since that name depends on the message. A check of this record takes {count} of its ten lookups at the least; try real senders to see more.",
  }),
  yieldsTo: [...misnamed, "sender-chosen-target", "self-include"],
  *check({ subject, record, expansion, names }, { settings }): Iterable<Report> {
    const { lookups } = expansion;
    // From here on the rules about the limit say that there may be more.
    if (lookups >= Math.min(settings.lookupsNear, LOOKUP_LIMIT)) return;
    if (subject.found.type !== "TXT" || !record.valid || record.holes) return;
    const uncounted = firstReached(expansion, names, ({ term }) => term.target?.missing === "macro");
    for (const { root, term } of uncounted) {
      const domain = domainOf(root.term);
      if (!domain || !term.target) continue;
      const target = readable(term.target.domain);
      yield {
        message: countPartial.messages.macro({ target, count: lookups }),
        at: { subject, span: domain.span },
      };
    }
  },
});
