/** `wrong-label`: a record at a name where nobody looks for it. */

import { type Message, messagesOf } from "../text/message.ts";
import { type Report, rule } from "./rule.ts";
import { onlyOwner } from "./terms.ts";

export const wrongLabel = rule({
  name: "wrong-label",
  severity: "warning",
  profile: "recommended",
  needs: "record",
  about: ["special-name"],
  sources: ["RFC 7208, 3", "RFC 7208, 4.4"],
  messages: messagesOf("wrong-label", {
    dmarc:
      "DMARC is looked for at {name}, and an SPF record at {domain}: nobody reads this one. Publish it at {domain}.",
    dkim: "Keys of DKIM are looked for at {name}, and an SPF record at {domain}: nobody reads this one. Publish it at {domain}.",
  }),
  *check({ subject, record }): Iterable<Report> {
    if (record.version.protocol !== "spf1" || subject.found.type !== "TXT") return;
    const name = onlyOwner(subject);
    const message = name === null ? null : misplaced(name);
    if (message) yield { message, at: { subject, span: record.version.span } };
  },
});

function misplaced(name: string): Message | null {
  const { dmarc, dkim } = wrongLabel.messages;
  if (name.startsWith("_dmarc.")) return dmarc({ name, domain: name.slice("_dmarc.".length) });
  const selector = /^[^.]+\._domainkey\.(.+)$/.exec(name);
  if (selector) return dkim({ name, domain: selector[1] as string });
  return null;
}
