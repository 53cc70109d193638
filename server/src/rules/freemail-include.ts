/** `freemail-include`: the record of a service where anybody has a mailbox, in that of another domain. */

import type { SpfRecord, Term } from "../spf/ast.ts";
import { type Message, messagesOf } from "../text/message.ts";
import { withoutTarget } from "./dead-target.ts";
import { isWithin } from "./domain-list.ts";
import { fixText } from "./fix.ts";
import { FREEMAIL } from "./freemail.ts";
import { type Fix, type Report, rule } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { domainOf, evaluatedTerms, literalTarget, shownIn } from "./terms.ts";

export const freemailInclude = rule({
  name: "freemail-include",
  severity: "warning",
  profile: "recommended",
  needs: "record",
  targets: ["freemail"],
  sources: ["RFC 7208, 5.2", "RFC 7208, 11.4"],
  messages: messagesOf("freemail-include", {
    business:
      "{target} is where everybody has a mailbox, and its record is about mail from @{target}. Mail of domains with an account there is covered by {instead}.",
    none: "{target} is where everybody has a mailbox, and its record is about mail from @{target}: whoever writes from there uses that address, and needs no place in your record. Remove the term.",
    replace: "Change {target} to {instead}",
  }),
  yieldsTo: ["wrong-target", "provider-twice", "duplicate-term"],
  *check({ subject, record }): Iterable<Report> {
    if (subject.found.owners?.some((owner) => isWithin(owner.toLowerCase(), Object.keys(FREEMAIL)))) return;
    for (const term of evaluatedTerms(record)) {
      const target = literalTarget(term);
      if (target === null || !leads(term)) continue;
      const instead = FREEMAIL[target];
      const span = domainOf(term)?.span;
      if (instead === undefined || !span) continue;
      yield {
        message: messageOf(target, instead),
        at: { subject, span },
        fixes: () => [
          ...replacement(subject, record, term, instead),
          ...withoutTarget("choice", subject, record, term),
        ],
      };
    }
  },
});

function leads(term: Term): boolean {
  if (term.kind === "directive") return term.name === "include" && term.qualifier === "+";
  return term.kind === "modifier" && term.known === "redirect";
}

function messageOf(target: string, instead: string | null): Message {
  const { business, none } = freemailInclude.messages;
  return instead === null ? none({ target }) : business({ target, instead });
}

function replacement(subject: Subject, record: SpfRecord, term: Term, instead: string | null): Fix[] {
  const span = domainOf(term)?.span;
  if (!span || instead === null) return [];
  const title = freemailInclude.messages.replace({ target: shownIn(record, span), instead });
  return fixText("choice", title, subject, [{ span, text: instead }]);
}
