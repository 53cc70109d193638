/** `too-many-voids`: more lookups without an answer than a check may have. */

import { lookUpHostsNow } from "../spf/host-lookup.ts";
import { messagesOf } from "../text/message.ts";
import { fixRemovingTerm } from "./fix.ts";
import { misnamed } from "./misnamed.ts";
import { type Report, rule } from "./rule.ts";
import { shownIn } from "./terms.ts";
import { overLimit, shownTerms, VOID_LIMIT, voidTerms } from "./void-terms.ts";

export const tooManyVoids = rule({
  name: "too-many-voids",
  severity: "error",
  profile: "recommended",
  needs: "expansion",
  about: ["a", "mx", "exists", "include", "redirect"],
  reaches: ["a", "mx", "exists"],
  sources: ["RFC 7208, 4.6.4", "RFC 7208, 5.3"],
  messages: messagesOf("too-many-voids", {
    everyone:
      "The lookups of {terms} find nothing, and a check may have two such lookups: at the third it ends in permerror, and senders that no earlier term matches get no result. Remove these terms, or correct their names.",
    ip4: "The lookups of {terms} find nothing for senders with IPv4, and a check may have two such lookups: at the third it ends in permerror, and senders that no earlier term matches get no result. Remove these terms, or publish A records.",
    other: "The lookup of {term} finds nothing, either.",
    remove: "Remove {term} (it matches nobody)",
  }),
  yieldsTo: misnamed,
  silences: ["mx-use"],
  *check({ subject, record, expansion, names }): Iterable<Report> {
    const { ip4, ip6 } = voidTerms(subject, expansion, names);
    const over = overLimit(ip4, names);
    if (!over) return;
    const { messages } = tooManyVoids;
    const { term } = over.root;
    const message = ip6.length > VOID_LIMIT ? messages.everyone : messages.ip4;
    const others = ip4.filter(({ root, path }) => path.length === 0 && root !== over.root);
    yield {
      message: message({ terms: shownTerms(ip4) }),
      at: { subject, span: term.span },
      related: others.map(({ root }) => {
        const other = messages.other({ term: shownIn(record, root.term) });
        return { subject, span: root.term.span, message: other };
      }),
      fixes: () => {
        const looked = over.path.length === 0 ? lookUpHostsNow(term, expansion.domain, names.answer) : null;
        if (!looked?.lack || looked.lack === "host-addresses") return [];
        return fixRemovingTerm(
          "choice",
          messages.remove({ term: shownIn(record, term) }),
          subject,
          record,
          term,
        );
      },
    };
  },
});
