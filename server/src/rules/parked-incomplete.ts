/** `parked-incomplete`: a domain that sends no mail, and says so in SPF alone. */

import { messagesOf } from "../text/message.ts";
import { apexOf, isWhole, mailAt, textsAt } from "./at-name.ts";
import { DMARC_TEXT } from "./dmarc-missing.ts";
import type { Names } from "./names.ts";
import { linesBefore } from "./new-line.ts";
import { type Report, rule } from "./rule.ts";

export const parkedIncomplete = rule({
  name: "parked-incomplete",
  severity: "info",
  profile: "strict",
  needs: "zone",
  about: ["special-name"],
  sources: ["RFC 7208, 10.1.2", "RFC 7505, 3", "RFC 9989"],
  messages: messagesOf("parked-incomplete", {
    both: "No host may send as {name}, and it has no MX records. Say in full that there is no mail: {name} MX 0 . (so that nobody tries its addresses), and v=DMARC1; p=reject at _dmarc.{name} (for its sub-domains, too).",
    mx: "No host may send as {name}, and it has no MX records. Say that it takes no mail, either, or senders try its addresses: {name} MX 0 .",
    dmarc:
      "No host may send as {name}. Say that mail with it as the visible sender is to be refused, for its sub-domains, too: v=DMARC1; p=reject at _dmarc.{name}.",
    publish: "Publish what is missing",
  }),
  silences: ["dmarc-missing"],
  *check({ subject, record, names }, context): Iterable<Report> {
    const name = apexOf(subject, context);
    if (name === null || !/^v=spf1 -all *$/i.test(record.text)) return;
    const lacks = lacking(name, names);
    if (!lacks || !(lacks.mx || lacks.dmarc)) return;
    const { both, mx, dmarc, publish } = parkedIncomplete.messages;
    yield {
      message: (lacks.mx ? (lacks.dmarc ? both : mx) : dmarc)({ name }),
      at: { subject, span: record.version.span },
      fixes: () => {
        const lines = [
          ...(lacks.dmarc ? [{ owner: `_dmarc.${name}`, record: 'TXT "v=DMARC1; p=reject"' }] : []),
          ...(lacks.mx ? [{ owner: name, record: "MX 0 ." }] : []),
        ];
        const edits = linesBefore(subject.part, subject.found.span.start, name, lines);
        return edits.length > 0 ? [{ kind: "choice", title: publish(), edits }] : [];
      },
    };
  },
});

/** Where mail comes in, the domain is not parked. */
function lacking(name: string, names: Names): { readonly mx: boolean; readonly dmarc: boolean } | null {
  const mail = mailAt(name, names);
  if (mail === null || mail === "some" || !isWhole(name, names)) return null;
  const policies = textsAt(`_dmarc.${name}`, DMARC_TEXT, names);
  // Another policy than this is somebody's choice to change.
  return { mx: mail === "unsaid", dmarc: policies?.length === 0 };
}
