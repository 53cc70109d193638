/** `same-name`: two resources that both set all TXT records of one name. */

import { messagesOf } from "../text/message.ts";
import { type HostSentences, hostReport } from "./from-host-fault.ts";
import { type Report, rule } from "./rule.ts";

export const sameName = rule({
  name: "same-name",
  severity: "error",
  profile: "recommended",
  needs: "hostFault",
  hostFaults: ["same-name"],
  sources: ["Terraform, aws_route53_record", "Terraform, google_dns_record_set"],
  messages: messagesOf("same-name", {
    set: "{own} and {other} both hold all TXT records of this name, and only one of them can be there: the other fails or overwrites it. Put all texts into one resource.",
  } satisfies HostSentences<"same-name">),
  silences: ["multiple-records"],
  *check(input): Iterable<Report> {
    yield hostReport(sameName.messages, input);
  },
});
