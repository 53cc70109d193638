/** `non-ascii`: characters that no record can hold, most of them pasted from a document. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

const invalid = "The whole record is invalid (permerror).";

export const nonAscii = rule({
  name: "non-ascii",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["non-ascii"],
  sources: ["RFC 7208, 3.1", "RFC 7208, 4.3", "RFC 7208, 12"],
  messages: messagesOf("non-ascii", {
    dash: `{character} ({code}) is not the ASCII hyphen, which was probably meant. ${invalid}`,
    quote: `{character} ({code}) is a typographic quote mark, and a record holds only ASCII. ${invalid}`,
    invisible: `An invisible character ({code}) stands here, and a record holds only ASCII. ${invalid}`,
    "look-alike": `{character} ({code}) looks like the ASCII character "{meant}" and is another. ${invalid}`,
    "u-label": `{label} is written in letters that a record can't hold; its form in DNS begins with xn--. ${invalid}`,
    octet: `The octet {code} is not ASCII, and a record holds nothing else. ${invalid}`,
    other: `{character} ({code}) is not ASCII, and a record holds nothing else. ${invalid}`,
    write: 'Write "{instead}" (the record then takes effect)',
    remove: "Remove {code} (the record then takes effect)",
    label: "Write {instead} for {label} (the term then takes effect)",
  } satisfies Sentences<"non-ascii", "write" | "remove" | "label">),
  *check(input): Iterable<Report> {
    const { write, remove, label } = nonAscii.messages;
    const { detail, suggestion } = input.fault;
    yield repairing(
      nonAscii.messages,
      input,
      detail === "u-label" ? label : suggestion === "" ? remove : write,
    );
  },
});
