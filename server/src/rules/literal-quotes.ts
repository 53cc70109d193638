/** `literal-quotes`: quote marks that are part of the record's text. */

import { messagesOf } from "../text/message.ts";
import { argumentsOf, repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const literalQuotes = rule({
  name: "literal-quotes",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["literal-quotes"],
  sources: ["RFC 7208, 4.6.1", "RFC 7208, 7.1"],
  messages: messagesOf("literal-quotes", {
    pair: "The quote marks in {found} are part of the record's text, where they have no meaning. The whole record is invalid (permerror).",
    mark: "The quote mark {found} is part of the record's text, where it has no meaning. The whole record is invalid (permerror).",
    pairValid:
      "The quote marks in {found} are part of the record's text and of the name that the term is about, which is not what was meant.",
    markValid:
      "The quote mark {found} is part of the record's text and of the name that the term is about, which is not what was meant.",
    remove: "Remove {text} (the term then takes effect)",
    write: "Write {instead} (the term then takes effect)",
  } satisfies Sentences<"literal-quotes", "pairValid" | "markValid" | "remove" | "write">),
  *check(input): Iterable<Report> {
    const { subject, fault } = input;
    const { messages } = literalQuotes;
    const report = repairing(messages, input, fault.suggestion === "" ? messages.remove : messages.write);
    const valid = fault.detail === "pair" ? messages.pairValid : messages.markValid;
    yield fault.error ? report : { ...report, message: valid(argumentsOf(subject, fault)) };
  },
});
