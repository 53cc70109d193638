/** `join-no-space`: terms that are joined with nothing between them. */

import { messagesOf } from "../text/message.ts";
import { type HostSentences, hostReport, mending } from "./from-host-fault.ts";
import { type Report, rule } from "./rule.ts";

export const joinNoSpace = rule({
  name: "join-no-space",
  severity: "error",
  profile: "recommended",
  needs: "hostFault",
  hostFaults: ["join-no-space"],
  sources: ["RFC 7208, 4.5", "RFC 7208, 4.6.1"],
  messages: messagesOf("join-no-space", {
    join: "No blank is put between these items, so the text begins with {joined}, which is no SPF record. Join them with a blank.",
    space: "Join with a blank",
  } satisfies HostSentences<"join-no-space", "space">),
  *check(input): Iterable<Report> {
    const { messages } = joinNoSpace;
    yield { ...hostReport(messages, input, mending(input, "repair", messages.space())), spoilsText: true };
  },
});
