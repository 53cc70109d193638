/** `lookups-near-limit`: a record that leaves few lookups for what is added later. */

import { messagesOf } from "../text/message.ts";
import { countLookups, LOOKUP_LIMIT, pastLimitOnceMore, withLookups } from "./lookups.ts";
import { type Report, rule } from "./rule.ts";

export const lookupsNearLimit = rule({
  name: "lookups-near-limit",
  severity: "info",
  profile: "recommended",
  needs: "expansion",
  about: withLookups,
  sources: ["RFC 7208, 4.6.4"],
  messages: messagesOf("lookups-near-limit", {
    exact:
      "This record takes {count} of the {limit} lookups that a check may take, and those whose records it includes may add to theirs. Past the limit checks end in permerror.",
    least:
      "This record takes {count} of the {limit} lookups that a check may take, without those inside targets that are not known here. Past the limit checks end in permerror.",
  }),
  check({ subject, expansion }, { settings }): Iterable<Report> {
    const count = countLookups(subject, expansion, settings.lookupsNear);
    if (!count || count.lookups >= LOOKUP_LIMIT) return [];
    if (pastLimitOnceMore(subject, expansion)) return [];
    const { messages } = lookupsNearLimit;
    const message = count.exact ? messages.exact : messages.least;
    return [
      {
        message: message({ count: count.lookups, limit: LOOKUP_LIMIT }),
        at: { subject, span: count.span },
        related: count.costs,
      },
    ];
  },
});
