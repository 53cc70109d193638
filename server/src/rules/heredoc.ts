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
  sources: ["RFC 7208, 4.5", "HCL Native Syntax, Heredoc Templates", "YAML 1.2, 8.1"],
  messages: messagesOf("heredoc", {
    trailing:
      "This text ends with the line end before the last word of the heredoc, and it becomes part of the last term: the record is invalid. Put trimspace round it.",
    inner:
      "This text has line ends between its terms, where SPF takes blanks alone: the record is invalid. Write it in one line, or join the lines with blanks.",
    block:
      "A block that begins with {sign} keeps line ends, and SPF takes blanks alone: the record is invalid. Write >-, which joins the lines with blanks and ends with the last term.",
    fold: "Write >- for the block",
    trim: "Put trimspace round the heredoc",
  } satisfies HostSentences<"heredoc", "trim" | "fold">),
  *check(input): Iterable<Report> {
    const { messages } = heredoc;
    const title = input.fault.detail === "block" ? messages.fold() : messages.trim();
    yield { ...hostReport(messages, input, mending(input, "repair", title)), spoilsText: true };
  },
});
