/** `mx-too-many`: an mx of a name with more MX hosts than a check may ask for. */

import { MOST_HOSTS, nameAsked } from "../spf/voids.ts";
import { messagesOf } from "../text/message.ts";
import type { Names } from "./names.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import { domainOf, shownIn } from "./terms.ts";
import { firstReached, pathTo, type Reached } from "./tree.ts";

export const mxTooMany = rule({
  name: "mx-too-many",
  severity: "error",
  profile: "recommended",
  needs: "expansion",
  about: ["mx", "include", "redirect"],
  reaches: ["mx"],
  sources: ["RFC 7208, 4.6.4", "RFC 7208, 5.4"],
  messages: messagesOf("mx-too-many", {
    own: "{name} has {count} MX hosts, and a check ends in permerror where an mx has more than {limit}: senders that no earlier term matches get no result. List their addresses with ip4 and ip6.",
    below:
      "{term} leads to {path}, where {mx} has {count} MX hosts, and a check ends in permerror where an mx has more than {limit}. Tell whoever runs the record, or remove the term.",
  }),
  silences: ["mx-use"],
  *check({ subject, record, expansion, names }): Iterable<Report> {
    if (subject.found.type !== "TXT") return;
    const wanted = (reached: Reached) => hostsOf(reached, names) > MOST_HOSTS;
    for (const reached of firstReached(expansion, names, wanted)) {
      const { root, term, at, path } = reached;
      if (!root.term.valid || !at.record) continue;
      const count = hostsOf(reached, names);
      const name = readable(nameAsked(term.term, at.domain) ?? "");
      const { own, below } = mxTooMany.messages;
      yield {
        message:
          path.length === 0
            ? own({ name, count, limit: MOST_HOSTS })
            : below({
                term: shownIn(record, root.term),
                path: pathTo(reached),
                mx: shownIn(at.record, term.term),
                count,
                limit: MOST_HOSTS,
              }),
        at: { subject, span: (path.length > 0 && domainOf(root.term)?.span) || root.term.span },
      };
    }
  },
});

/** How many MX records the name of an mx has, as far as known; none for other terms. */
function hostsOf({ term: { term }, at }: Reached, names: Names): number {
  const name = term.kind === "directive" && term.name === "mx" ? nameAsked(term, at.domain) : null;
  const answer = name === null ? null : names.answer({ name, type: "MX" });
  return answer?.kind === "ok" ? answer.records.length : 0;
}
