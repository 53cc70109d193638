/** `leading-junk`: something before the version, which must be the first thing in the record. */

import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { type FaultInput, placeOf, type Sentences, sentenceOf } from "./from-fault.ts";
import { readable } from "./readable.ts";
import { type Fix, type Report, rule } from "./rule.ts";

const lost = "Receivers do not take this text for an SPF record, so the domain has no policy.";

export const leadingJunk = rule({
  name: "leading-junk",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["leading-junk"],
  sources: ["RFC 7208, 4.5"],
  messages: messagesOf("leading-junk", {
    blank: `A blank stands before the version, which must come first. ${lost}`,
    quote: `A quote mark belongs to the text and stands before the version, which must come first. ${lost}`,
    backslash: `A backslash stands before the version, which must come first. ${lost}`,
    invisible: `An invisible character ({found}) stands before the version, which must come first. ${lost}`,
    punctuation: `"{found}" stands before the version, which must come first. ${lost}`,
    text: `"{found}" stands before the version, which must come first. ${lost}`,
    remove: "Remove what stands before the version (the record then takes effect)",
  } satisfies Sentences<"leading-junk", "remove">),
  *check(input): Iterable<Report> {
    const { subject, fault } = input;
    const found = fault.detail === "text" ? (fault.data.found ?? "").trim() : (fault.data.found ?? "");
    yield {
      message: sentenceOf(leadingJunk.messages, subject, fault, { found: readable(found) }),
      at: placeOf(subject, fault),
      fixes: () => withoutJunk(input),
    };
  },
});

/** Takes out what stands before the version and, where a quote mark opens there, the one that closes at the end. */
function withoutJunk({ subject, fault }: FaultInput): Fix[] {
  const kept = fault.suggestion;
  if (kept === undefined) return [];
  const { text } = subject.found.decoded;
  const { span } = fault;
  const replacements = [{ span, text: "" }];
  const end = span.end + kept.length;
  if (kept !== "" && end < text.length)
    replacements.push({ span: { start: end, end: text.length }, text: "" });
  return fixText("repair", leadingJunk.messages.remove(), subject, replacements);
}
