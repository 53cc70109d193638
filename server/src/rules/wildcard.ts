/** `wildcard`: a record that is there for all names that don't exist. */

import { messagesOf } from "../text/message.ts";
import { type Report, rule } from "./rule.ts";
import { evaluatedTerms } from "./terms.ts";

export const wildcard = rule({
  name: "wildcard",
  severity: "info",
  profile: "recommended",
  needs: "record",
  about: ["special-name"],
  sources: ["RFC 7208, 3.5", "RFC 4592, 2.2.1"],
  messages: messagesOf("wildcard", {
    wildcard:
      "This record is that of all names below {name} that have no records at all, so hosts may send as names that nobody ever made up; and a name that has any record, an address say, is not covered. Publish the record at the names that send.",
  }),
  *check({ subject, record }): Iterable<Report> {
    const owner = subject.found.owners?.find((each) => each.startsWith("*."));
    if (owner === undefined || subject.found.type !== "TXT") return;
    // Where nobody may send, all names is what is meant.
    const letsSend = evaluatedTerms(record).some((term) =>
      term.kind === "directive" ? term.qualifier === "+" : term.known === "redirect",
    );
    if (!letsSend) return;
    yield {
      message: wildcard.messages.wildcard({ name: owner.slice(2) }),
      at: { subject, span: record.version.span },
    };
  },
});
