/** `ttl-differs`: records of one name and type that are to be kept for different times. */

import { messagesOf } from "../text/message.ts";
import { type Report, rule } from "./rule.ts";

export const ttlDiffers = rule({
  name: "ttl-differs",
  severity: "warning",
  profile: "recommended",
  needs: "zone",
  about: ["crowd"],
  sources: ["RFC 2181, 5.2"],
  messages: messagesOf("ttl-differs", {
    differs:
      "This record has a TTL of {ttl} and another TXT record of the same name one of {other}. They are one set and have one TTL: servers take one of the two, or the lower. Write the same at both.",
  }),
  *check({ subject, names }): Iterable<Report> {
    const { found, part, uri } = subject;
    if (found.ttl === null || !found.certain || found.owners === null || found.type !== "TXT") return;
    const other = names
      .texts(subject)
      .find(({ certain, ttl }) => certain && ttl !== null && ttl !== found.ttl);
    if (!other) return;
    yield {
      message: ttlDiffers.messages.differs({ ttl: found.ttl, other: other.ttl as number }),
      at: { part, uri, span: found.typeSpan ?? found.dataSpan, subject },
    };
  },
});
