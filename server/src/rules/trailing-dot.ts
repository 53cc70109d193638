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
    dot: "The dot at the end of {domain} should not be published: it says nothing, and some receivers can't read it.",
    drop: "Remove the dot",
  } satisfies Sentences<"trailing-dot", "drop">),
  *check({ subject, fault }): Iterable<Report> {
    yield {
      message: sentenceOf(trailingDot.messages, subject, fault),
      at: placeOf(subject, fault),
      fixes: suggested(
        subject,
        fault,
        keepsMeaning(subject, fault) ? "safe" : "choice",
        trailingDot.messages.drop(),
      ),
    };
  },
});

/**
 * Whether every receiver that takes the dot gives the same result without it. What include and redirect reach
 * may spell the current domain with `%{d}`, dot and all, so those are left to the reader.
 */
function keepsMeaning(subject: Subject, fault: Fault): boolean {
  const term = fault.term === null ? undefined : subject.record?.terms[fault.term];
  if (!term || term.holes) return false;
  if (term.kind === "modifier") return term.known === "exp";
  return term.kind === "directive" && term.name !== "include";
}
