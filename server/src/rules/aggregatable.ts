/** `aggregatable`: networks that are one network together. */

import type { Directive } from "../spf/ast.ts";
import { type Network, printNetwork } from "../spf/ip.ts";
import { messagesOf } from "../text/message.ts";
import { fixText, withBlankBefore } from "./fix.ts";
import { joinedNetworks } from "./join-networks.ts";
import { type Fix, type Report, rule } from "./rule.ts";
import type { Subject } from "./subject.ts";
import { shownIn } from "./terms.ts";

/** More than this nobody wants to see named. */
const MOST_NAMED = 20;

export const aggregatable = rule({
  name: "aggregatable",
  severity: "hint",
  profile: "recommended",
  needs: "record",
  about: ["near-networks"],
  sources: ["RFC 7208, 5.6", "RFC 4632, 5.1"],
  messages: messagesOf("aggregatable", {
    join: "This and {count} more are one network: {network}.",
    part: "Part of {network}.",
    write: "Join the {count} networks: {network}",
  }),
  *check({ subject, record }): Iterable<Report> {
    const { messages } = aggregatable;
    for (const { network, parts } of joinedNetworks(record)) {
      const [first, ...others] = parts as [Directive, ...Directive[]];
      const written = printNetwork(network);
      yield {
        message: messages.join({ count: others.length, network: written }),
        at: { subject, span: first.span },
        fixes: () => joining(subject, network, first, others),
        related: others
          .slice(0, MOST_NAMED)
          .map(({ span }) => ({ subject, span, message: messages.part({ network: written }) })),
      };
    }
  },
});

function joining(subject: Subject, network: Network, first: Directive, others: readonly Directive[]): Fix[] {
  const { record } = subject;
  if (!record) return [];
  const text = printNetwork(network);
  const title = aggregatable.messages.write({ count: others.length + 1, network: text });
  const start = first.nameSpan.start;
  const qualifier = first.qualifierSpan ? shownIn(record, first.qualifierSpan) : "";
  return fixText("safe", title, subject, [
    { span: first.span, text: `${start > first.span.start ? qualifier : ""}ip${network.family}:${text}` },
    ...others.map(({ span }) => ({ span: withBlankBefore(record.text, span), text: "" })),
  ]);
}
