/** `glued-terms`: two terms without a space between them. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const gluedTerms = rule({
  name: "glued-terms",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["glued-terms"],
  sources: ["RFC 7208, 4.6.1", "RFC 7208, 7.1"],
  messages: messagesOf("glued-terms", {
    terms:
      "A space is missing between terms, which makes the whole record invalid (permerror). {terms} was probably meant.",
    valid:
      "A space is missing between terms. The grammar takes all of it for one term, so what follows does not take effect. {terms} was probably meant.",
    "repeated-name": "{name} stands here twice, and the second is read as part of its value.",
    space: "Write {terms} (the terms then take effect)",
    once: "Write {name} once (the term then takes effect)",
  } satisfies Sentences<"glued-terms", "space" | "once">),
  *check(input): Iterable<Report> {
    const { space, once } = gluedTerms.messages;
    yield repairing(gluedTerms.messages, input, input.fault.detail === "repeated-name" ? once : space);
  },
});
