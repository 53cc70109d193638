/** `arg-not-allowed`: `all:x`, `all/24`, and prefix lengths where there are no addresses to mask. */

import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { argumentsOf, placeOf, type Sentences, sentenceOf } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

const invalid = "It makes the whole record invalid (permerror).";

export const argNotAllowed = rule({
  name: "arg-not-allowed",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["arg-not-allowed"],
  sources: ["RFC 7208, 5.1", "RFC 7208, 5.2", "RFC 7208, 12"],
  messages: messagesOf("arg-not-allowed", {
    "all-domain": `{mechanism} takes no domain, and {found} follows it. ${invalid}`,
    "all-prefix-length": `{mechanism} takes no prefix length, and {found} follows it. ${invalid}`,
    "prefix-length": `{mechanism} takes no prefix length, and {found} follows its domain; only a, mx, ip4 and ip6 take one. ${invalid}`,
    remove: "Remove {found} ({mechanism} then takes effect)",
  } satisfies Sentences<"arg-not-allowed", "remove">),
  *check({ subject, fault }): Iterable<Report> {
    const title = argNotAllowed.messages.remove(argumentsOf(subject, fault));
    const term = fault.term === null ? undefined : subject.record?.terms[fault.term];
    yield {
      message: sentenceOf(argNotAllowed.messages, subject, fault),
      at: placeOf(subject, fault),
      fixes: () => (term?.holes ? [] : fixText("choice", title, subject, [{ span: fault.span, text: "" }])),
    };
  },
});
