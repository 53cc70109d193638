/** `url-or-mail`: the address of a page or of a mailbox where a domain belongs. */

import { type Message, messagesOf } from "../text/message.ts";
import {
  argumentsOf,
  type FaultInput,
  placeOf,
  type Sentences,
  sentenceOf,
  suggested,
} from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

const invalid = "The whole record is invalid (permerror).";

export const urlOrMail = rule({
  name: "url-or-mail",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["url-or-mail"],
  sources: ["RFC 7208, 7.1", "RFC 7208, 5.2"],
  messages: messagesOf("url-or-mail", {
    scheme: `{found} belongs to the address of a page, and a domain belongs here. ${invalid}`,
    mail: `{found} belongs to a mail address, and a domain belongs here. ${invalid}`,
    path: `{found} is a path, and a domain belongs here. ${invalid}`,
    "markdown-link": `{found} is a link in Markdown, and a domain belongs here. ${invalid}`,
    wildcard:
      "{found} is no pattern: receivers look up this very name, and the hosts of the domain don't match.",
    wildcardInvalid: `{found} is no pattern: a domain belongs here. ${invalid}`,
    noRecord:
      "{found} is no part of a domain, though the grammar takes it. No such name has a record, so the result is permerror unless an earlier term matches.",
    noName:
      "{found} is no part of a domain, though the grammar takes it. There is no such name, so the term never matches.",
    noText:
      "{found} is no part of a domain, though the grammar takes it. There is no such name, so nobody gets the explanation.",
    mend: "Write {host} (the term then takes effect)",
  } satisfies Sentences<"url-or-mail", "wildcardInvalid" | "noRecord" | "noName" | "noText" | "mend">),
  *check(input): Iterable<Report> {
    const { subject, fault } = input;
    const { severity, message } = consequence(input);
    // Which hosts a pattern was to stand for is not known.
    const kind = fault.detail === "wildcard" ? "choice" : "repair";
    const title = urlOrMail.messages.mend(argumentsOf(subject, fault));
    yield {
      message,
      at: placeOf(subject, fault),
      severity,
      fixes: () => suggested(subject, fault, kind, title),
    };
  },
});

/** The grammar takes nearly every character within a name, so what happens depends on who looks it up. */
function consequence({ subject, fault }: FaultInput): { severity: "error" | "warning"; message: Message } {
  const { messages } = urlOrMail;
  const args = argumentsOf(subject, fault);
  const usual = sentenceOf(messages, subject, fault);
  const wildcard = fault.detail === "wildcard";
  if (fault.error) return { severity: "error", message: wildcard ? messages.wildcardInvalid(args) : usual };
  if (wildcard) return { severity: "warning", message: usual };
  const term = fault.term === null ? undefined : subject.record?.terms[fault.term];
  const name = term?.kind === "junk" ? "" : term?.name;
  // RFC 7208, 5.2 and 6.1: where the target has no record, the result is permerror.
  if (name === "include" || name === "redirect")
    return { severity: "error", message: messages.noRecord(args) };
  return { severity: "warning", message: name === "exp" ? messages.noText(args) : messages.noName(args) };
}
