/** `sender-id-record`: a record of an experiment that is over. */

import { messagesOf } from "../text/message.ts";
import { fixRemoving } from "./fix.ts";
import { type Report, rule } from "./rule.ts";
import { shownIn } from "./terms.ts";

export const senderIdRecord = rule({
  name: "sender-id-record",
  severity: "info",
  profile: "recommended",
  needs: "record",
  about: ["sender-id"],
  sources: ["RFC 4406, 3.1", "RFC 6686"],
  messages: messagesOf("sender-id-record", {
    record:
      "{version} starts a Sender ID record. That experiment is over: SPF reads v=spf1 alone, and hardly any receiver evaluates {version}. Remove the record unless you know one that does.",
    remove: "Remove the Sender ID record (a receiver that checks Sender ID then reads v=spf1)",
  }),
  yieldsTo: ["multiple-records", "sender-id-scope", "mixed-version"],
  *check({ subject, record }): Iterable<Report> {
    const { version } = record;
    if (version.protocol !== "spf2.0") return;
    yield {
      message: senderIdRecord.messages.record({ version: shownIn(record, version.span) }),
      at: { subject, span: version.span },
      fixes: () => fixRemoving("choice", senderIdRecord.messages.remove(), [subject]),
      tag: "deprecated",
    };
  },
});
