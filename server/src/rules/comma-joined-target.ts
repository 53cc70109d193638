/** `comma-joined-target`: several targets joined by commas, which is one target that does not exist. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

const one = "The grammar allows it in a domain, so all of it is read as one target, which does not exist.";

export const commaJoinedTarget = rule({
  name: "comma-joined-target",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["comma-joined-target"],
  sources: ["RFC 7208, 7.1"],
  messages: messagesOf("comma-joined-target", {
    terms: `"{found}" does not separate terms. ${one}`,
    domains: `"{found}" does not separate the targets of {name}. ${one}`,
    space: 'Write a space for "{found}" (the terms then take effect)',
    repeat: 'Write "{instead}" for "{found}" (the terms then take effect)',
  } satisfies Sentences<"comma-joined-target", "space" | "repeat">),
  *check(input): Iterable<Report> {
    const { space, repeat } = commaJoinedTarget.messages;
    yield repairing(commaJoinedTarget.messages, input, input.fault.suggestion === " " ? space : repeat);
  },
});
