// Measures evaluations a second of processor time, in memory and with the trace, beside other engines on the same cases:
// those of the openspf suite without timeouts on which both engines give a result that the suite accepts.

import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Answerer } from "../../server/src/dns/answers.ts";
import { recorded } from "../../server/src/dns/recorded.ts";
import type { SpfRecord } from "../../server/src/spf/ast.ts";
import { type CheckOptions, checkNow } from "../../server/src/spf/check.ts";
import { parse } from "../../server/src/spf/parse.ts";
import type { Outcome } from "../../server/src/spf/trace.ts";
import { type OpenspfCase, openspf, readSuite, suitePath } from "../vectors/openspf.ts";
import { type Peer, peers, type Running, start } from "./evaluate/peers.ts";
import { leftOut, median, type Row, row } from "./row.ts";

const ROUNDS = 15;
const SECONDS = 0.3;

export async function bench(): Promise<Row[]> {
  const file = suitePath("rfc7208-tests.yml");
  if (!file) {
    leftOut("evaluations", `needs ${openspf}`);
    return [];
  }
  const cases = readSuite(file).filter(isTimely);
  const folder = mkdtempSync(path.join(os.tmpdir(), "spf-bench-"));
  try {
    const rows: Row[] = [];
    for (const peer of peers) rows.push(...(await compared(peer, cases, folder)));
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compared(peer: Peer, cases: readonly OpenspfCase[], folder: string): Promise<Row[]> {
  const running = await start(peer, cases, folder);
  if ("missing" in running) {
    leftOut(peer.name, running.missing);
    return [];
  }
  const { ours, theirs, count } = await turnByTurn(running, cases);
  running.stop();
  return [
    row(`evaluations of ${count} cases, against ${peer.name}`, median(ours), median(theirs), "/s CPU", {
      atLeast: 1,
    }),
  ];
}

/** Turn by turn, so that whatever else the machine does falls on both alike. */
async function turnByTurn(
  running: Running,
  cases: readonly OpenspfCase[],
): Promise<{ readonly ours: number[]; readonly theirs: number[]; readonly count: number }> {
  const use = cases.flatMap(({ results }, index) =>
    results.includes(running.results[index] as string) ? [index] : [],
  );
  const evaluate = prepared(use.map((index) => cases[index] as OpenspfCase));
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = -3; round < ROUNDS; round++) {
    const own = speed(evaluate, use.length);
    const peer = await running.measure(use, SECONDS);
    if (round < 0) continue;
    ours.push(own);
    theirs.push(peer);
  }
  return { ours, theirs, count: use.length };
}

/** Evaluates all cases once. Records are read once and kept, as a server keeps them. */
function prepared(cases: readonly OpenspfCase[]): () => void {
  const answers = new Map(cases.map(({ zonedata }) => [zonedata, recorded(zonedata)]));
  const ready = cases.map((each) => ({
    request: { ip: each.ip, helo: each.helo, sender: each.sender },
    answer: answers.get(each.zonedata) as Answerer,
  }));
  const read = new Map<string, SpfRecord>();
  const options: CheckOptions = {
    parse: (text, holes) => {
      const known = read.get(text);
      if (known) return known;
      const record = parse(text, holes);
      read.set(text, record);
      return record;
    },
  };
  return () => {
    for (const { request, answer } of ready) checkNow(request, answer, options);
  };
}

function speed(evaluate: () => void, count: number): number {
  let done = 0;
  let used = 0;
  const started = process.cpuUsage();
  while (used < SECONDS) {
    for (let i = 0; i < 20; i++) evaluate();
    done += 20 * count;
    const { user, system } = process.cpuUsage(started);
    used = (user + system) / 1e6;
  }
  return done / used;
}

/** Whether we give a result that the suite accepts, without a timeout on the way. */
function isTimely(each: OpenspfCase): boolean {
  let timedOut = false;
  const answers = recorded(each.zonedata);
  const outcome: Outcome = checkNow(each, (query) => {
    const answer = answers(query);
    timedOut ||= answer.kind === "timeout";
    return answer;
  });
  return !timedOut && each.results.includes(outcome.result);
}
