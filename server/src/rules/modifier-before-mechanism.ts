/** `modifier-before-mechanism`: an explanation in front of mechanisms. */

import { messagesOf } from "../text/message.ts";
import { fixMovingToEnd } from "./fix.ts";
import { type Report, rule } from "./rule.ts";
import { shownIn } from "./terms.ts";

export const modifierBeforeMechanism = rule({
  name: "modifier-before-mechanism",
  severity: "info",
  profile: "recommended",
  needs: "record",
  about: ["exp"],
  sources: ["RFC 7208, 6"],
  messages: messagesOf("modifier-before-mechanism", {
    before:
      "{exp} is about the whole record, wherever it stands, so it should stand behind all mechanisms: some receivers look for it there alone.",
    move: "Move {exp} to the end",
  }),
  yieldsTo: ["exp-unused"],
  *check({ subject, record }): Iterable<Report> {
    const { messages } = modifierBeforeMechanism;
    const last = record.terms.findLast((term) => term.kind === "directive" && term.valid);
    const explanations = record.terms.filter((term) => term.kind === "modifier" && term.known === "exp");
    // Which of several is meant, nobody knows.
    if (explanations.length > 1) return;
    for (const term of explanations) {
      if (!term.valid || !last || last.index < term.index) continue;
      const args = { exp: shownIn(record, term) };
      yield {
        message: messages.before(args),
        at: { subject, span: term.span },
        fixes: () => fixMovingToEnd("safe", messages.move(args), subject, record, term),
      };
    }
  },
});
