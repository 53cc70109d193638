/** `trailing-dot`: a dot at the end of a name. */

import type { Fault } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { placeOf, type Sentences, sentenceOf, suggested } from "./from-fault.ts";
import { type Report, rule, type Subject } from "./rule.ts";

export const trailingDot = rule({
  name: "trailing-dot",
  severity: "warning",
  profile: "recommended",
  needs: "fault",
  faults: ["trailing-dot"],
  sources: ["RFC 7208, 7.3"],
  messages: messagesOf("trailing-dot", {
    dot: "The dot at the end of {domain} should not be published: names in a record are complete without it, and some receivers can't read it.",
    drop: "Remove the dot",
    dropOfTarget: "Remove the dot (the macro {macro} in the target's record is then without it, too)",
  } satisfies Sentences<"trailing-dot", "drop" | "dropOfTarget">),
  *check({ subject, fault }): Iterable<Report> {
    const { drop, dropOfTarget } = trailingDot.messages;
    yield {
      message: sentenceOf(trailingDot.messages, subject, fault),
      at: placeOf(subject, fault),
      fixes: leadsToRecord(subject, fault)
        ? suggested(subject, fault, "repair", dropOfTarget({ macro: "%{d}" }))
        : suggested(subject, fault, "safe", drop()),
    };
  },
});

/**
 * Whether the name is where another record is evaluated: that one may hold `%{d}`, which then ends in the dot. All
 * other names are only looked up, and are the same name with and without it.
 */
function leadsToRecord(subject: Subject, fault: Fault): boolean {
  const term = fault.term === null ? undefined : subject.record?.terms[fault.term];
  if (term?.kind === "directive") return term.name === "include";
  return term?.kind !== "modifier" || term.known !== "exp";
}
