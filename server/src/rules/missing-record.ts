/** `missing-record`: a name that takes mail and has no SPF record. */

import { messagesOf } from "../text/message.ts";
import { isNullMxData, lacksSpf } from "./at-name.ts";
import { isAtHand, type Names } from "./names.ts";
import { type Report, rule } from "./rule.ts";

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
  }),
  *check({ name, others, part, uri, names }, { zone }): Iterable<Report> {
    const mx = others.find(({ type, data }) => type === "MX" && !isNullMxData(data));
    if (!mx || !lacksRecord(name, names)) return;
    const { messages } = missingRecord;
    const isBelow = zone !== null && name !== zone.toLowerCase();
    yield {
      message: isBelow ? messages.below({ name, zone }) : messages.zone({ name }),
      at: { part, uri, span: mx.span },
    };
  },
});

/** What resembles a record, or stands at the wrong name, has a finding of its own. */
function lacksRecord(name: string, names: Names): boolean {
  if (!isAtHand(names.answer({ name, type: "TXT" })) || !lacksSpf(name, names)) return false;
  if (names.records(name).length > 0) return false;
  return ["_spf", "spf"].every(
    (label) =>
      names.records(`${label}.${name}`).length === 0 || names.references(`${label}.${name}`).length > 0,
  );
}
