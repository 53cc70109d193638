/** `analysis-stopped`: a limit of this program that keeps it from looking at everything. */

import { messagesOf } from "../text/message.ts";
import { type HostSentences, hostReport } from "./from-host-fault.ts";
import { type Report, rule } from "./rule.ts";

export const analysisStopped = rule({
  name: "analysis-stopped",
  severity: "info",
  profile: "recommended",
  needs: "hostFault",
  hostFaults: ["analysis-stopped"],
  sources: [],
  messages: messagesOf("analysis-stopped", {
    generate:
      "This $GENERATE stands for {count} records, and no more than {limit} are read of one: nothing is said about them.",
    "generate-total":
      "This $GENERATE stands for {count} records, and with those before it a file has more than the {limit} that are read: nothing is said about them.",
  } satisfies HostSentences<"analysis-stopped">),
  *check(input): Iterable<Report> {
    yield hostReport(analysisStopped.messages, input);
  },
});
