/** `macro-in-ip`: a macro in `ip4` or `ip6`. */

import { messagesOf } from "../text/message.ts";
import { placeOf, type Sentences, sentenceOf } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

const invalid = "The whole record is invalid (permerror).";

export const macroInIp = rule({
  name: "macro-in-ip",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["macro-in-ip"],
  sources: ["RFC 7208, 5.6", "RFC 7208, 7.1"],
  messages: messagesOf("macro-in-ip", {
    macro: `{mechanism} takes an address as it stands, and {found} would be a macro. ${invalid}`,
  } satisfies Sentences<"macro-in-ip">),
  *check({ subject, fault }): Iterable<Report> {
    yield { message: sentenceOf(macroInIp.messages, subject, fault), at: placeOf(subject, fault) };
  },
});
