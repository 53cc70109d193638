/** `lookups-at-limit`: a record that uses up every lookup of a check. */

import { messagesOf } from "../text/message.ts";
import { countLookups, LOOKUP_LIMIT, withLookups } from "./lookups.ts";
import { type Report, rule } from "./rule.ts";

export const lookupsAtLimit = rule({
  name: "lookups-at-limit",
  severity: "warning",
  profile: "recommended",
  needs: "expansion",
  about: withLookups,
  sources: ["RFC 7208, 4.6.4"],
  messages: messagesOf("lookups-at-limit", {
    exact:
      "This record takes {count} lookups, all that a check may take. One more, here or in a record that it includes, and every check that gets so far ends in permerror.",
    least:
      "This record takes {count} lookups without those inside targets that are not known here, and a check may take no more than {count}. One more there, and every check that gets so far ends in permerror.",
  }),
  check({ subject, expansion }): Iterable<Report> {
    const count = countLookups(subject, expansion, LOOKUP_LIMIT);
    if (count?.lookups !== LOOKUP_LIMIT) return [];
    const { messages } = lookupsAtLimit;
    const message = count.exact ? messages.exact : messages.least;
    return [
      {
        message: message({ count: count.lookups }),
        at: { subject, span: count.span },
        related: count.costs,
      },
    ];
  },
});
