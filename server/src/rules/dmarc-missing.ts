/** `dmarc-missing`: a domain with SPF and without DMARC. */

import { messagesOf } from "../text/message.ts";
import { apexOf, textsAt } from "./at-name.ts";
import { linesBefore } from "./new-line.ts";
import { type Report, rule } from "./rule.ts";

/** RFC 9989: what starts a policy. */
export const DMARC_TEXT = /^v=DMARC1 *(?:;|$)/;

export const dmarcMissing = rule({
  name: "dmarc-missing",
  severity: "info",
  profile: "strict",
  needs: "zone",
  about: ["special-name"],
  sources: ["RFC 7208, 11.2", "RFC 9989"],
  messages: messagesOf("dmarc-missing", {
    missing:
      "{name} has an SPF record and no DMARC policy, so what people see as the sender is not checked: SPF is about the envelope alone. Publish one at _dmarc.{name}; v=DMARC1; p=none asks for reports and changes nothing else.",
    monitor: "Publish v=DMARC1; p=none at _dmarc.{name}",
  }),
  *check({ subject, record, names }, context): Iterable<Report> {
    const name = apexOf(subject, context);
    if (name === null || record.version.protocol !== "spf1") return;
    if (textsAt(`_dmarc.${name}`, DMARC_TEXT, names)?.length !== 0) return;
    const { missing, monitor } = dmarcMissing.messages;
    yield {
      message: missing({ name }),
      at: { subject, span: record.version.span },
      fixes: () => {
        const line = { owner: `_dmarc.${name}`, record: 'TXT "v=DMARC1; p=none"' };
        const edits = linesBefore(subject.part, subject.found.span.start, name, [line]);
        return edits.length > 0 ? [{ kind: "choice", title: monitor({ name }), edits }] : [];
      },
    };
  },
});
