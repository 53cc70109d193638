// Times the linting of documents that are new, in this process.

import { Workspace } from "../../server/src/ide/workspace.ts";
import { Document } from "../../server/src/text/document.ts";
import { median } from "./row.ts";

const ROUNDS = 15;

/** Milliseconds of CPU from a document that is new to its findings: the first, and those once the code is warm. */
export function linting(textOf: (round: number) => string): {
  readonly first: number;
  readonly warm: number;
} {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS * 2; round++) {
    // Another text each time, so that nothing that was kept can answer.
    const text = textOf(round);
    const workspace = new Workspace({ today: () => "2026-11-24" });
    const uri = `file:///zones/${round}/db.example.com`;
    workspace.open(Document.of(uri, text, "dns-zone"));
    const start = process.cpuUsage();
    workspace.analyse(uri);
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  return { first: times[0] as number, warm: median(times.slice(ROUNDS)) };
}
