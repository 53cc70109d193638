/** `target-nxdomain`: an include or redirect of a name that does not exist. */

import { messagesOf } from "../text/message.ts";
import { aliasAt, withoutTarget, withTarget } from "./dead-target.ts";
import { misnamed } from "./misnamed.ts";
import { isAtHand } from "./names.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import { shownIn } from "./terms.ts";
import { aimedTerms } from "./tree.ts";

export const targetNxdomain = rule({
  name: "target-nxdomain",
  severity: "error",
  profile: "recommended",
  needs: "expansion",
  about: ["include", "redirect"],
  reaches: ["nxdomain"],
  sources: ["RFC 7208, 5.2", "RFC 7208, 6.1"],
  messages: messagesOf("target-nxdomain", {
    zone: "There is no {target} in its zone file, so a check that comes to {term} ends in permerror. Correct the name, publish a record there, or remove the term.",
    alias:
      "{target} is an alias for {alias}, which leads to no name that exists, so a check that comes to {term} ends in permerror. Correct the alias, or remove the term.",
    dns: "There is no {target} in DNS, so a check that comes to {term} ends in permerror. Correct the name, or remove the term.",
  }),
  yieldsTo: misnamed,
  *check({ subject, record, expansion, names }, context): Iterable<Report> {
    for (const { term, target, span } of aimedTerms(subject, expansion)) {
      if (target.missing !== "nxdomain") continue;
      const args = { target: readable(target.domain), term: shownIn(record, term) };
      const answer = names.answer({ name: target.domain, type: "TXT" });
      const alias = aliasAt(target.domain, names);
      const { messages } = targetNxdomain;
      yield {
        message:
          alias === null
            ? messages[isAtHand(answer) ? "zone" : "dns"](args)
            : messages.alias({ ...args, alias: readable(alias) }),
        at: { subject, span },
        fixes: () => [
          ...withoutTarget("choice", subject, record, term),
          ...withTarget(subject, target.domain, names, context),
        ],
      };
    }
  },
});
