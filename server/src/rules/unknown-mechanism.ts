/** `unknown-mechanism`: a word that is not a mechanism, and the one that was probably meant. */

import { isTerm } from "../spf/grammar.ts";
import { messagesOf } from "../text/message.ts";
import { fixText, withBlankBefore } from "./fix.ts";
import {
  argumentsOf,
  type FaultInput,
  faultTerm,
  faultText,
  placeOf,
  type Sentences,
  sentenceOf,
  suggested,
} from "./from-fault.ts";
import { type Fix, type Report, rule } from "./rule.ts";

const invalid = "An unknown mechanism makes the whole record invalid (permerror).";

export const unknownMechanism = rule({
  name: "unknown-mechanism",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["unknown-mechanism"],
  sources: ["RFC 7208, 4.6.1", "RFC 7208, 12"],
  messages: messagesOf("unknown-mechanism", {
    misspelt: `{name} is not a mechanism; {meant} was probably meant. ${invalid}`,
    ambiguous: `{name} is not a mechanism; one of {meant} was probably meant. ${invalid}`,
    unknown: `{name} is not a mechanism. ${invalid}`,
    "bare-domain":
      "{name} is a domain without a mechanism, which makes the whole record invalid (permerror). Write include:{name} for the senders that its record lists, or a:{name} for its addresses.",
    "text-after-all":
      "{text} follows {meant}, which makes it an unknown mechanism and the whole record invalid (permerror).",
    write: "Write {instead} (the term then takes effect)",
    drop: "Remove {text} ({meant} then takes effect)",
    remove: "Remove {term} (the record then takes effect)",
  } satisfies Sentences<"unknown-mechanism", "write" | "drop" | "remove">),
  *check(input): Iterable<Report> {
    const { subject, fault } = input;
    yield {
      message: sentenceOf(unknownMechanism.messages, subject, fault),
      at: placeOf(subject, fault),
      fixes: () => fixesOf(input),
    };
  },
});

function fixesOf(input: FaultInput): Fix[] {
  const { subject, fault } = input;
  const { write, drop, remove } = unknownMechanism.messages;
  const args = argumentsOf(subject, fault);
  if (fault.suggestion !== undefined)
    return suggested(subject, fault, "repair", (fault.suggestion ? write : drop)(args));
  if (fault.detail === "bare-domain") {
    const names = ["include", "a"].map((name) => `${name}:${faultText(subject, fault)}`);
    return names.flatMap((instead) => replacedBy(input, instead));
  }
  if (fault.detail === "ambiguous")
    return (fault.data.meant ?? "").split(", ").flatMap((name) => replacedBy(input, name));
  const term = fault.term === null ? undefined : subject.record?.terms[fault.term];
  if (fault.detail !== "unknown" || !term || term.holes) return [];
  const title = remove({ term: faultTerm(subject, fault) });
  return fixText("choice", title, subject, [
    { span: withBlankBefore(subject.found.decoded.text, term.span), text: "" },
  ]);
}

/** A choice that leaves a term which receivers take, or none. */
function replacedBy({ subject, fault }: FaultInput, instead: string): Fix[] {
  const term = fault.term === null ? undefined : subject.record?.terms[fault.term];
  if (!term) return [];
  const { text } = subject.found.decoded;
  const after =
    text.slice(term.span.start, fault.span.start) + instead + text.slice(fault.span.end, term.span.end);
  if (!isTerm(after)) return [];
  return fixText("choice", unknownMechanism.messages.write({ instead }), subject, [
    { span: fault.span, text: instead },
  ]);
}
