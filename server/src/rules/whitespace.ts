/** `whitespace`: blanks that are no spaces, and spaces that say nothing. */

import type { Fault } from "../spf/ast.ts";
import type { Decoded } from "../text/decoded.ts";
import { messagesOf } from "../text/message.ts";
import { fixText, type Replacement } from "./fix.ts";
import { type FaultInput, placeOf, type Sentences, sentenceOf, suggested } from "./from-fault.ts";
import { type Fix, type Report, rule } from "./rule.ts";

const invalid = "It makes the whole record invalid (permerror).";

export const whitespace = rule({
  name: "whitespace",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["whitespace"],
  sources: ["RFC 7208, 4.6.1", "RFC 7208, 12"],
  messages: messagesOf("whitespace", {
    tab: `A tab stands here, and only spaces may separate terms. ${invalid}`,
    newline: `A line break stands here, and only spaces may separate terms. ${invalid}`,
    nbsp: `A no-break space ({code}) stands here, and only plain spaces may separate terms. ${invalid}`,
    other: `The blank {code} stands here, and only plain spaces may separate terms. ${invalid}`,
    repeated: "{count} spaces stand here, and one is enough.",
    trailing: "Spaces at the end of a record say nothing.",
    space: "Write a space (the record then takes effect)",
    remove: "Remove the blank (the record then takes effect)",
    one: "Leave one space",
    none: "Remove the spaces",
  } satisfies Sentences<"whitespace", "space" | "remove" | "one" | "none">),
  *check(input): Iterable<Report> {
    const { subject, fault } = input;
    yield {
      message: sentenceOf(whitespace.messages, subject, fault),
      at: placeOf(subject, fault),
      severity: fault.error ? "error" : "hint",
      fixes: () => (fault.error ? blankFix(input) : spacesFix(input)),
    };
  },
});

function blankFix({ subject, fault }: FaultInput): Fix[] {
  const { space, remove } = whitespace.messages;
  return suggested(subject, fault, "repair", fault.suggestion === "" ? remove() : space());
}

function spacesFix({ subject, fault }: FaultInput): Fix[] {
  const { one, none } = whitespace.messages;
  const superfluous = superfluousSpaces(subject.found.decoded, fault);
  return superfluous
    ? fixText("safe", fault.detail === "trailing" ? none() : one(), subject, superfluous)
    : [];
}

/** What to take out, or null where that is not certain to leave the record what it is, or a string empty. */
function superfluousSpaces(decoded: Decoded, fault: Fault): Replacement[] | null {
  const trailing = fault.detail === "trailing";
  const { end } = fault.span;
  const start = trailing ? fault.span.start : fault.span.start - 1;
  const borders = decoded.boundaries.filter(({ at }) => start <= at && at <= end);
  // A value that nobody knows may bring spaces of its own, and so may what a tool joins to the text.
  if (decoded.holes.some((hole) => start <= hole.end && hole.start <= end)) return null;
  if (decoded.toSource({ start: start - 1, end: end + 1 }).length > borders.length + 1) return null;
  if (borders.length === 0) return [{ span: trailing ? { start, end } : fault.span, text: "" }];
  const border = borders[0]?.at ?? start;
  if (trailing || borders.length > 1) return null;
  // One space stays at the border of two strings, where it keeps the terms apart for everybody to see.
  const kept = border > start ? border - 1 : border;
  return [
    { span: { start, end: kept }, text: "" },
    { span: { start: kept + 1, end }, text: "" },
  ].filter(({ span }) => span.start < span.end);
}
