/** `helo-missing`: a mail host without a record for the name that it gives in HELO. */

import { messagesOf } from "../text/message.ts";
import { isNullMxData, lacksSpf } from "./at-name.ts";
import { isAtHand, type Names } from "./names.ts";
import { linesBefore } from "./new-line.ts";
import { type Report, rule } from "./rule.ts";

export const heloMissing = rule({
  name: "helo-missing",
  severity: "hint",
  profile: "all",
  needs: "name",
  sources: ["RFC 7208, 10.1.2", "RFC 7208, 2.3"],
  messages: messagesOf("helo-missing", {
    publish: "Publish v=spf1 a -all at {host} (the host itself may say that name, nobody else)",
    host: "{host} has no SPF record. If it sends mail, too, it may say so in HELO, which counts for bounces: {host} TXT v=spf1 a -all.",
  }),
  *check({ name, others, part, uri, isWhole, names }): Iterable<Report> {
    if (!isWhole) return;
    for (const { type, data, span } of others) {
      const host = type === "MX" && !isNullMxData(data) ? (data.split(/\s+/)[1] ?? "").toLowerCase() : "";
      if (host === "" || !isHostAtHand(host, names) || names.records(host).length > 0) continue;
      const { messages } = heloMissing;
      yield {
        message: messages.host({ host }),
        at: { part, uri, span },
        fixes: () => {
          const edits = linesBefore(part, span.start, name, [{ owner: host, record: 'TXT "v=spf1 a -all"' }]);
          return edits.length > 0 ? [{ kind: "choice", title: messages.publish({ host }), edits }] : [];
        },
      };
    }
  },
});

function isHostAtHand(host: string, names: Names): boolean {
  const answers = (["A", "AAAA"] as const).map((type) => names.answer({ name: host, type }));
  if (!answers.some((answer) => answer.kind === "ok" && isAtHand(answer))) return false;
  return isAtHand(names.answer({ name: host, type: "TXT" })) && lacksSpf(host, names);
}
