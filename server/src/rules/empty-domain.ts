/** `empty-domain`: a colon with no domain behind it. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const emptyDomain = rule({
  name: "empty-domain",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["empty-domain"],
  sources: ["RFC 7208, 5.3", "RFC 7208, 12"],
  messages: messagesOf("empty-domain", {
    colon:
      "No domain follows the colon of {name}, which makes the whole record invalid (permerror). Without the colon, {name} is about the domain itself.",
    drop: "Remove the colon ({name} then takes effect, for the domain itself)",
  } satisfies Sentences<"empty-domain", "drop">),
  *check(input): Iterable<Report> {
    yield repairing(emptyDomain.messages, input, emptyDomain.messages.drop);
  },
});
