/** `wrong-separator`: `include=`, `redirect:`, `include.x`: the value is not attached the way its name wants it. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

const invalid = "The whole record is invalid (permerror).";

export const wrongSeparator = rule({
  name: "wrong-separator",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["wrong-separator"],
  sources: ["RFC 7208, 4.6.1", "RFC 7208, 6"],
  messages: messagesOf("wrong-separator", {
    equals:
      "{name}= is read as a modifier that nobody knows, and receivers ignore it without a word. A mechanism takes a colon.",
    equalsInvalid: `{name}= is read as a modifier, not as a mechanism, which takes a colon. ${invalid}`,
    equalsAll:
      "{name}= is read as a modifier, so the record has no all where it was meant. It takes no equals sign.",
    colon: `{name}: is read as a mechanism that does not exist; a modifier takes an equals sign. ${invalid}`,
    other: `"{found}" separates {name} from its value, where "{separator}" must. ${invalid}`,
    missing: `"{separator}" is missing between {name} and its value. ${invalid}`,
    blank: `A blank separates {name} from its value, where "{separator}" must. ${invalid}`,
    "blank-before": `A blank stands between {name} and "{separator}". ${invalid}`,
    "blank-prefix": `A blank stands between {name} and its prefix length {found}. ${invalid}`,
    doubled: `"{found}" follows {name}, where only "{separator}" may; the rest is read as part of the value.`,
    write: 'Write "{instead}" (the term then takes effect)',
    remove: 'Remove "{text}" (the term then takes effect)',
    join: "Remove the blank (the term then takes effect)",
  } satisfies Sentences<"wrong-separator", "equalsInvalid" | "equalsAll" | "write" | "remove" | "join">),
  // `exp:` lacks its value besides, and that is what matters.
  yieldsTo: ["missing-value"],
  *check(input): Iterable<Report> {
    const { messages } = wrongSeparator;
    const { detail, suggestion, error, data } = input.fault;
    const isTorn = detail === "blank-before" || detail === "blank-prefix";
    const title = isTorn ? messages.join : suggestion === "" ? messages.remove : messages.write;
    const report = repairing(messages, input, title);
    if (detail !== "equals") yield report;
    else if (data.name?.toLowerCase() === "all") yield { ...report, message: messages.equalsAll(data) };
    else yield error ? { ...report, message: messages.equalsInvalid(data) } : report;
  },
});
