/** `syntax`: what the grammar refuses and no other rule can say more about. */

import { messagesOf } from "../text/message.ts";
import { faultTerm, placeOf, type Sentences, sentenceOf } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

const invalid = "The whole record is invalid (permerror).";

export const syntax = rule({
  name: "syntax",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["syntax"],
  sources: ["RFC 7208, 4.6", "RFC 7208, 12"],
  messages: messagesOf("syntax", {
    character: `"{character}" can't stand here; a mechanism or a modifier (name=value) is expected. ${invalid}`,
    "control-character": `The control character {code} can't stand in a record. ${invalid}`,
    "modifier-name": `{name} is not the name of a modifier, which starts with a letter and goes on with letters, digits, "-", "_" or ".". ${invalid}`,
    "prefix-length-missing": `A prefix length is missing after the slash in {term}. ${invalid}`,
    "prefix-length": `"{found}" in {term} is not a prefix length, which is a decimal number. ${invalid}`,
  } satisfies Sentences<"syntax">),
  *check({ subject, fault }): Iterable<Report> {
    const term = faultTerm(subject, fault);
    yield { message: sentenceOf(syntax.messages, subject, fault, { term }), at: placeOf(subject, fault) };
  },
});
