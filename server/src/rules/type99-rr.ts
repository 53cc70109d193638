/** `type99-rr`: a policy in a record of type SPF, which nobody reads any more. */

import { messagesOf } from "../text/message.ts";
import { fixRemoving } from "./fix.ts";
import { txtTwins, type99Records } from "./neighbours.ts";
import { type Fix, type Report, rule } from "./rule.ts";
import type { Subject } from "./subject.ts";

export const type99Rr = rule({
  name: "type99-rr",
  severity: "warning",
  profile: "recommended",
  needs: "set",
  sources: ["RFC 7208, 3.1", "RFC 7208, 14.1"],
  messages: messagesOf("type99-rr", {
    alone:
      "Receivers ask for TXT records only, so nobody reads this record of type SPF (99) and the name has no SPF. Change the type to TXT.",
    twin: "Receivers ask for TXT records only, so this record of type SPF (99) does nothing beside its TXT twin, until somebody edits the wrong one of the two. Remove it.",
    toTxt: "Change the type to TXT (the policy starts to count)",
    remove: "Remove the record of type SPF (the TXT record says the same)",
  }),
  yieldsTo: ["type99-mismatch"],
  *check({ subjects }): Iterable<Report> {
    for (const subject of type99Records(subjects)) {
      const { found, part, uri } = subject;
      const twins = txtTwins(subject, subjects);
      const alone = twins.length === 0;
      yield {
        message: alone ? type99Rr.messages.alone() : type99Rr.messages.twin(),
        at: { part, uri, span: found.typeSpan ?? found.dataSpan, subject },
        severity: alone ? "error" : "warning",
        fixes: () => (alone ? toTxt(subject) : removal(subject, twins)),
        tag: "deprecated",
      };
    }
  },
});

function toTxt(subject: Subject): Fix[] {
  const { found, part } = subject;
  if (!found.typeSpan) return [];
  const edits = [{ part, span: found.typeSpan, text: "TXT" }];
  return [{ kind: "repair", title: type99Rr.messages.toTxt(), edits }];
}

/** Only where it says what a TXT record says too: else it may be the better of the two. */
function removal(subject: Subject, twins: readonly Subject[]): Fix[] {
  const same = twins.some(
    (twin) => twin.found.certain && twin.found.decoded.text === subject.found.decoded.text,
  );
  return same ? fixRemoving("repair", type99Rr.messages.remove(), [subject]) : [];
}
