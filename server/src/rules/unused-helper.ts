/** `unused-helper`: a record for others to include that nothing includes. */

import { messagesOf } from "../text/message.ts";
import { fixRemoving } from "./fix.ts";
import { type Report, rule } from "./rule.ts";
import { onlyOwner } from "./terms.ts";

export const unusedHelper = rule({
  name: "unused-helper",
  severity: "hint",
  profile: "all",
  needs: "zone",
  about: ["special-name"],
  sources: ["RFC 7208, 5.2"],
  messages: messagesOf("unused-helper", {
    unused: "No record in this file includes {name} or redirects to it. If none elsewhere does, remove it.",
    remove: "Remove the record (whoever includes it then gets permerror)",
  }),
  yieldsTo: ["wrong-label"],
  *check({ subject, record, names }): Iterable<Report> {
    if (subject.found.type !== "TXT") return;
    const name = onlyOwner(subject);
    // Mail is never checked against such a name itself.
    if (name === null || !name.startsWith("_") || names.isReferenced(name)) return;
    yield {
      message: unusedHelper.messages.unused({ name }),
      at: { subject, span: record.version.span },
      fixes: () => fixRemoving("choice", unusedHelper.messages.remove(), [subject]),
      tag: "unnecessary",
    };
  },
});
