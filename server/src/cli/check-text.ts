/** The outcome of a check for people: the verdict, why it is so, what it cost, and what a receiver notes of it. */

import type { Outcome } from "../ide/evaluate.ts";
import { type Message, messagesOf } from "../text/message.ts";
import { visible } from "../text/visible.ts";
import type { Say } from "./language.ts";
import { cliMessages } from "./messages.ts";
import type { Paint } from "./paint.ts";
import { sourceName } from "./query-text.ts";
import { tones } from "./tones.ts";
import { limits, traceLines, traceMessages } from "./trace-text.ts";
import { broken, type Piece, plain } from "./wrap.ts";

export const checkMessages = messagesOf("check", {
  mailfrom: "{sender} from {ip}",
  helo: "HELO {helo} from {ip}",
  pra: "{sender} from {ip}, for Sender ID ({field})",
  noPra: "message from {ip}, for Sender ID",
  senderId: "{sender} from {ip}, for Sender ID",
  explanation: "Explanation: {text}",
  cost: "{lookups}, {voids}.",
  costAndAnswers: "{lookups}, {voids}. Answers from: {list}.",
  answersOf: "{source} ({count})",
  note: "note: {text}",
  online: "Nothing is sent without --online, which asks DNS for what is not known here.",
  unmet: "The result is {result}; {expected} was expected.",
});

type Result = Outcome["result"];

export interface CheckTold {
  readonly outcome: Outcome;
  /** What was checked, in a few words. */
  readonly subject: Message;
  /** Sentences that say why. */
  readonly why: readonly Message[];
  /** Where the term that decided is written: `db.example.com:3:14`. */
  readonly place: string | null;
  /** What follows from the result. */
  readonly advice: readonly Message[];
  /** Lines of header fields. */
  readonly fields: readonly string[];
  readonly notes: readonly Message[];
  readonly trace: boolean;
}

export interface CheckStyle {
  readonly say: Say;
  readonly paint: Paint;
  readonly columns: number;
}

/** All of it, with the line end of the last line. */
export function checkText(told: CheckTold, style: CheckStyle): string {
  const { say, paint, columns } = style;
  const { outcome, trace, fields, notes } = told;
  const result = (each: Result): Piece => [each, paint[tones[each]]];
  const verdict: Piece[] = [result(outcome.result), plain("  "), [visible(say(told.subject)), paint.strong]];
  const sentence = (text: string) => broken([plain(`  ${visible(text)}`)], columns, "  ");
  const lines = [
    ...broken(verdict, columns, "  "),
    ...told.why.flatMap((each, i) => sentence(i === 0 ? placed(say(each), told.place) : say(each))),
    ...told.advice.flatMap((each) => sentence(say(each))),
    ...(outcome.explanation ? sentence(say(checkMessages.explanation({ text: outcome.explanation }))) : []),
    ...sentence(costOf(outcome, say)),
  ];
  if (trace) lines.push("", ...traceLines(outcome, { say, paint, columns, result }));
  if (fields.length > 0) lines.push("", ...fields);
  const remarks = notes.map((note) => visible(say(checkMessages.note({ text: say(note) }))));
  if (notes.length > 0)
    lines.push("", ...remarks.flatMap((note) => broken([[note, paint.info]], columns, "  ")));
  return `${lines.join("\n")}\n`;
}

function placed(sentence: string, place: string | null): string {
  return place === null ? sentence : `${sentence} (${place})`;
}

/** `7 of 10 lookups, 1 of 2 void. Answers from: file (5), dns 192.0.2.53 (2).` */
function costOf({ lookups, voids, trace, explained }: Outcome, say: Say): string {
  const counted = {
    lookups: say(traceMessages.lookups({ count: lookups, limit: limits.lookups })),
    voids: say(traceMessages.voids({ count: voids, limit: limits.voids })),
  };
  const counts = new Map<string, number>();
  for (const { answer, source } of [...queriesOf(trace), ...(explained?.queries ?? [])]) {
    if (answer !== "unknown") counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  const list = [...counts].map(([source, count]) =>
    say(checkMessages.answersOf({ source: sourceName(source, say), count })),
  );
  return say(
    counts.size === 0
      ? checkMessages.cost(counted)
      : checkMessages.costAndAnswers({ ...counted, list: list.join(say(cliMessages.separator())) }),
  );
}

function* queriesOf({ queries, terms }: Outcome["trace"]): Generator<Outcome["trace"]["queries"][number]> {
  yield* queries;
  for (const term of terms) {
    yield* term.queries;
    if (term.nested) yield* queriesOf(term.nested);
  }
}
