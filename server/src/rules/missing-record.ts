/** `missing-record`: a name that takes mail and has no SPF record. */

import type { Other, Part } from "../host/host.ts";
import { messagesOf } from "../text/message.ts";
import { isNullMxData, lacksSpf } from "./at-name.ts";
import { isAtHand, type Names } from "./names.ts";
import { linesBefore } from "./new-line.ts";
import { type Fix, type Report, rule } from "./rule.ts";

export const missingRecord = rule({
  name: "missing-record",
  severity: "warning",
  profile: "recommended",
  needs: "name",
  sources: ["RFC 7208, 3", "RFC 7208, 10.1.2"],
  messages: messagesOf("missing-record", {
    zone: "{name} takes mail and has no SPF record: anybody can send as it, and many receivers refuse or mark mail without SPF. Publish one, v=spf1 -all if the name sends no mail.",
    below:
      "{name} takes mail and has no SPF record; that of {zone} does not count for it. Publish one, v=spf1 -all if the name sends no mail.",
    receivers: "Publish v=spf1 mx -all at {name} (the hosts that receive may send)",
    nobody: "Publish v=spf1 -all at {name} (no host may send)",
  }),
  *check({ name, others, part, uri, names }, { zone }): Iterable<Report> {
    const mx = others.find(({ type, data }) => type === "MX" && !isNullMxData(data));
    if (!mx || !lacksRecord(name, names)) return;
    const { messages } = missingRecord;
    const isBelow = zone !== null && name !== zone.toLowerCase();
    yield {
      message: isBelow ? messages.below({ name, zone }) : messages.zone({ name }),
      at: { part, uri, span: mx.span },
      fixes: () => publishing(name, mx, part),
    };
  },
});

function publishing(name: string, { span }: Other, part: Part): Fix[] {
  const { receivers, nobody } = missingRecord.messages;
  return [
    { title: receivers({ name }), record: 'TXT "v=spf1 mx -all"' },
    { title: nobody({ name }), record: 'TXT "v=spf1 -all"' },
  ].flatMap(({ title, record }) => {
    const edits = linesBefore(part, span.start, name, [{ owner: name, record }]);
    return edits.length > 0 ? { kind: "choice", title, edits } : [];
  });
}

/** What resembles a record, or stands at the wrong name, has a finding of its own. */
function lacksRecord(name: string, names: Names): boolean {
  if (!isAtHand(names.answer({ name, type: "TXT" })) || !lacksSpf(name, names)) return false;
  if (names.records(name).length > 0) return false;
  return ["_spf", "spf"].every(
    (label) =>
      names.records(`${label}.${name}`).length === 0 || names.references(`${label}.${name}`).length > 0,
  );
}
