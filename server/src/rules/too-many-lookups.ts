/** `too-many-lookups`: more terms with DNS queries than a check may evaluate. */

import { messagesOf } from "../text/message.ts";
import { fewerLookups } from "./fewer-lookups.ts";
import { countLookups, LOOKUP_LIMIT, withLookups } from "./lookups.ts";
import { type Report, rule } from "./rule.ts";

export const tooManyLookups = rule({
  name: "too-many-lookups",
  severity: "error",
  profile: "recommended",
  needs: "expansion",
  about: withLookups,
  sources: ["RFC 7208, 4.6.4"],
  messages: messagesOf("too-many-lookups", {
    exact:
      "This record takes {count} lookups, and a check ends in permerror at the {next}th: senders listed from here on fail. Replace terms by ip4 and ip6, or drop what no longer sends.",
    least:
      "This record takes at least {count} lookups, and a check ends in permerror at the {next}th: senders listed from here on fail. Replace terms by ip4 and ip6, or drop what no longer sends.",
  }),
  check({ subject, record, expansion, names }): Iterable<Report> {
    const count = countLookups(subject, expansion, LOOKUP_LIMIT + 1);
    if (!count) return [];
    const { messages } = tooManyLookups;
    const message = count.exact ? messages.exact : messages.least;
    return [
      {
        message: message({ count: count.lookups, next: LOOKUP_LIMIT + 1 }),
        at: { subject, span: count.span },
        related: count.costs,
        fixes: () => fewerLookups(subject, record, expansion, names.answer),
      },
    ];
  },
});
