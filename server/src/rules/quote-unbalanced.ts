/** `quote-unbalanced`: a quote that is not opened, not closed, or closed in another line. */

import { messagesOf } from "../text/message.ts";
import { type HostSentences, hostReport, mending } from "./from-host-fault.ts";
import { type Report, rule } from "./rule.ts";

const rejected = "Name servers reject the whole zone.";

export const quoteUnbalanced = rule({
  name: "quote-unbalanced",
  severity: "error",
  profile: "recommended",
  needs: "hostFault",
  hostFaults: ["quote-unbalanced"],
  sources: ["RFC 1035, 5.1"],
  messages: messagesOf("quote-unbalanced", {
    closing: `This quote is not closed. ${rejected}`,
    opening: `This quote closes a text that no quote opens. ${rejected}`,
    folded: `A quote is closed in the line in which it is opened, and this one is not. ${rejected}`,
    close: "Close the quote (the zone then loads)",
    open: "Put a quote before the text (the zone then loads)",
    unfold: "Close the quote in each line (the zone then loads)",
  } satisfies HostSentences<"quote-unbalanced", "close" | "open" | "unfold">),
  *check(input): Iterable<Report> {
    const { close, open, unfold } = quoteUnbalanced.messages;
    const { detail } = input.fault;
    const title = detail === "opening" ? open() : detail === "folded" ? unfold() : close();
    yield hostReport(quoteUnbalanced.messages, input, mending(input, "repair", title));
  },
});
