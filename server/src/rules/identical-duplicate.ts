/** `identical-duplicate`: the same RR written twice. */

import { messagesOf } from "../text/message.ts";
import { fixRemoving } from "./fix.ts";
import { publishedRecords, rdataKey } from "./neighbours.ts";
import { type Report, rule } from "./rule.ts";
import type { Subject } from "./subject.ts";

export const identicalDuplicate = rule({
  name: "identical-duplicate",
  severity: "warning",
  profile: "recommended",
  needs: "set",
  sources: ["RFC 2181, 5"],
  messages: messagesOf("identical-duplicate", {
    duplicate:
      "This record stands here twice. DNS publishes equal records once, so nothing breaks yet; but as soon as only one of the two is edited there are two SPF records, and every check ends in permerror. Remove one.",
    first: "The same record.",
    remove: "Remove the second copy",
  }),
  *check({ subjects }): Iterable<Report> {
    const firsts = new Map<string, Subject>();
    for (const subject of publishedRecords(subjects)) {
      const key = rdataKey(subject);
      const first = firsts.get(key);
      if (!first) {
        firsts.set(key, subject);
        continue;
      }
      yield {
        message: identicalDuplicate.messages.duplicate(),
        at: { subject, span: { start: 0, end: subject.record.text.length } },
        fixes: () =>
          isCopyOf(subject, first)
            ? // To take out a set may take the other out of DNS with it.
              fixRemoving(
                subject.found.removesSet ? "choice" : "safe",
                identicalDuplicate.messages.remove(),
                [subject],
              )
            : [],
        related: [
          {
            subject: first,
            span: { start: 0, end: subject.record.text.length },
            message: identicalDuplicate.messages.first(),
          },
        ],
        tag: "unnecessary",
      };
    }
  },
});

/** Whether the first stands wherever the other does: one text may be published at several names. */
function isCopyOf({ found }: Subject, first: Subject): boolean {
  const owners = first.found.owners?.map((owner) => owner.toLowerCase());
  return found.owners?.every((owner) => owners?.includes(owner.toLowerCase())) ?? owners === undefined;
}
