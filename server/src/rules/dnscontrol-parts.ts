/** `dnscontrol-parts`: an `SPF_BUILDER` that DNSControl refuses, or that does not do what it says. */

import { messagesOf } from "../text/message.ts";
import { type HostSentences, hostArguments, hostReport, mending } from "./from-host-fault.ts";
import { type Report, rule } from "./rule.ts";

type Title = "putVersion" | "cutVersion" | "removeName" | "addNumber";

export const dnscontrolParts = rule({
  name: "dnscontrol-parts",
  severity: "error",
  profile: "recommended",
  needs: "hostFault",
  hostFaults: ["dnscontrol-parts"],
  sources: ["DNSControl, SPF Optimizer"],
  silences: ["leading-junk"],
  messages: messagesOf("dnscontrol-parts", {
    version:
      "DNSControl wants v=spf1 as the first part of an SPF_BUILDER and refuses this one, so nothing is deployed. Put v=spf1 first.",
    few: "SPF_BUILDER wants two parts at the least, and DNSControl stops at this one, so nothing is deployed. Add the terms, or write it with TXT.",
    flatten:
      "No part includes {name}, so there is nothing to flatten. Write the name as it stands in the part, or remove it here.",
    overflow:
      "overflow has to say with %d where the number of each further record goes, and DNSControl refuses {name}. Write _spf%d, for example.",
    putVersion: "Put v=spf1 first",
    cutVersion: "Write v=spf1 as a part of its own",
    removeName: "Remove {name} from flatten",
    addNumber: "Write {name}%d",
  } satisfies HostSentences<"dnscontrol-parts", Title>),
  *check(input): Iterable<Report> {
    const severity = input.fault.detail === "flatten" ? "warning" : "error";
    const { messages } = dnscontrolParts;
    const title = titles[input.fault.detail];
    const fixes = title ? mending(input, "choice", messages[title](hostArguments(input))) : [];
    yield { ...hostReport(messages, input, fixes), severity };
  },
});

const titles: Readonly<Record<string, Title>> = {
  version: "putVersion",
  few: "cutVersion",
  flatten: "removeName",
  overflow: "addNumber",
};
