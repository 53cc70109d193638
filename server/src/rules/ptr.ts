/** `ptr`: the mechanism that should not be published. */

import { messagesOf } from "../text/message.ts";
import { fixToAddresses } from "./file-addresses.ts";
import { fixText, withBlankBefore } from "./fix.ts";
import { type Report, rule } from "./rule.ts";

export const ptr = rule({
  name: "ptr",
  severity: "warning",
  profile: "recommended",
  needs: "zone",
  about: ["ptr"],
  sources: ["RFC 7208, 5.5"],
  messages: messagesOf("ptr", {
    ptr: "{term} should not be published: it is slow and unreliable, it loads the name servers of the sender's address, and some receivers skip it. List the hosts with ip4, ip6 or a instead.",
    replace: "Replace {term} by the addresses that the name and its MX hosts have in this file: {networks}",
    remove: "Remove {term} (senders that only it lets pass no longer pass)",
  }),
  *check({ subject, record, names }): Iterable<Report> {
    for (const term of record.terms) {
      if (term.kind !== "directive" || term.name !== "ptr") continue;
      const text = record.text.slice(term.span.start, term.span.end);
      yield {
        message: ptr.messages.ptr({ term: text }),
        at: { subject, span: term.span },
        fixes: () => [
          ...fixText("choice", ptr.messages.remove({ term: text }), subject, [
            { span: withBlankBefore(record.text, term.span), text: "" },
          ]),
          ...fixToAddresses(ptr.messages.replace, subject, record, term, names),
        ],
        tag: "deprecated",
      };
    }
  },
});
