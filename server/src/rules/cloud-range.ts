/** `cloud-range`: an include of all addresses that anybody can rent at a cloud. */

import { messagesOf } from "../text/message.ts";
import { withoutTarget } from "./dead-target.ts";
import { isProvidersOwn, passingIncludes } from "./provider-terms.ts";
import { type Report, rule } from "./rule.ts";
import { shownIn } from "./terms.ts";

export const cloudRange = rule({
  name: "cloud-range",
  severity: "warning",
  profile: "recommended",
  needs: "record",
  targets: ["everybodys"],
  sources: ["RFC 7208, 11.1", "RFC 7208, 5.2"],
  messages: messagesOf("cloud-range", {
    cloud:
      "{term} lets every machine pass that anybody rents at {provider}, so that anybody can send as this domain. Name your own addresses, or the service that sends your mail.",
  }),
  yieldsTo: ["duplicate-term"],
  *check({ subject, record }, context): Iterable<Report> {
    for (const { term, known, name, span } of passingIncludes(subject, record)) {
      if (!known.target.everybodys || isProvidersOwn(subject, name, context)) continue;
      const args = { term: shownIn(record, term), provider: known.provider.name };
      yield {
        message: cloudRange.messages.cloud(args),
        at: { subject, span },
        fixes: () => withoutTarget("choice", subject, record, term),
      };
    }
  },
});
