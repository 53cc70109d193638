/** `duplicate-modifier`: two redirect, or two exp. */

import type { Term } from "../spf/ast.ts";
import { messagesOf } from "../text/message.ts";
import { fixText, withBlankBefore } from "./fix.ts";
import { type FaultInput, placeOf, type Sentences, sentenceOf } from "./from-fault.ts";
import { readable } from "./readable.ts";
import { type Fix, type Related, type Report, rule } from "./rule.ts";
import { textOf } from "./terms.ts";

export const duplicateModifier = rule({
  name: "duplicate-modifier",
  severity: "error",
  profile: "recommended",
  needs: "fault",
  faults: ["duplicate-modifier"],
  sources: ["RFC 7208, 6"],
  messages: messagesOf("duplicate-modifier", {
    repeated:
      "{name} stands in this record more than once, which makes the whole record invalid (permerror). Leave the one that is meant.",
    first: "The other one",
    remove: "Remove {term} (the record then takes effect)",
  } satisfies Sentences<"duplicate-modifier", "first" | "remove">),
  silences: ["redirect-ignored"],
  *check(input): Iterable<Report> {
    const { subject, fault } = input;
    const { messages } = duplicateModifier;
    const first = firstOf(input);
    const related: Related[] = first ? [{ subject, span: first.span, message: messages.first() }] : [];
    const mine = fault.term === null ? undefined : subject.record?.terms[fault.term];
    yield {
      message: sentenceOf(messages, subject, fault),
      at: placeOf(subject, fault),
      fixes: () => [...removed(input, mine), ...removed(input, first)],
      related,
    };
  },
});

/** The first modifier of the same name. */
function firstOf({ subject, fault }: FaultInput): Term | undefined {
  const name = fault.data.name?.toLowerCase();
  return subject.record?.terms.find((term) => term.kind === "modifier" && term.name === name);
}

function removed({ subject }: FaultInput, term: Term | undefined): Fix[] {
  const record = subject.record;
  if (!record || !term || term.holes) return [];
  const title = duplicateModifier.messages.remove({ term: readable(textOf(record, term)) });
  return fixText("choice", title, subject, [{ span: withBlankBefore(record.text, term.span), text: "" }]);
}
