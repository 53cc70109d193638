/** `unknown-modifier`: a `name=value` that no receiver knows. */

import { messagesOf } from "../text/message.ts";
import { argumentsOf, placeOf, type Sentences, sentenceOf, suggested } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const unknownModifier = rule({
  name: "unknown-modifier",
  severity: "info",
  profile: "recommended",
  needs: "fault",
  faults: ["unknown-modifier"],
  sources: ["RFC 7208, 6", "RFC 6652, 3"],
  messages: messagesOf("unknown-modifier", {
    unknown: "{name}= is not a modifier that SPF defines; receivers ignore it.",
    misspelt: "{name}= is not a modifier, and receivers ignore it; {meant}= was probably meant.",
    write: "Write {instead}= (the term then takes effect)",
  } satisfies Sentences<"unknown-modifier", "write">),
  *check({ subject, fault }): Iterable<Report> {
    const { messages } = unknownModifier;
    yield {
      message: sentenceOf(messages, subject, fault),
      at: placeOf(subject, fault),
      // A redirect that does nothing leaves the domain without its policy.
      severity: fault.detail === "misspelt" ? "error" : "info",
      fixes: () => suggested(subject, fault, "repair", messages.write(argumentsOf(subject, fault))),
    };
  },
});
