/** `stray-punctuation`: commas, semicolons, dots or brackets around terms and between them. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

const invalid = "It makes the whole record invalid (permerror).";

export const strayPunctuation = rule({
  name: "stray-punctuation",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["stray-punctuation"],
  sources: ["RFC 7208, 4.6.1", "RFC 7208, 12"],
  messages: messagesOf("stray-punctuation", {
    alone: `"{found}" is not a term. ${invalid}`,
    before: `"{found}" stands before a term. ${invalid}`,
    after: `"{found}" stands after a term. ${invalid}`,
    between: `"{found}" stands between two terms, which only spaces separate. ${invalid}`,
    remove: 'Remove "{found}" (the record then takes effect)',
    space: 'Write a space for "{found}" (the record then takes effect)',
  } satisfies Sentences<"stray-punctuation", "remove" | "space">),
  *check(input): Iterable<Report> {
    const { remove, space } = strayPunctuation.messages;
    yield repairing(strayPunctuation.messages, input, input.fault.suggestion === " " ? space : remove);
  },
});
