/** `relative-name`: a name without a dot. */

import type { Fault } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { placeOf, type Sentences, sentenceOf } from "./from-fault.ts";
import { readable } from "./readable.ts";
import { type Fix, type Report, rule } from "./rule.ts";
import type { Subject } from "./subject.ts";

const invalid = "The whole record is invalid (permerror).";

export const relativeName = rule({
  name: "relative-name",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["relative-name"],
  sources: ["RFC 7208, 7.1", "RFC 7208, 12"],
  messages: messagesOf("relative-name", {
    "one-label": `{name} is not a complete name, and nothing is added to a name within a record. ${invalid}`,
    "final-dot": `{name} has one label, and a name within a record has two at the least. ${invalid}`,
    append: "Write {full} (the record then takes effect)",
  } satisfies Sentences<"relative-name", "append">),
  *check({ subject, fault }, { zone }): Iterable<Report> {
    yield {
      message: sentenceOf(relativeName.messages, subject, fault),
      at: placeOf(subject, fault),
      // Whoever wrote the final dot meant no other name.
      fixes: () => (zone && fault.detail === "one-label" ? inZone(subject, fault, zone) : []),
    };
  },
});

/** The name in the zone of the file: what a zone file means by it, outside of quotes. */
function inZone(subject: Subject, fault: Fault, zone: string): Fix[] {
  const text = `${fault.data.name}.${zone}`;
  const title = relativeName.messages.append({ full: readable(text) });
  return fixText("choice", title, subject, [{ span: fault.span, text }]);
}
