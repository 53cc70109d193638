/** `yaml-scalar`: text without quotes that YAML reads as less, as more, or as something else. */

import { messagesOf } from "../text/message.ts";
import { type HostSentences, hostReport, mending } from "./from-host-fault.ts";
import { type Report, rule } from "./rule.ts";

export const yamlScalar = rule({
  name: "yaml-scalar",
  severity: "warning",
  profile: "recommended",
  needs: "hostFault",
  hostFaults: ["yaml-scalar"],
  sources: ["YAML 1.2, 7.3.3"],
  messages: messagesOf("yaml-scalar", {
    glued:
      "Lines without a dash are one text: this record is joined to the one before it, and neither is published. Put a dash before each.",
    cut: "A number sign behind a blank begins a comment, so these terms are not part of the record. Take the sign away, or end the record before it.",
    map: "A colon before a blank ends a key, so this text is a map and its record is not published. Write no blank behind the colon.",
    dashes: "Put a dash before each record",
    sign: "Take the number sign away (the terms behind it then count)",
    blank: "Take the blank behind the colon away",
  } satisfies HostSentences<"yaml-scalar", "dashes" | "sign" | "blank">),
  *check(input): Iterable<Report> {
    const { messages } = yamlScalar;
    const fixes = {
      glued: () => mending(input, "repair", messages.dashes()),
      cut: () => mending(input, "choice", messages.sign()),
      map: () => mending(input, "repair", messages.blank()),
    };
    const fix = fixes[input.fault.detail as keyof typeof fixes];
    yield { ...hostReport(messages, input, fix()), spoilsText: true };
  },
});
