/** `missing-value`: include, exists, ip4, ip6, redirect or exp without the value that they are about. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

const invalid = "It makes the whole record invalid (permerror).";

export const missingValue = rule({
  name: "missing-value",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["missing-value"],
  sources: ["RFC 7208, 12"],
  messages: messagesOf("missing-value", {
    bare: `{name} must have a value, and has none. ${invalid}`,
    empty: `{name} must have a value, and has none. ${invalid}`,
    "blank-after": `A blank cuts {name} off from its value. ${invalid}`,
    join: "Remove the blank (the term then takes effect)",
  } satisfies Sentences<"missing-value", "join">),
  *check(input): Iterable<Report> {
    yield repairing(missingValue.messages, input, missingValue.messages.join);
  },
});
