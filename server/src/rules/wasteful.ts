/** `wasteful`: an a or mx whose hosts the record lists by their addresses as well. */

import type { Directive } from "../spf/ast.ts";
import { decidingOf } from "../spf/deciding.ts";
import { messagesOf } from "../text/message.ts";
import { networksInFile } from "./file-addresses.ts";
import { fixRemovingTerm } from "./fix.ts";
import { type Report, rule } from "./rule.ts";
import { evaluatedTerms, onlyOwner, shownIn } from "./terms.ts";

/** More networks than this nobody wants to see named. */
const MOST_NAMED = 10;

export const wasteful = rule({
  name: "wasteful",
  severity: "hint",
  profile: "recommended",
  needs: "zone",
  about: ["a", "mx"],
  sources: ["RFC 7208, 10.1.1", "RFC 7208, 4.6.4"],
  messages: messagesOf("wasteful", {
    listed:
      "All addresses that {term} has in this file are listed in the record with the same result, so its lookup tells nothing more. Remove it, or the addresses.",
    here: "Holds an address of it.",
    remove: "Remove {term} (which saves its lookup)",
  }),
  yieldsTo: ["duplicate-term", "contradictory", "zero-prefix", "pass-all"],
  silences: ["mx-use"],
  *check({ subject, record, names }): Iterable<Report> {
    if (record.holes) return;
    const owner = onlyOwner(subject);
    const { messages } = wasteful;
    for (const term of evaluatedTerms(record)) {
      if (term.kind !== "directive" || (term.name !== "a" && term.name !== "mx")) continue;
      const { networks, complete } = networksInFile(term, owner, names);
      if (!complete) continue;
      const deciding = decidingOf(record);
      const holding = new Set<Directive>();
      const listed = networks.every((network) => {
        const deciders = deciding.holdersOf(network);
        for (const each of deciders ?? []) holding.add(each.term);
        return deciders?.every((each) => each.term.qualifier === term.qualifier) ?? false;
      });
      if (!listed) continue;
      const args = { term: shownIn(record, term) };
      yield {
        message: messages.listed(args),
        at: { subject, span: term.span },
        fixes: () => fixRemovingTerm("choice", messages.remove(args), subject, record, term),
        related: [...holding]
          .slice(0, MOST_NAMED)
          .map(({ span }) => ({ subject, span, message: messages.here() })),
        tag: "unnecessary",
      };
    }
  },
});
