/** `paren`: a parenthesis too many or too few, and a record over several lines without any. */

import { messagesOf } from "../text/message.ts";
import { type HostSentences, hostReport, mending } from "./from-host-fault.ts";
import { type Report, rule } from "./rule.ts";

const rejected = "Name servers reject the whole zone.";

export const paren = rule({
  name: "paren",
  severity: "error",
  profile: "recommended",
  needs: "hostFault",
  hostFaults: ["paren"],
  sources: ["RFC 1035, 5.1"],
  messages: messagesOf("paren", {
    stray: `This parenthesis closes none. ${rejected}`,
    unclosed: `This parenthesis is never closed. ${rejected}`,
    continuation: `This goes on with the record above, and a record over several lines needs parentheses. ${rejected}`,
    remove: "Remove the parenthesis (the zone then loads)",
    close: "Close the parenthesis at the end of the record (the zone then loads)",
    enclose: "Put parentheses around the strings (the zone then loads)",
  } satisfies HostSentences<"paren", "remove" | "close" | "enclose">),
  *check(input): Iterable<Report> {
    const { remove, close, enclose } = paren.messages;
    const { detail } = input.fault;
    const title = detail === "stray" ? remove() : detail === "unclosed" ? close() : enclose();
    yield hostReport(paren.messages, input, mending(input, "repair", title));
  },
});
