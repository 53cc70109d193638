/** `macro-exp-only`: a macro letter that only explanations may use. */

import { messagesOf } from "../text/message.ts";
import { placeOf, type Sentences, sentenceOf } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

const invalid = "The whole record is invalid (permerror).";

export const macroExpOnly = rule({
  name: "macro-exp-only",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["macro-exp-only"],
  sources: ["RFC 7208, 7.2"],
  messages: messagesOf("macro-exp-only", {
    letter: `The macro letter {letter} may stand only in the text of an explanation, that is in the TXT record that exp names. ${invalid}`,
  } satisfies Sentences<"macro-exp-only">),
  *check({ subject, fault }): Iterable<Report> {
    yield { message: sentenceOf(macroExpOnly.messages, subject, fault), at: placeOf(subject, fault) };
  },
});
