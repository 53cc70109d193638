/** `missing-record`: a name that takes mail and has no SPF record. */

import type { Other, Part } from "../host/host.ts";
import { messagesOf } from "../text/message.ts";
import { isNullMxData } from "./at-name.ts";
import type { RecordSubject } from "./neighbours.ts";
import { linesBefore } from "./new-line.ts";
import { type Fix, type Report, rule } from "./rule.ts";
import type { Subject } from "./subject.ts";

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
    helper:
      "{name} takes mail and has no SPF record. The one at {helper} does not count for it: records are looked for at the domain of the mail itself. Include it at {name}, or publish it there.",
    there: "The record that nobody looks for by itself.",
    receivers: "Publish v=spf1 mx -all at {name} (the hosts that receive may send)",
    nobody: "Publish v=spf1 -all at {name} (no host may send)",
  }),
  *check({ name, others, part, uri, isWhole, names }, { zone }): Iterable<Report> {
    const mx = others.find(({ type, data }) => type === "MX" && !isNullMxData(data));
    // What resembles a record has a finding of its own.
    if (!isWhole || !mx || names.records(name).length > 0) return;
    const { messages } = missingRecord;
    const isBelow = zone !== null && name !== zone.toLowerCase();
    const helper = ["_spf", "spf"].flatMap((label) => names.records(`${label}.${name}`)).find(isRecord);
    const args = { name, helper: helper?.found.owners?.[0] ?? "" };
    yield {
      message: helper
        ? messages.helper(args)
        : isBelow
          ? messages.below({ name, zone })
          : messages.zone(args),
      at: { part, uri, span: mx.span },
      related: helper
        ? [{ subject: helper, span: helper.record.version.span, message: messages.there() }]
        : [],
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

function isRecord(subject: Subject): subject is RecordSubject {
  return subject.record !== null && subject.found.type === "TXT";
}
