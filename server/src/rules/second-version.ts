/** `second-version`: a version in the middle of a record, left over from merging two. */

import { messagesOf } from "../text/message.ts";
import { fixText, withBlankBefore } from "./fix.ts";
import { argumentsOf, placeOf, type Sentences, sentenceOf } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const secondVersion = rule({
  name: "second-version",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["second-version"],
  sources: ["RFC 7208, 4.5", "RFC 7208, 6"],
  messages: messagesOf("second-version", {
    repeated:
      "{found} stands in the middle of the record, where it is a modifier that receivers ignore: two records were joined. What follows counts as part of the first.",
    malformed:
      "{found} stands in the middle of the record, where a version has no meaning: two records were joined. Write their terms as one record.",
    remove: "Remove {found} (receivers ignore it)",
    removeInvalid: "Remove {found} (the record then takes effect)",
  } satisfies Sentences<"second-version", "remove" | "removeInvalid">),
  *check({ subject, fault }): Iterable<Report> {
    const { messages } = secondVersion;
    const args = argumentsOf(subject, fault);
    // RFC 7208, 6: an unrecognised modifier is ignored wherever it stands, so nothing changes when it goes.
    const safe = !fault.error && subject.record?.version.protocol === "spf1";
    const title = fault.error ? messages.removeInvalid(args) : messages.remove(args);
    const span = withBlankBefore(subject.found.decoded.text, fault.span);
    yield {
      message: sentenceOf(messages, subject, fault),
      at: placeOf(subject, fault),
      severity: fault.error ? "error" : "warning",
      fixes: () => fixText(safe ? "safe" : "repair", title, subject, [{ span, text: "" }]),
    };
  },
});
