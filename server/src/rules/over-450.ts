/** `over-450`: a record that leaves little room in its answer. */

import { messagesOf } from "../text/message.ts";
import { answerSize, TEXT_LIMIT, UDP_LIMIT } from "./answer-size.ts";
import { type Report, rule } from "./rule.ts";

export const over450 = rule({
  name: "over-450",
  severity: "info",
  profile: "recommended",
  needs: "zone",
  about: ["crowd"],
  sources: ["RFC 7208, 3.4"],
  messages: messagesOf("over-450", {
    near: "{name} and its TXT records take {size} octets together. Up to {limit} an answer is sure to fit into a UDP message without EDNS; this one still does, the next text may be too much.",
  }),
  *check({ subject, record, names }): Iterable<Report> {
    const size = answerSize(subject, names);
    if (!size || size.texts <= TEXT_LIMIT || size.message > UDP_LIMIT) return;
    const args = { name: size.name, size: size.texts, limit: TEXT_LIMIT };
    yield { message: over450.messages.near(args), at: { subject, span: record.version.span } };
  },
});
