/** `count-partial`: a record whose lookups nobody can count beforehand. */

import { messagesOf } from "../text/message.ts";
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
  sources: ["RFC 7208, 4.6.4", "RFC 7208, 7.1"],
  messages: messagesOf("count-partial", {
    macro:
      "What the record of {target} costs can't be counted, since that name depends on the message. A check of this record takes {count} of its ten lookups at the least; try real senders to see more.",
    stopped:
      "The records behind {target} are too many to follow. A check of this record takes {count} of its ten lookups at the least.",
  }),
  yieldsTo: [...misnamed, "sender-chosen-target", "self-include"],
  *check({ subject, record, expansion, names }, { settings }): Iterable<Report> {
    const { lookups } = expansion;
    // From here on the rules about the limit say that there may be more.
    if (subject.found.type !== "TXT" || !record.valid || record.holes || lookups >= settings.lookupsNear)
      return;
    for (const { root, term } of firstReached(expansion, names, (each) => isUncountable(each.term.target))) {
      const domain = domainOf(root.term);
      const { missing, domain: target } = term.target ?? expansion;
      if (!domain) continue;
      const { macro, stopped } = countPartial.messages;
      yield {
        message: (missing === "macro" ? macro : stopped)({ target: readable(target), count: lookups }),
        at: { subject, span: domain.span },
      };
    }
  },
});

function isUncountable(target: { readonly missing: string | null } | null): boolean {
  return target?.missing === "macro" || target?.missing === "stopped";
}
