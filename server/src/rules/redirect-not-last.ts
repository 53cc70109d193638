/** `redirect-not-last`: a redirect with something behind it. */

import { messagesOf } from "../text/message.ts";
import { fixMovingToEnd } from "./fix.ts";
import { type Report, rule } from "./rule.ts";
import { firstAll, shownIn } from "./terms.ts";

export const redirectNotLast = rule({
  name: "redirect-not-last",
  severity: "info",
  profile: "recommended",
  needs: "record",
  about: ["redirect"],
  sources: ["RFC 7208, 6.1"],
  messages: messagesOf("redirect-not-last", {
    middle:
      "{redirect} counts only once no mechanism matched, wherever it stands, so it should be the last term: readers take what stands last for what happens last.",
    move: "Move {redirect} to the end",
  }),
  *check({ subject, record }): Iterable<Report> {
    // Of one that is ignored, `redirect-ignored` speaks.
    if (firstAll(record)) return;
    const { messages } = redirectNotLast;
    const redirects = record.terms.filter((term) => term.kind === "modifier" && term.known === "redirect");
    // Which of several is meant, nobody knows.
    if (redirects.length > 1) return;
    for (const term of redirects) {
      if (!term.valid || term.index === record.terms.length - 1) continue;
      const args = { redirect: shownIn(record, term) };
      yield {
        message: messages.middle(args),
        at: { subject, span: term.span },
        fixes: () => fixMovingToEnd("safe", messages.move(args), subject, record, term),
      };
    }
  },
});
