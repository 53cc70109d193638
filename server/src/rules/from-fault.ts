/** What the rules about faults share: the sentence for the case of a fault, and the fix that the fault suggests. */

import type { Fault, FaultKind } from "../spf/ast.ts";
import type { DetailOf } from "../spf/faults.ts";
import type { Message, MessageArguments, Speaker } from "../text/message.ts";
import { fixText } from "./fix.ts";
import { readable } from "./readable.ts";
import type { Fix, FixKind, Report, TextPlace } from "./rule.ts";
import type { Subject } from "./subject.ts";

/** A sentence for each case of a fault; `satisfies Sentences<"whitespace", "remove">` checks that none is missing. */
export type Sentences<K extends FaultKind, Title extends string = never> = Readonly<
  Record<DetailOf<K> | Title, string>
>;

/** A fault and the record it is in: what a rule about faults is given. */
export interface FaultInput {
  readonly subject: Subject;
  readonly fault: Fault;
}

/** What most of these rules report: the sentence, the place, and what the fault suggests, as a repair. */
export function repairing(
  speaker: Speaker,
  input: FaultInput,
  title: (args: MessageArguments) => Message,
): Report {
  const { subject, fault } = input;
  return {
    message: sentenceOf(speaker, subject, fault),
    at: placeOf(subject, fault),
    fixes: () => suggested(subject, fault, "repair", title(argumentsOf(subject, fault))),
  };
}

/**
 * The sentence named as the fault's `detail`, filled from its `data`, from `text` (the fault's own characters) and
 * `instead` (what it suggests).
 */
export function sentenceOf(
  speaker: Speaker,
  subject: Subject,
  fault: Fault,
  args: MessageArguments = {},
): Message {
  const english = speaker.english[fault.detail];
  if (english === undefined) throw new Error(`${speaker.speaker} has no sentence for ${fault.detail}`);
  return {
    id: `${speaker.speaker}.${fault.detail}`,
    english,
    args: { ...argumentsOf(subject, fault), ...args },
  };
}

/** What a fault's sentence, and the title of its fix, can name. */
export function argumentsOf(subject: Subject, fault: Fault): MessageArguments {
  const args: Record<string, string> = { text: readable(faultText(subject, fault)) };
  if (fault.suggestion !== undefined) args.instead = readable(fault.suggestion);
  for (const [key, value] of Object.entries(fault.data)) args[key] = readable(value);
  return args;
}

/** The characters that a fault marks. */
export function faultText(subject: Subject, fault: Fault): string {
  return subject.found.decoded.text.slice(fault.span.start, fault.span.end);
}

/** The term that a fault is in as it is written, or the fault's own characters where it is in none. */
export function faultTerm(subject: Subject, fault: Fault): string {
  const term = fault.term === null ? undefined : subject.record?.terms[fault.term];
  const { start, end } = term?.span ?? fault.span;
  return readable(subject.found.decoded.text.slice(start, end));
}

/** Where a fault stands. */
export function placeOf(subject: Subject, fault: Fault): TextPlace {
  return { subject, span: fault.span };
}

/**
 * The fix that a fault brings along: what it suggests, in place of what it says is to be replaced. An empty list
 * where it suggests nothing, or where the host can't write it to the letter.
 */
export function suggested(subject: Subject, fault: Fault, kind: FixKind, title: Message): Fix[] {
  if (fault.suggestion === undefined) return [];
  return fixText(kind, title, subject, [{ span: fault.replaces ?? fault.span, text: fault.suggestion }]);
}
