/** `wrong-label`: a record at a name where nobody looks for it. */

import { type Message, messagesOf } from "../text/message.ts";
import { lacksSpf, mailInFile } from "./at-name.ts";
import type { Names } from "./names.ts";
import { type Report, rule } from "./rule.ts";
import { onlyOwner } from "./terms.ts";

export const wrongLabel = rule({
  name: "wrong-label",
  severity: "warning",
  profile: "recommended",
  needs: "zone",
  about: ["special-name"],
  sources: ["RFC 7208, 3", "RFC 7208, 4.4"],
  messages: messagesOf("wrong-label", {
    dmarc:
      "DMARC is looked for at {name}, and an SPF record at {domain}: nobody reads this one. Publish it at {domain}.",
    dkim: "Keys of DKIM are looked for at {name}, and an SPF record at {domain}: nobody reads this one. Publish it at {domain}.",
    helper:
      "SPF records are looked for at the domain of the mail itself: {domain} takes mail and has none, and nothing in this file includes {name}. Publish the record at {domain}.",
  }),
  *check({ subject, record, names }): Iterable<Report> {
    if (record.version.protocol !== "spf1" || subject.found.type !== "TXT") return;
    const name = onlyOwner(subject);
    const message = name === null ? null : misplaced(name, names);
    if (message) yield { message, at: { subject, span: record.version.span } };
  },
});

function misplaced(name: string, names: Names): Message | null {
  const { dmarc, dkim, helper } = wrongLabel.messages;
  if (name.startsWith("_dmarc.")) return dmarc({ name, domain: name.slice("_dmarc.".length) });
  const selector = /^[^.]+\._domainkey\.(.+)$/.exec(name);
  if (selector) return dkim({ name, domain: selector[1] as string });
  const domain = /^_?spf\.(.+)$/.exec(name)?.[1];
  return domain !== undefined && isMeantFor(domain, name, names) ? helper({ name, domain }) : null;
}

/** Whether a record at `_spf.` or `spf.` of a domain is all that the domain has. */
export function isMeantFor(domain: string, name: string, names: Names): boolean {
  // What leads here is told sooner than what else there is at the domain.
  if (names.isReferenced(name) || mailInFile(domain, names) !== "some") return false;
  return lacksSpf(domain, names);
}
