/** A question to DNS and its answer, as a branch of a tree to read. */

import type { Outcome } from "../ide/evaluate.ts";
import { messagesOf } from "../text/message.ts";
import { visible } from "../text/visible.ts";
import type { Say } from "./language.ts";
import type { Paint } from "./paint.ts";
import type { Tree } from "./tree-text.ts";
import { type Piece, plain } from "./wrap.ts";

export const queryMessages = messagesOf("query", {
  from: "({source})",
  fromFile: "file",
  fromRecord: "--record",
  fromRecorded: "--dns-file",
  fromTime: "not waited for",
  nodata: "no such record",
  nxdomain: "no such name",
  servfail: "server failure",
  timeout: "no answer in time",
  unknown: "nobody was asked",
  more: "(and {count} more)",
});

export type QueryStep = Outcome["trace"]["queries"][number];

/** What is shown of an answer at the most: strangers write long ones. */
const MOST_ANSWERS = 12;
const MOST_CHARACTERS = 1000;

export interface QueryStyle {
  readonly say: Say;
  readonly paint: Paint;
}

/** `chosen` is the one of several texts that is a record. */
export function queryTree(
  { name, type, answer, records, source }: QueryStep,
  chosen: string | null,
  { say, paint }: QueryStyle,
): Tree {
  const head: Piece[] = [plain(`${type} `), shownText(name)];
  const from = say(queryMessages.from({ source: visible(sourceName(source, say)) }));
  if (answer !== "unknown") head.push([` ${from}`, paint.dim]);
  if (answer !== "ok")
    return { head: [...head, plain(": "), plain(say(queryMessages[answer]()))], below: [] };
  const shown = chosen === null ? records.slice(0, MOST_ANSWERS) : [chosen];
  const left = records.length - shown.length;
  const more: Piece[] = left > 0 ? [[` ${say(queryMessages.more({ count: left }))}`, paint.dim]] : [];
  if (type !== "TXT" || shown.length === 1) {
    return { head: [...head, plain(": "), shownText(shown.join(", ")), ...more], below: [] };
  }
  return { head: [...head, ...more], below: shown.map((text) => ({ head: [shownText(text)], below: [] })) };
}

/** Text of strangers, made visible and not too long. */
export function shownText(text: string): Piece {
  return plain(visible(text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text));
}

/** Where an answer came from, in words. */
export function sourceName(source: string, say: Say): string {
  const named = sources.get(source);
  return named ? say(named) : source;
}

const sources = new Map([
  ["file", queryMessages.fromFile()],
  ["record", queryMessages.fromRecord()],
  ["recorded", queryMessages.fromRecorded()],
  ["time", queryMessages.fromTime()],
]);
