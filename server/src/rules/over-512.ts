/** `over-512`: a record whose answer does not fit into a plain UDP message. */

import { messagesOf } from "../text/message.ts";
import { answerSize, UDP_LIMIT } from "./answer-size.ts";
import { type Report, rule } from "./rule.ts";

export const over512 = rule({
  name: "over-512",
  severity: "warning",
  profile: "recommended",
  needs: "zone",
  about: ["crowd"],
  sources: ["RFC 7208, 3.4", "RFC 1035, 2.3.4"],
  messages: messagesOf("over-512", {
    one: "The answer with this record takes {size} octets, and {limit} fit into a UDP message without EDNS: where the longer way is blocked, receivers never see it. Shorten the record, or move part of it into one that it includes.",
    several:
      "The {count} TXT records of {name} come in one answer of {size} octets, and {limit} fit into a UDP message without EDNS: where the longer way is blocked, receivers never see the SPF record. Remove texts that nobody needs, or move part of the record into one that it includes.",
  }),
  *check({ subject, record, names }): Iterable<Report> {
    const size = answerSize(subject, names);
    if (!size || size.message <= UDP_LIMIT) return;
    const args = { name: size.name, count: size.count, size: size.message, limit: UDP_LIMIT };
    const { one, several } = over512.messages;
    yield { message: (size.count > 1 ? several : one)(args), at: { subject, span: record.version.span } };
  },
});
