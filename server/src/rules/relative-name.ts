/** `relative-name`: a name without a dot. */

import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { placeOf, type Sentences, sentenceOf } from "./from-fault.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";

export const relativeName = rule({
  name: "relative-name",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["relative-name"],
  sources: ["RFC 7208, 7.1", "RFC 7208, 12"],
  messages: messagesOf("relative-name", {
    "one-label":
      "{name} has one label, and names in a record are complete: nothing is added to them. That makes the whole record invalid (permerror).",
    "final-dot":
      "{name} has one label; a name in a record has two at the least. That makes the whole record invalid (permerror).",
    append: "Write {full} (the record then takes effect)",
  } satisfies Sentences<"relative-name", "append">),
  *check({ subject, fault }, { zone }): Iterable<Report> {
    const name = (fault.data.name ?? "").replace(/\.$/, "");
    const full = `${name}.${zone}`;
    yield {
      message: sentenceOf(relativeName.messages, subject, fault),
      at: placeOf(subject, fault),
      fixes: zone
        ? fixText("choice", relativeName.messages.append({ full: readable(full) }), subject, [
            { span: fault.span, text: full },
          ])
        : [],
    };
  },
});
