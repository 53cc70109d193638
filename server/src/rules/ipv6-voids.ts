/** `ipv6-voids`: more hosts without an IPv6 address than a check may ask for on behalf of an IPv6 sender. */

import { messagesOf } from "../text/message.ts";
import { type Report, rule } from "./rule.ts";
import { shownIn } from "./terms.ts";
import { overLimit, shownTerms, VOID_LIMIT, voidTerms } from "./void-terms.ts";

export const ipv6Voids = rule({
  name: "ipv6-voids",
  severity: "info",
  profile: "recommended",
  needs: "expansion",
  about: ["a", "mx", "exists", "include", "redirect"],
  reaches: ["a", "mx", "exists"],
  sources: ["RFC 7208, 4.6.4", "RFC 7208, 5.3"],
  messages: messagesOf("ipv6-voids", {
    voids:
      "For senders with IPv6 the lookups of {terms} find nothing, since they ask for AAAA records. A check may have two such lookups: at the third it ends in permerror, where IPv4 senders get a result. Write ip4 for hosts that have no IPv6 address.",
    other: "{term} finds nothing for senders with IPv6, either.",
  }),
  // Without what is void for everyone the limit may not be passed.
  yieldsTo: ["void-lookup"],
  *check({ subject, record, expansion, names }): Iterable<Report> {
    const { ip4, ip6 } = voidTerms(subject, expansion, names);
    const over = ip4.length > VOID_LIMIT ? null : overLimit(ip6, names);
    if (!over) return;
    const { messages } = ipv6Voids;
    const others = ip6.filter(({ root, path }) => path.length === 0 && root !== over.root);
    yield {
      message: messages.voids({ terms: shownTerms(ip6) }),
      at: { subject, span: over.root.term.span },
      related: others.map(({ root }) => {
        const other = messages.other({ term: shownIn(record, root.term) });
        return { subject, span: root.term.span, message: other };
      }),
    };
  },
});
