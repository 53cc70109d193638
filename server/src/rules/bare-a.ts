/** `bare-a`: the hosts of the domain's own web site, authorised to send its mail. */

import { messagesOf } from "../text/message.ts";
import { fixToAddresses } from "./file-addresses.ts";
import { type Report, rule } from "./rule.ts";
import { evaluatedTerms, mechanismKey, onlyOwner, shownIn } from "./terms.ts";

export const bareA = rule({
  name: "bare-a",
  severity: "info",
  profile: "all",
  needs: "zone",
  about: ["a"],
  sources: ["RFC 7208, 10.1.2", "RFC 7208, 5.3"],
  messages: messagesOf("bare-a", {
    own: "{term} lets the domain's own addresses send, which mostly are a web server's or a CDN's, and costs a lookup. If mail leaves from other hosts, remove it; if it leaves from these, ip4 and ip6 say so for nothing.",
    replace: "Replace {term} by the addresses that the name has in this file: {networks}",
  }),
  yieldsTo: ["duplicate-term", "zero-prefix", "pass-all", "wide-net", "void-lookup", "too-many-voids"],
  *check({ subject, record, names }): Iterable<Report> {
    const terms = evaluatedTerms(record).filter(({ kind }) => kind === "directive");
    // RFC 7208, 10.1.2: "v=spf1 a -all" is the record of a host for its own name.
    if (terms.length <= 2) return;
    const owner = onlyOwner(subject);
    for (const term of terms) {
      if (term.kind !== "directive" || term.name !== "a" || term.qualifier !== "+" || term.holes) continue;
      if (!mechanismKey(term, owner).startsWith("a:/")) continue;
      yield {
        message: bareA.messages.own({ term: shownIn(record, term) }),
        at: { subject, span: term.span },
        fixes: () => fixToAddresses(bareA.messages.replace, subject, record, term, names),
      };
    }
  },
});
