/** `too-many-lookups`: more terms with DNS queries than a check may evaluate. */

import { messagesOf } from "../text/message.ts";
import { fewerLookups } from "./fewer-lookups.ts";
import { countLookups, LOOKUP_LIMIT, pastLimitOnceMore, withLookups } from "./lookups.ts";
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
    remembered:
      "This record takes {count} lookups, if those of its providers are what they were on {asOf}, and a check ends in permerror at the {next}th: senders listed from here on fail. Ask DNS what they are now, or make room: replace terms by ip4 and ip6, or drop what no longer sends.",
  }),
  check({ subject, record, expansion, names }): Iterable<Report> {
    const certain = countLookups(subject, expansion, LOOKUP_LIMIT + 1);
    const remembered = certain ? null : pastLimitOnceMore(subject, expansion);
    const count = certain ?? remembered;
    if (!count) return [];
    const { messages } = tooManyLookups;
    const args = { count: count.lookups, next: LOOKUP_LIMIT + 1 };
    const message = count.exact ? messages.exact : messages.least;
    return [
      {
        message: remembered ? messages.remembered({ ...args, asOf: remembered.asOf }) : message(args),
        // What was is no proof of what is: providers change their records, mostly for the better.
        severity: remembered ? "info" : "error",
        at: { subject, span: count.span },
        related: count.costs,
        fixes: () => fewerLookups(subject, record, expansion, names.answer),
      },
    ];
  },
});
