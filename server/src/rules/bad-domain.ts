/** `bad-domain`: a name that DNS can't have, or SPF can't end so. */

import { messagesOf } from "../text/message.ts";
import { repairing, type Sentences } from "./from-fault.ts";
import { type Report, rule } from "./rule.ts";

export const badDomain = rule({
  name: "bad-domain",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["bad-domain"],
  sources: ["RFC 7208, 7.1", "RFC 7208, 4.8"],
  messages: messagesOf("bad-domain", {
    "empty-label":
      "{domain} has nothing between two dots. Receivers may treat the record as invalid (permerror) or let the term match nothing.",
    "leading-dot":
      "{domain} begins with a dot. Receivers may treat the record as invalid (permerror) or let the term match nothing.",
    "label-too-long":
      "{label} has {octets} octets, and a label of a name has 63 at the most. No such name exists, and receivers may treat the record as invalid (permerror).",
    "name-too-long": "The name has {octets} octets, and a name has 253 at the most. No such name exists.",
    "last-label-numeric":
      "The last label of a name can't be a number: {label}. That makes the whole record invalid (permerror).",
    "last-label-hyphen":
      "The last label of a name can't begin or end with a hyphen: {label}. That makes the whole record invalid (permerror).",
    "last-label-character":
      "The last label of a name takes letters, digits and hyphens, and {character} is none of them. That makes the whole record invalid (permerror).",
    "dot-after-macro":
      "A name may end in a macro, but not in a macro and a dot. That makes the whole record invalid (permerror).",
    "text-after-macro":
      "A name that does not end in a macro has a dot before its last label, and {label} has none. That makes the whole record invalid (permerror).",
    port: "A port ({found}) can't follow a name: SPF looks at addresses alone. That makes the whole record invalid (permerror).",
    mend: "Write {instead} (the record then takes effect)",
    drop: "Remove {text} (the record then takes effect)",
  } satisfies Sentences<"bad-domain", "mend" | "drop">),
  *check(input): Iterable<Report> {
    const { mend, drop } = badDomain.messages;
    // RFC 7208, 4.8: what a name that DNS can't have does is not defined, so the record may still be read.
    const severity = input.fault.error ? "error" : "warning";
    yield { ...repairing(badDomain.messages, input, input.fault.suggestion === "" ? drop : mend), severity };
  },
});
