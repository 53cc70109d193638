/** `tf-percent`: a macro whose sign begins code of Terraform. */

import { messagesOf } from "../text/message.ts";
import { type HostSentences, hostReport, mending } from "./from-host-fault.ts";
import { type Report, rule } from "./rule.ts";

export const tfPercent = rule({
  name: "tf-percent",
  severity: "error",
  profile: "recommended",
  needs: "hostFault",
  hostFaults: ["tf-percent"],
  sources: ["RFC 7208, 7.1", "HCL Native Syntax, Templates"],
  messages: messagesOf("tf-percent", {
    directive:
      "Terraform reads {written} as a template directive that does not exist and stops, so nothing is deployed. Write {escaped} for the macro.",
    interpolation:
      "Terraform reads {written} as a name that nobody declared and stops, so nothing is deployed. Write {escaped} if the macro is meant.",
    escape: "Write {escaped}",
  } satisfies HostSentences<"tf-percent", "escape">),
  *check(input): Iterable<Report> {
    const { messages } = tfPercent;
    const { escaped } = input.fault.data;
    const kind = input.fault.detail === "directive" ? "safe" : "choice";
    yield hostReport(messages, input, () =>
      mending(input, kind, messages.escape({ escaped: escaped ?? "" })),
    );
  },
});
