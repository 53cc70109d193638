/** `sender-id-disagrees`: a Sender ID record about the same identity as SPF that says something else. */

import { messagesOf } from "../text/message.ts";
import { fixRemoving } from "./fix.ts";
import { publishedRecords, type RecordSubject } from "./neighbours.ts";
import { type Report, rule } from "./rule.ts";
import { evaluatedTerms, mechanismKey, onlyOwner, textOf } from "./terms.ts";

export const senderIdDisagrees = rule({
  name: "sender-id-disagrees",
  severity: "info",
  profile: "recommended",
  needs: "set",
  sources: ["RFC 4406, 4.4", "RFC 7208, 4.5"],
  messages: messagesOf("sender-id-disagrees", {
    disagrees:
      "This Sender ID record is about the sender in MAIL FROM, like the v=spf1 record beside it, and says something else. Nearly all receivers go by v=spf1; remove this one.",
    spf: "The record that counts.",
    remove: "Remove the Sender ID record (a receiver that checks Sender ID then reads v=spf1)",
  }),
  yieldsTo: ["multiple-records", "sender-id-scope"],
  silences: ["sender-id-record"],
  *check({ subjects }): Iterable<Report> {
    const published = publishedRecords(subjects).filter(({ record }) => record.valid && !record.holes);
    const spf = published.filter(({ record }) => record.version.protocol === "spf1");
    const [first] = spf;
    const beside = published.filter(({ record }) =>
      record.version.scopes.some(({ name }) => name === "mfrom"),
    );
    if (!first || spf.length > 1 || beside.length === 0) return;
    const policy = policyOf(first);
    for (const subject of beside) {
      const { version } = subject.record;
      if (policyOf(subject) === policy) continue;
      yield {
        message: senderIdDisagrees.messages.disagrees(),
        at: { subject, span: version.span },
        fixes: () => fixRemoving("choice", senderIdDisagrees.messages.remove(), [subject]),
        related: [
          { subject: first, span: first.record.version.span, message: senderIdDisagrees.messages.spf() },
        ],
        tag: "deprecated",
      };
    }
  },
});

/** Equal where the same hosts get the same results, however the terms are written. */
function policyOf(subject: RecordSubject): string {
  const { record } = subject;
  const owner = onlyOwner(subject);
  return evaluatedTerms(record)
    .flatMap((term) => {
      if (term.kind === "directive") return `${term.qualifier}${mechanismKey(term, owner)}`;
      return term.known === "redirect" ? textOf(record, term).toLowerCase() : [];
    })
    .join(" ");
}
