/** `interpolated`: a record with parts that only the tool which publishes it knows. */

import { messagesOf } from "../text/message.ts";
import { type Report, rule } from "./rule.ts";

export const interpolated = rule({
  name: "interpolated",
  severity: "hint",
  profile: "strict",
  needs: "record",
  sources: ["RFC 7208, 4.6"],
  messages: messagesOf("interpolated", {
    one: "What stands here is not known before the record is published, so only the rest of it is checked. variables in the settings can say what it is.",
  }),
  *check({ subject }): Iterable<Report> {
    const { messages } = interpolated;
    for (const span of subject.found.decoded.holes) yield { message: messages.one(), at: { subject, span } };
  },
});
