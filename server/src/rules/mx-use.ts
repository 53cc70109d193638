/** `mx-use`: hosts that receive mail, authorised to send it. */

import { messagesOf } from "../text/message.ts";
import { fixToAddresses } from "./file-addresses.ts";
import { type Report, rule } from "./rule.ts";
import { evaluatedTerms, shownIn } from "./terms.ts";

export const mxUse = rule({
  name: "mx-use",
  severity: "hint",
  profile: "recommended",
  needs: "zone",
  about: ["mx"],
  sources: ["RFC 7208, 10.1.2", "RFC 7208, 5.4"],
  messages: messagesOf("mx-use", {
    mx: "{term} lets the hosts that receive mail send it. It costs a lookup, and another query for each host; if mail leaves from known addresses, ip4 and ip6 say so for nothing.",
    replace: "Replace {term} by the addresses that the MX hosts have in this file: {networks}",
  }),
  yieldsTo: ["duplicate-term", "zero-prefix", "pass-all"],
  *check({ subject, record, names }): Iterable<Report> {
    for (const term of evaluatedTerms(record)) {
      if (term.kind !== "directive" || term.name !== "mx" || term.qualifier !== "+") continue;
      const text = shownIn(record, term);
      yield {
        message: mxUse.messages.mx({ term: text }),
        at: { subject, span: term.span },
        fixes: () => fixToAddresses(mxUse.messages.replace, subject, record, term, names),
      };
    }
  },
});
