/** Why an evaluation gave its result, in sentences: the term that decided, or what stood in the way. */

import type { SpfRecord } from "../spf/ast.ts";
import { decisionOf } from "../spf/decision.ts";
import { standardLimits } from "../spf/evaluation.ts";
import type { Outcome, Reason, RecordStep, TermStep } from "../spf/trace.ts";
import { type Message, type MessageArguments, messagesOf } from "../text/message.ts";
import type { RecordSpace, Span } from "../text/span.ts";

export const whyMessages = messagesOf("why", {
  "missing-pra": "The headers of the message name no purported responsible address (RFC 4407, 2).",
  "malformed-domain": "{domain} can't be a domain name, so there is nothing to look up.",
  malformedTarget: "{term} leads to {target}, which can't be a domain name.",
  "no-such-name": "{domain} does not exist.",
  "no-record": "{domain} has no record for this check.",
  "several-records": "{domain} has more than one record for this check, and receivers may not choose.",
  syntax: "The record of {domain} has a syntax error: {text}.",
  "dns-error": "DNS gave no usable answer for the {type} records of {name}.",
  "not-asked": "Nobody was asked for the {type} records of {name}, on which the result depends.",
  "unknown-text": "What {term} of {domain} says is not wholly known, and the result depends on it.",
  time: "The evaluation took longer than the {seconds} seconds that it had.",
  "too-many-lookups":
    "{term} of {domain} is one term too many that asks DNS: {limit} are allowed (RFC 7208, 4.6.4).",
  "too-many-voids":
    "{term} of {domain} is one term too many for which DNS has nothing: {limit} are allowed (RFC 7208, 4.6.4).",
  "too-many-mx": "{term} of {domain} names more than {limit} mail exchangers (RFC 7208, 4.6.4).",
  "include-without-record": "{term} of {domain} leads to {target}, which has no record.",
  "redirect-without-record": "{term} of {domain} leads to {target}, which has no record.",
  matched: "{term} of {domain} matches.",
  default: "No term of {domain} matches, and nothing is said of all others.",
  there: "There, {term} of {domain} matches.",
  by: "The record of {domain} is reached by {path}.",
});

export interface Why {
  /** The sentence that decides, then how it came to that. */
  readonly sentences: readonly Message[];
  /** The record that decided, or that led to where none is, and the characters in it; null where there are none. */
  readonly domain: string;
  readonly record: SpfRecord | null;
  readonly span: Span<RecordSpace> | null;
}

/** @param seconds what the evaluation was given */
export function whyOf({ trace, blockedOn }: Outcome, seconds: number): Why {
  const { record, term, span, query, path } = decisionOf(trace);
  const { domain, reason } = record;
  const asked = blockedOn ?? query;
  const args: MessageArguments = {
    domain,
    seconds,
    term: term?.text ?? "",
    target: term?.target ?? "",
    text: span && record.record ? record.record.text.slice(span.start, span.end) : "",
    name: asked?.name ?? domain,
    type: asked?.type ?? "TXT",
    limit: limits[reason] ?? 0,
  };
  const isTarget = reason === "malformed-domain" && term !== null;
  const known = reason === "redirected" ? "matched" : reason;
  const sentences = [isTarget ? whyMessages.malformedTarget(args) : whyMessages[known](args)];
  if (reason === "matched") sentences.push(...matchesBelow(term));
  if (path.length > 0)
    sentences.push(whyMessages.by({ domain, path: path.map((each) => each.term.text).join(" → ") }));
  // Where there is no record, what led there is to be looked at.
  const before = path.at(-1);
  return before && !record.record
    ? { sentences, domain: before.record.domain, record: before.record.record, span: before.term.span }
    : { sentences, domain, record: record.record, span };
}

const limits: Readonly<Partial<Record<Reason, number>>> = {
  "too-many-lookups": standardLimits.lookups,
  "too-many-voids": standardLimits.voids,
  "too-many-mx": standardLimits.mx,
};

/** The terms of included records to which a match is owed, outermost first. */
function matchesBelow(term: TermStep | null): Message[] {
  const out: Message[] = [];
  for (let inner = decidingBelow(term); inner; inner = decidingBelow(inner.term)) {
    out.push(whyMessages.there({ term: inner.term.text, domain: inner.record.domain }));
  }
  return out;
}

function decidingBelow(term: TermStep | null): { record: RecordStep; term: TermStep } | null {
  if (!term?.nested) return null;
  const decision = decisionOf(term.nested);
  return decision.term && { record: decision.record, term: decision.term };
}
