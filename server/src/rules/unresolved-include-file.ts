/** `unresolved-include-file`: a file that a zone includes and that can't be read here. */

import { messagesOf } from "../text/message.ts";
import { type HostSentences, hostReport } from "./from-host-fault.ts";
import { type Report, rule } from "./rule.ts";

const partial = "Its records are not checked, and may be missing from what is said of others.";

export const unresolvedIncludeFile = rule({
  name: "unresolved-include-file",
  severity: "hint",
  profile: "recommended",
  needs: "hostFault",
  hostFaults: ["unresolved-include-file"],
  sources: ["RFC 1035, 5.1"],
  messages: messagesOf("unresolved-include-file", {
    missing: `{file} was not found. ${partial}`,
    loop: "{file} includes itself, directly or through other files. Name servers reject the whole zone.",
    depth: `{file} is not read: files include one another too deeply, or too many are included. ${partial}`,
  } satisfies HostSentences<"unresolved-include-file">),
  *check(input): Iterable<Report> {
    // A name server reads paths from a folder that the file does not tell, so this may be another file of that name.
    const severity = input.fault.detail === "loop" ? "warning" : "hint";
    yield { ...hostReport(unresolvedIncludeFile.messages, input), severity };
  },
});
