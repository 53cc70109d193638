/** `rfc6652-values`: `ra`, `rp` and `rr` with values that ask for no report. */

import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { argumentsOf, placeOf, type Sentences, sentenceOf } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const rfc6652Values = rule({
  name: "rfc6652-values",
  severity: "warning",
  profile: "recommended",
  needs: "fault",
  faults: ["rfc6652-values"],
  sources: ["RFC 6652, 3"],
  messages: messagesOf("rfc6652-values", {
    "ra-empty": "ra= names no mailbox, so nobody gets a report. Write the part before the @.",
    "ra-domain":
      "ra= takes only the part before the @; reports go to a mailbox at this record's own domain, and @{domain} makes the value useless.",
    "ra-characters": "{found} is not the part before the @ of a mail address, so nobody gets a report.",
    "rp-number": "rp= takes a whole number from 0 to 100, the percentage of failures to report, not {found}.",
    "rp-range": "rp= is a percentage, and {found} is more than 100.",
    "rr-empty": "rr= names no kind of result. Write all, or some of e, f, s and n with colons between them.",
    "rr-token":
      '"{found}" is not a kind of result that rr= knows; these are all, e (errors), f (fail), s (softfail) and n (neutral), with colons between them.',
    "without-ra": "{name}= says nothing without ra=, which names the mailbox for reports.",
    repeated: "{name}= stands in this record more than once, and only one of them can count.",
    drop: "Remove @{domain} (reports then go to {local} at the domain of this record)",
  } satisfies Sentences<"rfc6652-values", "drop">),
  *check({ subject, fault }): Iterable<Report> {
    const { messages } = rfc6652Values;
    const drop = fault.detail === "ra-domain" && fault.data.local !== "";
    const title = messages.drop(argumentsOf(subject, fault));
    yield {
      message: sentenceOf(messages, subject, fault),
      at: placeOf(subject, fault),
      fixes: () => (drop ? fixText("choice", title, subject, [{ span: fault.span, text: "" }]) : []),
    };
  },
});
