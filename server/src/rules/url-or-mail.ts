/** `url-or-mail`: an address of a page or a mailbox where a domain belongs. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const urlOrMail = rule({
  name: "url-or-mail",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["url-or-mail"],
  sources: ["RFC 7208, 7.1", "RFC 7208, 4.8"],
  messages: messagesOf("url-or-mail", {
    scheme:
      "{found} is a web address, and a domain belongs here: {host}. As written, the name exists nowhere.",
    mail: "{found} is a mailbox, and a domain belongs here: {host}. As written, the name exists nowhere.",
    wildcard:
      "A record has no wildcards: {found} is asked for as it stands and exists nowhere. Name the domain itself: {host}.",
    path: "{found} has a path, and a domain belongs here: {host}. As written, the name exists nowhere.",
    "markdown-link":
      "{found} is a link that was copied from a text, and a domain belongs here: {host}. That makes the whole record invalid (permerror).",
    mend: "Write {host} (who passes changes with what it authorises)",
  } satisfies Sentences<"url-or-mail", "mend">),
  *check(input): Iterable<Report> {
    const term = input.fault.term === null ? null : input.subject.record?.terms[input.fault.term];
    const including = term?.kind === "directive" && term.name === "include";
    // RFC 7208, 5.2: an include whose name has no record makes the whole record a permerror.
    const severity = input.fault.error || including ? "error" : "warning";
    yield { ...repairing(urlOrMail.messages, input, urlOrMail.messages.mend), severity };
  },
});
