/** What the rules about faults of a host's text share: the sentence for the case, and the fix that the fault brings. */

import type { HostDetailOf } from "../host/fault-details.ts";
import type { HostFaultKind } from "../host/host.ts";
import type { Message, MessageArguments, Speaker } from "../text/message.ts";
import { readable } from "./readable.ts";
import type { Fix, FixKind, Inputs, Report } from "./rule.ts";

/** A sentence for each case of a fault; `satisfies HostSentences<"paren", "close">` checks that none is missing. */
export type HostSentences<K extends HostFaultKind, Title extends string = never> = Readonly<
  Record<HostDetailOf<K> | Title, string>
>;

export type HostFaultInput = Inputs["hostFault"];

/** A report in the place of the fault, in the sentence named as its `detail`. */
export function hostReport(
  speaker: Speaker,
  input: HostFaultInput,
  fixes: NonNullable<Report["fixes"]> = [],
): Report {
  const { fault, part, uri, subject } = input;
  const english = speaker.english[fault.detail];
  if (english === undefined) throw new Error(`${speaker.speaker} has no sentence for ${fault.detail}`);
  const message = { id: `${speaker.speaker}.${fault.detail}`, english, args: hostArguments(input) };
  return { message, at: { part, uri, span: fault.span, subject }, fixes };
}

/** What the sentence can name: the fault's `data`, and `text`, which is the record as it is read. */
export function hostArguments({ fault }: HostFaultInput): MessageArguments {
  const args: Record<string, string> = {};
  if (fault.found) args.text = readable(fault.found.decoded.text);
  for (const [key, value] of Object.entries(fault.data)) args[key] = readable(value);
  return args;
}

/**
 * The edits that the fault brings along, as a fix; an empty list where it brings none. What is claimed to be safe is so
 * once reading again has proved that every text stays; else it repairs.
 */
export function mending({ fault, part }: HostFaultInput, kind: FixKind, title: Message): Fix[] {
  if (!fault.mend || fault.mend.length === 0) return [];
  const proved = kind === "safe" && !fault.keepsText?.() ? "repair" : kind;
  return [{ kind: proved, title, edits: fault.mend.map((edit) => ({ ...edit, part })) }];
}
