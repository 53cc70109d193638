/** `type99-mismatch`: a record of type SPF that says something else than the TXT record beside it. */

import { messagesOf } from "../text/message.ts";
import { fixRemoving } from "./fix.ts";
import { txtTwins, type99Records } from "./neighbours.ts";
import { type Report, rule } from "./rule.ts";

export const type99Mismatch = rule({
  name: "type99-mismatch",
  severity: "warning",
  profile: "recommended",
  needs: "set",
  sources: ["RFC 7208, 3.1", "RFC 4408, 3.1.1"],
  messages: messagesOf("type99-mismatch", {
    mismatch:
      "This record of type SPF (99) differs from the TXT record at the same name. Receivers read the TXT record alone, so whatever was changed only here has no effect. Move what is missing to the TXT record, then remove this one.",
    txt: "The record that receivers read.",
    remove: "Remove the record of type SPF (what only it says is lost)",
  }),
  *check({ subjects }): Iterable<Report> {
    for (const subject of type99Records(subjects)) {
      const { found, part, uri } = subject;
      const twins = txtTwins(subject, subjects);
      if (twins.length === 0 || twins.some((twin) => twin.found.decoded.text === found.decoded.text))
        continue;
      yield {
        message: type99Mismatch.messages.mismatch(),
        at: { part, uri, span: found.typeSpan ?? found.dataSpan, subject },
        fixes: () => fixRemoving("choice", type99Mismatch.messages.remove(), [subject]),
        related: twins.map((twin) => ({
          subject: twin,
          span: { start: 0, end: twin.found.decoded.text.length },
          message: type99Mismatch.messages.txt(),
        })),
      };
    }
  },
});
