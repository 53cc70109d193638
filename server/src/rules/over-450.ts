/** `over-450`: a record that leaves little room in its answer. */

import { messagesOf } from "../text/message.ts";
import { answerSizes, TEXT_LIMIT, UDP_LIMIT } from "./answer-size.ts";
import { type Report, rule } from "./rule.ts";

export const over450 = rule({
  name: "over-450",
  severity: "info",
  profile: "recommended",
  needs: "set",
  sources: ["RFC 7208, 3.4"],
  messages: messagesOf("over-450", {
    near: "{name} and its TXT records take {size} octets together. Up to {limit} an answer is sure to fit into a UDP message without EDNS; this one still does, the next text may be too much.",
  }),
  *check(set): Iterable<Report> {
    for (const { subject, name, texts, message } of answerSizes(set)) {
      if (texts <= TEXT_LIMIT || message > UDP_LIMIT) continue;
      const args = { name, size: texts, limit: TEXT_LIMIT };
      yield { message: over450.messages.near(args), at: { subject, span: subject.record.version.span } };
    }
  },
});
