/** `target-temperror`: a term whose name DNS could not answer for. */

import type { Answer } from "../dns/answers.ts";
import type { SpfRecord, Term } from "../spf/ast.ts";
import type { Expansion } from "../spf/expand.ts";
import { isFailure } from "../spf/host-lookup.ts";
import { messagesOf } from "../text/message.ts";
import { failedLookups } from "./host-lookups.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { domainOf, shownIn } from "./terms.ts";
import { firstReached, pathTo } from "./tree.ts";

export const targetTemperror = rule({
  name: "target-temperror",
  severity: "warning",
  profile: "recommended",
  needs: "expansion",
  about: ["include", "redirect", "a", "mx", "exists"],
  reaches: ["temperror", "a", "mx", "exists"],
  sources: ["RFC 7208, 5", "RFC 7208, 5.2", "RFC 7208, 2.6.6"],
  messages: messagesOf("target-temperror", {
    servfail:
      "DNS gives an error for {name}. As long as it does, a check that comes to {term} ends in temperror, and mail is put off or treated as if there were no SPF.",
    timeout:
      "DNS does not answer for {name}. As long as it doesn't, a check that comes to {term} ends in temperror, and mail is put off or treated as if there were no SPF.",
    servfailBelow:
      "{term} leads to {path}, for which DNS gives an error. As long as it does, a check that comes there ends in temperror, and mail is put off or treated as if there were no SPF.",
    timeoutBelow:
      "{term} leads to {path}, for which DNS does not answer. As long as it doesn't, a check that comes there ends in temperror, and mail is put off or treated as if there were no SPF.",
  }),
  *check({ subject, record, expansion, names }): Iterable<Report> {
    if (subject.found.type !== "TXT") return;
    const failed = firstReached(expansion, names, ({ term }) => term.target?.missing === "temperror");
    for (const reached of failed) {
      const { domain } = reached.term.target as Expansion;
      const answer = names.answer({ name: domain, type: "TXT" });
      const below = reached.path.length > 0 ? pathTo(reached) : null;
      yield* report(subject, record, reached.root.term, { answer, name: domain, below });
    }
    for (const { term, answer, name } of failedLookups(expansion, names))
      if (isFailure(answer)) yield* report(subject, record, term, { answer, name, below: null });
  },
});

interface Failure {
  readonly answer: Answer;
  readonly name: string;
  /** The way there, where other records lead to it. */
  readonly below: string | null;
}

function* report(
  subject: Subject,
  record: SpfRecord,
  term: Term,
  { answer, name, below }: Failure,
): Iterable<Report> {
  if (!term.valid || !isFailure(answer)) return;
  const { messages } = targetTemperror;
  const kind = answer.kind === "timeout" ? "timeout" : "servfail";
  const shown = shownIn(record, term);
  yield {
    message:
      below === null
        ? messages[kind]({ term: shown, name: readable(name) })
        : messages[`${kind}Below`]({ term: shown, path: below }),
    at: { subject, span: domainOf(term)?.span ?? term.span },
  };
}
