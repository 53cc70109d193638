/** `wrong-label`: a record at a name where nobody looks for it. */

import { messagesOf } from "../text/message.ts";
import { type Fix, type Report, rule } from "./rule.ts";
import type { Subject } from "./subject.ts";
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
    move: "Move the record to {domain} (checks then find it)",
    dkim: "Keys of DKIM are looked for at {name}, and an SPF record at {domain}: nobody reads this one. Publish it at {domain}.",
  }),
  *check({ subject, record, names }): Iterable<Report> {
    if (record.version.protocol !== "spf1" || subject.found.type !== "TXT") return;
    const name = onlyOwner(subject);
    const misplaced = name === null ? null : placeOf(name);
    if (name === null || !misplaced) return;
    const { why, domain } = misplaced;
    yield {
      message: wrongLabel.messages[why]({ name, domain }),
      at: { subject, span: record.version.span },
      fixes: () => (names.records(domain).length === 0 ? moving(subject, name, domain) : []),
    };
  },
});

/** Where checks look, and what is looked for here. */
function placeOf(name: string): { readonly why: "dmarc" | "dkim"; readonly domain: string } | null {
  if (name.startsWith("_dmarc.")) return { why: "dmarc", domain: name.slice("_dmarc.".length) };
  const selector = /^[^.]+\._domainkey\.(.+)$/.exec(name);
  return selector ? { why: "dkim", domain: selector[1] as string } : null;
}

/** In a zone file, where the owner is written and no other record inherits it. */
function moving({ found, part }: Subject, name: string, domain: string): Fix[] {
  const written = /^\S+/.exec(part.source?.(found.span) ?? "")?.[0] ?? "";
  const owner = written.toLowerCase();
  const isOwner = owner === `${name}.` || (!owner.endsWith(".") && name.startsWith(`${owner}.`));
  if (!isOwner || !found.removal || /[^\w.-]/.test(domain)) return [];
  const { start } = found.span;
  const edits = [{ part, span: { start, end: start + written.length }, text: `${domain}.` }];
  return [{ kind: "choice", title: wrongLabel.messages.move({ domain }), edits }];
}
