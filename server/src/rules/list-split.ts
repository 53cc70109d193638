/** `list-split`: one record in several items of a list, each of which is a record. */

import { messagesOf } from "../text/message.ts";
import { type HostSentences, hostReport, mending } from "./from-host-fault.ts";
import { type Report, rule } from "./rule.ts";

export const listSplit = rule({
  name: "list-split",
  severity: "error",
  profile: "recommended",
  needs: "hostFault",
  hostFaults: ["list-split"],
  sources: ["RFC 7208, 3.1", "RFC 7208, 4.5"],
  messages: messagesOf("list-split", {
    items:
      "Each item of this list is a TXT record of its own, so these {count} items are {count} records and only the version is read as SPF. Write them as one text with blanks between the terms.",
    join: "Join the items into one text",
  } satisfies HostSentences<"list-split", "join">),
  silences: ["cfn-quote", "tf-quote-google"],
  *check(input): Iterable<Report> {
    const { messages } = listSplit;
    yield { ...hostReport(messages, input, mending(input, "repair", messages.join())), spoilsText: true };
  },
});
