/** `ttl-differs`: records of one name and type that are to be kept for different times. */

import { messagesOf } from "../text/message.ts";
import { type Report, rule } from "./rule.ts";

export const ttlDiffers = rule({
  name: "ttl-differs",
  severity: "warning",
  profile: "recommended",
  needs: "set",
  sources: ["RFC 2181, 5.2"],
  messages: messagesOf("ttl-differs", {
    differs:
      "This record has a TTL of {ttl} and another TXT record of the same name one of {other}. They are one set and have one TTL: servers take one of the two, or the lower. Write the same at both.",
    write: "Give this record the TTL of the other, {other}",
  }),
  *check({ subjects, texts }): Iterable<Report> {
    const timed = texts.filter(({ certain, ttl }) => certain && ttl !== null);
    const [first] = timed;
    const second = timed.find(({ ttl }) => ttl !== first?.ttl);
    if (!first || !second) return;
    for (const subject of subjects) {
      const { found, part, uri } = subject;
      if (found.type !== "TXT" || found.ttl === null || !found.certain || found.owners === null) continue;
      const other = (found.ttl === first.ttl ? second : first).ttl as number;
      yield {
        message: ttlDiffers.messages.differs({ ttl: found.ttl, other }),
        at: { part, uri, span: found.typeSpan ?? found.dataSpan, subject },
        fixes: () => {
          const edit = found.ttlEdit?.(other);
          const title = ttlDiffers.messages.write({ other });
          return edit ? [{ kind: "choice", title, edits: [{ ...edit, part }] }] : [];
        },
      };
    }
  },
});
