/** `octodns-semicolon`: a semicolon in a text for octoDNS that is not escaped, or twice. */

import { messagesOf } from "../text/message.ts";
import { type HostSentences, hostReport, mending } from "./from-host-fault.ts";
import { type Report, rule } from "./rule.ts";

export const octodnsSemicolon = rule({
  name: "octodns-semicolon",
  severity: "error",
  profile: "recommended",
  needs: "hostFault",
  hostFaults: ["octodns-semicolon"],
  yieldsTo: ["wrong-separator", "stray-punctuation", "version-malformed"],
  sources: ["octoDNS, Records"],
  messages: messagesOf("octodns-semicolon", {
    unescaped:
      "octoDNS wants this semicolon as `\\;` and refuses the whole zone without the backslash (unescaped ;), so no record of it is deployed. Write the backslash.",
    doubled:
      "Two backslashes stand before this semicolon once YAML is read. octoDNS refuses the whole zone (double escaped ;), so no record of it is deployed. Take one away.",
    escape: "Escape the semicolons of this text once",
  } satisfies HostSentences<"octodns-semicolon", "escape">),
  *check(input): Iterable<Report> {
    const { messages } = octodnsSemicolon;
    yield hostReport(messages, input, mending(input, "repair", messages.escape()));
  },
});
