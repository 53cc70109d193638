/** `escape`: a backslash that says nothing, or what no name server takes. */

import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { type HostFaultInput, type HostSentences, hostReport, mending } from "./from-host-fault.ts";
import { readable } from "./readable.ts";
import { type Fix, type Report, rule } from "./rule.ts";

const rejected = "Name servers reject the whole zone.";

export const escapeRule = rule({
  name: "escape",
  severity: "warning",
  profile: "recommended",
  needs: "hostFault",
  hostFaults: ["escape"],
  sources: ["RFC 1035, 5.1"],
  messages: messagesOf("escape", {
    octet: `A backslash and three digits stand for an octet, which is 255 at the most, and this is {found}. ${rejected}`,
    digits: `A backslash and digits stand for an octet, and there must be three of them: {found}. ${rejected}`,
    needless:
      "The backslash says nothing: {found} is read as {meant}. Some programs keep it, and the term then means something else.",
    remove: "Remove the backslash",
    colon:
      "For tinydns a colon ends the text, so it is published as {text}, and {found} is taken for a TTL. Write the colon as \\072.",
    octal: "Write the colons as \\072 (the terms behind them then count)",
  } satisfies HostSentences<"escape", "remove" | "octal">),
  *check(input): Iterable<Report> {
    const { messages } = escapeRule;
    const { found = "" } = input.fault.data;
    if (input.fault.detail === "colon") {
      const fixes = mending(input, "repair", messages.octal());
      yield { ...hostReport(messages, input, fixes), severity: "error", spoilsText: true };
      return;
    }
    if (input.fault.detail !== "needless") {
      yield { ...hostReport(messages, input), severity: "error", spoilsText: true };
      return;
    }
    const args = { found: readable(found), meant: readable(found.slice(1)) };
    yield { ...hostReport(messages, input, () => rewriting(input)), message: messages.needless(args) };
  },
});

/** Writes the same character again, as the host writes it: so the text stays as it is read. */
function rewriting({ fault, subject }: HostFaultInput): Fix[] {
  if (!subject) return [];
  const { decoded } = subject.found;
  const start = decoded.toDecoded(fault.span.start);
  if (start === undefined) return [];
  const span = { start, end: start + ((decoded.text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1) };
  const text = decoded.text.slice(span.start, span.end);
  return fixText("safe", escapeRule.messages.remove(), subject, [{ span, text }]);
}
