/** `over-512`: a record whose answer does not fit into a plain UDP message. */

import { messagesOf } from "../text/message.ts";
import { answerSizes, UDP_LIMIT } from "./answer-size.ts";
import { type Report, rule } from "./rule.ts";

export const over512 = rule({
  name: "over-512",
  severity: "warning",
  profile: "recommended",
  needs: "set",
  sources: ["RFC 7208, 3.4", "RFC 1035, 2.3.4"],
  messages: messagesOf("over-512", {
    one: "The answer with this record takes {size} octets, and {limit} fit into a UDP message without EDNS: where the longer way is blocked, receivers never see it. Shorten the record, or move part of it into one that it includes.",
    several:
      "The {count} TXT records of {name} come in one answer of {size} octets, and {limit} fit into a UDP message without EDNS: where the longer way is blocked, receivers never see the SPF record. Remove texts that nobody needs, or move part of the record into one that it includes.",
  }),
  *check(set): Iterable<Report> {
    const { one, several } = over512.messages;
    for (const { subject, name, count, message } of answerSizes(set)) {
      if (message <= UDP_LIMIT) continue;
      const args = { name, count, size: message, limit: UDP_LIMIT };
      const span = subject.record.version.span;
      yield { message: (count > 1 ? several : one)(args), at: { subject, span } };
    }
  },
});
