/** `heredoc`: a line end in the text of a record. */

import { messagesOf } from "../text/message.ts";
import { type HostSentences, hostReport, mending } from "./from-host-fault.ts";
import { type Report, rule } from "./rule.ts";

export const heredoc = rule({
  name: "heredoc",
  severity: "error",
  profile: "recommended",
  needs: "hostFault",
  hostFaults: ["heredoc"],
  sources: ["RFC 7208, 4.5", "HCL Native Syntax, Heredoc Templates"],
  messages: messagesOf("heredoc", {
    trailing:
      "This text ends with the line end before the last word of the heredoc, and it becomes part of the last term: the record is invalid. Put trimspace round it.",
    inner:
      "This text has line ends between its terms, where SPF takes blanks alone: the record is invalid. Write it in one line, or join the lines with blanks.",
    trim: "Put trimspace round the heredoc",
  } satisfies HostSentences<"heredoc", "trim">),
  *check(input): Iterable<Report> {
    const { messages } = heredoc;
    yield { ...hostReport(messages, input, mending(input, "repair", messages.trim())), spoilsText: true };
  },
});
