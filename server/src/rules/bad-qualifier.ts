/** `bad-qualifier`: what stands where one of `+`, `-`, `~` and `?` may stand. */

import { messagesOf } from "../text/message.ts";
import { fixText } from "./fix.ts";
import {
  argumentsOf,
  type FaultInput,
  faultText,
  placeOf,
  type Sentences,
  sentenceOf,
  suggested,
} from "./from-fault.ts";
import { type Fix, type Report, rule } from "./rule.ts";

const invalid = "The whole record is invalid (permerror).";

export const badQualifier = rule({
  name: "bad-qualifier",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["bad-qualifier"],
  sources: ["RFC 7208, 4.6.1", "RFC 7208, 4.6.2"],
  messages: messagesOf("bad-qualifier", {
    doubled: `{found} is not a qualifier, which is a single "+", "-", "~" or "?". ${invalid}`,
    several: `{found} are several qualifiers, and a mechanism takes one. ${invalid}`,
    character: `"{found}" is not a qualifier, which is "+", "-", "~" or "?". ${invalid}`,
    "look-alike": `{found} looks like "{meant}" and is a character from outside ASCII. ${invalid}`,
    blank: `A blank separates the qualifier "{found}" from its mechanism. ${invalid}`,
    behind: `The qualifier "{found}" stands behind its mechanism, not before it. ${invalid}`,
    alone: `The qualifier "{found}" has no mechanism behind it. ${invalid}`,
    write: 'Write "{instead}" (the record then takes effect)',
    remove: 'Remove "{text}" (the record then takes effect)',
    join: "Remove the blank (the record then takes effect)",
  } satisfies Sentences<"bad-qualifier", "write" | "remove" | "join">),
  *check(input): Iterable<Report> {
    const { subject, fault } = input;
    yield {
      message: sentenceOf(badQualifier.messages, subject, fault),
      at: placeOf(subject, fault),
      fixes: () => fixesOf(input),
    };
  },
});

function fixesOf({ subject, fault }: FaultInput): Fix[] {
  const { write, remove, join } = badQualifier.messages;
  const args = argumentsOf(subject, fault);
  if (fault.suggestion !== undefined) {
    const title = fault.suggestion !== "" ? write : fault.detail === "blank" ? join : remove;
    return suggested(subject, fault, "repair", title(args));
  }
  // Which of several was meant, or whether one was meant at all, only the author knows.
  if (fault.detail === "several") {
    const each = [...new Set(faultText(subject, fault))];
    return each.flatMap((instead) =>
      fixText("choice", write({ instead }), subject, [{ span: fault.span, text: instead }]),
    );
  }
  if (fault.detail !== "character") return [];
  const term = fault.term === null ? undefined : subject.record?.terms[fault.term];
  const qualified = /^[+\-~?]/.test(subject.found.decoded.text.slice(fault.span.end));
  const isAll = term?.kind === "directive" && term.name === "all";
  if (!isAll || qualified) return fixText("choice", remove(args), subject, [{ span: fault.span, text: "" }]);
  // Without a qualifier it would be +all, which is never what was meant.
  return ["-", "~"].flatMap((instead) =>
    fixText("choice", write({ instead }), subject, [{ span: fault.span, text: instead }]),
  );
}
