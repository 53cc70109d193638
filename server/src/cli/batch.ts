/** `spf-records check --batch`: requests on standard input, an outcome for each on standard output, in their order. */

import { reportOf, tracedReportOf } from "../ide/check-report.ts";
import type { Outcome } from "../ide/evaluate.ts";
import { evaluate, evaluateAtOnce, keepingParse } from "../ide/evaluate.ts";
import type { Message } from "../text/message.ts";
import type { AnswerSources } from "./answer-sources.ts";
import { batchMessages, readRequest } from "./batch-request.ts";
import { InOrder } from "./in-order.ts";
import { jsonOf } from "./json.ts";
import type { Say } from "./language.ts";
import { Lines, TOO_LONG } from "./lines.ts";
import { cliMessages } from "./messages.ts";
import { type Failure, isFailure, type Machine } from "./ports.ts";
import type { Progress } from "./progress.ts";

/** Octets of the longest line that is read. */
const LONGEST = 16 * 1024 * 1024;

/** The byte order mark, with which a file may begin. */
const MARK = "\uFEFF";

/** How many requests wait for DNS at once. */
const AT_ONCE = 32;

/** What every request of a run shares. */
export interface BatchRun {
  readonly trace: boolean;
  readonly sources: AnswerSources;
  readonly machine: Machine;
  readonly say: Say;
  readonly progress: Progress;
}

/**
 * Answers all of standard input. A line that can't be read is answered by a line of its own, with `error`.
 * @returns why there was no end to it, or null
 */
export async function batch(run: BatchRun): Promise<Message | null> {
  const { out, inputPieces } = run.machine;
  const lines = new Lines(LONGEST);
  const told = new InOrder((text) => out.write(text), AT_ONCE);
  const answer = answering(run);
  let count = 0;
  let failed: Failure | null = null;
  for await (const piece of inputPieces()) {
    if (isFailure(piece)) {
      failed = piece;
      break;
    }
    for (const line of lines.push(piece)) {
      const wait = told.add(answer(line));
      if (wait) await wait;
      count++;
    }
    run.progress.tell(cliMessages.progressBatch({ count }));
    told.flush();
    await out.flushed();
  }
  const last = lines.end();
  if (last !== null) told.add(answer(last));
  await told.end();
  return failed && cliMessages.stdinFailed({ detail: failed.detail });
}

/** What answers a line: the line of its outcome, or "" for an empty one. */
function answering({ trace, sources, machine, say }: BatchRun) {
  const options = { defaultExplanation: "DEFAULT", now: machine.time(), parse: keepingParse() };
  const tell = (id: unknown, outcome: Outcome) => {
    const report = trace ? tracedReportOf(outcome, () => null) : reportOf(outcome);
    return `${jsonOf({ id, ...report })}\n`;
  };
  const refuse = (id: unknown, wrong: Message) => `${jsonOf({ id, error: say(wrong) })}\n`;
  return (line: Uint8Array | typeof TOO_LONG): string | Promise<string> => {
    if (line === TOO_LONG) return refuse(null, batchMessages.long({ limit: LONGEST / (1024 * 1024) }));
    const text = machine.fromUtf8(line);
    if (text === null) return refuse(null, batchMessages.utf8());
    if (text.trim() === "") return "";
    const request = readRequest(text.startsWith(MARK) ? text.slice(1) : text);
    if ("wrong" in request) return refuse(request.id, request.wrong);
    const { id, plan } = request;
    const answers = request.answers ?? sources.answer;
    if (answers) return tell(id, evaluateAtOnce(plan, answers, options));
    return evaluate(plan, sources.resolve, sources.budget, options).then((outcome) => tell(id, outcome));
  };
}
