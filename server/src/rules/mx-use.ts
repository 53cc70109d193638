/** `mx-use`: hosts that receive mail, authorised to send it. */

import type { Directive } from "../spf/ast.ts";
import { printNetwork } from "../spf/ip.ts";
import { messagesOf } from "../text/message.ts";
import { networksInFile } from "./file-addresses.ts";
import { fixText } from "./fix.ts";
import type { Names } from "./names.ts";
import { type Fix, type Report, rule, type Subject } from "./rule.ts";
import { evaluatedTerms, onlyOwner, shownIn } from "./terms.ts";

/** More terms than this make a record worse than the lookup that they save. */
const MOST_NETWORKS = 8;

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
        fixes: () => replacement(subject, term, text, names),
      };
    }
  },
});

function replacement(subject: Subject, term: Directive, text: string, names: Names): Fix[] {
  const { networks, complete } = networksInFile(term, onlyOwner(subject), names);
  if (!complete || networks.length > MOST_NETWORKS) return [];
  const terms = networks.map((network) => `ip${network.family}:${printNetwork(network)}`).join(" ");
  const title = mxUse.messages.replace({ term: text, networks: terms });
  return fixText("choice", title, subject, [{ span: term.span, text: terms }]);
}
