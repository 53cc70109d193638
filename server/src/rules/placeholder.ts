/** `placeholder`: a piece of a template or of a manual that was never filled in. */

import { messagesOf } from "../text/message.ts";
import { isAboutExamples } from "./example-names.ts";
import { placeOf, type Sentences, sentenceOf } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const placeholder = rule({
  name: "placeholder",
  severity: "warning",
  profile: "recommended",
  needs: "fault",
  faults: ["placeholder"],
  sources: ["RFC 2606, 3", "RFC 7208, 4.6"],
  messages: messagesOf("placeholder", {
    "example-domain": "{found} is reserved for examples and sends no mail. Write the domain that is meant.",
    brackets: "{found} stands for something that was to be filled in. Write what is meant.",
    template: "{found} is a piece of a template that was not filled in. Write what is meant.",
    your: "{found} stands for something of yours that was to be filled in. Write what is meant.",
    letters: "{found} stands for an address that was to be filled in. Write what is meant.",
  } satisfies Sentences<"placeholder">),
  *check({ subject, fault }, context): Iterable<Report> {
    // A manual is filled in by whoever follows it.
    if (context.isShown) return;
    if (fault.detail === "example-domain" && isAboutExamples(subject, context)) return;
    yield {
      message: sentenceOf(placeholder.messages, subject, fault),
      at: placeOf(subject, fault),
      // What a template engine knows may yet be filled in before anybody publishes it.
      severity: fault.error && fault.detail !== "template" ? "error" : "warning",
    };
  },
});
