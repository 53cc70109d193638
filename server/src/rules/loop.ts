/** `loop`: records that lead back to each other. */

import type { Expansion } from "../spf/expand.ts";
import { messagesOf } from "../text/message.ts";
import { withoutTarget } from "./dead-target.ts";
import type { Names } from "./names.ts";
import { type Related, type Report, rule } from "./rule.ts";
import { domainOf, shownIn } from "./terms.ts";
import { isToldElsewhere, type Reached, reachedTerms, relatedTerm, shownPath } from "./tree.ts";

export const loop = rule({
  name: "loop",
  severity: "error",
  profile: "recommended",
  needs: "expansion",
  about: ["include", "redirect"],
  reaches: ["loop"],
  sources: ["RFC 7208, 4.6.4", "RFC 7208, 5.2", "RFC 7208, 6.1"],
  messages: messagesOf("loop", {
    here: "{term} leads back to this record ({path}), so a check that comes to it goes round until its lookups are used up and ends in permerror. One of the terms on the way has to go.",
    below:
      "{term} leads to records that lead back to each other ({path}), so a check that comes to it goes round until its lookups are used up and ends in permerror. Tell whoever runs them, or remove the term.",
    step: "The way back leads through {term}.",
  }),
  *check({ subject, record, expansion, names }): Iterable<Report> {
    if (subject.found.type !== "TXT") return;
    let told: Reached["root"] | null = null;
    for (const reached of reachedTerms(expansion)) {
      const { root, path, term } = reached;
      // The shortest loop has a rule of its own.
      if (root === told || path.length === 0 || term.target?.missing !== "loop") continue;
      const here = term.target.domain === expansion.domain;
      // Every record of the file that is part of the loop has this finding; one that leads there only has not.
      if (!here && isToldElsewhere(reached, names)) continue;
      const domain = domainOf(root.term);
      if (!domain || !root.term.valid) continue;
      told = root;
      const { messages } = loop;
      yield {
        message: messages[here ? "here" : "below"]({
          term: shownIn(record, root.term),
          path: shownPath(roundOf(expansion, reached)),
        }),
        at: { subject, span: domain.span },
        related: steps(reached, names),
        fixes: () => withoutTarget("choice", subject, record, root.term),
      };
    }
  },
});

/** The names of the loop, the first of which is also the last. */
function roundOf(expansion: Expansion, { path, term }: Reached): string[] {
  const end = term.target?.domain ?? "";
  const names = [expansion, ...path].map(({ domain }) => domain);
  return [...names.slice(names.indexOf(end)), end];
}

/** The terms of other records of the file on the way. */
function steps({ path, term }: Reached, names: Names): Related[] {
  return path.flatMap((at, i) => {
    const next = i + 1 < path.length ? at.terms.find(({ target }) => target === path[i + 1]) : term;
    if (!next || !at.record) return [];
    return relatedTerm(at, next.term, names, loop.messages.step({ term: shownIn(at.record, next.term) }));
  });
}
