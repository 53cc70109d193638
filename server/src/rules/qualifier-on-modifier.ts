/** `qualifier-on-modifier`: `-redirect=`, `+exp=`. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const qualifierOnModifier = rule({
  name: "qualifier-on-modifier",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["qualifier-on-modifier"],
  sources: ["RFC 7208, 4.6.1", "RFC 7208, 6"],
  messages: messagesOf("qualifier-on-modifier", {
    qualifier:
      '"{qualifier}" stands before {name}=, but only mechanisms take a qualifier. It makes the whole record invalid (permerror).',
    remove: 'Remove "{qualifier}" ({name}= then takes effect)',
  } satisfies Sentences<"qualifier-on-modifier", "remove">),
  *check(input): Iterable<Report> {
    yield repairing(qualifierOnModifier.messages, input, qualifierOnModifier.messages.remove);
  },
});
