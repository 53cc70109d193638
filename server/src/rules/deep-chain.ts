/** `deep-chain`: records that lead to records that lead to records. */

import type { Term } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { type Report, rule } from "./rule.ts";
import { domainOf, onlyOwner, shownIn } from "./terms.ts";
import { pathTo, reachedTerms } from "./tree.ts";

/** Records below one another; providers need three or four. */
const DEEPEST = 4;

export const deepChain = rule({
  name: "deep-chain",
  severity: "hint",
  profile: "all",
  needs: "expansion",
  about: ["include", "redirect"],
  sources: ["RFC 7208, 4.6.4", "RFC 7208, 11.1"],
  messages: messagesOf("deep-chain", {
    deep: "{term} leads through more than {limit} records, one below the other ({path}). Each costs a lookup and time, and each can break all mail that gets so far. Include the records that are needed directly.",
  }),
  *check({ subject, record, expansion, names }): Iterable<Report> {
    if (subject.found.type !== "TXT") return;
    const owner = onlyOwner(subject);
    // What leads here has the whole chain in view.
    if (owner !== null && names.isReferenced(owner)) return;
    let told: Term | null = null;
    for (const reached of reachedTerms(expansion)) {
      const { term } = reached.root;
      const domain = domainOf(term);
      if (term === told || reached.path.length < DEEPEST || !reached.term.target) continue;
      if (!domain || !term.valid) continue;
      told = term;
      const args = { term: shownIn(record, term), limit: DEEPEST, path: pathTo(reached) };
      yield { message: deepChain.messages.deep(args), at: { subject, span: domain.span } };
    }
  },
});
