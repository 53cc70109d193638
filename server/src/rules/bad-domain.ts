/** `bad-domain`: a name that DNS can't have, or that a record can't end so. */

import { messagesOf } from "../text/message.ts";
import {
  argumentsOf,
  type FaultInput,
  placeOf,
  type Sentences,
  sentenceOf,
  suggested,
} from "./from-fault.ts";
import { readable } from "./readable.ts";
import { type Report, rule } from "./rule.ts";
import { domainOf } from "./terms.ts";

const invalid = "The whole record is invalid (permerror).";
/** RFC 7208, 4.8: what a name that DNS can't have does is not defined. */
const undefinedResult =
  "Some receivers take the record as invalid (permerror), for others the term never matches.";

export const badDomain = rule({
  name: "bad-domain",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["bad-domain"],
  sources: ["RFC 7208, 7.1", "RFC 7208, 4.8"],
  messages: messagesOf("bad-domain", {
    "empty-label": `{domain} has nothing between two dots. ${undefinedResult}`,
    emptyLabelInvalid: `{domain} has nothing between two dots. ${invalid}`,
    "leading-dot": `{domain} begins with a dot. ${undefinedResult}`,
    leadingDotInvalid: `{domain} begins with a dot. ${invalid}`,
    "label-too-long": `{label} has {octets} octets, and a label of a name has 63 at the most. ${undefinedResult}`,
    "name-too-long": `The name has {octets} octets, and a name has 253 at the most. ${undefinedResult}`,
    "last-label-numeric": `The last label of a name can't be a number: {label}. ${invalid}`,
    "last-label-hyphen": `The last label of a name can't begin or end with a hyphen: {label}. ${invalid}`,
    "last-label-character": `{character} can't stand in the last label of a name, which takes letters, digits and hyphens. ${invalid}`,
    "dot-after-macro": `A name may end in a macro, but not in a macro and a dot. ${invalid}`,
    "text-after-macro": `A dot is missing before {label}: behind a macro, a name ends in a label of its own. ${invalid}`,
    port: `A port ({found}) can't follow a name: SPF looks at addresses alone. ${invalid}`,
    mend: "Write {name} (the record then takes effect)",
    mendTerm: "Write {name} (the term then takes effect)",
  } satisfies Sentences<"bad-domain", "emptyLabelInvalid" | "leadingDotInvalid" | "mend" | "mendTerm">),
  *check(input): Iterable<Report> {
    const { subject, fault } = input;
    const { mend, mendTerm } = badDomain.messages;
    const title = fault.error ? mend : mendTerm;
    yield {
      message: sentence(input),
      at: placeOf(subject, fault),
      fixes: () => suggested(subject, fault, "repair", title({ name: readable(mended(input)) })),
    };
  },
});

function sentence({ subject, fault }: FaultInput) {
  const { emptyLabelInvalid, leadingDotInvalid } = badDomain.messages;
  const args = argumentsOf(subject, fault);
  if (fault.error && fault.detail === "empty-label") return emptyLabelInvalid(args);
  if (fault.error && fault.detail === "leading-dot") return leadingDotInvalid(args);
  return sentenceOf(badDomain.messages, subject, fault);
}

/** The name as the fault suggests to write it. */
function mended({ subject, fault }: FaultInput): string {
  const term = fault.term === null ? undefined : subject.record?.terms[fault.term];
  const whole = (term && domainOf(term)?.span) ?? fault.span;
  const part = fault.replaces ?? fault.span;
  const { text } = subject.found.decoded;
  return text.slice(whole.start, part.start) + (fault.suggestion ?? "") + text.slice(part.end, whole.end);
}
